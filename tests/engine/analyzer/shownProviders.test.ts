import assert from "node:assert/strict";
import { known, notKnown } from "../../../policypack/domain/lookUps";
import { EMPTY_STATE } from "../../../policypack/domain/resources";
import { withShownProviders } from "../../../policypack/engine/analyzer/shownProviders";

const STATE = {
  ...EMPTY_STATE,
  providers: new Map([
    ["p", { region: "cn-a" }],
    ["q", { region: "cn-q" }],
  ]),
};

describe("the providers of a state", () => {
  it("have the settings that the preview shows, where it shows them", () => {
    const shown = [
      { urn: "p", props: { region: "cn-b" } },
      { urn: "no provider of the state", props: { region: "cn-c" } },
    ];
    const state = withShownProviders(known(STATE), shown);
    assert.ok(state.known);
    const regions = [...state.value.providers].map(([urn, { region }]) => [urn, region]);
    assert.deepEqual(regions, [
      ["p", "cn-b"],
      ["q", "cn-q"],
    ]);
    assert.deepEqual(STATE.providers.get("p"), { region: "cn-a" });
  });

  it("of a state that is not known are not", () => {
    const failure = notKnown({ cause: "c", remedy: "r" });
    assert.equal(withShownProviders(failure, []), failure);
  });
});
