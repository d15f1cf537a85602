import { isAscii } from "node:buffer";
import { endOfValue, indentationOf, lastClosing, lineStart, skipSpace } from "../jsonText";

/**
 * Takes what `pulumi preview --json` prints apart while it is being read, so that neither the text nor its parse tree is
 * ever in memory as a whole: the steps of the document one by one, or the events of the streamed form. Parsing step by
 * step is faster than parsing everything at once, too.
 */
export interface PreviewReader {
  push(chunk: Buffer): void;
  /** No more input. */
  end(): void;
}

export interface PreviewHandler {
  /** Another object at the top: a document, or an event. */
  object(): void;
  /** An element of `steps`, and how many bytes it takes (of steps that are read together, the average). */
  step(raw: unknown, bytes: number): void;
  /** Another member of the document or of an event: config, diagnostics, summaryEvent, resourcePreEvent … */
  member(name: string, raw: unknown, bytes: number): void;
  /** Whether anything is read from a member; else it is not parsed, and `raw` is undefined. */
  readsMember(name: string): boolean;
}

/** The input is not what it should be; the message is for the user and quotes nothing of it. */
export class PreviewSyntaxError extends Error {}

const malformed = (): PreviewSyntaxError =>
  new PreviewSyntaxError("it is not what `pulumi preview --json` or `pulumi destroy --preview-only --json` prints");

/** Members that nothing is read from, and that say nothing of what the input is. */
const IGNORED = new Set(["sequence", "timestamp", "maybeCorrupt", "stdoutEvent", "resOutputsEvent"]);

/** No step, and no list of diagnostics, comes near. */
const MAX_VALUE_MIB = 64;
const MAX_VALUE = MAX_VALUE_MIB * 1024 * 1024;

const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = Buffer.from('",:[]{}');

/** Most of it is ASCII, which takes less than half the time. */
const text = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? "latin1" : "utf8");

/** Where the next byte belongs: outside of the objects at the top, to one of them, or to its list of steps. */
type Level = "top" | "object" | "steps";

export function previewReader(handler: PreviewHandler): PreviewReader {
  let pending: Buffer = Buffer.alloc(0);
  let chunks: Buffer[] = [];
  // A value that is not all there is looked at again only when there is a good deal more.
  let [waiting, enough] = [0, 0];
  let place: Level = "top";
  let [empty, indented] = [true, true];

  /** Reads one piece from `at` on; where it ends, or undefined: it is not all there. */
  function piece(at: number): number | undefined {
    const byte = pending[at];
    if (place === "top") {
      if (byte !== OPEN) throw malformed();
      place = "object";
      handler.object();
      return at + 1;
    }
    if (byte === COMMA) return at + 1;
    if (place === "object") {
      if (byte !== CLOSE) return member(at);
      place = "top";
      return at + 1;
    }
    if (byte !== CLOSE_LIST) return step(at);
    place = "object";
    return at + 1;
  }

  function member(at: number): number | undefined {
    if (pending[at] !== QUOTE) throw malformed();
    const nameEnd = endOfValue(pending, at);
    const colon = nameEnd === undefined ? pending.length : skipSpace(pending, nameEnd);
    const start = skipSpace(pending, colon + 1);
    if (nameEnd === undefined || start >= pending.length) return undefined;
    if (pending[colon] !== COLON) throw malformed();
    const name = parse(at, nameEnd);
    if (name === "steps" && pending[start] === OPEN_LIST) {
      place = "steps";
      return start + 1;
    }
    const end = endOfValue(pending, start);
    if (end !== undefined && typeof name === "string" && !IGNORED.has(name))
      handler.member(name, handler.readsMember(name) ? parse(start, end) : undefined, end - start);
    return end;
  }

  function step(at: number): number | undefined {
    const many = indented ? manySteps(at) : undefined;
    if (many !== undefined) return many;
    const end = endOfValue(pending, at);
    if (end !== undefined) handler.step(parse(at, end), end - at);
    return end;
  }

  /** All the steps that the bytes at hand hold in full, at one go. */
  function manySteps(at: number): number | undefined {
    // Once a chunk: where it does not work, as at the end of the list, it would not work for the next step either.
    indented = false;
    const indentation = indentationOf(pending, at);
    const end = indentation === undefined ? undefined : lastClosing(pending, at, indentation);
    const steps = end === undefined ? undefined : tryParse(`[${text(pending.subarray(at, end))}]`);
    if (end === undefined || !Array.isArray(steps)) return undefined;
    for (const raw of steps as unknown[]) handler.step(raw, (end - at) / steps.length);
    return end;
  }

  /** Undefined: not JSON. */
  function tryParse(json: string): unknown {
    try {
      return JSON.parse(json) as unknown;
    } catch {
      return undefined;
    }
  }

  function parse(start: number, end: number): unknown {
    const value = tryParse(text(pending.subarray(start, end)));
    if (value === undefined) throw malformed();
    return value;
  }

  function consume(): void {
    const [only = pending] = chunks;
    pending = pending.length === 0 && chunks.length === 1 ? only : Buffer.concat([pending, ...chunks]);
    chunks = [];
    indented = true;
    let at = skipSpace(pending, 0);
    empty &&= at === pending.length;
    for (let end: number | undefined; at < pending.length; at = skipSpace(pending, end)) {
      end = piece(at);
      if (end === undefined) break;
    }
    // With the spaces before it, by which the next step's indentation is known.
    pending = pending.subarray(place === "steps" ? lineStart(pending, at) : at);
    if (pending.length > MAX_VALUE) {
      throw new PreviewSyntaxError(`it holds a value of more than ${MAX_VALUE_MIB} MiB`);
    }
    waiting = pending.length;
    enough = Math.min(2 * waiting, MAX_VALUE + 1);
  }

  return {
    push(chunk) {
      chunks.push(chunk);
      waiting += chunk.length;
      if (waiting >= enough) consume();
    },
    end() {
      consume();
      if (empty) throw new PreviewSyntaxError("it is empty");
      if (place !== "top" || pending.length > 0) throw new PreviewSyntaxError("it ends in the middle");
    },
  };
}
