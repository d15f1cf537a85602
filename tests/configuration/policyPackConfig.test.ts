import assert from "node:assert/strict";
import { ConfigurationError } from "../../policypack/configuration/configurationError";
import { policyPackConfig } from "../../policypack/configuration/policyPackConfig";

const KEYS = { edition: "strict" };

describe("The keys of ecs-lock-status in a file of the configuration", () => {
  const RIGHT: readonly (readonly [string, unknown, unknown])[] = [
    ["by themselves", KEYS, KEYS],
    ["under the policy", { "ecs-lock-status": KEYS }, KEYS],
    ["beside the level of the policy", { "ecs-lock-status": { ...KEYS, enforcementLevel: "advisory" } }, KEYS],
    ["beside levels of others", { all: "advisory", "ecs-start-instance": "disabled", "ecs-lock-status": KEYS }, KEYS],
    ["under the policies of version 2", { version: 2, policies: { "ecs-lock-status": KEYS } }, KEYS],
    ["beside environments", { environments: { prod: 1 }, "ecs-lock-status": KEYS }, KEYS],
    ["none where the policy has a level alone", { "ecs-lock-status": "advisory" }, {}],
    [
      "none where the policy is disabled: Pulumi hands it none",
      { "ecs-lock-status": { ...KEYS, enforcementLevel: "disabled" } },
      {},
    ],
    ["none where only others are configured", { all: "advisory" }, {}],
    ["left for the check of keys where the file is no object", ["x"], ["x"]],
  ];
  for (const [what, content, settings] of RIGHT) {
    it(`are found: ${what}`, () => {
      assert.deepEqual(policyPackConfig(content, "config.json").settings, settings);
    });
  }

  const WRONG: readonly (readonly [string, unknown, RegExp])[] = [
    ["another version", { version: 3 }, /^config\.json: version must be 2, or left out$/],
    ["policies that are none", { version: 2, policies: [] }, /policies must be a JSON object/],
    ["a policy beside the policies", { version: 2, "ecs-lock-status": KEYS }, /write it under policies$/],
    ["a key beside the policy", { all: "advisory", edition: "strict" }, /"edition" is a key of ecs-lock-status/],
    ["a level that Pulumi lacks", { all: "fatal" }, /"all" must be an object, or one of advisory, mandatory/],
    [
      "a policy that the pack lacks",
      { "other-policy": "advisory", all: "advisory" },
      /"other-policy" is not a policy of this pack/,
    ],
    [
      "$schema where Pulumi takes it for a policy",
      { $schema: "s.json", all: "advisory" },
      /"\$schema".*: write it under /,
    ],
    ["a misspelt policy alone", { "ecs-stop-instnace": "advisory" }, /did you mean ecs-stop-instance/],
    [
      "a level of a policy that Pulumi lacks",
      { all: { enforcementLevel: "fatal" } },
      /enforcementLevel of "all" must be/,
    ],
  ];
  for (const [what, content, message] of WRONG) {
    it(`are refused with the remedy: ${what}`, () => {
      assert.throws(
        () => policyPackConfig(content, "config.json"),
        (error) => error instanceof ConfigurationError && message.test(error.message),
      );
    });
  }
});

describe("The level of a policy in a file of the configuration", () => {
  const LEVELS: readonly (readonly [string, unknown, string])[] = [
    ["is mandatory by default", KEYS, "mandatory"],
    ["is its own", { all: "advisory", "ecs-start-instance": "mandatory" }, "mandatory"],
    ["is that of all", { all: "advisory" }, "advisory"],
    ["may stand beside other keys of it", { "ecs-start-instance": { enforcementLevel: "disabled" } }, "disabled"],
    ["is mandatory for remediate, because nothing is remediated", { all: "remediate" }, "mandatory"],
    ["is read in version 2", { version: 2, policies: { all: { enforcementLevel: "advisory" } } }, "advisory"],
  ];
  for (const [what, content, level] of LEVELS) {
    it(what, () => {
      assert.equal(policyPackConfig(content, "config.json").levels("ecs-start-instance"), level);
    });
  }
});
