import { createRequire } from "node:module";
import type * as structTypes from "google-protobuf/google/protobuf/struct_pb";

export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };
export type PropertyMap = Readonly<Record<string, Value>>;

export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

// A Struct of another copy of google-protobuf can't be written by the messages of @pulumi/pulumi.
const requireOfPulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Struct } = requireOfPulumi("google-protobuf/google/protobuf/struct_pb.js") as typeof structTypes;

export function fromStruct(struct: structTypes.Struct | undefined): PropertyMap {
  return struct?.toJavaScript() ?? {};
}

export function toStruct(properties: PropertyMap): structTypes.Struct {
  return Struct.fromJavaScript(properties);
}

export function isMap(value: Value | undefined): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value without the wrappers of secrets, at every depth. */
export function plain(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => plain(item));
  if (!isMap(value)) return value;
  if (value[signature] === secretSignature) return plain(value.value ?? null);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

export function plainProperties(properties: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, plain(value)]));
}

export function secret(value: Value): Value {
  return isMap(value) && value[signature] === secretSignature ? value : { [signature]: secretSignature, value };
}

/** Without the bridge's own names (`__defaults`, `__meta`), at every depth. */
export function withoutInternals(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => withoutInternals(item));
  if (!isMap(value)) return value;
  const own = Object.entries(value).filter(([name]) => !name.startsWith("__"));
  return Object.fromEntries(own.map(([name, item]) => [name, withoutInternals(item)]));
}

export function hasUnknown(value: Value): boolean {
  if (value === unknownValue) return true;
  if (Array.isArray(value)) return value.some((item: Value) => hasUnknown(item));
  return isMap(value) && Object.values(value).some((item) => hasUnknown(item));
}
