import assert from "node:assert/strict";
import type { ReportedResource } from "../../../policypack/report/checkReport";
import { fingerprintOf } from "../../../policypack/report/formats/fingerprint";
import { REFUSED } from "../reports";

const print = (change: Partial<ReportedResource>): string => fingerprintOf({ ...REFUSED, ...change });
const noOperation = (text: string): string => print({ operations: [], text: () => text });

describe("The fingerprint of a finding", () => {
  it("is the same whatever its text says, for that has the time at which a status was seen", () => {
    assert.equal(print({ text: () => "seen at 10:00" }), print({ text: () => "seen at 10:05" }));
    assert.equal(print({ place: undefined, instances: [] }), print({}));
    assert.match(print({}), /^[0-9a-f]{64}$/);
  });

  const DIFFERENT: readonly (readonly [string, Partial<ReportedResource>])[] = [
    ["policy", { policy: "ecs-start-instance" }],
    ["resource", { urn: "urn:other" }],
    ["weight", { kind: "undecided" }],
    ["operations", { operations: ["StopInstance"] }],
  ];
  for (const [what, change] of DIFFERENT) {
    it(`is another for another ${what}`, () => {
      assert.notEqual(print(change), print({}));
    });
  }

  it("goes by the first line of the text where there is no operation", () => {
    assert.equal(noOperation("An exemption has expired\na"), noOperation("An exemption has expired\nb"));
    assert.notEqual(noOperation("An exemption has expired"), noOperation("An exemption matches nothing"));
  });
});
