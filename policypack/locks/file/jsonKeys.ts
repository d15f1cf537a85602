/** What JSON.parse hides of the keys of a text that it has read: of a key that stands twice, it takes the last value. */
export interface JsonKeys {
  /** An object has a key twice. */
  readonly repeated: boolean;
  /** How many keys are called `takenAt`, however it is written. */
  readonly takenAts: number;
}

/** Of one or several documents: what they were parsed from has more keys than they have where one stands twice. Pure. */
export function jsonKeys(source: string, documents: readonly unknown[]): JsonKeys {
  let [keys, takenAts] = [0, 0];
  const left: unknown[] = [...documents];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (typeof item === "object") left.push(item);
      continue;
    }
    for (const key of Object.keys(value)) {
      keys += 1;
      if (/^taken[-_ ]?at$/i.test(key)) takenAts += 1;
      const inner: unknown = Reflect.get(value, key);
      if (typeof inner === "object") left.push(inner);
    }
  }
  return { repeated: keysIn(source) > keys, takenAts };
}

const [QUOTE, BACKSLASH, COLON, SPACE] = [0x22, 0x5c, 0x3a, 0x20];

/** The strings that a colon follows. */
function keysIn(source: string): number {
  let keys = 0;
  for (let at = 0; at < source.length; at += 1) {
    if (source.charCodeAt(at) !== QUOTE) continue;
    for (at += 1; at < source.length && source.charCodeAt(at) !== QUOTE; at += 1) {
      if (source.charCodeAt(at) === BACKSLASH) at += 1;
    }
    while (source.charCodeAt(at + 1) <= SPACE) at += 1;
    if (source.charCodeAt(at + 1) === COLON) keys += 1;
  }
  return keys;
}
