import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The engine without its arguments, which these tools do not tell apart. */
interface EngineByTools {
  readonly executable: string;
  readonly folder: string;
  readonly commandLine: undefined;
}

/**
 * The engine as `ps` and `lsof` of macOS show it, which has no /proc: the process that listens where this one was told
 * to find its engine.
 */
export function engineByTools(pid: number): EngineByTools | undefined {
  const own = said("ps", ["-ww", "-o", "args=", "-p", String(pid)]);
  const port = [...own.matchAll(/ (?:127\.0\.0\.1|localhost|\[::1\]):(\d+)(?= |$)/gm)].at(-1)?.[1];
  if (port === undefined) return undefined;
  const engine = /^p(\d+)$/m.exec(said("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fp"]))?.[1];
  if (engine === undefined) return undefined;
  const files = said("lsof", ["-a", "-p", engine, "-d", "cwd,txt", "-Ffn"]);
  const folder = /^fcwd\nn(.+)$/m.exec(files)?.[1];
  const executable = /^ftxt\nn(.+)$/m.exec(files)?.[1];
  // A name with characters that lsof escapes is none of a file.
  if (folder === undefined || !existsSync(folder) || executable === undefined) return undefined;
  return { executable: existsSync(executable) ? executable : "pulumi", folder, commandLine: undefined };
}

/** A tool that hangs must not hang the preview. */
const TOOL_TIMEOUT_MS = 3_000;

function said(tool: string, args: readonly string[]): string {
  const env = { ...process.env, PATH: `${process.env.PATH ?? ""}:/bin:/usr/bin:/usr/sbin` };
  try {
    return execFileSync(tool, args, {
      env,
      encoding: "utf8",
      timeout: TOOL_TIMEOUT_MS,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    // Also where nothing is found.
    return "";
  }
}
