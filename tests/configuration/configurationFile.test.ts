import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULTS } from "../../policypack/configuration/configuration";
import { ConfigurationError } from "../../policypack/configuration/configurationError";
import { readConfiguration, unknownPoliciesInFile } from "../../policypack/configuration/configurationFile";

describe("A file of the configuration", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ecs-lock-configuration-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function written(text: string): string {
    const file = join(folder, "config.json");
    writeFileSync(file, text);
    return file;
  }

  for (const [what, text] of [
    ["is empty", " \n"],
    ["has no key", "{}"],
  ] as const) {
    it(`that ${what} leaves the defaults`, async () => {
      assert.deepEqual((await readConfiguration(written(text))).configuration, DEFAULTS);
    });
  }

  it("is not needed", async () => {
    const { configuration, levels } = await readConfiguration(undefined);
    assert.deepEqual([configuration, levels("ecs-start-instance")], [DEFAULTS, "mandatory"]);
  });

  it("may be one for Pulumi", async () => {
    const text = '{"ecs-lock-status": {"edition": "strict"}, "ecs-start-instance": "advisory"}';
    const { configuration, levels } = await readConfiguration(written(text));
    assert.deepEqual([configuration.edition, levels("ecs-start-instance")], ["strict", "advisory"]);
  });

  const WRONG: readonly (readonly [string, string, RegExp])[] = [
    ["is no JSON", "planted", /is not JSON: write its keys as one JSON object$/],
    [
      "has a key that is none",
      '{"planted-key": 1}',
      /"planted-key" is not a key of the configuration: remove it, or use/,
    ],
    ["has a value that is none", '{"edition": "planted"}', /: edition must be one of "topic", "current", "strict"$/],
    ["has a value of another type", '{"timeoutSeconds": "planted"}', /: timeoutSeconds must be/],
  ];
  for (const [what, text, message] of WRONG) {
    it(`that ${what} is refused in one line, with its name`, async () => {
      const file = written(text);
      await assert.rejects(readConfiguration(file), (error) => {
        assert.ok(error instanceof ConfigurationError);
        assert.ok(error.message.includes(file));
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /\n|"planted"/);
        return true;
      });
    });
  }

  it("that is not there is named, with the code of the error", async () => {
    const file = join(folder, "none.json");
    await assert.rejects(readConfiguration(file), {
      message: `the configuration ${file} cannot be read: ENOENT, no such file or directory`,
    });
  });

  const LEVELS: readonly (readonly [what: string, text: string, named: readonly string[]])[] = [
    ["has only policies of the pack", '{"all": "advisory", "ecs-start-instance": "disabled"}', []],
    ["has environments beside them", '{"environments": {"prod": {}}, "ecs-lock-status": {}}', []],
    ["has others", '{"ecs-start-instnace": "disabled", "ecs-lock": {}}', ["ecs-start-instnace", "ecs-lock"]],
    [
      "has one in version 2",
      '{"version": 2, "policies": {"ecs-lock": {}}, "exceptions": {"planted": {}}}',
      ["ecs-lock"],
    ],
    ["has none in version 2", '{"version": 2}', []],
    ["is no JSON", "planted", []],
    ["is a list", '["planted"]', []],
  ];
  for (const [what, text, named] of LEVELS) {
    it(`that Pulumi has read, and ${what}, is asked for policies that the pack does not have`, () => {
      const problems = unknownPoliciesInFile(written(text));
      assert.equal(problems.length, named.length, problems.join("\n"));
      for (const [at, name] of named.entries())
        assert.ok(problems[at]?.startsWith(`"${name}" is not a policy of this pack: `));
    });
  }

  it("that Pulumi has read, and that cannot be read again, is not asked", () => {
    assert.deepEqual(unknownPoliciesInFile(join(folder, "none.json")), []);
    assert.deepEqual(unknownPoliciesInFile("/dev/null"), []);
  });
});
