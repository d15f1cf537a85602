import { readFileSync } from "node:fs";
import path from "node:path";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * The folder of the project called `project`: the first candidate that, itself or in a folder above it, has a project
 * file with that name. A project file of another name ends the search upwards: the pack's own folder and the shell's
 * may lie in other projects. Undefined: none of the candidates.
 */
export function findProjectDir(project: string, candidates: readonly (string | undefined)[]): string | undefined {
  for (const candidate of candidates) {
    const found = candidate === undefined ? undefined : searchUp(path.resolve(candidate), project);
    if (found !== undefined) return found;
  }
  return undefined;
}

function searchUp(start: string, project: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const name = projectName(folder);
    if (name !== undefined) return name === project ? folder : undefined;
    if (folder === path.dirname(folder)) return undefined;
  }
}

function projectName(folder: string): string | undefined {
  const text = projectFile(folder);
  return text === undefined ? undefined : nameIn(text);
}

/** The text of the project file in a folder, without a byte order mark. */
export function projectFile(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  for (const file of PROJECT_FILES) {
    try {
      return readFileSync(path.join(folder, file), "utf8").replace(/^\uFEFF/, "");
    } catch {
      // Most folders have no project file.
    }
  }
  return undefined;
}

/** The top-level `name` of a project file: JSON, or YAML with a plain or quoted scalar. "" where there is none. */
function nameIn(text: string): string {
  return jsonName(text) ?? /^["']?name["']?\s*:\s*["']?([^"'#\s,]+)/m.exec(text)?.[1] ?? "";
}

/** JSON is YAML as well, so a Pulumi.yaml may hold it. */
function jsonName(text: string): string | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    const project: unknown = JSON.parse(text);
    const named = typeof project === "object" && project !== null && "name" in project ? project.name : undefined;
    return typeof named === "string" ? named : undefined;
  } catch {
    return undefined;
  }
}
