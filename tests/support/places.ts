// Where and how people run the engine, for the end-to-end tests and `npm run matrix`: a stack that a wrong place would
// misjudge, and the same preview in each place.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as alicloud from "@pulumi/alicloud";
import { newStack, urnOf, type RunOptions, type StackOptions, type TestStack } from "./engine";
import { BACKENDS, PASSPHRASES, PLACES, PROCESS_1 } from "./placeRows";
import { importResources, INSTANCE, priorInstance, PROGRAM, withLockFile } from "./scenario";

/** What differs from a preview that is started in the project's folder. */
export type How = (stack: TestStack) => Promise<RunOptions> | RunOptions;

/** Where the stack's backend is named, and the places in which it is previewed. */
export const TABLES = [
  ["Pulumi.yaml", { ...PLACES, ...PROCESS_1 }],
  ["environment", { ...BACKENDS, ...PASSPHRASES }],
] as const;

export const allPlaces = (): ReadonlyMap<
  string,
  { readonly backendIn: (typeof TABLES)[number][0]; readonly how: How }
> =>
  new Map(
    TABLES.flatMap(([backendIn, rows]) => Object.entries(rows).map(([title, how]) => [title, { backendIn, how }])),
  );

/** The program changes `web` in a way that is refused, and `tagged` in one that is allowed. */
const program = async (): Promise<void> => {
  new alicloud.ecs.Instance("web", { ...PROGRAM, instanceName: "web-2" });
  new alicloud.ecs.Instance("tagged", { ...PROGRAM, tags: { team: "shop" } });
};

/**
 * The stack of that program. Another backend, which is logged in to, has a stack of the same name, in which `web` has
 * been changed already.
 */
export async function stackWithDecoy(backendIn: NonNullable<StackOptions["backendIn"]>): Promise<TestStack> {
  const stack = await newStack(program, { backendIn });
  const decoy = join(stack.tempDir, "decoy");
  await Promise.all([mkdir(decoy), mkdir(join(stack.workDir, "src"))]);
  await importResources(stack, [priorInstance("web"), priorInstance("tagged")]);
  const file = join(stack.tempDir, "decoy.json");
  await writeFile(file, JSON.stringify(await stack.exportState()).replaceAll('"web-1"', '"web-2"'));
  for (const args of [["login"], ["stack", "init", "dev"], ["stack", "import", "--file", file]]) {
    const { exitCode, log } = await stack.runPulumi(args, { env: { PULUMI_BACKEND_URL: pathToFileURL(decoy).href } });
    assert.equal(exitCode, 0, log);
  }
  return stack;
}

async function optionsIn(stack: TestStack, how: How): Promise<RunOptions> {
  const instances = ["web", "tagged"].map((name) => ({ id: `i-${name}` }));
  const policyPackConfig = await withLockFile(stack, { instances }, { lockFile: "../locks.json" });
  return { policyPackConfig, ...(await how(stack)), expectFailure: true };
}

/** An update without a preview, which is stopped before the refused change is made. */
export async function updatesRightly(stack: TestStack, how: How): Promise<void> {
  const options = await optionsIn(stack, how);
  const { log, providerLog } = await stack.up({ ...options, args: [...(options.args ?? []), "--skip-preview"] });
  assert.match(log, /ModifyInstanceAttribute would be refused: instance i-web/);
  assert.deepEqual(
    providerLog.filter(({ urn }) => urn === urnOf(INSTANCE, "web")),
    [],
  );
}

/** One preview, which refuses the one change and says nothing of the other. */
export async function judgesRightly(stack: TestStack, how: How, policyPack?: string): Promise<void> {
  const options = await optionsIn(stack, how);
  const { violations, log } = await stack.preview({ ...options, ...(policyPack === undefined ? {} : { policyPack }) });
  const found = violations.map(({ policyName, enforcementLevel, urn }) => [policyName, enforcementLevel, urn]);
  assert.deepEqual(found, [["ecs-modify-instance-attribute", "mandatory", urnOf(INSTANCE, "web")]], log);
}
