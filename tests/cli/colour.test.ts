import assert from "node:assert/strict";
import { hasColours } from "../../policypack/cli/colour";

const colours = (environment: Readonly<Record<string, string>>, terminal: boolean): boolean =>
  hasColours({ environment, stdout: { write: () => true, ...(terminal ? { hasColors: () => true } : {}) } });

describe("The colours of standard output", () => {
  for (const [environment, terminal, expected] of [
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
  ] as const) {
    const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
    const place = terminal ? "on a terminal" : "in a pipe";
    it(`are ${expected ? "there" : "not there"} ${place} with ${variables.join(" ") || "neither variable"}`, () => {
      assert.equal(colours(environment, terminal), expected);
    });
  }
});
