import { existsSync, mkdirSync } from "node:fs";
import module from "node:module";
import path from "node:path";

/** What Node has since 22.10; @types/node of the oldest supported version does not. */
export interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly flushCompileCache?: () => void;
}

/**
 * Lets V8 find again in `root`/node_modules/.cache/compiled what it has compiled in an earlier run, and answers with what
 * writes down what is new. Where nothing can be written, or Node cannot do it, nothing happens.
 */
export function compiledIn(root: string, { enableCompileCache, flushCompileCache }: CompileCache): () => void {
  if (enableCompileCache === undefined || flushCompileCache === undefined) return () => undefined;
  const folder = folderIn(root);
  if (folder === undefined) return () => undefined;
  enableCompileCache(folder);
  return () => {
    flushCompileCache();
  };
}

/** Beside the packages that are compiled: whoever can write there could as well change the pack. */
const FOLDERS = ["node_modules", ".cache", "compiled"];

/** Folder by folder: Node's own way to make them all does not come back from file systems that have none to make (M, /proc). */
function folderIn(root: string): string | undefined {
  let folder = root;
  for (const name of FOLDERS) {
    folder = path.join(folder, name);
    try {
      mkdirSync(folder);
    } catch {
      // It is there, or cannot be made.
    }
  }
  return existsSync(folder) ? folder : undefined;
}

/** Loading the SDK is most of the pack's start, and compiling a third of that. */
export const keepCompiled = compiledIn(path.join(__dirname, ".."), module as typeof module & CompileCache);
