/** What JSON.parse hides of the keys of a text that it has read: of a key that stands twice, it takes the last value. */
export interface JsonKeys {
  /** An object has a key twice. */
  readonly repeated: boolean;
  /** How many keys are called `takenAt`, however it is written. */
  readonly takenAts: number;
}

/** Of one or several documents. Pure. */
export function jsonKeys(source: string): JsonKeys {
  const objects: (Set<string> | undefined)[] = [];
  let repeated = false;
  let takenAts = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (character === "{") objects.push(new Set());
    else if (character === "[") objects.push(undefined);
    else if (character === "}" || character === "]") objects.pop();
    else if (character === '"') {
      const end = endOfString(source, at);
      const keys = isKey(source, end) ? objects.at(-1) : undefined;
      if (keys !== undefined) {
        const key = textOf(source.slice(at, end));
        repeated ||= keys.has(key);
        keys.add(key);
        if (/^taken[-_ ]?at$/i.test(key)) takenAts += 1;
      }
      at = end - 1;
    }
  }
  return { repeated, takenAts };
}

/** The place after the closing quote. */
function endOfString(source: string, opening: number): number {
  for (let at = source.indexOf('"', opening + 1); at >= 0; at = source.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (source[at - 1 - backslashes] === "\\") backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return source.length;
}

function isKey(source: string, end: number): boolean {
  let at = end;
  while (at < source.length && " \t\r\n".includes(source[at] ?? "")) at += 1;
  return source[at] === ":";
}

function textOf(quoted: string): string {
  return quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}
