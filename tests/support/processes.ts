// What tests start as processes of their own.
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { repositoryRoot } from "./repository";

type BuildTool = { build(): void; isStale(): boolean };

let compiled: Promise<string> | undefined;

/**
 * The folder of the compiled pack, which is what users run. It is compiled first where a source has changed since, so
 * that no test runs what was there before.
 */
export function compiledPack(): Promise<string> {
  compiled ??= compileChanges();
  return compiled;
}

async function compileChanges(): Promise<string> {
  const tool = (await import(pathToFileURL(join(repositoryRoot, "tools/build.mjs")).href)) as BuildTool;
  if (tool.isStale()) tool.build();
  return join(repositoryRoot, "dist");
}

/** Arguments with which Node runs a file of TypeScript as it stands. */
export function typeScriptArguments(file: string): string[] {
  return ["--import", pathToFileURL(require.resolve("tsx")).href, join(repositoryRoot, file)];
}

const bundles = new Map<string, Promise<string>>();

/** A file of TypeScript as one of JavaScript, for what the engine starts so often that TypeScript would be too slow. */
export function bundled(file: string): Promise<string> {
  const made = bundles.get(file) ?? bundle(file);
  bundles.set(file, made);
  return made;
}

async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(repositoryRoot, file)],
    bundle: true,
    platform: "node",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    write: false,
  });
  const folder = join(repositoryRoot, "build");
  const target = join(folder, file.replaceAll("/", "-").replace(/ts$/, "js"));
  const own = `${target}.${process.pid}`;
  await mkdir(folder, { recursive: true });
  // In one step: a process of another run may read it now.
  await writeFile(own, outputFiles[0]?.contents ?? "");
  await rename(own, target);
  return target;
}
