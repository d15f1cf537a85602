// A stack in whose folder a test runs shell commands as a person or a job does, with `pulumi` and `ecs-lock` on PATH, the
// emulator in the place of the ECS API, and a program that the test changes.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { addInstance, KEY_ID, KEY_SECRET } from "./emulator/cloud";
import { startEmulator, type Emulator } from "./emulator/emulator";
import { runCommand, type CommandResult, type Environment } from "./engine/command";
import { withInlineProgram } from "./engine/inlineProgram";
import { makePlace, type Place } from "./engine/place";
import { compiledPack } from "./processes";
import { PROGRAM } from "./scenario";

/** What the program says when it runs next. */
export interface Program {
  /** The name of the instance `web`; undefined: the program has none. */
  instanceName: string | undefined;
  /** The program throws this. */
  failure: string | undefined;
  /** Told each time that the program runs. */
  onRun: (() => void) | undefined;
}

export interface ShellStack {
  readonly place: Place;
  readonly emulator: Emulator;
  readonly program: Program;
  readonly env: Environment;
  /** Runs a shell command in the project's folder while the program is served. */
  shell(command: string, args?: readonly string[], more?: Environment): Promise<CommandResult>;
  /** A stack with the instance `web`, which is locked or not; its id. */
  deployed(locked: boolean): Promise<string>;
  /** What was created, updated and deleted for real since then. */
  calls(): string[];
  remove(): Promise<void>;
}

export async function shellStack(): Promise<ShellStack> {
  const emulator = await startEmulator();
  const place = await makePlace({});
  const program: Program = { instanceName: undefined, failure: undefined, onRun: undefined };
  const tools = await installTools(place);
  const env: Environment = {
    ...place.env,
    PATH: `${tools}:${dirname(process.execPath)}:${place.env.PATH ?? ""}`,
    ALICLOUD_ACCESS_KEY: KEY_ID,
    ALICLOUD_SECRET_KEY: KEY_SECRET,
    ALICLOUD_REGION: "cn-hangzhou",
    ALIBABA_CLOUD_ENDPOINT_ECS: emulator.endpoint,
  };
  assert.equal((await runCommand(place.pulumi, ["stack", "init", "dev"], place.workDir, env)).exitCode, 0);
  const shell: ShellStack["shell"] = (command, args = [], more = {}) =>
    withInlineProgram(
      () => runProgram(program),
      (address) =>
        runCommand("/bin/sh", ["-ec", command, "sh", ...args], place.workDir, {
          ...env,
          PROGRAM_ADDRESS: address,
          ...more,
        }),
    );
  return {
    place,
    emulator,
    program,
    env,
    shell,
    calls: () => callsIn(place.providerLog),
    deployed: (locked) => deploy({ place, emulator, program, shell }, locked),
    remove: async () => {
      await place.remove();
      await emulator.stop();
    },
  };
}

async function runProgram({ instanceName, failure, onRun }: Program): Promise<void> {
  onRun?.();
  if (failure !== undefined) throw new Error(failure);
  if (instanceName !== undefined) new alicloud.ecs.Instance("web", { ...PROGRAM, instanceName });
}

async function installTools(place: Place): Promise<string> {
  const tools = join(place.tempDir, "tools");
  await mkdir(tools);
  const main = join(await compiledPack(), "cli/main.js");
  await tool(tools, "ecs-lock", `exec "${process.execPath}" "${main}" "$@"`);
  // The Node language host is not at hand: previews and updates are told where the program is served.
  const served = `case "$1" in preview | up) set -- "$@" --client "$PROGRAM_ADDRESS" ;; esac`;
  await tool(
    tools,
    "pulumi",
    `echo "$@" >> "${join(place.tempDir, "pulumi.log")}"\n${served}\nexec "${place.pulumi}" "$@" --non-interactive`,
  );
  return tools;
}

export async function tool(folder: string, name: string, text: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
  await chmod(join(folder, name), 0o755);
}

function callsIn(log: string): string[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => (JSON.parse(line) as { call: string }).call);
}

async function deploy(
  { place, emulator, program, shell }: Pick<ShellStack, "place" | "emulator" | "program" | "shell">,
  locked: boolean,
): Promise<string> {
  Object.assign(program, { instanceName: "web", failure: undefined, onRun: undefined });
  emulator.cloud.instances.clear();
  const result = await shell("pulumi up --yes --skip-preview");
  assert.equal(result.exitCode, 0, result.log);
  const { stdout } = await shell("pulumi stack export");
  const state = JSON.parse(stdout) as { deployment: { resources: { type: string; id: string }[] } };
  const id = state.deployment.resources.find(({ type }) => type === "alicloud:ecs/instance:Instance")?.id;
  assert.ok(id);
  addInstance(emulator.cloud, id, { lockReasons: locked ? ["security"] : [] });
  await rm(place.providerLog, { force: true });
  await rm(join(place.tempDir, "pulumi.log"), { force: true });
  return id;
}
