// Values that are only known at apply: they count as changed where the engine shows them so, and are never an obstacle.
import assert from "node:assert/strict";
import * as alicloud from "@pulumi/alicloud";
import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import { foundOf, itPassesInUpdate, runCases, type Case } from "../support/cases";
import { newStack, type RunResult, type TestStack } from "../support/engine";
import { instance, KEY_PAIR_ATTACHMENT, priorAttachment, together } from "../support/pieces";
import { priorInstance, PROGRAM } from "../support/scenario";

interface Unknown extends Case {
  /** The properties that the log calls only known at apply. */
  readonly only?: string;
}

const groupOf = (key: string): pulumi.Output<string> => new alicloud.ecs.SecurityGroup(`${key}--group`, {}).id;
const newInstance = (key: string): pulumi.Output<string> => new alicloud.ecs.Instance(`${key}--new`, PROGRAM).id;
const attach = (key: string, diskId: pulumi.Input<string>, instanceId: pulumi.Input<string>): void => {
  new alicloud.ecs.EcsDiskAttachment(`${key}--disk`, { diskId, instanceId });
};
const keyPair = { keyPairName: "admin", instanceIds: ["i-key-pair"], force: true };

const CASES: readonly Unknown[] = [
  {
    key: "group-added",
    it: "a security group that is created now is joined",
    prior: [priorInstance("group-added")],
    program: () => {
      instance("group-added", { securityGroups: ["sg-1", "sg-2", groupOf("group-added")] })();
    },
    found: ["ecs-join-security-group"],
    only: "securityGroups",
  },
  {
    key: "group-changed",
    it: "in the place of another one, which is left",
    prior: [priorInstance("group-changed")],
    program: () => {
      instance("group-changed", { securityGroups: ["sg-1", groupOf("group-changed")] })();
    },
    found: ["ecs-join-security-group", "ecs-leave-security-group"],
    only: "securityGroups",
  },
  {
    key: "groups",
    it: "a list of groups that is unknown as a whole may be any",
    prior: [priorInstance("groups")],
    program: () => {
      instance("groups", { securityGroups: groupOf("groups").apply((id) => [id]) })();
    },
    found: ["ecs-join-security-group", "ecs-leave-security-group"],
    only: "securityGroups",
  },
  {
    key: "vswitch",
    it: "into a vSwitch that is created now an instance is moved",
    prior: [priorInstance("vswitch")],
    program: () => {
      const vswitchId = new alicloud.vpc.Switch("vswitch--new", { vpcId: "vpc-1", cidrBlock: "10.0.1.0/24" }).id;
      instance("vswitch", { vswitchId })();
    },
    found: ["ecs-modify-instance-vpc-attribute", "ecs-start-instance", "ecs-stop-instance"],
    only: "vswitchId",
  },
  {
    key: "image",
    it: "with an image that is made now the system disk is replaced, between a stop and a start",
    prior: [priorInstance("image")],
    program: () => {
      instance("image", { imageId: new alicloud.ecs.Image("image--new", { snapshotId: "s-1" }).id })();
    },
    found: ["ecs-start-instance", "ecs-stop-instance"],
    only: "imageId",
  },
  {
    key: "zone",
    it: "a property that replaces the instance replaces it",
    prior: [priorInstance("zone")],
    program: () => {
      instance("zone", { hpcClusterId: groupOf("zone") })();
    },
    found: ["ecs-create-instance"],
    only: "hpcClusterId",
  },
  {
    key: "tags",
    it: "tags may be anything",
    prior: [priorInstance("tags")],
    program: () => {
      instance("tags", { tags: { group: groupOf("tags") } })();
    },
    found: [],
  },
  {
    key: "target",
    it: "an instance that is created now is not locked",
    program: () => {
      const instanceId = newInstance("target");
      attach("target", "d-target", instanceId);
      new alicloud.ecs.EcsKeyPairAttachment("target--keys", { ...keyPair, instanceIds: [instanceId] });
      new alicloud.ecs.EcsSnapshotGroup("target--group", { instanceId });
      new alicloud.ecs.Image("target--image", { instanceId });
    },
    found: [],
  },
  {
    key: "away",
    it: "from a locked one to a new one: the locked one counts",
    prior: [priorInstance("away"), priorAttachment("away")],
    program: together(instance("away"), () => {
      attach("away", "d-away", newInstance("away"));
    }),
    found: ["ecs-detach-disk"],
    only: "instanceId",
  },
  {
    key: "disk",
    it: "a disk that is created now is attached to a locked instance",
    prior: [priorInstance("disk")],
    program: together(instance("disk"), () => {
      const args = { size: 40, zoneId: "cn-hangzhou-h" };
      attach("disk", new alicloud.ecs.EcsDisk("disk--new", args).id, "i-disk");
    }),
    found: ["ecs-attach-disk"],
  },
  {
    key: "snapshot",
    it: "a disk that is created now is in nobody's use",
    program: () => {
      const diskId = new alicloud.ecs.EcsDisk("snapshot--disk", { size: 40, zoneId: "cn-hangzhou-h" }).id;
      new alicloud.ecs.EcsSnapshot("snapshot--new", { diskId });
    },
    found: [],
  },
  {
    key: "key-pair",
    it: "of a set of instances those that are known count",
    prior: [
      priorInstance("key-pair"),
      {
        type: KEY_PAIR_ATTACHMENT,
        name: "key-pair--keys",
        id: 'admin:["i-key-pair"]',
        inputs: keyPair,
        outputs: { keyName: "admin" },
      },
    ],
    program: together(instance("key-pair"), () => {
      const instanceIds = ["i-key-pair", newInstance("key-pair")];
      new alicloud.ecs.EcsKeyPairAttachment("key-pair--keys", { ...keyPair, instanceIds });
    }),
    found: ["ecs-reboot-instance"],
    only: "instanceIds",
  },
  {
    key: "follower",
    it: "what hangs on an instance that is replaced is detached from the old one",
    prior: [priorInstance("follower"), priorAttachment("follower")],
    program: () => {
      const args = { ...PROGRAM, availabilityZone: "cn-hangzhou-k" };
      attach("follower", "d-follower", new alicloud.ecs.Instance("follower", args).id);
    },
    found: ["ecs-create-instance", "ecs-detach-disk"],
  },
  {
    key: "script",
    it: "a command or an execution that is not known yet is not guessed",
    instances: [{ id: "i-script" }],
    program: () => {
      const id = groupOf("script");
      new command.local.Command("script--1", { create: id.apply((group) => `aliyun ecs RebootInstance ${group}`) });
      const parameters = id.apply((group) => JSON.stringify({ targets: { ResourceIds: [group] } }));
      new alicloud.oos.Execution("script--2", { templateName: "ACS-ECS-BulkyRebootInstances", parameters });
    },
    found: [],
  },
];

