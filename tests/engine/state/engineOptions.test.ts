import assert from "node:assert/strict";
import { engineRun } from "../../../policypack/engine/state/engineOptions";

const REFRESH = "options:\n  refresh: always\n";

type Case = readonly [string, Parameters<typeof engineRun>, boolean | undefined];

describe("A run of the engine", () => {
  const REFRESHES: readonly Case[] = [
    ["by its command line", [["up", "-r"], {}, undefined], true],
    ["by a variable", [["up"], { PULUMI_OPTION_REFRESH: "true" }, undefined], true],
    ["by its project", [["up"], {}, REFRESH], true],
    ["not where the command line says so", [["up", "--refresh=false"], { PULUMI_OPTION_REFRESH: "1" }, REFRESH], false],
    ["not where nobody says so", [["up"], {}, "name: shop\n"], false],
    ["perhaps, where the command line is not shown", [undefined, {}, undefined], undefined],
  ];
  for (const [what, given, refreshes] of REFRESHES) {
    it(`refreshes ${what}`, () => {
      assert.equal(engineRun(...given).refreshes, refreshes);
    });
  }

  const PREVIEWED: readonly Case[] = [
    ["has a preview", [["up"], {}, undefined], true],
    ["has none with --skip-preview", [["up", "-f"], {}, undefined], false],
    ["has none where a variable says so", [["up"], { PULUMI_OPTION_SKIP_PREVIEW: "1" }, undefined], false],
    ["may have one where the command line is not shown", [undefined, {}, undefined], undefined],
  ];
  for (const [what, given, previewed] of PREVIEWED) {
    it(what, () => {
      assert.equal(engineRun(...given).previewed, previewed);
    });
  }

  it("replaces what the command line names, else what the variable names", () => {
    const variables = { PULUMI_OPTION_REPLACE: "urn:b" };
    const replaced = (line: readonly string[]) =>
      ["urn:a", "urn:b"].filter((urn) => engineRun(line, variables, undefined).replaces(urn));
    assert.deepEqual(replaced(["up", "--replace", "urn:a"]), ["urn:a"]);
    assert.deepEqual(replaced(["up"]), ["urn:b"]);
  });
});
