import { flagsOf, type Properties } from "./schema";
import { isMap, plain, secret, unknownValue, withoutInternals, type PropertyMap, type Value } from "./values";

type IdOf = (properties: PropertyMap, count: number) => string;

const text = (value: Value | undefined): string => (typeof value === "string" ? value : JSON.stringify(value ?? ""));
const numbered =
  (prefix: string): IdOf =>
  (_properties, count) =>
    `${prefix}-test-${count}`;
const joined =
  (...names: string[]): IdOf =>
  (properties) =>
    names.map((name) => text(properties[name])).join(":");

const idFormats: Readonly<Record<string, IdOf>> = {
  "alicloud:ecs/instance:Instance": numbered("i"),
  "alicloud:ecs/disk:Disk": numbered("d"),
  "alicloud:ecs/ecsDisk:EcsDisk": numbered("d"),
  "alicloud:ecs/diskAttachment:DiskAttachment": joined("diskId", "instanceId"),
  "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment": joined("diskId", "instanceId"),
  "alicloud:ecs/keyPairAttachment:KeyPairAttachment": joined("keyName", "instanceIds"),
  "alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment": joined("keyPairName", "instanceIds"),
  "alicloud:ram/roleAttachment:RoleAttachment": joined("roleName", "instanceIds"),
  "alicloud:ecs/ramRoleAttachment:RamRoleAttachment": joined("instanceId", "ramRoleName"),
  "alicloud:ecs/ecsAutoSnapshotPolicyAttachment:EcsAutoSnapshotPolicyAttachment": joined(
    "autoSnapshotPolicyId",
    "diskId",
  ),
  "alicloud:vpc/networkInterfaceAttachment:NetworkInterfaceAttachment": joined("networkInterfaceId", "instanceId"),
  "alicloud:ecs/ecsNetworkInterfaceAttachment:EcsNetworkInterfaceAttachment": joined(
    "networkInterfaceId",
    "instanceId",
  ),
  "alicloud:ecs/eipAssociation:EipAssociation": joined("allocationId", "instanceId"),
  "alicloud:ecs/imageSharePermission:ImageSharePermission": joined("imageId", "accountId"),
  "alicloud:ecs/keyPair:KeyPair": joined("keyName"),
  "alicloud:ecs/ecsKeyPair:EcsKeyPair": joined("keyPairName"),
  "alicloud:ecs/securityGroup:SecurityGroup": numbered("sg"),
  "alicloud:ecs/ecsSnapshot:EcsSnapshot": numbered("s"),
  "alicloud:ecs/snapshot:Snapshot": numbered("s"),
  "alicloud:ecs/image:Image": numbered("m"),
  "alicloud:ecs/ecsInstanceSet:EcsInstanceSet": (_properties, count) =>
    Buffer.from(`i-test-${count}a,i-test-${count}b`).toString("base64"),
};

export function newId(type: string, properties: PropertyMap, count: number): string {
  const known = plain(properties);
  return (idFormats[type] ?? numbered("r"))(isMap(known) ? known : {}, count);
}

/** What the cloud fills in for a created resource: only what look-ups and tests read. */
function computedOutputs(type: string, count: number): PropertyMap {
  switch (type) {
    case "alicloud:ecs/instance:Instance":
      return {
        status: "Running",
        systemDiskId: `d-test-system-${count}`,
        systemDiskSize: 40,
        systemDiskCategory: "cloud_essd",
        availabilityZone: "cn-hangzhou-h",
        instanceChargeType: "PostPaid",
        privateIp: `10.0.0.${count % 256}`,
        hostName: `host-${count}`,
        description: "",
        networkInterfaceId: `eni-test-${count}`,
        spotStrategy: "NoSpot",
      };
    case "alicloud:ecs/disk:Disk":
    case "alicloud:ecs/ecsDisk:EcsDisk":
      return { status: "Available", zoneId: "cn-hangzhou-h" };
    default:
      return {};
  }
}

export function createdOutputs(type: string, inputs: PropertyMap, id: string, count: number): PropertyMap {
  return { ...computedOutputs(type, count), ...outputsOf(type, inputs), id };
}

/** A previewed create as the real provider answers it: an empty id, computed properties absent. */
export function plannedCreate(type: string, inputs: PropertyMap, unknowns: boolean): PropertyMap {
  const computed = unknowns ? unknownsFor(flagsOf(type), inputs) : {};
  return { ...computed, ...outputsOf(type, inputs), id: unknowns ? unknownValue : "" };
}

/** A previewed update: computed properties keep the state's values, the id is empty all the same. */
export function plannedUpdate(type: string, olds: PropertyMap, news: PropertyMap, unknowns: boolean): PropertyMap {
  const properties = flagsOf(type);
  const computed = unknowns ? unknownsFor(onlyComputed(properties), news) : {};
  return { ...updatedOutputs(type, olds, news), ...computed, id: unknowns ? unknownValue : "" };
}

export function updatedOutputs(type: string, olds: PropertyMap, news: PropertyMap): PropertyMap {
  const properties = flagsOf(type);
  const kept = Object.entries(olds).filter(([name]) => properties[name] === undefined || properties[name].computed);
  return { ...(Object.fromEntries(kept) as PropertyMap), ...outputsOf(type, news) };
}

/** The inputs that a state read from the cloud stands for: its outputs without what can't be set. */
export function inputsOf(type: string, outputs: PropertyMap): PropertyMap {
  const properties = flagsOf(type);
  const settable = Object.entries(outputs).filter(([name]) => {
    const flags = properties[name];
    return flags !== undefined && (flags.optional === true || flags.required === true);
  });
  return { ...(Object.fromEntries(settable) as PropertyMap), __defaults: [] };
}

function outputsOf(type: string, inputs: PropertyMap): PropertyMap {
  const properties = flagsOf(type);
  const own = Object.entries(inputs).filter(([name]) => !name.startsWith("__"));
  return Object.fromEntries(
    own.map(([name, value]) => {
      const output = withoutInternals(value);
      return [name, properties[name]?.sensitive === true ? secret(output) : output];
    }),
  );
}

function onlyComputed(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, flags]) => !flags.optional && !flags.required));
}

function unknownsFor(properties: Properties, inputs: PropertyMap): PropertyMap {
  const computed = Object.entries(properties).filter(([name, flags]) => flags.computed === true && !(name in inputs));
  return Object.fromEntries(computed.map(([name]) => [name, unknownValue]));
}
