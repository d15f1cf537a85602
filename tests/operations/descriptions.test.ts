import assert from "node:assert/strict";
import { AFFECTED_OPERATIONS, behaviorOf, createsInstances } from "../../policypack/operations/behavior";
import { DESCRIPTIONS, LIFT_THE_LOCK } from "../../policypack/operations/descriptions";
import { MAPPED_TYPES, modelOf } from "../../policypack/resources";

const INSTANCE = "alicloud:ecs/instance:Instance";

/** The operations that some family's steps call. */
const CALLED = new Set(
  MAPPED_TYPES.flatMap((type) => {
    const { create = [], update = [], delete: gone = [] } = modelOf(type) ?? {};
    return [...create, ...update, ...gone].map(({ operation }) => operation);
  }),
);

const advised = (text: string): string[] =>
  Object.keys(DESCRIPTIONS).filter((operation) => DESCRIPTIONS[operation]?.fix.includes(text));
const fixOf = (operation: string): string => DESCRIPTIONS[operation]?.fix ?? "";
const worst = (operation: string) => behaviorOf(operation, "strict").behavior;

describe("The descriptions", () => {
  it("say of every affected operation, and of no other, what it does and what to do", () => {
    assert.deepEqual(Object.keys(DESCRIPTIONS).sort(), [...AFFECTED_OPERATIONS].sort());
  });

  for (const [operation, { does, fix }] of Object.entries(DESCRIPTIONS)) {
    it(`of ${operation} are whole sentences`, () => {
      assert.match(does, /^[A-Z].*\.$/);
      assert.match(fix, /^[A-Z].*\.$/);
    });
  }
});

// What an advice says of the provider or of the cloud, held against the tables that it was read from.
describe("The advice", () => {
  it("that no resource of the provider calls an operation is given for those, and for no other", () => {
    const uncalled = AFFECTED_OPERATIONS.filter(
      (operation) => !CALLED.has(operation) && !createsInstances(operation) && !operation.startsWith("DeleteInstance"),
    );
    assert.deepEqual(advised("No resource of the provider calls it").sort(), uncalled.sort());
  });

  it("that the rules of the groups can still be changed is given for both group operations, and is so", () => {
    const text = "The rules of the groups that the instance is in can still be changed: that is not refused.";
    assert.deepEqual(advised(text), ["JoinSecurityGroup", "LeaveSecurityGroup"]);
    for (const rule of ["AuthorizeSecurityGroup", "RevokeSecurityGroup"]) assert.equal(worst(rule), "unaffected");
  });

  it("that disks cannot be saved while they are in use goes with operations on disks that depend on that, or worse", () => {
    const named = advised("Disks of a locked instance cannot be saved while they are in use");
    assert.deepEqual(named, ["CreateSnapshot", "CreateSnapshotGroup", "ReInitDisk", "ResetDisk", "ResetDisks"]);
    for (const operation of named) assert.notEqual(worst(operation), "unaffected");
    assert.equal(behaviorOf("CreateSnapshot", "topic").behavior, "affectedWhenDiskInUse");
  });

  it("that the provider creates with RunInstances is so", () => {
    assert.match(DESCRIPTIONS.CreateInstance?.does ?? "", /The provider calls RunInstances\.$/);
    assert.equal(modelOf(INSTANCE)?.create[0]?.operation, "RunInstances");
    assert.equal(CALLED.has("CreateInstance"), false);
  });

  it("that a key pair needs a restart, which force asks for, is so", () => {
    assert.match(
      fixOf("RebootInstance"),
      /^A key pair becomes effective with a restart: .*take force out of the attach/,
    );
    const attachment = modelOf("alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment");
    assert.match(attachment?.create.find(({ operation }) => operation === "RebootInstance")?.note ?? "", /^with force/);
    const own = modelOf(INSTANCE)?.update.find(({ operation }) => operation === "RebootInstance");
    assert.deepEqual(own?.on, ["keyName"]);
  });

  it("that a PrePaid instance with forceDelete changes its charge type first is so", () => {
    assert.match(
      fixOf("ModifyInstanceChargeType"),
      /deleting a PrePaid instance with forceDelete needs this call first/,
    );
    const [first] = modelOf(INSTANCE)?.delete ?? [];
    assert.deepEqual(
      [first?.operation, first?.note],
      ["ModifyInstanceChargeType", "of a PrePaid instance with forceDelete"],
    );
  });

  it("that an address can be associated instead is so: that is no operation of ECS", () => {
    assert.match(fixOf("AllocatePublicIpAddress"), /associate an EipAddress, which is an operation of the VPC/);
    assert.notEqual(modelOf("alicloud:ecs/eipAssociation:EipAssociation")?.product, undefined);
  });

  it("that a deletion releases the disks too is given for both forms", () => {
    const text = "releases its disks too, also those with deleteWithInstance false";
    assert.deepEqual(advised(text), ["DeleteInstance", "DeleteInstances"]);
  });

  // The properties that an advice names lead to the call in the provider's model.
  const PROPERTIES: readonly (readonly [string, readonly string[]])[] = [
    ["ModifyInstanceAutoReleaseTime", ["autoReleaseTime"]],
    ["ModifyInstanceChargeType", ["instanceChargeType"]],
    ["ModifyInstanceNetworkSpec", ["internetMaxBandwidthOut", "internetMaxBandwidthIn", "internetChargeType"]],
    ["ModifyInstanceVpcAttribute", ["vpcId", "vswitchId", "privateIp"]],
    ["AllocatePublicIpAddress", ["internetMaxBandwidthOut"]],
    ["ReplaceSystemDisk", ["imageId"]],
    ["RebootInstance", ["keyName"]],
    ["StopInstance", ["status"]],
    ["StartInstance", ["status"]],
  ];
  for (const [operation, names] of PROPERTIES) {
    it(`on ${operation} names properties that lead to it: ${names.join(", ")}`, () => {
      const steps = modelOf(INSTANCE)?.update.filter((step) => step.operation === operation) ?? [];
      const leading: readonly string[] = steps.flatMap(({ on = [] }) => on);
      for (const name of names) {
        assert.ok(fixOf(operation).includes(name), `${operation}: ${fixOf(operation)}`);
        assert.ok(leading.includes(name), `${operation} is not called for ${name}`);
      }
    });
  }

  it("that other properties than status stop and start an instance is so", () => {
    assert.deepEqual(
      advised(
        "Most often the change of another property needs it, which the line of the change names: take that back.",
      ),
      ["StartInstance", "StopInstance"],
    );
    for (const operation of ["StartInstance", "StopInstance"]) {
      const [first] = modelOf(INSTANCE)?.update.filter((step) => step.operation === operation) ?? [];
      const leading: readonly string[] = first?.on ?? [];
      for (const name of ["status", "userData", "instanceType"]) assert.ok(leading.includes(name), name);
    }
  });

  it("that helps in every case says where the cloud tells of the lock, and how it is lifted", () => {
    assert.equal(
      LIFT_THE_LOCK,
      "Find out why the instance is locked (ECS console, Events > Instance Security Events, or Security Center), clean " +
        "the instance up and have the lock lifted there or by a ticket; then run this again. If the deployment cannot " +
        "wait, take the change out of it, or leave the resource out (Pulumi's --exclude URN).",
    );
  });
});
