import type { Place } from "../domain/places";

/** A `sourcePosition` of a state or a step: `project:///index.ts#9,33`. Undefined: none, or none within the project. */
export function placeOf(raw: unknown): Place | undefined {
  if (typeof raw !== "string") return undefined;
  const [, path = "", line = "", column] = /^project:\/\/\/([^#]+)#(\d{1,9})(?:,(\d{1,9}))?$/.exec(raw) ?? [];
  const file = decoded(path);
  if (file === undefined || Number(line) < 1) return undefined;
  return column === undefined || Number(column) < 1
    ? { file, line: Number(line) }
    : { file, line: Number(line), column: Number(column) };
}

/** Undefined: no path, or one that leads out of the project. */
function decoded(path: string): string | undefined {
  try {
    const file = decodeURIComponent(path);
    return file === "" || /^[\\/]|^[A-Za-z]:|(^|[\\/])\.\.([\\/]|$)/.test(file) ? undefined : file;
  } catch {
    return undefined;
  }
}
