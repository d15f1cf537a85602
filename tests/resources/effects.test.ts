import assert from "node:assert/strict";
import { UNKNOWN } from "../../policypack/domain/values";
import { effectsFor, type Planned } from "./support/plan";

const POOL = "alicloud:cs/nodePool:NodePool";
const ATTACHMENT = "alicloud:ess/attachment:Attachment";
const GROUP = "alicloud:ess/scalingGroup:ScalingGroup";

/** `Auto Scaling releases the instance: i-1` */
const told = (type: string, planned: Planned): string[] =>
  effectsFor(type, planned).map(({ service, action, instanceId }) => `${service} ${action}: ${instanceId}`);

interface Row {
  readonly name: string;
  readonly type: string;
  readonly planned: Planned;
  readonly effects: readonly string[];
}

const JOINS = "Container Service (ACK) re-images and restarts the instance to make it a node";
const LEAVES = "Container Service (ACK) releases the instance";
const GOES = "Container Service (ACK) removes the instance from the node pool, and may release it";

const ROWS: readonly Row[] = [
  {
    name: "a node pool is created with instances that exist",
    type: POOL,
    planned: { after: { clusterId: "c-1", instances: ["i-1"] } },
    effects: [`${JOINS}: i-1`],
  },
  {
    name: "an instance joins a node pool and another one leaves",
    type: POOL,
    planned: { id: "c-1:np-1", before: { instances: ["i-1", "i-2"] }, after: { instances: ["i-2", "i-3"] } },
    effects: [`${JOINS}: i-3`, `${LEAVES}: i-1`],
  },
  {
    name: "a node pool has a member that is only known at apply, which may be any of the old ones",
    type: POOL,
    planned: { id: "c-1:np-1", before: { instances: ["i-1"] }, after: { instances: [UNKNOWN] } },
    effects: [],
  },
  {
    name: "a node pool is deleted",
    type: POOL,
    planned: { id: "c-1:np-1", before: { instances: ["i-1"] } },
    effects: [`${GOES}: i-1`],
  },
  {
    name: "a node pool is replaced: every member goes and comes back",
    type: POOL,
    planned: {
      id: "c-1:np-1",
      before: { clusterId: "c-1", instances: ["i-1"] },
      after: { clusterId: "c-2", instances: ["i-1"] },
    },
    effects: [`${JOINS}: i-1`, `${GOES}: i-1`],
  },
  {
    name: "a node pool is resized",
    type: POOL,
    planned: {
      id: "c-1:np-1",
      before: { instances: ["i-1"], desiredSize: "1" },
      after: { instances: ["i-1"], desiredSize: "2" },
    },
    effects: [],
  },
  {
    name: "an instance is taken out of a scaling group that was not entrusted with it",
    type: ATTACHMENT,
    planned: { id: "asg-1", before: { instanceIds: ["i-1", "i-2"] }, after: { instanceIds: ["i-2"] } },
    effects: ["Auto Scaling removes the instance from its scaling group: i-1"],
  },
  {
    name: "an attachment of entrusted instances is deleted",
    type: ATTACHMENT,
    planned: { id: "asg-1", before: { instanceIds: ["i-1"], entrusted: true } },
    effects: ["Auto Scaling releases the instance: i-1"],
  },
  {
    name: "an instance is put into a scaling group",
    type: ATTACHMENT,
    planned: { id: "asg-1", before: { instanceIds: ["i-1"] }, after: { instanceIds: ["i-1", "i-2"] } },
    effects: [],
  },
  {
    name: "a scaling group is deleted with protected instances",
    type: GROUP,
    planned: { id: "asg-1", before: { protectedInstances: ["i-1"], instanceId: "i-9" } },
    effects: ["Auto Scaling releases the instance, or removes it from the scaling group if it was added by hand: i-1"],
  },
  {
    name: "an instance of a scaling group is no longer protected",
    type: GROUP,
    planned: { id: "asg-1", before: { protectedInstances: ["i-1"] }, after: { protectedInstances: [] } },
    effects: [],
  },
  {
    name: "an auto provisioning group is deleted with its instances, which no property names",
    type: "alicloud:ecs/autoProvisioningGroup:AutoProvisioningGroup",
    planned: { id: "apg-1", before: { terminateInstances: true } },
    effects: [],
  },
];

describe("What another service does to an instance, where", () => {
  for (const { name, type, planned, effects } of ROWS) {
    it(name, () => {
      assert.deepEqual(told(type, planned), effects);
    });
  }

  it("a member list changes, is put down to that list", () => {
    const [effect] = effectsFor(ATTACHMENT, { id: "g", before: { instanceIds: ["i-1"] }, after: { instanceIds: [] } });
    assert.deepEqual(effect?.because, ["instanceIds"]);
  });
});
