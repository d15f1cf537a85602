// What hangs on a locked instance: attachments, key pairs, snapshots, disks.
import * as alicloud from "@pulumi/alicloud";
import { describeCases, type Case } from "../support/cases";
import type { PriorResource } from "../support/engine";
import { DISK, instance, KEY_PAIR_ATTACHMENT, priorAttachment, together } from "../support/pieces";
import { priorInstance } from "../support/scenario";

const free = (id: string) => ({ id, reasons: [] });
const onDisk = { size: 40, zoneId: "cn-hangzhou-h" };

/** The attachment KEY--disk of `d-KEY`, on another instance than before. */
const moved = (key: string, instanceId: string) => () => {
  new alicloud.ecs.EcsDiskAttachment(`${key}--disk`, { diskId: `d-${key}`, instanceId });
};

const keyPair = (key: string, force: boolean, ...instanceIds: string[]) => ({
  keyPairName: key,
  instanceIds,
  ...(force ? { force } : {}),
});

const priorKeyPair = (key: string, force: boolean, ...instanceIds: string[]): PriorResource => ({
  type: KEY_PAIR_ATTACHMENT,
  name: `${key}--pair`,
  id: `${key}:${JSON.stringify(instanceIds)}`,
  inputs: keyPair(key, force, ...instanceIds),
  outputs: { keyName: key },
});

const priorDisk = (key: string): PriorResource => ({
  type: DISK,
  name: `${key}--disk`,
  id: `d-${key}`,
  inputs: onDisk,
  outputs: { status: "In_use" },
});

const DISK_CASES: readonly Case[] = [
  {
    key: "attached",
    it: "a disk cannot be attached to it: AttachDisk",
    prior: [priorInstance("attached")],
    program: together(instance("attached"), () => {
      new alicloud.ecs.EcsDiskAttachment("attached--1", { diskId: "d-1", instanceId: "i-attached" });
      new alicloud.ecs.DiskAttachment("attached--2", { diskId: "d-2", instanceId: "i-attached" });
    }),
    found: ["ecs-attach-disk", "ecs-attach-disk"],
  },
  {
    key: "attached-free",
    it: "but to one that is not locked",
    instances: [free("i-attached-free")],
    program: moved("attached-free", "i-attached-free"),
    found: [],
  },
  {
    key: "attached-new",
    it: "or to one that is created now",
    program: () => {
      const { id } = new alicloud.ecs.Instance("attached-new", { instanceType: "ecs.g7.large" });
      new alicloud.ecs.EcsDiskAttachment("attached-new--disk", { diskId: "d-attached-new", instanceId: id });
    },
    found: [],
  },
  {
    key: "detached",
    it: "nor be detached, by the ids of the resource's id: DetachDisk",
    prior: [
      priorInstance("detached"),
      { ...priorAttachment("detached"), outputs: { instanceId: undefined, diskId: undefined } },
    ],
    program: instance("detached"),
    found: ["ecs-detach-disk"],
  },
  {
    key: "away",
    it: "nor moved from it to another one: DetachDisk",
    prior: [priorInstance("away"), priorAttachment("away")],
    instances: [free("i-away-to")],
    program: together(instance("away"), moved("away", "i-away-to")),
    found: ["ecs-detach-disk"],
  },
  {
    key: "here",
    it: "nor from another one to it: AttachDisk",
    prior: [priorInstance("here"), { ...priorAttachment("here"), id: "d-here:i-from", inputs: from("here") }],
    instances: [free("i-from")],
    program: together(instance("here"), moved("here", "i-here")),
    found: ["ecs-attach-disk"],
  },
  {
    key: "both",
    it: "nor between two of them: both count",
    prior: [priorInstance("both"), priorAttachment("both")],
    instances: [{ id: "i-both-to" }],
    program: together(instance("both"), moved("both", "i-both-to")),
    found: ["ecs-attach-disk", "ecs-detach-disk"],
  },
  {
    key: "resized",
    it: "its disk cannot be resized while it is in use: ResizeDisk",
    prior: [priorInstance("resized"), priorDisk("resized")],
    disks: [{ id: "d-resized", instanceId: "i-resized" }],
    program: together(instance("resized"), () => {
      new alicloud.ecs.EcsDisk("resized--disk", { ...onDisk, size: 80 });
    }),
    found: ["ecs-resize-disk"],
  },
  {
    key: "resized-free",
    it: "but a disk that is in nobody's use",
    prior: [priorDisk("resized-free")],
    disks: [{ id: "d-resized-free", status: "Available" }],
    program: () => {
      new alicloud.ecs.EcsDisk("resized-free--disk", { ...onDisk, size: 80 });
    },
    found: [],
  },
  {
    key: "renamed-disk",
    it: "and a disk in use may get another name",
    prior: [priorInstance("renamed-disk"), priorDisk("renamed-disk")],
    disks: [{ id: "d-renamed-disk", instanceId: "i-renamed-disk" }],
    program: together(instance("renamed-disk"), () => {
      new alicloud.ecs.EcsDisk("renamed-disk--disk", { ...onDisk, diskName: "new" });
    }),
    found: [],
  },
  {
    key: "snapshot",
    it: "no snapshot of a disk in use can be taken: CreateSnapshot, CreateSnapshotGroup",
    prior: [priorInstance("snapshot")],
    disks: [{ id: "d-snapshot", instanceId: "i-snapshot" }],
    program: together(instance("snapshot"), () => {
      new alicloud.ecs.EcsSnapshot("snapshot--1", { diskId: "d-snapshot" });
      new alicloud.ecs.Snapshot("snapshot--2", { diskId: "d-snapshot" });
      new alicloud.ecs.EcsSnapshotGroup("snapshot--3", { instanceId: "i-snapshot" });
      new alicloud.ecs.EcsSnapshotGroup("snapshot--4", { instanceId: "i-snapshot", diskIds: ["d-snapshot"] });
    }),
    found: ["ecs-create-snapshot", "ecs-create-snapshot", "ecs-create-snapshot-group", "ecs-create-snapshot-group"],
  },
  {
    key: "snapshot-free",
    it: "but of one that is available, or in use elsewhere",
    instances: [free("i-snapshot-free")],
    disks: [
      { id: "d-available", status: "Available" },
      { id: "d-elsewhere", instanceId: "i-snapshot-free" },
    ],
    program: () => {
      new alicloud.ecs.EcsSnapshot("snapshot-free--1", { diskId: "d-available" });
      new alicloud.ecs.EcsSnapshot("snapshot-free--2", { diskId: "d-elsewhere" });
      new alicloud.ecs.EcsSnapshotGroup("snapshot-free--3", { instanceId: "i-snapshot-free" });
    },
    found: [],
  },
];