const variants = [
  { title: "with a provider that leaves computed outputs out of its plans:", env: {} },
  { title: "with a provider that shows computed outputs as unknown:", env: { TEST_PROVIDER_UNKNOWNS: "true" } },
];
for (const { title, env } of variants) {
  describe(`only known at apply, ${title}`, () => {
    let stack: TestStack;
    let result: RunResult;
    before(async () => {
      stack = await newStack(async () => undefined);
      result = await runCases(stack, CASES, { env, expectFailure: true });
    });
    after(() => stack.dispose());

    for (const { key, it: sentence, found, only } of CASES) {
      it(sentence, () => {
        assert.deepEqual(foundOf(result, key), found, result.log);
        const own = result.violations.filter(({ urn }) => urn?.includes(`::${key}`));
        const lines = own.map(({ message }) => /Only known at apply, and taken for a change: (.*)/.exec(message)?.[1]);
        if (only !== undefined) assert.ok(lines.includes(only), result.log);
      });
    }

    it("and no value is an obstacle to a policy", () => {
      assert.doesNotMatch(result.log, /can't run policy|\.js:\d+/);
      assert.equal(result.violations.length, CASES.flatMap(({ found }) => found).length, result.log);
    });

    itPassesInUpdate(CASES, () => ({ stack, options: { env } }));
  });
}
