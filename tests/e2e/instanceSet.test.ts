// Sets of instances: one resource, and each of its members counts.
import * as alicloud from "@pulumi/alicloud";
import { describeCases, type Case } from "../support/cases";
import type { PriorResource } from "../support/engine";

const SET = "alicloud:ecs/ecsInstanceSet:EcsInstanceSet";
const setArgs = {
  amount: 2,
  imageId: "ubuntu_22",
  instanceType: "ecs.g7.large",
  vswitchId: "vsw-1",
  zoneId: "cn-hangzhou-h",
  securityGroupIds: ["sg-1"],
};
const priorSet = (key: string): PriorResource => {
  const instanceIds = [`i-${key}-1`, `i-${key}-2`];
  const id = Buffer.from(instanceIds.join()).toString("base64");
  return { type: SET, name: key, id, inputs: setArgs, outputs: { instanceIds } };
};
const bothLocked = (key: string) => [{ id: `i-${key}-1` }, { id: `i-${key}-2` }];

const CASES: readonly Case[] = [
  {
    key: "set-replaced",
    it: "a set of instances cannot be replaced: CreateInstance, on account of each locked one",
    prior: [priorSet("set-replaced")],
    instances: bothLocked("set-replaced"),
    program: () => {
      new alicloud.ecs.EcsInstanceSet("set-replaced", { ...setArgs, instanceType: "ecs.g7.xlarge" });
    },
    found: ["ecs-create-instance", "ecs-create-instance"],
  },
  {
    key: "set-deleted",
    it: "a set may be deleted, with an advisory for each locked one",
    prior: [priorSet("set-deleted")],
    instances: [{ id: "i-set-deleted-1" }, { id: "i-set-deleted-2", reasons: [] }],
    found: ["(ecs-lock-status)"],
  },
  {
    key: "set-same",
    it: "a set that stays as it is passes",
    prior: [priorSet("set-same")],
    instances: bothLocked("set-same"),
    program: () => {
      new alicloud.ecs.EcsInstanceSet("set-same", setArgs);
    },
    found: [],
  },
];

describe("locked instances of a set:", () => {
  describeCases(CASES);
});
