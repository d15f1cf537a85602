/**
 * Property values as this project sees them, whatever door they came through (the analyzer's gRPC messages, a stack
 * export, preview JSON): plain JSON plus two markers.
 */

/** A value that is only known at apply. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A secret whose plain text is not at hand (ciphertext in a stack export, `[secret]` in preview JSON). */
export const UNDISCLOSED: unique symbol = Symbol("undisclosed");

export type Value = null | boolean | number | string | typeof UNKNOWN | typeof UNDISCLOSED | ValueList | ValueMap;
export type ValueList = readonly Value[];
/** Property name to value; a property that is left out is absent. The object has no prototype. */
export interface ValueMap {
  readonly [property: string]: Value | undefined;
}

export function isValueMap(value: unknown): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The string itself, or undefined for anything else: an unknown value, a number, an absent property. */
export function asText(value: Value | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Whether any part of the value is only known at apply. */
export function holdsUnknown(value: Value | undefined): boolean {
  return holds(value, UNKNOWN);
}

/** Whether any part of the value is a secret that cannot be compared. */
export function holdsUndisclosed(value: Value | undefined): boolean {
  return holds(value, UNDISCLOSED);
}

function holds(value: Value | undefined, marker: symbol): boolean {
  if (value === marker) return true;
  if (Array.isArray(value)) return value.some((item: Value) => holds(item, marker));
  return isValueMap(value) && Object.values(value).some((item) => holds(item, marker));
}
