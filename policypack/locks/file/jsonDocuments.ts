/** JSON documents one after another, as `aliyun … >> FILE` and loops over regions leave them. Pure; never throws. */
import { malformed, parsed } from "../api/answers";
import type { Parsed } from "../api/answers";

/**
 * The parser's own message is never passed on: it quotes the file, which may be anything that the configuration
 * happened to name, a credentials file included.
 */
export function jsonDocuments(source: string): Parsed<readonly unknown[]> {
  if (source.trim() === "") return malformed("it is empty");
  const whole = parseJson(source);
  if (whole.ok) return parsed([whole.value]);
  const pieces = topLevelPieces(source);
  if (pieces.length < 2) return malformed("it is not JSON");
  const documents: unknown[] = [];
  for (const [index, piece] of pieces.entries()) {
    const document = parseJson(piece);
    if (!document.ok) return malformed(`its JSON document ${index + 1} is broken`);
    documents.push(document.value);
  }
  return parsed(documents);
}

function parseJson(source: string): Parsed<unknown> {
  try {
    return parsed(JSON.parse(source) as unknown);
  } catch {
    return malformed("it is not JSON");
  }
}

/** Cuts after every bracket that closes a top-level array or object; the rest, if any, is the last piece. */
function topLevelPieces(source: string): string[] {
  const pieces: string[] = [];
  let [start, depth] = [0, 0];
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (character === '"') at = endOfString(source, at);
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") {
      depth -= 1;
      if (depth !== 0) continue;
      pieces.push(source.slice(start, at + 1));
      start = at + 1;
    }
  }
  const rest = source.slice(start);
  return rest.trim() === "" ? pieces : [...pieces, rest];
}

/** The closing quote of the string that opens here, or the end of the source. */
function endOfString(source: string, opening: number): number {
  for (let at = opening + 1; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === '"') return at;
  }
  return source.length;
}
