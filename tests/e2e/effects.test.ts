// What other services do to a locked instance as a consequence of a change: reported, but nothing is stopped.
import assert from "node:assert/strict";
import * as alicloud from "@pulumi/alicloud";
import { foundOf, runCases, type Case } from "../support/cases";
import { newStack, type PriorResource, type RunResult, type TestStack } from "../support/engine";
import { applied, mandatory } from "../support/scenario";

const NODE_POOL = "alicloud:cs/nodePool:NodePool";
const ESS_ATTACHMENT = "alicloud:ess/attachment:Attachment";
const SCALING_GROUP = "alicloud:ess/scalingGroup:ScalingGroup";
const EMR = "alicloud:emrv2/cluster:Cluster";
const PROVISIONING = "alicloud:ecs/autoProvisioningGroup:AutoProvisioningGroup";

/** What a scenario says besides. */
interface Effect extends Case {
  /** The service and what it does, as the log names them with the instance. */
  readonly says?: RegExp;
}

const pool = (instances: readonly string[]) => ({
  clusterId: "c-1",
  vswitchIds: ["vsw-1"],
  nodePoolName: "pool",
  instances: [...instances],
});
const newPool = (key: string, instances: readonly string[]) => () => {
  new alicloud.cs.NodePool(key, pool(instances));
};
const priorPool = (key: string, instances: readonly string[]): PriorResource => ({
  type: NODE_POOL,
  name: key,
  id: `c-1:${key}`,
  inputs: pool(instances),
});

const scaling = (instanceIds: readonly string[], force: boolean) => ({
  scalingGroupId: "asg-1",
  instanceIds: [...instanceIds],
  force,
});
const priorScaling = (key: string, instanceIds: readonly string[]): PriorResource => ({
  type: ESS_ATTACHMENT,
  name: key,
  id: "asg-1",
  inputs: scaling(instanceIds, true),
});

const locked = (...ids: string[]) => ids.map((id) => ({ id }));
const ADVISORY = ["(ecs-lock-status)"];

const CASES: readonly Effect[] = [
  {
    key: "pool-shrinks",
    it: "a node pool that an instance is taken out of",
    prior: [priorPool("pool-shrinks", ["i-shrinks-1", "i-shrinks-2"])],
    instances: locked("i-shrinks-1", "i-shrinks-2"),
    program: newPool("pool-shrinks", ["i-shrinks-2"]),
    found: ADVISORY,
    says: /Container Service \(ACK\) releases the instance .*instance i-shrinks-1 /,
  },
  {
    key: "pool-grows",
    it: "a node pool that an instance is added to",
    prior: [priorPool("pool-grows", [])],
    instances: locked("i-grows"),
    program: newPool("pool-grows", ["i-grows"]),
    found: ADVISORY,
    says: /Container Service \(ACK\) re-images and restarts the instance .*instance i-grows /,
  },
  {
    key: "pool-deleted",
    it: "a node pool that is deleted",
    prior: [priorPool("pool-deleted", ["i-pool-deleted"])],
    instances: locked("i-pool-deleted"),
    found: ADVISORY,
    says: /Container Service \(ACK\) removes the instance from the node pool.*instance i-pool-deleted /,
  },
  {
    key: "pool-free",
    it: "but of an instance that is not locked nothing is said",
    prior: [priorPool("pool-free", ["i-pool-free"])],
    instances: [{ id: "i-pool-free", reasons: [] }],
    program: newPool("pool-free", []),
    found: [],
  },
  {
    key: "pool-same",
    it: "nor where the node pool stays as it is",
    prior: [priorPool("pool-same", ["i-pool-same"])],
    instances: locked("i-pool-same"),
    program: newPool("pool-same", ["i-pool-same"]),
    found: [],
  },
  {
    key: "scaling-shrinks",
    it: "an Auto Scaling attachment that an instance is taken out of",
    prior: [priorScaling("scaling-shrinks", ["i-out", "i-in"])],
    instances: locked("i-out", "i-in"),
    program: () => {
      new alicloud.ess.Attachment("scaling-shrinks", scaling(["i-in"], true));
    },
    found: ADVISORY,
    says: /Auto Scaling removes the instance from its scaling group .*instance i-out /,
  },
  {
    key: "scaling-deleted",
    it: "an Auto Scaling attachment that is deleted: one advisory an instance",
    prior: [priorScaling("scaling-deleted", ["i-deleted-1", "i-deleted-2"])],
    instances: locked("i-deleted-1", "i-deleted-2"),
    found: [...ADVISORY, ...ADVISORY],
    says: /Auto Scaling removes the instance from its scaling group .*instance i-deleted-[12] /,
  },
  {
    key: "group-deleted",
    it: "a scaling group that is deleted with protected instances",
    prior: [
      {
        type: SCALING_GROUP,
        name: "group-deleted",
        id: "asg-2",
        inputs: { minSize: 0, maxSize: 2, protectedInstances: ["i-protected"] },
      },
    ],
    instances: locked("i-protected"),
    found: ADVISORY,
    says: /Auto Scaling releases the instance, or removes it .*instance i-protected /,
  },
  {
    key: "nameless",
    it: "nothing is said where no property names the instances: E-MapReduce, auto provisioning",
    prior: [
      {
        type: EMR,
        name: "nameless--emr",
        id: "c-emr",
        inputs: { clusterName: "emr", paymentType: "Subscription", clusterType: "DATALAKE" },
      },
      {
        type: PROVISIONING,
        name: "nameless--group",
        id: "apg-1",
        inputs: { totalTargetCapacity: "2", launchTemplateId: "lt-1", terminateInstances: true },
      },
    ],
    found: [],
  },
];

describe("a service that acts on a locked instance is named:", () => {
  let stack: TestStack;
  let result: RunResult;
  before(async () => {
    stack = await newStack(async () => undefined);
    result = await runCases(stack, CASES);
  });
  after(() => stack.dispose());

  for (const { key, it: sentence, found, says } of CASES) {
    it(sentence, () => {
      assert.deepEqual(foundOf(result, key), found, result.log);
      const messages = result.violations.filter(({ urn, message }) => `${urn ?? ""} ${message}`.includes(`::${key}`));
      for (const { message } of messages) assert.match(message, says ?? /^$/);
    });
  }

  it("in `pulumi up` as well, which goes through", async () => {
    const updated = await runCases(stack, CASES, {}, "up");
    assert.deepEqual(mandatory(updated), []);
    assert.ok(applied(updated).includes("update pool-shrinks"), updated.log);
    // Once in its preview, once in its update.
    const said = updated.log.split("Container Service (ACK) releases the instance").length - 1;
    assert.equal(said, 2, updated.log);
  });
});
