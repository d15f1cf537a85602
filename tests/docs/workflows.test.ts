import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { repositoryRoot } from "../support/repository";

type Step = { readonly uses?: string; readonly run?: string };
type Workflow = {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
};

const folder = join(repositoryRoot, ".github/workflows");
const textOf = (file: string): string => readFileSync(join(folder, file), "utf8");
const stepsOf = (file: string): Step[] =>
  Object.values((load(textOf(file)) as Workflow).jobs).flatMap(({ steps }) => [...steps]);
const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

describe("The workflows", () => {
  for (const file of readdirSync(folder)) {
    it(`${file} pins every action to a commit, with its version beside it`, () => {
      const uses = stepsOf(file).flatMap((step) => step.uses ?? []);
      assert.ok(uses.length > 0);
      for (const action of uses) {
        assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
        assert.match(textOf(file), new RegExp(`${action} # v\\d+\\.\\d+\\.\\d+`));
      }
    });

    it(`${file} may do nothing but read unless a job asks for more`, () => {
      assert.deepEqual((load(textOf(file)) as Workflow).permissions, { contents: "read" });
    });

    it(`${file} runs only scripts of npm that package.json has`, () => {
      const names = stepsOf(file).flatMap(({ run = "" }) => [...run.matchAll(/npm (?:run )?([\w:]+)/g)]);
      const own = names.flatMap(([command, name = ""]) => (command.startsWith("npm run") ? [name] : []));
      assert.deepEqual(
        own.filter((name) => !(name in scripts)),
        [],
      );
    });
  }

  it("ci.yml runs nothing but npm", () => {
    const runs = stepsOf("ci.yml").flatMap(({ run }) => run ?? []);
    for (const run of runs) assert.match(run, /^npm (run [\w:]+|ci|test|audit --omit=dev)$/);
    for (const name of ["build", "typecheck", "lint", "docs:check"]) assert.ok(runs.includes(`npm run ${name}`), name);
    assert.ok(runs.includes("npm test"));
  });

  it("release.yml publishes with provenance, after the tests, and makes a CycloneDX SBOM", () => {
    const runs = stepsOf("release.yml").flatMap(({ run }) => run ?? []);
    const at = (text: string): number => runs.findIndex((run) => run.includes(text));
    assert.ok(at("npm test") >= 0 && at("npm test") < at("npm publish --provenance"), runs.join("\n"));
    assert.ok(at("npm sbom --sbom-format cyclonedx") >= 0);
    assert.match(textOf("release.yml"), /id-token: write/);
  });
});
