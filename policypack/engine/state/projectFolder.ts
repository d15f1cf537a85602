import { readFileSync } from "node:fs";
import path from "node:path";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** Where the files of a project are, and where its stack's state is to be read. Undefined: not known. */
export interface ProjectPlace {
  /** The folder of Pulumi.yaml. */
  readonly projectDir: string | undefined;
  /** Where `pulumi` finds the same backend as the engine. */
  readonly exportFolder: string | undefined;
}

/** The engine works in `folder`, and takes the nearest project file there or above; so does every `pulumi` run there. */
export const placeOfEngine = (folder: string): ProjectPlace => ({
  projectDir: nearest(folder)?.folder,
  exportFolder: folder,
});

/**
 * Without a view of the engine: the first candidate that, itself or in a folder above it, has a project file with the
 * project's name. A project file of another name ends the search upwards: the pack's own folder and the shell's may lie
 * in other projects. No other folder is taken in its place, since another backend may have a stack of that name.
 */
export function placeByName(
  project: string,
  candidates: readonly (string | undefined)[],
  { PULUMI_BACKEND_URL: backend = "" }: Readonly<Record<string, string | undefined>>,
): ProjectPlace {
  for (const candidate of candidates) {
    const found = candidate === undefined ? undefined : nearest(path.resolve(candidate));
    if (found?.name === project) return { projectDir: found.folder, exportFolder: candidate };
  }
  // A backend that the environment names is the same in every folder, unless it is relative to one.
  const isEverywhere = /^(?!file:)\w+:|^file:\/\/[/~]/.test(backend);
  return { projectDir: undefined, exportFolder: isEverywhere ? path.resolve() : undefined };
}

/** Whether a folder may be that of the project: there or above is a project file, and none of another name. */
export function mayHoldProject(folder: string, project: string): boolean {
  const found = nearest(path.resolve(folder));
  return found !== undefined && (found.name === project || found.name === "");
}

interface FoundProject {
  readonly folder: string;
  readonly name: string;
}

function nearest(start: string): FoundProject | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const name = projectName(folder);
    if (name !== undefined) return { folder, name };
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
