// Many small scenarios in one stack and one run: each has resources of its own, which its key names.
import assert from "node:assert/strict";
import { newStack, type PriorResource, type RunOptions, type RunResult, type TestStack } from "./engine";
import { importResources, INSTANCE, withLockFile, type LiveDisk, type LiveInstance } from "./scenario";

type Properties = Readonly<Record<string, unknown>>;

/** A scenario. Its resources are called KEY or KEY--something. */
export interface Case {
  readonly key: string;
  /** What it shows, as the title of its test. */
  readonly it: string;
  readonly prior?: readonly PriorResource[];
  /** What the program has now. */
  readonly program?: () => void;
  /** Beside the instances of `prior`, which are all locked. */
  readonly instances?: readonly LiveInstance[];
  readonly disks?: readonly LiveDisk[];
  /** The policies that report something; those whose finding stops nothing in parentheses. */
  readonly found: readonly string[];
  /** Why the update is stopped although the preview passes, where README says so; such a scenario has its own test. */
  readonly updateStops?: string;
}

export type CaseOptions = RunOptions & { readonly configuration?: Properties };

/** Runs all of them at once. */
export async function runCases(
  stack: TestStack,
  cases: readonly Case[],
  { configuration, ...options }: CaseOptions = {},
  run: "preview" | "up" = "preview",
): Promise<RunResult> {
  const prior = cases.flatMap((one) => one.prior ?? []);
  await importResources(stack, prior);
  stack.setProgram(async () => {
    for (const { program } of cases) program?.();
  });
  const own = prior.filter(({ type }) => type === INSTANCE).map(({ id }) => ({ id }));
  const instances = cases.flatMap((one) => one.instances ?? []);
  const unlisted = own.filter(({ id }) => !instances.some((live) => live.id === id));
  const live = { instances: [...unlisted, ...instances], disks: cases.flatMap((one) => one.disks ?? []) };
  return stack[run]({ policyPackConfig: await withLockFile(stack, live, configuration), ...options });
}

/** What was found of one scenario, in alphabetical order, as its `found` spells it. */
export function foundOf({ violations }: RunResult, key: string): string[] {
  const name = new RegExp(`::${key}(--[\\w-]+)?(\\s|$)`);
  return violations
    .filter(({ urn, message }) => name.test(urn ?? "") || name.test(changeLine(message)))
    .map(({ policyName, enforcementLevel }) => (enforcementLevel === "advisory" ? `(${policyName})` : policyName))
    .sort();
}

/** The engine reports a violation on a resource that is gone as one on the stack; its text names the resource. */
const changeLine = (message: string): string =>
  /^Change: \w+ of \S+?(?=;? |$)/m.exec(message)?.[0] ??
  /in the change of [^\s:]+?(?=[:.](\s|$))/m.exec(message)?.[0] ??
  "";

/** A test for each scenario, on one preview in a stack of their own; and one update of those that it lets through. */
export function describeCases(
  cases: readonly Case[],
  optionsOf: CaseOptions | ((stack: TestStack) => Promise<CaseOptions>) = {},
  /** What the log of the preview says besides. */
  inLog?: { readonly it: string; readonly check: (log: string) => void },
): void {
  let stack: TestStack;
  let options: CaseOptions;
  let result: RunResult;
  before(async () => {
    stack = await newStack(async () => undefined);
    options = typeof optionsOf === "function" ? await optionsOf(stack) : optionsOf;
    result = await runCases(stack, cases, { ...options, expectFailure: cases.some(isStopped) });
  });
  after(() => stack.dispose());
  for (const { key, it: sentence, found } of cases) {
    it(sentence, () => {
      assert.deepEqual(foundOf(result, key), found, result.log);
    });
  }
  it("and nothing else is reported, nor a stack trace", () => {
    assert.equal(result.violations.length, cases.flatMap(({ found }) => found).length, result.log);
    assert.doesNotMatch(result.log, /can't run policy|\.js:\d+/);
  });
  if (inLog !== undefined) {
    it(inLog.it, () => {
      inLog.check(result.log);
    });
  }
  itPassesInUpdate(cases, () => ({ stack, options }));
}

/** One update of all those that their preview lets through. */
export function itPassesInUpdate(
  cases: readonly Case[],
  given: () => { readonly stack: TestStack; readonly options?: CaseOptions },
): void {
  const passing = cases.filter((one) => !isStopped(one) && one.updateStops === undefined);
  if (passing.length === 0) return;
  it("and what passes here passes in `pulumi up`, the update included", async () => {
    const { stack, options = {} } = given();
    // What the command line names must be there; its own instances are not locked then.
    const named = cases.filter((one) => isStopped(one) && isNamed(one, options)).map(unlocked);
    const { violations, log } = await runCases(stack, [...passing, ...named], options, "up");
    const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    assert.deepEqual(mandatory, [], log);
  });
}

const isNamed = ({ key }: Case, { args = [] }: CaseOptions): boolean =>
  args.some((argument) => new RegExp(`::${key}(--[\\w-]+)?$`).test(argument));

function unlocked(one: Case): Case {
  const own = (one.prior ?? []).filter(({ type }) => type === INSTANCE).map(({ id }) => ({ id }));
  return { ...one, instances: [...own, ...(one.instances ?? [])].map((live) => ({ ...live, reasons: [] })) };
}

const isStopped = ({ found }: Case): boolean => found.some((policy) => !policy.startsWith("("));
