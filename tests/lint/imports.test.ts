// A wrong import fails `npm run lint` with a sentence that says where the thing belongs.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runCommand } from "../support/engine/command";
import { callerEnvironment } from "../support/package/packing";
import { repositoryRoot } from "../support/repository";

type Case = readonly [what: string, file: string, text: string, said: string];

const importing = (specifier: string): string => `import { thing } from "${specifier}";\nexport const other = thing;\n`;
const importingType = (specifier: string): string =>
  `import type { Thing } from "${specifier}";\nexport type Other = Thing;\n`;

const WRONG: readonly Case[] = [
  [
    "a type of a higher room",
    "changes/wrongType.ts",
    importingType("../resources/part"),
    "declares as a type of its own",
  ],
  ["judging in policies/", "review/wrongRoom.ts", importing("../policies/part"), "declares as a type of its own"],
  ["look-ups in engine/", "engine/state/wrongNeighbour.ts", importing("../../locks/part"), "a type in domain/"],
  ["a report in locks/", "locks/api/wrongNeighbour.ts", importing("../../report/part"), "a type in domain/"],
  ["the pack in the command", "cli/wrongDoor.ts", importing("../policies/part"), "what both do belongs in review/"],
  ["the command in the pack", "policies/wrongDoor.ts", importing("../cli/part"), "what both do belongs in review/"],
  [
    "a module that is loaded late",
    "report/wrongLate.ts",
    'export const late = import("../engine/part.js");\n',
    "a type in domain/",
  ],
  ["a file in the core", "operations/wrongFile.ts", importing("node:fs"), "belongs in engine/, locks/ or cli/"],
  ["the policy SDK in locks/", "locks/wrongSdk.ts", importing("@pulumi/policy"), "what runs it belongs in policies/"],
  ["a devDependency", "locks/wrongPackage.ts", importing("@pulumi/alicloud"), "make the package a dependency"],
  [
    "a room of its own",
    "helpers/wrongFolder.ts",
    importing("../domain/part"),
    "put the file into a room that is there",
  ],
  ["one half of a cycle", "cli/wrongCycle.ts", importingType("./wrongHalf"), "belongs in a third file below them"],
  ["a helper of the tests", "cli/wrongWay.ts", importing("../../tests/part"), "belongs in policypack/"],
];

const RIGHT: Readonly<Record<string, string>> = {
  "cli/wrongHalf.ts": importingType("./wrongCycle"),
  "cli/right.ts": importing("../locks/part"),
  "changes/right.ts": importing("../domain/part"),
  "resources/right.ts": importingType("@pulumi/alicloud"),
  "index.ts": importing("./policies/part"),
  "../tests/part.ts": "export const thing = 1;\n",
};

const ROOMS = ["domain", "resources", "policies", "locks", "report", "cli", "engine"];

describe("an import that goes the wrong way fails the linter", () => {
  let folder: string;
  let log: string;
  let exitCode: number;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "ecs-lock-lint-"));
    for (const name of ["node_modules", "package.json", "tsconfig.json"]) {
      symlinkSync(join(repositoryRoot, name), join(folder, name));
    }
    for (const room of ROOMS) write(`${room}/part.ts`, "export const thing = 1;\nexport type Thing = 1;\n");
    for (const [, file, text] of WRONG) write(file, text);
    for (const [file, text] of Object.entries(RIGHT)) write(file, text);
    ({ log, exitCode } = await lint());
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(file: string, text: string): void {
    const path = join(folder, "policypack", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** As `npm run lint` does, in a tree of its own. */
  async function lint(): Promise<{ log: string; exitCode: number }> {
    const config = ["--config", join(repositoryRoot, ".dependency-cruiser.mjs")];
    const args = [...config, "--output-type", "err-long", "policypack"];
    const depcruise = join(repositoryRoot, "node_modules/.bin/depcruise");
    return runCommand(depcruise, args, folder, callerEnvironment());
  }

  /** What is said of a file, in one line. */
  function saidOf(file: string): string {
    const parts = log.split(/^(?= {2}error )/m).filter((part) => part.includes(`policypack/${file} → `));
    return parts.join(" ").replace(/\s+/g, " ");
  }

  it("with an exit status", () => {
    assert.notEqual(exitCode, 0);
  });

  for (const [what, file, , said] of WRONG) {
    it(`${what}: says where it belongs`, () => {
      assert.ok(saidOf(file).includes(said), `${file}: ${saidOf(file) || log}`);
    });
  }

  it("and one that goes the right way does not", () => {
    for (const file of Object.keys(RIGHT).filter((name) => /(right|index)\.ts$/.test(name))) {
      assert.equal(saidOf(file), "");
    }
  });
});
