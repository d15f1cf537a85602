/** What must hold of the command and the readers, whatever they are given. */
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { parseString } from "xml2js";
import { MAPPED_TYPES } from "../../policypack/resources";
import { stateFromExport } from "../../policypack/engine/state/stackState";
import { ExportSyntaxError } from "../../policypack/engine/state/exportReader";
import { ecsLock, type Folder } from "../cli/runCli";
import { INSTANCE, instanceStep, lockFile, PROVIDER, preview, urnOf } from "../cli/previews";
import { mutantText, pick, randomOf, type Random } from "./mutation";

type Json = Readonly<Record<string, unknown>>;
const FORMATS: readonly [string, ...string[]] = ["json", "text", "sarif", "junit", "markdown", "github"];
const MOST_MS = 2_000;

const REFUSED = instanceStep("update", "web", { instanceName: "web-2" });
const SHOWN = { update: 2, create: 1, delete: 1, same: 1 };
const provider = { op: "same", urn: PROVIDER, newState: { type: "pulumi:providers:alicloud", inputs: {} } };
const PLAN: unknown = JSON.parse(
  preview(
    [
      provider,
      REFUSED,
      instanceStep("update", "db", { tags: { team: "shop" } }),
      instanceStep("create", "new"),
      instanceStep("delete", "old"),
    ],
    { changeSummary: SHOWN },
  ),
);
const STATUSES = lockFile({ "i-web": "security", "i-db": "", "i-old": "" });

const field = (json: unknown, name: string): unknown =>
  typeof json === "object" && json !== null && Object.hasOwn(json, name) ? Reflect.get(json, name) : undefined;
const listOf = (json: unknown): readonly unknown[] => (Array.isArray(json) ? (json as unknown[]) : []);

function parsed(text: string): unknown {
  // A lock file may be written one after another.
  const half = text.slice(0, (text.length - 1) / 2);
  const whole = text === `${half}\n${half}` ? half : text;
  try {
    return JSON.parse(whole) as unknown;
  } catch {
    return undefined;
  }
}

interface Checked {
  readonly status: number;
}

