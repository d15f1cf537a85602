// Runs `ecs-lock` in this process, with everything it takes from a process given by the test.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { run } from "../../policypack/cli/runCommand";

export const NOW = Date.parse("2026-11-24T12:00:00Z");

export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output is a terminal, with or without colours. */
  readonly terminal?: "plain" | "coloured";
  /** Standard input is a terminal. */
  readonly interactive?: boolean;
}

export async function ecsLock(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { input = "", env = {}, terminal, interactive = false } = options;
  const [stdout, stderr]: [string[], string[]] = [[], []];
  const status = await run(args, {
    environment: { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true", HOME: "/nonexistent", ...env },
    stdin: Object.assign(Readable.from([Buffer.from(input)]), { isTTY: interactive }),
    stdout: {
      isTTY: terminal !== undefined,
      hasColors: () => terminal === "coloured",
      write: (text) => stdout.push(text),
    },
    stderr: { write: (text) => stderr.push(text) },
    now: () => NOW,
  });
  return { status, stdout: stdout.join(""), stderr: stderr.join("") };
}

/** A folder for the files of a test. */
export interface Folder {
  path(name: string): string;
  write(name: string, content: unknown): string;
  remove(): void;
}

export function newFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), "ecs-lock-cli-"));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), typeof content === "string" ? content : JSON.stringify(content));
      return path(name);
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
