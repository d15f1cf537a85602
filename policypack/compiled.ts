import module from "node:module";
import path from "node:path";

/** What Node has since 22.10; @types/node of the oldest supported version does not. */
export interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly flushCompileCache?: () => void;
}

/**
 * Lets V8 find again in `folder` what it has compiled in an earlier run, and answers with what writes down what is new.
 * Where nothing can be written, or Node cannot do it, nothing happens.
 */
export function compiledIn(folder: string, { enableCompileCache, flushCompileCache }: CompileCache): () => void {
  if (enableCompileCache === undefined || flushCompileCache === undefined) return () => undefined;
  enableCompileCache(folder);
  return () => {
    flushCompileCache();
  };
}

// Beside the packages that are compiled: whoever can write there could as well change the pack.
const FOLDER = path.join(__dirname, "..", "node_modules", ".cache", "compiled");

/** Loading the SDK is most of the pack's start, and compiling a third of that. */
export const keepCompiled = compiledIn(FOLDER, module as typeof module & CompileCache);
