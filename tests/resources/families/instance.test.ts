import assert from "node:assert/strict";
import { UNKNOWN } from "../../../policypack/domain/values";
import { NOTHING_KNOWN } from "../../../policypack/resources/model";
import { allAre, callsFor, changeOf } from "../support/plan";
import { itCalls } from "../support/table";

const TYPE = "alicloud:ecs/instance:Instance";
const running = {
  status: "Running",
  instanceChargeType: "PostPaid",
  instanceType: "ecs.g7.large",
  instanceName: "web-1",
  imageId: "m-1",
  vswitchId: "vsw-1",
  securityGroups: ["sg-1", "sg-2"],
  systemDiskId: "d-system",
  internetMaxBandwidthOut: 0,
};
const stopped = { ...running, status: "Stopped" };

/** An update of an instance whose live status is the one of its state. */
const update = (before: typeof running, changes: object) => ({
  id: "i-1",
  before,
  after: { ...before, ...changes },
  live: allAre(before.status),
});
const on = (...operations: string[]): string[] => operations.map((operation) => `${operation} i-1`);

describe("An instance", () => {
  itCalls(
    [TYPE],
    [
      { name: "is created without a target", after: running, calls: ["RunInstances"] },
      {
        name: "that is to be stopped is stopped after it was created",
        after: stopped,
        calls: ["RunInstances", "StopInstance"],
      },
      { name: "is deleted without being stopped", id: "i-1", before: running, calls: on("DeleteInstance") },
      {
        name: "that is a subscription is turned into pay-as-you-go before it is deleted by force",
        id: "i-1",
        before: { ...running, instanceChargeType: "PrePaid", forceDelete: true },
        calls: on("ModifyInstanceChargeType", "DeleteInstance"),
      },
      {
        name: "that is a subscription is not deleted without force: the provider itself says no",
        id: "i-1",
        before: { ...running, instanceChargeType: "PrePaid" },
        calls: [],
      },
      {
        name: "is replaced: the new one is refused on account of the old one",
        id: "i-1",
        before: { ...running, systemDiskCategory: "cloud_essd" },
        after: { ...running, systemDiskCategory: "cloud_auto" },
        calls: on("RunInstances", "DeleteInstance"),
      },
      {
        name: "is replaced by the engine with the same calls",
        id: "i-1",
        before: running,
        after: running,
        forced: true,
        calls: on("RunInstances", "DeleteInstance"),
      },
      { ...update(running, { instanceName: "web-2" }), name: "is renamed", calls: on("ModifyInstanceAttribute") },
      {
        ...update(running, { instanceType: "ecs.g7.xlarge" }),
        name: "that runs is stopped and started for another type",
        calls: on("StopInstance", "ModifyInstanceSpec", "StartInstance"),
      },
      {
        ...update(stopped, { instanceType: "ecs.g7.xlarge" }),
        name: "that has stopped and shall stay so is only given the type",
        calls: on("ModifyInstanceSpec"),
      },
      {
        ...update({ ...running, instanceChargeType: "PrePaid" }, { instanceType: "ecs.g7.xlarge" }),
        name: "that is a subscription is given its type by another operation",
        calls: on("StopInstance", "ModifyPrepayInstanceSpec", "StartInstance"),
      },
      {
        ...update(running, { status: "Stopped", instanceType: "ecs.g7.xlarge" }),
        name: "that is to be stopped anyway is not started again",
        calls: on("StopInstance", "ModifyInstanceSpec"),
      },
      {
        ...update(running, { status: "Stopped" }),
        live: allAre("Stopped"),
        name: "is stopped even where it has stopped by itself",
        calls: on("StopInstance"),
      },
      {
        ...update(stopped, { status: "Running" }),
        name: "is started",
        calls: on("StartInstance"),
      },
      {
        ...update(running, { instanceName: "web-2", instanceType: "ecs.g7.xlarge" }),
        name: "is changed in the provider's order",
        calls: on("ModifyInstanceAttribute", "StopInstance", "ModifyInstanceSpec", "StartInstance"),
      },
      {
        ...update(running, { imageId: "m-2" }),
        name: "is given another image by way of its system disk",
        calls: ["StopInstance i-1", "ReplaceSystemDisk d-system", "StartInstance i-1"],
      },
      {
        ...update(running, { imageId: "m-2" }),
        name: "is replaced for another image where the provider's features say so",
        settings: { features: '{"ecsInstance":{"replaceOnImageUpdate":"true"}}' },
        calls: on("RunInstances", "DeleteInstance"),
      },
      {
        ...update(running, { vswitchId: "vsw-2" }),
        name: "is moved to another vSwitch",
        calls: on("StopInstance", "ModifyInstanceVpcAttribute", "StartInstance"),
      },
      {
        ...update(running, { securityGroups: ["sg-2", "sg-3"] }),
        name: "leaves its old groups before it joins new ones",
        calls: on("LeaveSecurityGroup", "JoinSecurityGroup"),
      },
      {
        ...update(running, { securityGroups: ["sg-2", "sg-1"] }),
        name: "with its groups in another order is the same",
        calls: [],
      },
      {
        ...update({ ...running, vpcId: "vpc-1" } as typeof running, { vpcId: "vpc-2", securityGroups: ["sg-3"] }),
        name: "takes its groups along to another VPC, without joining",
        calls: on("StopInstance", "ModifyInstanceVpcAttribute", "StartInstance"),
      },
      {
        ...update(running, { internetMaxBandwidthOut: 5 }),
        name: "is given a public address with its first bandwidth",
        calls: on("ModifyInstanceNetworkSpec", "AllocatePublicIpAddress"),
      },
      {
        ...update({ ...running, internetMaxBandwidthOut: 5 }, { internetMaxBandwidthOut: 10 }),
        name: "keeps its public address with more bandwidth",
        calls: on("ModifyInstanceNetworkSpec"),
      },
      {
        ...update(running, { keyName: "key" }),
        name: "that runs is restarted for a key pair",
        calls: on("AttachKeyPair", "RebootInstance"),
      },
      {
        ...update(stopped, { keyName: "key" }),
        name: "that has stopped is started for a key pair",
        calls: on("AttachKeyPair", "StartInstance"),
      },
      {
        ...update(running, { keyName: "key" }),
        live: NOTHING_KNOWN,
        name: "of which the status is not known may be started or restarted for a key pair",
        calls: on("AttachKeyPair", "StartInstance", "RebootInstance"),
      },
      {
        ...update(running, { systemDiskSize: 80 }),
        name: "has its system disk resized",
        calls: ["ResizeDisk d-system"],
      },
      {
        ...update(running, { forceDelete: true, period: 2, dryRun: true, stoppedMode: "StopCharging" }),
        name: "is not asked for properties that are only read with other calls",
        calls: [],
      },
      {
        ...update({ ...running, password: "a" } as typeof running, { password: undefined }),
        name: "keeps its password where the program no longer has one",
        calls: [],
      },
      {
        ...update({ ...running, launchTemplateId: "lt-1", userData: "#!/bin/sh" } as typeof running, {
          userData: undefined,
        }),
        name: "keeps the user data of its launch template where the program has none",
        calls: [],
      },
      {
        ...update(running, { instanceName: UNKNOWN }),
        name: "with a name only known at apply is renamed",
        calls: on("ModifyInstanceAttribute"),
      },
    ],
  );

  it("names the properties behind each call", () => {
    const planned = update(running, { instanceType: "ecs.g7.xlarge", hostName: "web", instanceName: "web-2" });
    const because = callsFor(TYPE, planned, allAre("Running")).map((call) => [call.operation, call.because]);
    assert.deepEqual(because, [
      ["ModifyInstanceAttribute", ["instanceName", "hostName"]],
      ["StopInstance", ["hostName", "instanceType"]],
      ["ModifyInstanceSpec", ["instanceType"]],
      ["StartInstance", ["hostName", "instanceType"]],
    ]);
  });

  it("is judged by its system disk's instance without a look-up of the disk", () => {
    const [, replace] = callsFor(TYPE, update(running, { imageId: "m-2" }), allAre("Running"));
    assert.deepEqual(replace?.target, { kind: "disk", diskId: "d-system", instanceId: "i-1" });
  });

  it("that was renamed in vain before is asked again, although the program has not changed since", () => {
    const change = changeOf(TYPE, { id: "i-1", before: { ...running, instanceName: "old" }, after: running });
    assert.deepEqual([...(change?.changed.keys() ?? [])], ["instanceName"]);
  });
});
