import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { known, notKnown, type LookUp } from "../locks/lockStatus";
import { stateFromExport, type StackState } from "./state";

const run = promisify(execFile);

/** An export that takes longer than this will not end. */
const EXPORT_TIMEOUT_MS = 120_000;

/** The stack under preview, as the engine names it to the pack. */
export interface StackName {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
}

/** How to run `pulumi stack export`. */
export interface ExportCommand {
  /** The CLI: the engine's own where it was found, else `pulumi`, to be found on PATH. */
  readonly executable: string;
  readonly stack: StackName;
  /** The project's folder, where a backend may be named that no other folder knows of. */
  readonly folder: string;
}

export interface PriorState {
  /** The state, with secrets that cannot be compared. Never rejects. */
  read(): Promise<LookUp<StackState>>;
  /** The same with secrets in plain text, in memory only; read only when a locked instance has one that matters. */
  readWithSecrets(): Promise<LookUp<StackState>>;
}

/** The state as the stack's backend has it. The first export starts at once and serves every `read`. */
export function exportedState(command: ExportCommand, wanted: (type: string) => boolean): PriorState {
  const plain = runExport(command, [], wanted);
  let disclosed: Promise<LookUp<StackState>> | undefined;
  return {
    read: () => plain,
    readWithSecrets: () => (disclosed ??= runExport(command, ["--show-secrets"], wanted)),
  };
}

async function runExport(
  { executable, stack, folder }: ExportCommand,
  extra: readonly string[],
  wanted: (type: string) => boolean,
): Promise<LookUp<StackState>> {
  const name = `${stack.organization === "" ? "" : `${stack.organization}/`}${stack.project}/${stack.stack}`;
  const args = ["stack", "export", "--stack", name, "--non-interactive", ...extra];
  const shown = `pulumi ${["stack", "export", "--stack", name, ...extra].join(" ")}`;
  try {
    const { stdout } = await run(executable, args, {
      cwd: folder,
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      maxBuffer: Number.MAX_SAFE_INTEGER,
      timeout: EXPORT_TIMEOUT_MS,
      windowsHide: true,
    });
    return parse(stdout, `the answer of \`${shown}\``, wanted);
  } catch (error) {
    return notKnown({
      cause: `\`${shown}\`, run in ${folder}, failed: ${reasonOf(error)}`,
      remedy:
        "make this command work for the user that runs the preview (backend login, PATH), name the project's folder " +
        "with projectDir, or export the state beforehand and name the file with priorState and priorStateFile",
    });
  }
}

/** A state exported beforehand. Whether secrets can be compared depends on how it was made. */
export function stateInFile(file: string, wanted: (type: string) => boolean): PriorState {
  const state = readFile(file, "utf8").then(
    (text) => parse(text, file, wanted),
    (error: unknown) =>
      notKnown({
        cause: `the prior state ${file} cannot be read: ${codeOf(error)}`,
        remedy: "write it with `pulumi stack export --file`, and name it with priorStateFile",
      }),
  );
  return { read: () => state, readWithSecrets: () => state };
}

function parse(text: string, where: string, wanted: (type: string) => boolean): LookUp<StackState> {
  try {
    return known(stateFromExport(text, wanted));
  } catch {
    return notKnown({
      cause: `${where} is not the export of a stack`,
      remedy: "export it with `pulumi stack export` of this Pulumi CLI, and run the preview again",
    });
  }
}

/** One line of what the CLI said, without credentials that a backend URL may hold. */
function reasonOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "unknown error";
  if ("killed" in error && error.killed === true) return `no answer within ${EXPORT_TIMEOUT_MS / 1000} s`;
  const said = "stderr" in error && typeof error.stderr === "string" ? error.stderr : "";
  const line = said.split("\n").find((text) => text.trim() !== "");
  return line === undefined
    ? codeOf(error)
    : line
        .trim()
        .replace(/\/\/[^/@\s]*@/g, "//***@")
        .slice(0, 300);
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "unknown error";
  if (error.code === "ENOENT") return "not found";
  return typeof error.code === "number" ? `exit status ${error.code}` : String(error.code);
}
