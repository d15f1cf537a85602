/**
 * `npm run bench:check`: what `ecs-lock check` costs, against conftest with an equal rule on the same two files, and
 * against plain Node reading and parsing the preview. The commands run in turn; the ratios are those of one turn. Writes
 * bench/CHECK.md. RUNS=31 for more turns; GROWTH=100000,1000000 for previews of so many steps through a pipe, in place of
 * 100,000; CONFTEST names the peer, which is otherwise built from its Go module.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { makePreview } from "./check/document";
import { growth } from "./check/growth";
import { LEVERS } from "./check/levers";
import { median, spread, timed, type Run } from "./check/runs";
import { table, type Row } from "./lookups/table";

const root = resolve(__dirname, "..");
const VERSION = "0.71.1";
const FLOOR = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';

interface Turn {
  readonly floor: Run;
  readonly check: Run;
  readonly conftest: Run;
}

function conftest(): string {
  const named = process.env.CONFTEST;
  if (named !== undefined) return named;
  const folder = join(homedir(), ".cache", "alicloud-ecs-security-lock", `conftest-${VERSION}`);
  const file = join(folder, "conftest");
  if (existsSync(file)) return file;
  process.stderr.write(`building conftest ${VERSION} from its Go module (some minutes the first time)\n`);
  const args = ["-n", "15", "go", "install", "-p", "1", `github.com/open-policy-agent/conftest@v${VERSION}`];
  const { status } = spawnSync("nice", args, { env: { ...process.env, GOBIN: folder }, stdio: "inherit" });
  if (status !== 0) throw new Error("conftest cannot be built: name one with CONFTEST");
  return file;
}

function measure(folder: string, steps: number, runs: number, peer: string) {
  const { preview, locks, refused } = makePreview(steps);
  const [file, lockFile] = [join(folder, `preview-${steps}.json`), join(folder, `locks-${steps}.json`)];
  writeFileSync(file, preview);
  writeFileSync(lockFile, locks);
  const main = join(root, "dist/cli/main.js");
  const checkArgs = [main, "check", file, "--locks", lockFile, "--format", "json"];
  const policy = join(root, "bench/check/rule.rego");
  const peerArgs = ["test", "--policy", policy, "--data", lockFile, "--no-color", "--output", "json", file];
  const turns = Array.from({ length: runs }, (): Turn => ({
    floor: timed(process.execPath, ["-e", FLOOR, file]),
    check: timed(process.execPath, checkArgs),
    conftest: timed(peer, peerArgs),
  }));
  agree(turns, refused);
  return { steps, megabytes: preview.length / 1e6, refused, turns };
}

/** Both find what there is to find: otherwise their times cannot be compared. */
function agree(turns: readonly Turn[], refused: number): void {
  const [turn] = turns;
  if (turn === undefined) return;
  const report = JSON.parse(turn.check.stdout) as { changes: { operations: { verdict: string }[] }[] };
  const found = report.changes.filter(({ operations }) => operations.some(({ verdict }) => verdict === "refused"));
  const [result] = JSON.parse(turn.conftest.stdout) as { failures?: unknown[] }[];
  const failures = result?.failures?.length ?? 0;
  if (found.length !== refused || failures !== refused) {
    throw new Error(`${refused} changes are refused, check found ${found.length}, conftest ${failures}`);
  }
}

function row({ steps, megabytes, refused, turns }: ReturnType<typeof measure>) {
  const times = (name: keyof Turn): number[] => turns.map((turn) => turn[name].milliseconds);
  const memory = (name: keyof Turn): string => median(turns.map((turn) => turn[name].megabytes)).toFixed(0);
  const ratio = (over: keyof Turn): number[] => turns.map((turn) => turn.check.milliseconds / turn[over].milliseconds);
  return {
    steps,
    MB: megabytes.toFixed(1),
    refused,
    "check (ms)": spread(times("check"), 0),
    "conftest (ms)": spread(times("conftest"), 0),
    "JSON.parse (ms)": spread(times("floor"), 0),
    "check : conftest": spread(ratio("conftest"), 2),
    "check : JSON.parse": spread(ratio("floor"), 2),
    "memory (MB): check, conftest, JSON.parse": (["check", "conftest", "floor"] as const).map(memory).join(", "),
  };
}

/** Whether a document meets a goal. */
function verdict(measured: ReturnType<typeof measure> | undefined, over: keyof Turn, goal: number): string {
  const turns = measured?.turns ?? [];
  return met(median(turns.map((turn) => turn.check.milliseconds / turn[over].milliseconds)), goal);
}

/** Whether a ratio, by the medians of one measure, meets its goal. */
const met = (found: number, goal: number): string => `${found <= goal ? "met" : "missed"}: ${found.toFixed(2)}`;

function memoryRatio(measured: readonly ReturnType<typeof measure>[]): number {
  const turns = measured.at(-1)?.turns ?? [];
  return median(turns.map(({ check, conftest }) => check.megabytes / conftest.megabytes));
}

async function main(): Promise<void> {
  const runs = Number(process.env.RUNS ?? 21);
  const peer = conftest();
  const folder = mkdtempSync(join(tmpdir(), "ecs-lock-bench-"));
  try {
    const measured = [1_000, 10_000].map((steps) => measure(folder, steps, runs, peer));
    const grown: Row[] = [];
    for (const steps of (process.env.GROWTH ?? "100000").split(",").map(Number)) {
      grown.push(await growth(steps, join(root, "dist/cli/main.js"), folder));
    }
    const report = `# \`ecs-lock check\` against conftest and plain parsing

Written by \`npm run bench:check\` (Node ${process.version}, ${cpus().length} cores, conftest ${VERSION}). Whole processes, started
${runs} times in turn; medians, in brackets from the first to the last quarter. The document is a preview as the CLI prints
it, with ten kinds of steps in turn (bench/check/document.ts); conftest has a rule that finds the same changes
(bench/check/rule.rego) and reads the same lock file; JSON.parse is Node reading and parsing the document, nothing else.
Goals at 10,000 steps: at most 0.6 of conftest (${verdict(measured[1], "conftest", 0.6)}), at most 2 of
JSON.parse (${verdict(measured[1], "floor", 2)}), at most 0.6 of conftest's memory (${met(memoryRatio(measured), 0.6)}); at
1,000 steps at most 1.5 of conftest (${verdict(measured[0], "conftest", 1.5)}). ${process.env.NOTE ?? ""}

${table(measured.map(row))}

A preview that is made while it is read, through a pipe, once each (goal at 1,000,000: linear, under 400 MB):

${table(grown)}

## What was tried

${table(LEVERS)}
`;
    writeFileSync(join(root, "bench", "CHECK.md"), report);
    console.log(report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
