import { flagsOf, type Flags, type Properties } from "./schema";
import { plannedOutputs, withMissing } from "./plannedOutputs";
import { readOutputs } from "./readOutputs";
import { hasUnknown, isMap, plain, unknownValue, type PropertyMap, type Value } from "./values";

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

/** The state that `up` leaves of a new resource. */
export function createdOutputs(type: string, inputs: PropertyMap, id: string, count: number): PropertyMap {
  return { ...readOutputs(type, inputs, count), ...settled(plannedOutputs(type, inputs, undefined)), id };
}

/** Applied: what the plan leaves open is empty. */
export function updatedOutputs(type: string, olds: PropertyMap, news: PropertyMap): PropertyMap {
  return settled(plannedOutputs(type, news, olds));
}

const settled = (planned: PropertyMap): PropertyMap => {
  const text = JSON.stringify(planned, (_name, value: Value) => (value === unknownValue ? "" : value));
  return JSON.parse(text) as PropertyMap;
};

/** The state that an import leaves, or a refresh: what was not read before keeps what the state had. */
export function importedOutputs(type: string, answer: PropertyMap, id: string): PropertyMap {
  return { ...readOutputs(type, answer, 0), ...answer, id };
}

export function refreshedOutputs(type: string, olds: PropertyMap, answer: PropertyMap): PropertyMap {
  return { ...withMissing(type, olds), ...answer };
}

/** A previewed create as the real provider answers it: an empty id, computed properties absent. */
export function plannedCreate(type: string, inputs: PropertyMap, unknowns: boolean): PropertyMap {
  return plannedProperties(type, inputs, undefined, unknowns);
}

/** A previewed update: computed properties keep the state's values, the id is empty all the same. */
export function plannedUpdate(type: string, olds: PropertyMap, news: PropertyMap, unknowns: boolean): PropertyMap {
  return plannedProperties(type, news, olds, unknowns);
}

function plannedProperties(type: string, inputs: PropertyMap, olds: PropertyMap | undefined, unknowns: boolean) {
  const known = olds === undefined ? flagsOf(type) : onlyComputed(flagsOf(type));
  const planned = Object.entries(plannedOutputs(type, inputs, olds));
  return {
    // The real provider leaves out what is not known yet; others say so.
    ...Object.fromEntries(
      unknowns ? planned : planned.filter(([name, value]) => !isUnknown(flagsOf(type)[name], value)),
    ),
    ...(unknowns ? unknownsFor(known, inputs) : {}),
    id: unknowns ? unknownValue : "",
  };
}

/** A set of which one member is not known is not known at all. */
const isUnknown = (flags: Flags | undefined, value: Value): boolean =>
  value === unknownValue || (flags?.type === "Set" && hasUnknown(value));

/** The inputs that an import makes of what it has read: what can be set, and is neither empty nor the default. */
export function inputsOf(type: string, outputs: PropertyMap): PropertyMap {
  const properties = flagsOf(type);
  const settable = Object.entries(outputs).filter(([name, value]) => {
    const flags = properties[name];
    if (flags === undefined || (flags.optional !== true && flags.required !== true)) return false;
    if (OLD_NAMES[type]?.includes(name) === true) return false;
    return flags.default ? value !== flags.default : !isEmpty(plain(value));
  });
  return { ...(Object.fromEntries(settable) as PropertyMap), __defaults: [] };
}

/** Properties that another one has taken the place of: an import takes one of the two. */
const OLD_NAMES: Readonly<Record<string, readonly string[]>> = {
  "alicloud:ecs/instance:Instance": ["secondaryPrivateIps"],
  "alicloud:ecs/disk:Disk": ["name", "zoneId"],
  "alicloud:ecs/ecsDisk:EcsDisk": ["name", "zoneId"],
};

function isEmpty(value: Value): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isEmpty);
  return value === null || value === "" || value === false || value === 0;
}

function onlyComputed(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, flags]) => !flags.optional && !flags.required));
}

function unknownsFor(properties: Properties, inputs: PropertyMap): PropertyMap {
  const computed = Object.entries(properties).filter(([name, flags]) => flags.computed === true && !(name in inputs));
  return Object.fromEntries(computed.map(([name]) => [name, unknownValue]));
}
