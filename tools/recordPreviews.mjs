// How tests/recorded/previews.json.br was made: node tools/recordPreviews.mjs FILE, where FILE is the gzipped array of
// recordings (see tests/recorded/README.md). It leaves out what no door reads, names each case and compresses; no value
// is changed.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gunzipSync } from "node:zlib";

const [source] = process.argv.slice(2);
if (source === undefined) {
  console.error("usage: node tools/recordPreviews.mjs FILE.json.gz");
  process.exit(64);
}

/** Stack traces and times of the recording, and the salt of a passphrase that has nothing to open here. */
const UNREAD = new Set(["stackTrace", "created", "modified", "secrets_providers"]);

const seen = new Map();

/** The same change was recorded on several stacks. */
function caseName({ name, origin }) {
  const title = `${name} (${origin})`;
  const count = (seen.get(title) ?? 0) + 1;
  seen.set(title, count);
  return count === 1 ? title : `${title} #${count}`;
}

const recordings = JSON.parse(gunzipSync(readFileSync(source)).toString("utf8"));
const carried = recordings.map(({ state, preview, rpc, calls, want, refresh, locks, ...recording }) => ({
  name: caseName(recording),
  refresh,
  locks,
  want,
  calls,
  state,
  rpc,
  preview,
}));
const text = JSON.stringify(carried, (name, value) => (UNREAD.has(name) ? undefined : value));
const file = fileURLToPath(new URL("../tests/recorded/previews.json.br", import.meta.url));
// The states repeat themselves at distances that gzip does not look back.
const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
writeFileSync(file, brotliCompressSync(text, { params }));
console.log(`${carried.length} recordings, ${Math.round(readFileSync(file).length / 1000)} kB`);
