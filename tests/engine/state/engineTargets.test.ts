import assert from "node:assert/strict";
import { narrowing } from "../../../policypack/engine/state/engineTargets";

const URN = "urn:pulumi:dev::shop::my:app:App$alicloud:ecs/instance:Instance::web";

/** Undefined: it may be either. */
type LeftOut = boolean | undefined;

const CASES: readonly (readonly [string, readonly string[], LeftOut])[] = [
  ["nothing", ["preview"], false],
  ["--target with its URN", ["up", "--target", URN], false],
  ["--target with another URN", ["up", "--target", `${URN}-2`], true],
  ["-t with another URN", ["up", "-t", `${URN}-2`], true],
  ["--target= with another URN", ["up", `--target=${URN}-2`], true],
  ["--target twice, once with its URN", ["up", "--target", `${URN}-2`, "--target", URN], false],
  ["--target with ** that covers it", ["up", "--target", "**web"], false],
  ["--target with * that ends at a colon", ["up", "--target", "urn:*web"], true],
  ["--target with * in one part", ["up", "--target", "urn:pulumi:dev::shop::**::w*"], false],
  ["--target with its URN's characters as they are", ["up", "--target", "**my.app**"], true],
  ["--target-replace with its URN", ["up", "--target-replace", URN], false],
  ["--target-replace with another URN", ["up", "--target-replace", `${URN}-2`], true],
  ["--target-dependents", ["up", "--target", `${URN}-2`, "--target-dependents"], undefined],
  ["--exclude with its URN", ["up", "--exclude", URN], true],
  ["--exclude with another URN", ["up", "--exclude", `${URN}-2`], false],
  ["--exclude with ** that covers it", ["up", "-x", "**::web"], true],
  ["a stack's name attached to its option", ["up", "-sstaging"], false],
  ["a message attached to its option", ["up", "-mtest the target"], false],
  ["a folder attached to its option", ["up", "-C/srv/tests"], false],
  ["a message that looks like a target", ["up", "-m", "--target=x"], false],
  ["--target with what is no URN", ["up", "--target", "web"], undefined],
  ["-y and -t in one word", ["up", "-yt", `${URN}-2`], true],
  ["other options with values", ["up", "--policy-pack", "p", "--stack", "dev", "--refresh"], false],
];

const saidOf = (leftOut: LeftOut): string =>
  leftOut === undefined ? "says nothing of a resource" : `leaves a resource ${leftOut ? "out" : "in"}`;

describe("the engine's command line", () => {
  for (const [name, args, leftOut] of CASES) {
    it(`with ${name} ${saidOf(leftOut)}`, () => {
      assert.equal(narrowing(args)(URN), leftOut);
    });
  }

  const VARIABLES: readonly (readonly [string, readonly string[], Record<string, string>, LeftOut])[] = [
    ["a target of another URN", ["up"], { PULUMI_OPTION_TARGET: `${URN}-2` }, true],
    ["targets, one of them its URN", ["up"], { PULUMI_OPTION_TARGET: `${URN}-2,${URN}` }, false],
    ["an exclusion", ["up"], { PULUMI_OPTION_EXCLUDE: URN }, true],
    [
      "the dependents of a target",
      ["up", "--target", `${URN}-2`],
      { PULUMI_OPTION_TARGET_DEPENDENTS: "true" },
      undefined,
    ],
    ["no dependents", ["up", "--target", `${URN}-2`], { PULUMI_OPTION_TARGET_DEPENDENTS: "0" }, true],
    ["a target that the command line overrides", ["up", "-t", URN], { PULUMI_OPTION_TARGET: `${URN}-2` }, false],
    ["quotes that are not read", ["up"], { PULUMI_OPTION_TARGET: `"${URN}-2"` }, undefined],
    ["an empty target", ["up"], { PULUMI_OPTION_TARGET: "" }, false],
  ];
  for (const [name, args, environment, leftOut] of VARIABLES) {
    it(`with ${name} by a variable ${saidOf(leftOut)}`, () => {
      assert.equal(narrowing(args, environment)(URN), leftOut);
    });
  }

  it("that is not known says nothing of any resource", () => {
    assert.equal(narrowing(undefined)(URN), undefined);
  });
});
