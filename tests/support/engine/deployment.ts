import { checkedInputs } from "../testProvider/check";
import { createdOutputs } from "../testProvider/resources";
import { flagsOf } from "../testProvider/schema";
import { isMap, type PropertyMap, type Value } from "../testProvider/values";

export const projectName = "test-project";
export const stackName = "dev";
export const region = "cn-hangzhou";
export const providerVersion = "3.108.0";

/** A resource of a prior state, in short. */
export type PriorResource = {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: PropertyMap;
  /** On top of what the test provider would have answered for the inputs; undefined takes a property out. */
  readonly outputs?: Readonly<Record<string, Value | undefined>>;
  /** Of an entry of the state: provider, parent, protect, delete, deletedWith, aliases … */
  readonly entry?: Readonly<Record<string, unknown>>;
};

export type Deployment = {
  readonly version: number;
  readonly deployment: { readonly resources?: readonly StateEntry[]; readonly [name: string]: unknown };
};

export type StateEntry = {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
};

export function urnOf(type: string, name: string): string {
  return `urn:pulumi:${stackName}::${projectName}::${type}::${name}`;
}

/** A secret of a prior state; `pulumi stack import` encrypts it. */
export function secretValue(value: Value): Value {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: JSON.stringify(value) };
}

/** The prior state that `up` with the test provider would have left, without the seconds that `up` takes. */
export function deployment(resources: readonly PriorResource[]): Deployment {
  const entries = resources.map((resource, index) => entryOf(resource, index + 1));
  return { version: 3, deployment: { manifest, resources: [stackEntry, ...providerEntries(entries), ...entries] } };
}

const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
const stackEntry = {
  urn: urnOf("pulumi:pulumi:Stack", `${projectName}-${stackName}`),
  custom: false,
  type: "pulumi:pulumi:Stack",
};
const defaultProviders = {
  alicloud: { name: "default_3_108_0", inputs: { region, version: providerVersion } },
  command: { name: "default_1_2_1", inputs: { version: "1.2.1" } },
};

function providerEntries(entries: readonly StateEntry[]): StateEntry[] {
  return Object.entries(defaultProviders)
    .filter(([plugin]) => entries.some((entry) => entry.type.startsWith(`${plugin}:`)))
    .map(([plugin, { name, inputs }]) => {
      const type = `pulumi:providers:${plugin}`;
      return { urn: urnOf(type, name), custom: true, id: providerId, type, inputs, outputs: inputs };
    });
}

const providerId = "11111111-2222-4333-8444-555555555555";

/** A state names the value of a secret otherwise than a provider does. */
function stored(value: Value): Value {
  if (!isMap(value) || !("4dabf18193072939515e22adb298388d" in value)) return value;
  return value.value === undefined ? value : secretValue(value.value);
}

function entryOf({ type, name, id, inputs, outputs, entry }: PriorResource, count: number): StateEntry {
  const checked = checkedInputs(flagsOf(type), inputs);
  const all: Record<string, Value | undefined> = { ...createdOutputs(type, checked, id, count), ...outputs };
  const plugin = type.startsWith("command:") ? "command" : "alicloud";
  return {
    urn: urnOf(type, name),
    custom: true,
    id,
    type,
    inputs: checked,
    outputs: Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, stored(value)]])),
    ),
    parent: stackEntry.urn,
    provider: `${urnOf(`pulumi:providers:${plugin}`, defaultProviders[plugin].name)}::${providerId}`,
    ...entry,
  };
}
