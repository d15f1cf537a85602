import assert from "node:assert/strict";
import { exportedState } from "../../policypack/engine/state/stackExport";
import type { TestStack } from "../support/engine";
import { allPlaces, judgesRightly, stackWithDecoy, TABLES, updatesRightly } from "../support/places";

for (const [backendIn, rows] of TABLES) {
  describe(`a stack whose backend is named in ${backendIn}, and a decoy in another`, () => {
    let stack: TestStack;

    before(async () => {
      stack = await stackWithDecoy(backendIn);
    });
    after(() => stack.dispose());

    for (const [title, how] of Object.entries(rows)) {
      it(`is judged by its own state in ${title}`, () => judgesRightly(stack, how));
    }
  });
}

describe("an update without a preview", () => {
  const hardest = ["process 1, with -C, without PWD", "another folder, with -C, without PWD"];
  const place = hardest.map((title) => allPlaces().get(title)).find((found) => found !== undefined);
  let stack: TestStack;

  before(async () => {
    stack = await stackWithDecoy("Pulumi.yaml");
  });
  after(() => stack.dispose());

  it("is stopped by the stack's own state, wherever the engine is started", async () => {
    assert.ok(place !== undefined);
    await updatesRightly(stack, place.how);
  });
});

describe("the export of the state", () => {
  let stack: TestStack;

  before(async () => {
    stack = await stackWithDecoy("environment");
  });
  after(() => stack.dispose());

  const optionsOf = async (...command: string[]): Promise<string[]> => {
    const { log } = await stack.runPulumi([...command, "--help"]);
    return [...log.matchAll(/^ +(?:-\w, )?--([a-z-]+)/gm)].map(([, name = ""]) => name);
  };

  it("is none of the business of any option that a variable sets", async () => {
    const commands = [["stack", "export"], ["preview"], ["up"]];
    const names = new Set((await Promise.all(commands.map((command) => optionsOf(...command)))).flat());
    assert.ok(names.size > 50, [...names].join());
    const variables = [...names].map((name) => [`PULUMI_OPTION_${name.replaceAll("-", "_").toUpperCase()}`, "1"]);
    const options = Object.fromEntries(variables) as Record<string, string>;
    const leaked = await stack.runPulumi(["stack", "export"], { env: options });
    assert.notEqual(leaked.exitCode, 0, "these options do no harm to an export");
    const command = {
      executable: stack.pulumi,
      stack: { organization: "organization", project: "test-project", stack: "dev" },
      folder: stack.workDir,
      environment: { ...stack.env, ...options },
    };
    const state = await exportedState(command, () => true).read();
    assert.ok(state.known, JSON.stringify(state));
    assert.ok([...state.value.resources.keys()].some((urn) => urn.endsWith("::web")));
  });
});
