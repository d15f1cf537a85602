/** Finds where JSON values end in bytes, without parsing them. What it finds is parsed afterwards, so it may be lenient. */

const [QUOTE, BACKSLASH] = Buffer.from('"\\');
const SPACE = 0x20;
const NEWLINE = 0x0a;
/** `[` and `{`, and `]` and `}`, differ in this bit only. */
const BRACE_BIT = 0x20;
const [OPEN, CLOSE] = Buffer.from("{}");
const DELIMITERS: ReadonlySet<number | undefined> = new Set(Buffer.from(",]} \t\r\n"));

const SPACES: ReadonlySet<number | undefined> = new Set(Buffer.from(" \t\r\n"));

/** The first place from `at` on that holds no white space. */
export function skipSpace(bytes: Buffer, at: number): number {
  while (SPACES.has(bytes[at])) at += 1;
  return at;
}

/** The place after the value that starts at `at`; undefined: it does not end within the bytes. */
export function endOfValue(bytes: Buffer, at: number): number | undefined {
  const first = bytes[at];
  if (first === QUOTE) return endOfString(bytes, at);
  if (first !== undefined && (first | BRACE_BIT) === OPEN) return endOfNested(bytes, at);
  let end = at;
  while (end < bytes.length && !DELIMITERS.has(bytes[end])) end += 1;
  return end < bytes.length ? Math.max(end, at + 1) : undefined;
}

function endOfString(bytes: Buffer, opening: number): number | undefined {
  let at = opening + 1;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) return at + 1;
    at += byte === BACKSLASH ? 2 : 1;
  }
  return undefined;
}

function endOfNested(bytes: Buffer, opening: number): number | undefined {
  let depth = 0;
  for (let at = opening; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? SPACE;
    if (byte <= SPACE) continue;
    if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if ((byte | BRACE_BIT) === OPEN) depth += 1;
    else if ((byte | BRACE_BIT) === CLOSE) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** The place after the last `}` that stands on a line of its own after `indentation` spaces. */
export function lastClosing(bytes: Buffer, from: number, indentation: number): number | undefined {
  const closing = `\n${" ".repeat(indentation)}}`;
  const found = bytes.lastIndexOf(closing);
  return found < from ? undefined : found + closing.length;
}

/**
 * The spaces before the object at `at`, where nothing else is on its line. The CLI prints with indentation, and there
 * only the closing brace of an object stands as far to the left as its opening one: a guess that saves looking at every
 * byte, and that parsing checks.
 */
export function indentationOf(bytes: Buffer, at: number): number | undefined {
  const start = lineStart(bytes, at);
  const alone = bytes[start] === NEWLINE && bytes[at] === OPEN;
  return alone && start + 1 < at ? at - start - 1 : undefined;
}

/** The line break before `at`, if only spaces are between; else `at` or the first of the spaces. */
export function lineStart(bytes: Buffer, at: number): number {
  let start = at;
  while (start > 0 && bytes[start - 1] === SPACE) start -= 1;
  return bytes[start - 1] === NEWLINE ? start - 1 : start;
}
