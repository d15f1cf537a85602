import { types } from "node:util";
import { viewsOf } from "../changes/valueViews";
import { holdsUndisclosed, UNDISCLOSED, UNKNOWN, type Value, type ValueMap } from "../domain/values";

/** Pulumi's signature key and the kinds of wrapped values (pulumi/pulumi, sdk/go/common/resource/sig). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const ASSETS: ReadonlySet<unknown> = new Set(["c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"]);

/** What stands for a file: the state has its hash, the analyzer its path, so no two can be compared. */
const ASSET = "[asset]";

/** What stands for a value that is only known at apply, one sentinel a type (pulumi/pulumi, sdk/nodejs/runtime/rpc). */
const UNKNOWN_SENTINELS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** How `pulumi preview --json` prints a secret. */
const HIDDEN_SECRET = "[secret]";

/** Nesting beyond this is not a resource property: whatever it is, it is not read any further. */
const MAX_DEPTH = 100;

/**
 * A value from outside (an export, preview JSON, the analyzer) in this project's form: sentinels become UNKNOWN,
 * secrets their plain text or UNDISCLOSED, and names that start with `__`, which the bridge keeps for itself, go.
 */
export function toValue(raw: unknown, depth = 0): Value {
  switch (typeof raw) {
    case "string":
      return UNKNOWN_SENTINELS.has(raw) ? UNKNOWN : raw === HIDDEN_SECRET ? UNDISCLOSED : raw;
    case "number":
    case "boolean":
      return raw;
    case "object":
      return raw === null || depth > MAX_DEPTH ? null : structured(raw, depth + 1);
    default:
      return null;
  }
}

function structured(raw: object, depth: number): Value {
  if (Array.isArray(raw)) return raw.map((item) => toValue(item, depth));
  const signature: unknown = Reflect.get(raw, SIGNATURE);
  if (signature === SECRET) return secret(raw, depth);
  if (ASSETS.has(signature) || "__pulumiAsset" in raw || "__pulumiArchive" in raw) return ASSET;
  if (signature === OUTPUT) return "value" in raw ? toValue(raw.value, depth) : UNKNOWN;
  return toValueMap(raw, depth);
}

function secret(raw: object, depth: number): Value {
  if ("plaintext" in raw && typeof raw.plaintext === "string") {
    try {
      return toValue(JSON.parse(raw.plaintext), depth);
    } catch {
      return UNDISCLOSED;
    }
  }
  return "value" in raw ? toValue(raw.value, depth) : UNDISCLOSED;
}

/** The properties of an object. Anything else has none. */
export function toValueMap(raw: unknown, depth = 0): ValueMap {
  // Without a prototype, so that a property called `constructor` or `__proto__` is only a name.
  const map = Object.create(null) as Record<string, Value>;
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) return map;
  // The analyzer's objects, which are proxies, throw on reading an unknown value; their descriptors do not.
  const throws = types.isProxy(raw);
  const properties = raw as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(properties)) {
    if (name.startsWith("__")) continue;
    const value = propertyValue(throws ? Object.getOwnPropertyDescriptor(raw, name)?.value : properties[name], depth);
    if (value !== undefined) map[name] = value;
  }
  return map;
}

/** A property that is null is one that is left out: the bridge skips it (pulumi-terraform-bridge, provider.go, SkipNulls). */
function propertyValue(raw: unknown, depth = 0): Value | undefined {
  return raw === undefined ? undefined : (toValue(raw, depth) ?? undefined);
}

type Raw = Readonly<Record<string, unknown>>;

const view = viewsOf<Raw>({
  read: (raw, name) => (name.startsWith("__") || !Object.hasOwn(raw, name) ? undefined : propertyValue(raw[name])),
  names: (raw) => Object.keys(raw).filter((name) => !name.startsWith("__")),
  hides: (raw) => {
    for (const name of Object.keys(raw)) if (isHidden(raw[name]) && !name.startsWith("__")) return true;
    return false;
  },
});

/** Most values are texts, and there are thousands of resources. */
function isHidden(value: unknown): boolean {
  if (typeof value === "string") return value === HIDDEN_SECRET;
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) && value.every((item) => typeof item === "string")
    ? value.includes(HIDDEN_SECRET)
    : holdsUndisclosed(toValue(value));
}

const NO_PROPERTIES: ValueMap = Object.freeze(Object.create(null) as ValueMap);

/** The same as `toValueMap` of what JSON.parse has made, for maps of which few properties are looked at. */
export function valueView(raw: unknown): ValueMap {
  const isMap = typeof raw === "object" && raw !== null && !Array.isArray(raw);
  return isMap ? view(raw as Raw) : NO_PROPERTIES;
}
