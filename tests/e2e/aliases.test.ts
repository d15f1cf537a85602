// Resources that go by another URN than in the state: renamed, under another parent, of another type.
import assert from "node:assert/strict";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";
import { foundOf, runCases, type Case } from "../support/cases";
import { newStack, urnOf, type PriorResource, type RunResult, type TestStack } from "../support/engine";
import { applied, INSTANCE, mandatory, priorInstance, PROGRAM } from "../support/scenario";

const APP = "test:index:App";
const DISK = "alicloud:ecs/disk:Disk";
const ATTACHMENT = "alicloud:ecs/diskAttachment:DiskAttachment";

class App extends pulumi.ComponentResource {
  constructor(name: string, options: pulumi.ComponentResourceOptions = {}) {
    super(APP, name, {}, options);
  }
}

const instance = (name: string, options: pulumi.CustomResourceOptions, instanceName = "web-1"): void => {
  new alicloud.ecs.Instance(name, { ...PROGRAM, instanceName }, options);
};

const priorApp = (name: string): PriorResource => ({
  type: APP,
  name,
  id: "",
  inputs: {},
  entry: { custom: false, id: undefined, provider: undefined },
});

/** An instance under the component `app`. */
const priorChild = (name: string, app: string): PriorResource =>
  priorInstance(name, { entry: { urn: urnOf(`${APP}$${INSTANCE}`, name), parent: urnOf(APP, app) } });

const priorDisk = (name: string): PriorResource => ({
  type: DISK,
  name,
  id: `d-${name}`,
  inputs: { size: 40, zoneId: "cn-hangzhou-h" },
  outputs: { status: "In_use" },
});

const priorAttachment = (name: string, disk: string, owner: string): PriorResource => {
  const inputs = { diskId: disk, instanceId: owner };
  return { type: ATTACHMENT, name, id: `${disk}:${owner}`, inputs, outputs: { device: "/dev/xvdb" } };
};

const CASES: readonly Case[] = [
  {
    key: "renamed",
    it: "a renamed resource is not deleted",
    prior: [priorInstance("renamed--old")],
    program: () => {
      instance("renamed--new", { aliases: [{ name: "renamed--old" }] });
    },
    found: [],
  },
  {
    key: "renamed-updated",
    it: "a renamed resource is updated as the one it was",
    prior: [priorInstance("renamed-updated--old")],
    program: () => {
      instance("renamed-updated--new", { aliases: [{ name: "renamed-updated--old" }] }, "new");
    },
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "moved",
    it: "a resource that moves into a component is not deleted",
    prior: [priorInstance("moved")],
    program: () => {
      instance("moved", { parent: new App("moved"), aliases: [{ parent: pulumi.rootStackResource }] });
    },
    found: [],
  },
  {
    key: "moved-updated",
    it: "and updated as the one it was",
    prior: [priorInstance("moved-updated")],
    program: () => {
      const options = { parent: new App("moved-updated"), aliases: [{ parent: pulumi.rootStackResource }] };
      instance("moved-updated", options, "new");
    },
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "family",
    it: "the child of a renamed component goes with it",
    prior: [priorApp("family--old"), priorChild("family--web", "family--old")],
    program: () => {
      instance("family--web", { parent: new App("family--new", { aliases: [{ name: "family--old" }] }) }, "new");
    },
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "lineage",
    it: "also where its own name begins with the component's",
    prior: [priorApp("lineage--old"), priorChild("lineage--old-web", "lineage--old")],
    program: () => {
      instance("lineage--new-web", { parent: new App("lineage--new", { aliases: [{ name: "lineage--old" }] }) });
    },
    found: [],
  },
  {
    key: "component",
    it: "a resource in a component is judged like any other",
    prior: [priorApp("component"), priorChild("component--web", "component")],
    program: () => {
      instance("component--web", { parent: new App("component") }, "new");
    },
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "orphan",
    it: "without an alias the one under the old name is deleted and another one created",
    prior: [priorInstance("orphan--old")],
    program: () => {
      instance("orphan--new", {});
    },
    found: ["(ecs-lock-status)"],
  },
  {
    key: "retyped",
    it: "a disk and its attachment that change their type are the ones they were",
    prior: [
      priorInstance("retyped"),
      priorDisk("retyped--disk"),
      priorAttachment("retyped--on", "d-retyped--disk", "i-retyped"),
    ],
    disks: [{ id: "d-retyped--disk", instanceId: "i-retyped" }],
    program: () => {
      instance("retyped", {});
      const args = { size: 40, zoneId: "cn-hangzhou-h" };
      new alicloud.ecs.EcsDisk("retyped--disk", args, { aliases: [{ type: DISK }] });
      const on = { diskId: "d-retyped--disk", instanceId: "i-retyped" };
      new alicloud.ecs.EcsDiskAttachment("retyped--on", on, { aliases: [{ type: ATTACHMENT }] });
    },
    found: [],
  },
  {
    key: "retyped-updated",
    it: "and changed as the ones they were",
    prior: [
      priorInstance("retyped-updated"),
      priorDisk("retyped-updated--disk"),
      priorAttachment("retyped-updated--on", "d-retyped-updated--disk", "i-retyped-updated"),
    ],
    disks: [
      { id: "d-retyped-updated--disk", instanceId: "i-retyped-updated" },
      { id: "d-other", status: "Available" },
    ],
    program: () => {
      instance("retyped-updated", {});
      const args = { size: 80, zoneId: "cn-hangzhou-h" };
      new alicloud.ecs.EcsDisk("retyped-updated--disk", args, { aliases: [{ type: DISK }] });
      const on = { diskId: "d-other", instanceId: "i-retyped-updated" };
      new alicloud.ecs.EcsDiskAttachment("retyped-updated--on", on, { aliases: [{ type: ATTACHMENT }] });
    },
    found: ["ecs-attach-disk", "ecs-detach-disk", "ecs-resize-disk"],
  },
];

describe("under another URN than in the state", () => {
  let stack: TestStack;
  let result: RunResult;
  before(async () => {
    stack = await newStack(async () => undefined);
    result = await runCases(stack, CASES, { expectFailure: true });
  });
  after(() => stack.dispose());

  for (const { key, it: sentence, found } of CASES) {
    it(sentence, () => {
      assert.deepEqual(foundOf(result, key), found, result.log);
    });
  }

  it("a resource is reported by the URN that it has now", () => {
    const urns = result.violations.filter(({ urn }) => urn?.includes("-updated")).map(({ urn }) => urn);
    assert.deepEqual(new Set(urns), new Set(urns.filter((urn) => urn?.includes("--old") === false)));
    assert.equal(urns.length, 5);
  });

  it("and `pulumi up` of what passes here passes, and calls nothing for what is only renamed", async () => {
    const passing = CASES.filter(({ found }) => found.every((policy) => policy.startsWith("(")));
    const updated = await runCases(stack, passing, {}, "up");
    assert.deepEqual([mandatory(updated), applied(updated)], [[], ["create orphan--new", "delete orphan--old"]]);
  });
});
