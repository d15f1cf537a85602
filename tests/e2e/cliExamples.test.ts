// Every example in docs/cli.md, run as it stands.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { addDisk } from "../support/emulator/cloud";
import { repositoryRoot } from "../support/repository";
import { shellStack, type ShellStack } from "../support/shellStack";

/** The examples by their command, in the order of the document. */
function examples(): string[] {
  const text = readFileSync(join(repositoryRoot, "docs/cli.md"), "utf8");
  return [...text.matchAll(/^Examples:\n((?: {2}\S.*\n)+)/gm)].flatMap(([, lines = ""]) =>
    lines
      .trim()
      .split("\n")
      .map((line) => line.trim()),
  );
}

/** What a responder meets: instance ids in the examples are none of this stack. */
const EXAMPLE_ID = "i-bp1a2b3c4d";

/** What they end with where the instance is locked and has been renamed in the program. */
const STATUSES: readonly (readonly [RegExp, number])[] = [
  [/^ecs-lock locks .*--exit-code/, 1],
  [/^ecs-lock locks/, 0],
  [/explain (--list|StopInstance$|--resource)/, 0],
  [/explain .*--instance/, 1],
  [/--exit-zero/, 0],
  [/\| ecs-lock audit/, 0],
  [/^pulumi (preview|stack export) .*(> preview\.json|--file state\.json)$/, 0],
  [/^pulumi destroy .*> destroy\.json$/, 0],
  [/^ecs-lock audit state\.json/, 0],
  [/ecs-lock check destroy\.json/, 0],
  [/ecs-lock check/, 1],
  [/guard up/, 1],
  [/guard destroy --edition strict/, 1],
];

describe("Every example of docs/cli.md runs", () => {
  let stack: ShellStack;
  let id: string;

  before(async () => {
    stack = await shellStack();
    id = await stack.deployed(true);
    addDisk(stack.emulator.cloud, "d-web", [id]);
    const instance = stack.emulator.cloud.instances.get(id);
    if (instance !== undefined) instance.name = "web-1";
    stack.program.instanceName = "renamed";
    // The lock file that several of them read.
    assert.equal((await stack.shell("ecs-lock locks --output locks.json")).exitCode, 0);
  });
  after(() => stack.remove());

  it("and there are some of each command", () => {
    for (const command of ["locks", "explain", "check", "guard", "audit"]) {
      assert.ok(examples().filter((line) => line.includes(`ecs-lock ${command}`)).length > 1, command);
    }
  });

  for (const example of examples()) {
    it(example, async () => {
      const { exitCode, stdout, log } = await stack.shell(example.replaceAll(EXAMPLE_ID, id));
      const expected = STATUSES.find(([pattern]) => pattern.test(example))?.[1];
      assert.equal(exitCode, expected, log);
      assert.doesNotMatch(log, /unknown (option|command)|unexpected error/);
      if (/^ecs-lock (locks|explain) (?!.*--output)/.test(example)) assert.notEqual(stdout, "");
      assert.deepEqual(stack.calls(), [], "nothing is applied on a locked instance");
    });
  }
});
