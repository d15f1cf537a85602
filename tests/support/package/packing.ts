// The package as npm makes it, from a copy of the checkout: packing changes package.json for a moment, and other tests
// run beside.
import assert from "node:assert/strict";
import { cp, mkdir, readdir, stat, symlink } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { runCommand, type CommandResult } from "../engine/command";
import { repositoryRoot } from "../repository";

const LEFT_OUT = new Set(["node_modules", ".git", "build", "coverage", "dist"]);

/** Copies what the repository holds into `folder`, which borrows the checkout's node_modules. */
export async function copyCheckout(folder: string): Promise<void> {
  const isWanted = (path: string): boolean =>
    !relative(repositoryRoot, path)
      .split(sep)
      .some((part) => LEFT_OUT.has(part));
  await cp(repositoryRoot, folder, { recursive: true, filter: isWanted });
  await symlink(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
}

/** Neither the npm that runs the tests nor its settings have a say. */
export function callerEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

export async function npm(args: readonly string[], cwd: string): Promise<CommandResult> {
  const result = await runCommand("npm", args, cwd, callerEnvironment());
  assert.equal(result.exitCode, 0, `npm ${args.join(" ")}:\n${result.log}`);
  return result;
}

/** `pulumi policy publish` packs with this command and takes all that it prints for the file's name. */
export async function pack(checkout: string): Promise<string> {
  const { stdout } = await npm(["pack", "--loglevel=error"], checkout);
  return stdout.trim();
}

export async function unpack(tarball: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const result = await runCommand("tar", ["-xzf", tarball, "-C", folder], folder, callerEnvironment());
  assert.equal(result.exitCode, 0, result.log);
  return join(folder, "package");
}

/** Every file below `folder` with its size and time, to see that nothing has changed. */
export async function contents(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  const described = files.map(async (file) => {
    const { size, mtimeMs, mode } = await stat(file);
    return `${relative(folder, file)} ${size} ${mtimeMs} ${mode}`;
  });
  return (await Promise.all(described)).sort();
}
