// How much of an installed pack is there on account of one dependency, by the lock file and the files on disk.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

interface Entry {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}
type Packages = Readonly<Record<string, Entry>>;

/** Bytes of everything installed that `names` do not need. */
export function bytesBeyond(folder: string, names: readonly string[]): number {
  const lock = JSON.parse(readFileSync(join(folder, "npm-shrinkwrap.json"), "utf8")) as { readonly packages: Packages };
  const needed = reachable(lock.packages, names);
  const others = Object.keys(lock.packages).filter((place) => place !== "" && !needed.has(place));
  return others.map((place) => bytesIn(join(folder, place))).reduce((sum, bytes) => sum + bytes, 0);
}

function reachable(packages: Packages, names: readonly string[]): ReadonlySet<string> {
  const found = new Set(names.map((name) => `node_modules/${name}`));
  for (const place of found) {
    const { dependencies, optionalDependencies, peerDependencies } = packages[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const needed = resolve(packages, place, name);
      if (needed !== undefined) found.add(needed);
    }
  }
  return found;
}

/** As Node looks a package up: in its own node_modules, then in those of the folders above. */
function resolve(packages: Packages, place: string, name: string): string | undefined {
  const above = place.lastIndexOf("/node_modules/");
  const own = `${place}/node_modules/${name}`;
  if (own in packages) return own;
  if (above !== -1) return resolve(packages, place.slice(0, above), name);
  return `node_modules/${name}` in packages ? `node_modules/${name}` : undefined;
}

/** Without what is installed below it for itself: that has an entry of its own. */
function bytesIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules")
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return bytesIn(path);
      return entry.isFile() ? statSync(path).size : 0;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}
