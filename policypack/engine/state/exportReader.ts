import { endOfValue, indentationOf, lastClosing, lineStart, skipSpace } from "../jsonText";

/**
 * Takes what `pulumi stack export` prints apart while it is being read, so that neither the text nor its parse tree is
 * ever in memory as a whole: of a large stack either would be the largest thing in this process.
 */
export interface ExportReader {
  /** @throws ExportSyntaxError */
  push(chunk: Buffer): void;
  /** No more input. @throws ExportSyntaxError */
  end(): void;
}

export class ExportSyntaxError extends Error {
  constructor() {
    super("not the export of a stack");
  }
}

const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE, NULL] = Buffer.from('",:[]{}n');

/** Where the next byte belongs: to which object or list, or before or after everything. */
type Level = "start" | "document" | "deployment" | "resources" | "end";

export function exportReader(onResource: (raw: unknown) => void): ExportReader {
  let bytes: Buffer = Buffer.alloc(0);
  let chunks: Buffer[] = [];
  let [waiting, enough] = [0, 0];
  let place: Level = "start";
  let [hasDeployment, mayBeMany] = [false, true];

  /** Reads one piece from `at` on; where it ends, or undefined: it is not all there. */
  function piece(at: number): number | undefined {
    const byte = bytes[at];
    switch (place) {
      case "start":
        return byte === OPEN ? enter("document", at) : fail();
      case "document":
      case "deployment":
        if (byte === CLOSE) return enter(place === "document" ? "end" : "document", at);
        return byte === COMMA ? at + 1 : member(at);
      case "resources":
        if (byte === CLOSE_LIST) return enter("deployment", at);
        return byte === COMMA ? at + 1 : (many(at) ?? one(at));
      case "end":
        return fail();
    }
  }

  function enter(next: Level, at: number): number {
    place = next;
    return at + 1;
  }

  function member(at: number): number | undefined {
    if (bytes[at] !== QUOTE) fail();
    const nameEnd = endOfValue(bytes, at);
    const colon = nameEnd === undefined ? bytes.length : skipSpace(bytes, nameEnd);
    const start = skipSpace(bytes, colon + 1);
    if (nameEnd === undefined || start >= bytes.length) return undefined;
    if (bytes[colon] !== COLON) fail();
    const name = parse(at, nameEnd);
    if (place === "document" && name === "deployment") {
      hasDeployment = true;
      return bytes[start] === OPEN ? enter("deployment", start) : fail();
    }
    if (place === "deployment" && name === "resources") {
      if (bytes[start] === OPEN_LIST) return enter("resources", start);
      if (bytes[start] !== NULL) fail();
    }
    return endOfValue(bytes, start);
  }

  function one(at: number): number | undefined {
    const end = endOfValue(bytes, at);
    if (end !== undefined) onResource(parse(at, end));
    return end;
  }

  /** All resources that the bytes at hand hold in full, at one go: much faster than to look for the end of each. */
  function many(at: number): number | undefined {
    // Tried once for the bytes at hand: where it does not work, as at the end of the list, it would not again.
    const indentation = mayBeMany ? indentationOf(bytes, at) : undefined;
    mayBeMany = false;
    const end = indentation === undefined ? undefined : lastClosing(bytes, at, indentation);
    const all = end === undefined ? undefined : tryParse(`[${bytes.toString("utf8", at, end)}]`);
    if (!Array.isArray(all)) return undefined;
    for (const raw of all as unknown[]) onResource(raw);
    return end;
  }

  function parse(start: number, end: number): unknown {
    const value = tryParse(bytes.toString("utf8", start, end));
    return value === undefined ? fail() : value;
  }

  function consume(): void {
    bytes = Buffer.concat([bytes, ...chunks]);
    chunks = [];
    mayBeMany = true;
    let at = skipSpace(bytes, 0);
    for (let end: number | undefined; at < bytes.length; at = skipSpace(bytes, end)) {
      end = piece(at);
      if (end === undefined) break;
    }
    bytes = bytes.subarray(place === "resources" ? lineStart(bytes, at) : at);
    // A value that is not all there is looked at again only when there is a good deal more.
    waiting = bytes.length;
    enough = 2 * waiting;
  }

  return {
    push(chunk) {
      chunks.push(chunk);
      waiting += chunk.length;
      if (waiting >= enough) consume();
    },
    end() {
      consume();
      if (!hasDeployment || place !== "end" || bytes.length > 0) fail();
    },
  };
}

/** Undefined: not JSON. */
function tryParse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function fail(): never {
  throw new ExportSyntaxError();
}
