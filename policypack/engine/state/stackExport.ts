import type { PriorState } from "../../review/priorState";
import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import type { StackState } from "../../domain/resources";
import { exportEnvironment, type Environment } from "./exportEnvironment";
import { stateReader } from "./stackState";
import { utf8 } from "../utf8";

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
  /** In the project, where a backend may be named that no other folder knows of. */
  readonly folder: string;
  /** The engine's. */
  readonly environment: Environment;
}

/** The state as the stack's backend has it. One export, at the first question, serves every `read`. */
export function exportedState(command: ExportCommand, wanted: (type: string) => boolean): PriorState {
  let plain: Promise<LookUp<StackState>> | undefined;
  let disclosed: Promise<LookUp<StackState>> | undefined;
  const read = (): Promise<LookUp<StackState>> => (plain ??= runExport(command, [], wanted));
  return {
    read,
    underWay: { before: read, now: () => runExport(command, [], wanted) },
    readWithSecrets: () => (disclosed ??= runExport(command, ["--show-secrets"], wanted)),
  };
}

async function runExport(
  { executable, stack, folder, environment }: ExportCommand,
  extra: readonly string[],
  wanted: (type: string) => boolean,
): Promise<LookUp<StackState>> {
  const name = `${stack.organization === "" ? "" : `${stack.organization}/`}${stack.project}/${stack.stack}`;
  const args = ["stack", "export", "--stack", name, "--non-interactive", ...extra];
  const shown = `pulumi ${["stack", "export", "--stack", name, ...extra].join(" ")}`;
  const failed = (reason: string) =>
    notKnown({
      cause: `\`${shown}\`, run in ${folder}, failed: ${reason}`,
      remedy: /passphrase/i.test(reason) ? PASSPHRASE_REMEDY : EXPORT_REMEDY,
    });
  const urns = urnCheck(stack);
  try {
    const child = spawn(executable, args, {
      cwd: folder,
      env: exportEnvironment(environment, folder),
      timeout: EXPORT_TIMEOUT_MS,
      windowsHide: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [state, failure] = await Promise.all([read(child.stdout, wanted, urns.take), failureOf(child)]);
    if (failure !== undefined) return failed(failure);
    if (urns.isForeign()) return foreignExport(shown, folder, stack);
    return state ?? noExport(`the answer of \`${shown}\``);
  } catch (error) {
    return failed(codeOf(error));
  }
}

const EXPORT_REMEDY =
  "make this command work for the user that runs the preview (backend login, PATH), name the project's folder " +
  "with projectDir, or export the state beforehand and name the file with priorState and priorStateFile";

const PASSPHRASE_REMEDY =
  "set PULUMI_CONFIG_PASSPHRASE for the preview, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that can be read more " +
  "than once: what is typed at the prompt reaches no command but the preview itself";

const foreignExport = (shown: string, folder: string, { project, stack }: StackName): LookUp<StackState> =>
  notKnown({
    cause: `the answer of \`${shown}\`, run in ${folder}, is of another stack than ${project}/${stack}`,
    remedy: "name the project's folder with projectDir, and log in to the stack's backend",
  });

/**
 * A state exported beforehand. Whether secrets can be compared depends on how it was made. `of`: the stack that it must
 * be of; another one's would make every resource look new.
 */
export function stateInFile(
  file: string,
  wanted: (type: string) => boolean,
  of?: Pick<StackName, "project" | "stack">,
): PriorState {
  const urns = urnCheck(of);
  const state = read(utf8(regularFile(file)), wanted, urns.take).then(
    (read) => (of !== undefined && urns.isForeign() ? foreignFile(file, of) : (read ?? noExport(file))),
    (error: unknown) =>
      notKnown({
        cause: `the prior state ${file} cannot be read: ${codeOf(error)}`,
        remedy: "write it with `pulumi stack export --file`, and name it with priorStateFile",
      }),
  );
  return { read: () => state, readWithSecrets: () => state };
}

/** A device or a pipe has no end, and opening a pipe would wait for a writer. */
async function* regularFile(file: string): AsyncIterable<Buffer> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw Object.assign(new Error(), { code: "not a regular file" });
    yield* handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>;
  } finally {
    await handle.close();
  }
}

/** Whether a state is another stack's: it has resources, and none of them is this stack's. */
function urnCheck(of: Pick<StackName, "project" | "stack"> | undefined) {
  const own = of === undefined ? "" : `urn:pulumi:${of.stack}::${of.project}::`;
  let [foreign, found] = [false, false];
  return {
    take: (urn: string): void => {
      if (urn.startsWith(own)) found = true;
      else foreign = true;
    },
    isForeign: (): boolean => foreign && !found,
  };
}

const foreignFile = (file: string, { project, stack }: Pick<StackName, "project" | "stack">): LookUp<StackState> =>
  notKnown({
    cause: `the prior state ${file} is of another stack than ${project}/${stack}`,
    remedy: `write it with \`pulumi stack export --stack ${project}/${stack} --file FILE\``,
  });

/** Reads to the end, so that whoever writes can; undefined: it is no export. */
async function read(
  stream: AsyncIterable<Buffer>,
  wanted: (type: string) => boolean,
  onUrn?: (urn: string) => void,
): Promise<LookUp<StackState> | undefined> {
  const reader = stateReader(wanted, onUrn);
  let broken = false;
  const attempt = <T>(step: () => T): T | undefined => {
    try {
      return broken ? undefined : step();
    } catch {
      broken = true;
      return undefined;
    }
  };
  for await (const chunk of stream)
    attempt(() => {
      reader.push(chunk);
    });
  const state = attempt(() => reader.end());
  return state === undefined ? undefined : known(state);
}

const noExport = (where: string): LookUp<StackState> =>
  notKnown({
    cause: `${where} is not the export of a stack`,
    remedy: "export it with `pulumi stack export` of this Pulumi CLI, and run this again",
  });

/** Of what the CLI says in vain, the beginning is enough. */
const MOST_ERROR_TEXT = 10_000;

/** Undefined: the command has succeeded. */
function failureOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      if (said.length < MOST_ERROR_TEXT) said += text;
    });
    child.once("error", (error) => {
      resolve(codeOf(error));
    });
    child.once("close", (code, signal) => {
      if (code === 0) resolve(undefined);
      else if (child.killed) resolve(`no answer within ${EXPORT_TIMEOUT_MS / 1000} s`);
      else resolve(errorLine(said) ?? (code === null ? String(signal) : `exit status ${code}`));
    });
  });
}

/** One line of what the CLI said, without credentials that a backend URL may hold: its error, after any warnings. */
function errorLine(said: string): string | undefined {
  const lines = said.split("\n").map((text) => text.trim());
  const start = lines.findIndex((text) => text.startsWith("error:"));
  const line = lines.slice(Math.max(start, 0)).find((text) => text !== "" && text !== "error:");
  return line?.replace(/\/\/[^/@\s]*@/g, "//***@").slice(0, 300);
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "unknown error";
  if (error.code === "ENOENT") return "not found";
  return typeof error.code === "number" ? `exit status ${error.code}` : String(error.code);
}
