import { spawn } from "node:child_process";

export type Environment = Readonly<Record<string, string>>;

export type CommandResult = {
  readonly exitCode: number;
  readonly stdout: string;
  /** What a person sees: standard output and standard error in their order in time. */
  readonly log: string;
};

/** Runs a command to its end; an exit code is a result, not an exception. */
export function runCommand(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Environment,
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...env, PWD: cwd }, stdio: ["ignore", "pipe", "pipe"] });
    const [stdout, all]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => {
      stdout.push(chunk);
      all.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => all.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ exitCode: code ?? -1, stdout: text(stdout), log: text(all) });
    });
  });
}

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString("utf8");
