// Loaded before a pack's process starts: writes down when it gets to the pack, when the SDK is loaded, and when it serves.
import { writeFileSync } from "node:fs";
import Module from "node:module";
import { sep } from "node:path";

const file = process.env.BENCH_START ?? "";
const seen = { pack: 0, sdk: 0 };

type Load = (this: NodeJS.Module, request: string) => unknown;
const prototype = Module.prototype as unknown as { require: Load };
const load = prototype.require;

prototype.require = function (request) {
  const start = performance.now();
  if (seen.pack === 0 && request.startsWith(process.cwd()) && !request.includes(`${sep}node_modules${sep}`)) {
    seen.pack = start;
  }
  const loaded = load.call(this, request);
  if (request === "@pulumi/policy" && seen.sdk === 0) seen.sdk = performance.now() - start;
  return loaded;
};

// The process serves as soon as it has written its port.
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = (text: string | Uint8Array) => {
  writeFileSync(file, JSON.stringify({ ...seen, served: performance.now() }));
  return write(text);
};
