/** JSON from outside: answers, profiles, the provider's configuration. Pure; never throws, whatever it is given. */

/** Undefined: it is none. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}

/** The value at a path of own properties; undefined if there is none. A `__proto__` on the way is never followed. */
export function field(json: unknown, ...path: readonly string[]): unknown {
  return path.reduce(member, json);
}

function member(json: unknown, name: string): unknown {
  if (typeof json !== "object" || json === null || !Object.hasOwn(json, name)) return undefined;
  return (json as Readonly<Record<string, unknown>>)[name];
}

/** A text that says something. */
export function text(json: unknown): string | undefined {
  return typeof json === "string" && json !== "" ? json : undefined;
}

/** The property, or nothing: with exactOptionalPropertyTypes an absent value is an absent key. */
export function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}
