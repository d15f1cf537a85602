// npm's `prepack` and `postpack`: what the tarball has in place of the checkout's package.json and package-lock.json.
// - A package.json without scripts and devDependencies: nothing in the package needs them.
// - npm-shrinkwrap.json, the only name under which npm packs a lock: the checkout's versions of what the pack needs at
//   run time. So `npm ci`, and Pulumi when it installs an enforced pack, get what was tested, and no compiler, which a
//   peer dependency of Pulumi would bring along.
// Between the two the checkout's own package.json stands in a backup beside it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [manifest, backup, lock, shrinkwrap] = [
  "package.json",
  ".package.json.unpacked",
  "package-lock.json",
  "npm-shrinkwrap.json",
].map((name) => join(root, name));

if (process.argv[2] === "after") after();
else before();

function before() {
  if (existsSync(backup)) throw new Error(`an earlier npm pack was interrupted: move ${backup} back to package.json`);
  const own = readFileSync(manifest, "utf8");
  const packed = JSON.parse(own);
  delete packed.scripts;
  delete packed.devDependencies;
  writeFileSync(shrinkwrap, toText(withoutDevelopment(JSON.parse(readFileSync(lock, "utf8")))));
  writeFileSync(backup, own);
  writeFileSync(manifest, toText(packed));
}

function after() {
  rmSync(shrinkwrap, { force: true });
  if (existsSync(backup)) renameSync(backup, manifest);
}

function toText(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The lock of the same package without its development dependencies. */
function withoutDevelopment({ packages, ...lockFile }) {
  const own = { ...packages[""] };
  delete own.devDependencies;
  const kept = reachable({ ...packages, "": own });
  return {
    ...lockFile,
    packages: Object.fromEntries(kept.map((place) => [place, place === "" ? own : packages[place]])),
  };
}

/** The places of all packages that the root needs, in the order of the lock. */
function reachable(packages) {
  const found = new Set([""]);
  for (const place of found) {
    for (const name of needs(packages[place])) {
      const needed = resolve(packages, place, name);
      if (needed !== undefined) found.add(needed);
    }
  }
  return Object.keys(packages).filter((place) => found.has(place));
}

function needs({ dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }) {
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
  return [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers];
}

/** Where Node finds `name` from a package: in its own node_modules, or in those of the folders above. */
function resolve(packages, place, name) {
  for (let folder = place; ; folder = parent(folder)) {
    const candidate = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[candidate] !== undefined) return candidate;
    if (folder === "") return undefined;
  }
}

function parent(folder) {
  const at = folder.lastIndexOf("/node_modules/");
  return at === -1 ? "" : folder.slice(0, at);
}
