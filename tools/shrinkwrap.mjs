// npm's `prepack` and `postpack`: the package carries the lock of this checkout, so that `npm ci` installs it anywhere
// with the versions that were tested. npm packs a lock only under the name npm-shrinkwrap.json. In an unpacked package
// there is no other lock, and nothing to do.
import { copyFileSync, existsSync, rmSync } from "node:fs";

const lock = new URL("../package-lock.json", import.meta.url);
const shrinkwrap = new URL("../npm-shrinkwrap.json", import.meta.url);

if (existsSync(lock)) {
  if (process.argv.includes("--remove")) rmSync(shrinkwrap, { force: true });
  else copyFileSync(lock, shrinkwrap);
}