/** Runs `check`, and holds what must hold of every run. */
async function check(args: readonly string[], input: string, random: Random): Promise<Checked> {
  const format = pick(random, FORMATS);
  const start = process.cpuUsage();
  const { status, stdout, stderr } = await ecsLock(["check", "--format", format, ...args], { input });
  // Not by the clock, which counts what else the machine does.
  const { user, system } = process.cpuUsage(start);
  assert.ok(user + system < MOST_MS * 1000, `${user + system} µs`);
  assert.ok([0, 1, 2].includes(status), `status ${status}`);
  assert.match(stderr, /^([^\n]+\n)?$/);
  assert.doesNotMatch(stderr, /unexpected error/);
  assert.doesNotMatch(stdout + stderr, /^\s+at .+:\d+:\d+\)?$/m, "a stack");
  assert.doesNotMatch(stdout + stderr, /(?!\n)\p{Cc}|\p{Bidi_Control}|<\{%|##\[/u);
  assertParses(format, stdout);
  return { status };
}

function assertParses(format: string, text: string): void {
  if (text === "") return;
  if (format === "json" || format === "sarif") assert.notEqual(parsed(text), undefined, "no JSON");
  if (format === "junit") {
    parseString(text, { async: false }, (error) => {
      assert.equal(error, null);
    });
  }
  if (format === "github") assert.match(text, /^(::(error|warning) file=[^\n]*::[^\n]*\n)*ecs-lock: [^\n]*\n$/);
}

/** Whether the plan's summary counts changes that its steps do not show, or the refused one's step is not one. */
function contradictsItself(plan: unknown): boolean {
  const steps = listOf(field(plan, "steps"));
  const counted = field(plan, "changeSummary");
  return ["update", "create", "delete", "replace"].some((op) => {
    const count = field(counted, op);
    return typeof count === "number" && count > steps.filter((step) => field(step, "op") === op).length;
  });
}

/** One mutant of a plan. */
export async function planHolds(seed: number, folder: Folder): Promise<void> {
  const random = randomOf(seed);
  const text = mutantText(PLAN, random);
  const { status } = await check(["--locks", folder.write("plan-locks.json", STATUSES)], text, random);
  const plan = parsed(text);
  if (status !== 0 || plan === undefined) return;
  const isIntact = listOf(field(plan, "steps")).some((step) => isDeepStrictEqual(step, REFUSED));
  assert.ok(!isIntact, "0 although the refused step is there");
  assert.ok(!contradictsItself(plan), "0 although the plan contradicts itself");
}

/** One mutant of a lock file: nobody is called unlocked but by words. */
export async function lockFileHolds(seed: number, folder: Folder): Promise<void> {
  const random = randomOf(seed);
  const text = mutantText(STATUSES, random);
  const input = preview([REFUSED], { changeSummary: { update: 1 } });
  const { status } = await check(["--locks", folder.write("locks.json", text)], input, random);
  if (status !== 0) return;
  const entries = listOf(field(field(field(parsed(text), "instances"), "Instances"), "Instance"));
  const own = entries.filter((entry) => String(field(entry, "InstanceId")).toLowerCase() === "i-web");
  assert.ok(own.length > 0, "0 although nothing is said of the instance");
  for (const entry of own) {
    for (const lock of listOf(field(field(entry, "OperationLocks"), "LockReason"))) {
      assert.match(
        String(field(lock, "LockReason")),
        /^(?!.*secur)[a-z]+([-_.][a-z]+)*$/i,
        "0 although it may be locked",
      );
    }
  }
}

const CONFIGURATION: Json = {
  lockSource: "file",
  lockFile: "locks.json",
  edition: "topic",
  timeoutSeconds: 5,
  exemptions: [{ reason: "r", expires: "2027-01-31", operations: ["StopInstance"], instances: ["i-x"] }],
};

/** One mutant of a configuration: an error of one line, or the verdict; and never an exemption that nobody has written. */
export async function configurationHolds(seed: number, folder: Folder): Promise<void> {
  const random = randomOf(seed);
  const lockFileName = folder.write("config-locks.json", STATUSES);
  const text = mutantText(CONFIGURATION, random);
  const args = ["--config", folder.write("config.json", text), "--locks", lockFileName];
  const { status } = await check(args, preview([REFUSED], { changeSummary: { update: 1 } }), random);
  if (status === 0) {
    const names = listOf(field(parsed(text), "exemptions")).flatMap((one) => Object.keys(one as object));
    assert.ok(names.includes("reason"), "0 although nothing exempts");
  }
}

const entry = (name: string): Json => ({
  urn: urnOf(name),
  type: INSTANCE,
  custom: true,
  id: `i-${name}`,
  inputs: { instanceName: name },
  outputs: { instanceName: name, status: "Running" },
  provider: `${PROVIDER}::1`,
});
const EXPORT: Json = { version: 3, deployment: { manifest: {}, resources: ["web", "db", "old"].map(entry) } };
const MAPPED = new Set(MAPPED_TYPES);

/** One mutant of an export: refused, or read with every resource that it holds. */
export function exportHolds(seed: number): void {
  const text = mutantText(EXPORT, randomOf(seed));
  const start = performance.now();
  try {
    const { resources, pendingDeletes } = stateFromExport(text, (type) => MAPPED.has(type));
    const whole = parsed(text);
    // What nothing is read from is not looked at.
    if (whole === undefined) return;
    const held = listOf(field(field(whole, "deployment"), "resources")).filter(
      (one) => field(one, "type") === INSTANCE,
    );
    assert.equal(resources.size + pendingDeletes.length, held.length, "a state without what the export holds");
  } catch (error) {
    if (!(error instanceof ExportSyntaxError)) throw error;
  }
  assert.ok(performance.now() - start < MOST_MS);
}
