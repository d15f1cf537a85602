import { spawnSync } from "node:child_process";
import { constants } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { TestStack } from "./engine";
import type { How } from "./places";

type Rows = Readonly<Record<string, How>>;

/** How a process becomes the first one it can see, as in a container. Undefined: this system lets nobody do that. */
const asProcess1 = [[], ["-r"]]
  .map((more) => ["unshare", ...more, "-p", "-f", "--mount-proc"])
  .find(([file = "", ...args]) => spawnSync(file, [...args, "true"]).status === 0);

const WITHOUT_PWD = ["env", "-u", "PWD"];
const inOtherFolder = ({ workDir }: TestStack) => ({ cwd: tmpdir(), args: ["-C", workDir] });

/** The stack's backend is named in Pulumi.yaml alone. */
export const PLACES: Rows = {
  "the project's folder": () => ({}),
  "a folder below the project's": ({ workDir }) => ({ cwd: join(workDir, "src") }),
  "another folder, with -C": inOtherFolder,
  "the project's folder, without PWD": ({ pulumi }) => ({ start: [...WITHOUT_PWD, pulumi] }),
  "another folder, with -C, without PWD": (stack) => ({
    ...inOtherFolder(stack),
    start: [...WITHOUT_PWD, stack.pulumi],
  }),
  "the PWD of another checkout": async ({ tempDir, pulumi }) => {
    const checkout = join(tempDir, "checkout");
    await mkdir(checkout);
    const backend = { url: pathToFileURL(join(tempDir, "decoy")).href };
    await writeFile(
      join(checkout, "Pulumi.yaml"),
      JSON.stringify({ name: "test-project", runtime: "nodejs", backend }),
    );
    return { start: ["env", `PWD=${checkout}`, pulumi] };
  },
  "a wrapper that becomes .pulumi-wrapped": async (stack) => {
    const wrapped = await copyOf(stack, ".pulumi-wrapped");
    return { start: [...WITHOUT_PWD, await script(stack, "pulumi", `exec "${wrapped}" "$@"`)] };
  },
  "a shim that starts pulumi-3 below itself": async (stack) => {
    const version = await copyOf(stack, "pulumi-3");
    return { start: [...WITHOUT_PWD, await script(stack, "shim", `"${version}" "$@"`)] };
  },
  "options of the preview in variables": ({ workDir, tempDir }) => ({
    cwd: tmpdir(),
    env: {
      PULUMI_OPTION_CWD: workDir,
      PULUMI_OPTION_FILE: join(tempDir, "no/such/folder"),
      PULUMI_OPTION_VERSION: "99",
      PULUMI_OPTION_STACK: "dev",
    },
  }),
};

/** The engine is process 1, as in the official image. */
export const PROCESS_1: Rows =
  asProcess1 === undefined
    ? {}
    : {
        "process 1, in the project's folder": ({ pulumi }) => ({ start: [...asProcess1, pulumi] }),
        "process 1, without PWD": ({ pulumi }) => ({ start: [...asProcess1, ...WITHOUT_PWD, pulumi] }),
        "process 1, with -C": (stack) => ({ ...inOtherFolder(stack), start: [...asProcess1, stack.pulumi] }),
        "process 1, with -C, without PWD": (stack) => ({
          ...inOtherFolder(stack),
          start: [...asProcess1, ...WITHOUT_PWD, stack.pulumi],
        }),
      };

const RELATIVE = { PULUMI_BACKEND_URL: "file://../backend" };

/** The stack's backend is named by a variable; without it, by what the project says or by the login. */
export const BACKENDS: Rows = {
  "a backend by variable": () => ({}),
  "a backend by a relative variable": () => ({ env: RELATIVE, args: ["--stack", "dev"] }),
  "a backend by a relative variable, with -C": ({ workDir }) => ({
    cwd: tmpdir(),
    env: RELATIVE,
    args: ["-C", workDir, "--stack", "dev"],
  }),
  "a backend by login": async (stack) => {
    const backend = pathToFileURL(join(stack.tempDir, "backend")).href;
    await stack.runPulumi(["login"], { env: { PULUMI_BACKEND_URL: backend } });
    return { env: { PULUMI_BACKEND_URL: "" } };
  },
};

/** How the engine is told what encrypts the secrets of the state. */
export const PASSPHRASES: Rows = {
  "a passphrase by variable": () => ({}),
  "a passphrase by file": async ({ tempDir, pulumi }) => {
    const file = join(tempDir, "passphrase");
    await writeFile(file, "test");
    return { start: [...WITHOUT_PASSPHRASE, `PULUMI_CONFIG_PASSPHRASE_FILE=${file}`, pulumi] };
  },
  "a passphrase by a file that can be read once": ({ pulumi }) => ({
    start: [...WITHOUT_PASSPHRASE, "bash", "-c", 'PULUMI_CONFIG_PASSPHRASE_FILE=<(echo test) exec "$@"', "", pulumi],
  }),
  "a passphrase at the prompt": async (stack) => {
    const typed = `for argument; do
  [ "$argument" = --non-interactive ] || line="$line '$argument'"
done
# What is typed before the prompt is lost. Of this terminal the engine asks no colours, which nobody would answer.
while sleep 1 && printf 'test\\r'; do :; done | TERM=screen timeout 50 script -qec "$line" /dev/null`;
    return { start: [...WITHOUT_PASSPHRASE, await script(stack, "typed", typed), stack.pulumi] };
  },
};
const WITHOUT_PASSPHRASE = ["env", "-u", "PULUMI_CONFIG_PASSPHRASE"];

async function copyOf({ pulumi, tempDir }: TestStack, name: string): Promise<string> {
  const file = join(tempDir, name);
  await copyFile(pulumi, file, constants.COPYFILE_FICLONE);
  return file;
}

async function script({ tempDir }: TestStack, name: string, line: string): Promise<string> {
  const file = join(tempDir, name);
  await writeFile(file, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  return file;
}
