import path from "node:path";
import type { Place } from "../../domain/places";

/** Where a format points to: the place in the program, or the first line of the project's file where there is none. */
export interface Location {
  /** Relative to the working folder, with slashes, where it can be. */
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

export function locationOf(place: Place | null | undefined, projectFile: string): Location {
  if (place === undefined || place === null) return { file: projectFile, line: 1 };
  const folder = path.posix.dirname(projectFile);
  return { ...place, file: folder === "." ? place.file : path.posix.join(folder, place.file) };
}
