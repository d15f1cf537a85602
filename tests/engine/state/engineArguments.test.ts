import assert from "node:assert/strict";
import {
  engineArguments,
  isTrue,
  listOption,
  type EngineArguments,
} from "../../../policypack/engine/state/engineArguments";

const NONE: EngineArguments = {
  target: undefined,
  targetReplace: undefined,
  targetDependents: undefined,
  exclude: undefined,
  replace: undefined,
  refresh: undefined,
  runProgram: undefined,
  skipPreview: undefined,
  policyPack: undefined,
  policyPackConfig: undefined,
};

describe("The engine's command line", () => {
  const CASES: readonly (readonly [string, Partial<EngineArguments>])[] = [
    ["up --yes", {}],
    ["up --target a -t b", { target: ["a", "b"] }],
    ["up --target=a --target-dependents", { target: ["a"], targetDependents: true }],
    ["up --exclude a -x b", { exclude: ["a", "b"] }],
    ["up --replace a --target-replace b", { replace: ["a"], targetReplace: ["b"] }],
    ["up -r -f", { refresh: true, skipPreview: true }],
    ["up --refresh=false --skip-preview=T", { refresh: false, skipPreview: true }],
    ["up -sstaging -mrefresh -Cfolder", {}],
    [
      "up --policy-pack a,b --policy-pack=c --policy-pack-config a.json,b.json --policy-pack-config c.json",
      { policyPack: ["a", "b", "c"], policyPackConfig: ["a.json", "b.json", "c.json"] },
    ],
    ["up -c a:b=-r --stack refresh", {}],
  ];
  for (const [line, expected] of CASES) {
    it(`is read: ${line}`, () => {
      assert.deepEqual(engineArguments(line.split(" ")), { ...NONE, ...expected });
    });
  }
});

describe("The engine's variables", () => {
  it("hold lists as lines of CSV, and one with quotes whole", () => {
    assert.deepEqual(listOption({ PULUMI_OPTION_TARGET_REPLACE: "a,b" }, "target-replace"), ["a", "b"]);
    assert.deepEqual(listOption({ PULUMI_OPTION_TARGET: '"a,b"' }, "target"), ['"a,b"']);
    assert.deepEqual(listOption({ PULUMI_OPTION_TARGET: "" }, "target"), []);
    assert.deepEqual(listOption({}, "target"), []);
  });

  it("are true as Go reads it", () => {
    assert.deepEqual(["1", "t", "T", "TRUE", "true", "True"].filter(isTrue).length, 6);
    assert.deepEqual(["0", "", "yes", "tRUE"].filter(isTrue), []);
  });
});
