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

  const REFRESHES_FIRST: readonly Case[] = [
    ["where it refreshes", [["up", "-r"], {}, undefined], true],
    ["not where it does not", [["up"], {}, undefined], false],
    ["not where that is not shown", [undefined, {}, undefined], false],
    ["not with --run-program", [["up", "-r", "--run-program"], {}, undefined], false],
    ["not where a variable says so", [["up", "-r"], { PULUMI_OPTION_RUN_PROGRAM: "true" }, undefined], false],
    ["not where another variable says so", [["up", "-r"], { PULUMI_RUN_PROGRAM: "1" }, undefined], false],
    [
      "where the command line says so against it",
      [["up", "-r", "--run-program=false"], { PULUMI_RUN_PROGRAM: "1" }, undefined],
      true,
    ],
  ];
  for (const [what, given, isFirst] of REFRESHES_FIRST) {
    it(`refreshes before it runs the program ${what}`, () => {
      assert.equal(engineRun(...given).refreshesFirst, isFirst);
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

describe("what the engine was told, in less usual forms", () => {
  const run = (commandLine: readonly string[], projectFile?: string) => engineRun(commandLine, {}, projectFile);

  it("reads the project's options in the flow style and in JSON", () => {
    for (const file of [
      "options: {refresh: always}",
      'options: { "refresh": "always" }',
      '{"options":{"refresh":"always"}}',
    ])
      assert.equal(run(["pulumi", "up"], file).refreshes, true, file);
    assert.equal(run(["pulumi", "up"], "description: no-refresh: always").refreshes, false);
  });

  it("reads a value behind a letter as Pulumi does", () => {
    assert.equal(run(["pulumi", "up", "-r=false"]).refreshes, false);
    assert.equal(run(["pulumi", "up", "-f=true"]).previewed, false);
    assert.equal(run(["pulumi", "up", "-t=urn:x"]).leavesOut("urn:x"), false);
  });

  it("knows that a watched program is updated without a preview", () => {
    assert.equal(run(["pulumi", "watch"]).previewed, false);
  });
});
