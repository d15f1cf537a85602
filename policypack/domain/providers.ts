import type { ValueMap } from "./values";

/**
 * The provider resource that a planned change goes through, or the default provider where the program names none.
 * `settings` are its inputs (region, accessKey, profile, assumeRole, endpoints, …): nested values of the real provider
 * are JSON strings, and they may hold credentials, so they are handed to `locks/` and to nothing else.
 */
export interface ProviderSettings {
  /** URN of the provider resource; undefined where the door does not say. */
  readonly urn?: string;
  readonly settings: ValueMap;
}
