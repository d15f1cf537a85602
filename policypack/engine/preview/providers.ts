import type { ProviderSettings } from "../../domain/providers";
import { toValueMap } from "../propertyValues";
import { holdsUndisclosed, holdsUnknown, type Value, type ValueMap } from "../../domain/values";

/** The provider resources as far as a preview shows them. */
export interface PreviewProviders {
  /** The stack's configuration: `alicloud:region` and the like reach the default provider only. */
  configure(raw: unknown): void;
  add(urn: string, inputs: ValueMap): void;
  /** By the URN that it had, unless another provider has that now. */
  addFormer(urn: string, inputs: ValueMap): void;
  /** The settings behind a reference, `urn::id`; to be asked when everything is shown. */
  settingsOf(reference: string): ProviderSettings;
  /** Whether a setting is only known at apply, by what is shown so far. */
  isUnknown(reference: string): boolean;
}

export const ALICLOUD_PROVIDER = "pulumi:providers:alicloud";
const NAMESPACE = "alicloud:";

export function previewProviders(): PreviewProviders {
  const shown = new Map<string, ValueMap>();
  const former = new Map<string, ValueMap>();
  const found = new Map<string, ProviderSettings>();
  const unknown = new Map<string, boolean>();
  let configuration: ValueMap = {};
  function settingsOf(reference: string): ProviderSettings {
    const urn = reference.replace(/::[^:]*$/, "");
    if (urn === "") return { settings: {} };
    return { urn, settings: shown.get(urn) ?? former.get(urn) ?? (isDefaultProvider(urn) ? configuration : {}) };
  }
  return {
    configure(raw) {
      const values = Object.entries(toValueMap(raw))
        .filter(([key]) => key.startsWith(NAMESPACE))
        .map(([key, value]) => [key.slice(NAMESPACE.length), value] as const);
      configuration = disclosed(Object.fromEntries(values));
      unknown.clear();
    },
    add(urn, inputs) {
      shown.set(urn, disclosed(inputs));
      unknown.clear();
    },
    addFormer(urn, inputs) {
      former.set(urn, disclosed(inputs));
      unknown.clear();
    },
    settingsOf(reference) {
      // Thousands of resources have the same one.
      let provider = found.get(reference);
      if (provider === undefined) found.set(reference, (provider = settingsOf(reference)));
      return provider;
    },
    isUnknown(reference) {
      let known = unknown.get(reference);
      if (known === undefined) {
        known = Object.values(settingsOf(reference).settings).some(holdsUnknown);
        unknown.set(reference, known);
      }
      return known;
    },
  };
}

/** The engine makes these itself, and leaves them out of what it prints. */
export const isDefaultProvider = (urn: string): boolean => /::default(_[\d_]+[\w-]*)?$/.test(urn);

const KEYS = ["accessKey", "secretKey", "securityToken"];

/**
 * Without the secrets, which a preview does not show: the credentials of whoever runs the check take their place. Keys
 * belong together, so one that is hidden takes the others along. Another account than the provider's does no harm: an
 * instance that it does not have cannot be looked up, and its operations are undecided.
 */
function disclosed(settings: ValueMap): ValueMap {
  const hidden = (value: Value | undefined): boolean => holdsUndisclosed(value);
  const dropped = KEYS.some((name) => hidden(settings[name])) ? KEYS : [];
  return Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => !hidden(value) && !dropped.includes(name)),
  );
}