const OTHER_CASES: readonly Case[] = [
  {
    key: "keys",
    it: "each instance of a key pair attachment with force is rebooted: RebootInstance",
    prior: [priorInstance("keys"), priorInstance("keys-too"), priorKeyPair("keys", true, "i-keys")],
    instances: [free("i-keys-free")],
    program: together(instance("keys"), instance("keys-too"), () => {
      const args = keyPair("keys", true, "i-keys-too", "i-keys", "i-keys-free");
      new alicloud.ecs.EcsKeyPairAttachment("keys--pair", args);
    }),
    found: ["ecs-reboot-instance", "ecs-reboot-instance"],
  },
  {
    key: "calm",
    it: "without force none is",
    prior: [priorInstance("calm"), priorKeyPair("calm", false, "i-calm")],
    instances: [free("i-calm-free")],
    program: together(instance("calm"), () => {
      new alicloud.ecs.EcsKeyPairAttachment("calm--pair", keyPair("calm", false, "i-calm-free", "i-calm"));
      new alicloud.ecs.KeyPairAttachment("calm--other", { keyName: "other", instanceIds: ["i-calm"] });
    }),
    found: [],
  },
  {
    key: "keys-gone",
    it: "nor by taking the attachment away",
    prior: [priorInstance("keys-gone"), priorKeyPair("keys-gone", true, "i-keys-gone")],
    program: instance("keys-gone"),
    found: [],
  },
  {
    key: "passing",
    it: "interfaces, roles, addresses, commands and group rules are not concerned",
    prior: [priorInstance("passing")],
    program: together(instance("passing"), () => {
      const instanceId = "i-passing";
      new alicloud.ecs.EcsNetworkInterfaceAttachment("passing--1", { instanceId, networkInterfaceId: "eni-1" });
      new alicloud.vpc.NetworkInterfaceAttachment("passing--2", { instanceId, networkInterfaceId: "eni-2" });
      new alicloud.ecs.RamRoleAttachment("passing--3", { instanceId, ramRoleName: "role" });
      new alicloud.ram.RoleAttachment("passing--4", { roleName: "role", instanceIds: [instanceId] });
      new alicloud.ecs.EipAssociation("passing--5", { instanceId, allocationId: "eip-1" });
      const rule = { type: "ingress", ipProtocol: "tcp", securityGroupId: "sg-1", cidrIp: "10.0.0.0/8" };
      new alicloud.ecs.SecurityGroupRule("passing--6", rule);
      new alicloud.ecs.EcsInvocation("passing--7", { commandId: "c-1", instanceIds: [instanceId] });
    }),
    found: [],
  },
];

describe("a locked instance:", () => {
  describeCases(DISK_CASES);
});

describe("locked instances:", () => {
  describeCases(OTHER_CASES);
});

function from(key: string): PriorResource["inputs"] {
  return { diskId: `d-${key}`, instanceId: "i-from" };
}
