import assert from "node:assert/strict";
import fc from "fast-check";
import type { Exemption } from "../../policypack/domain/exemptions";
import { daysLeft, endOf, exemptionFor, matchesAny, splitByExpiry } from "../../policypack/review/exemptions";

const NOW = Date.parse("2026-11-24T12:00:00Z");
const base: Exemption = { reason: "incident 42", expires: "2026-11-30" };
const URN = "urn:pulumi:prod::shop::my:comp$alicloud:ecs/instance:Instance::web";
const subject = { urn: URN, operations: ["RunInstances", "CreateInstance"], instanceId: "i-web" };

const MATCHES: readonly (readonly [string, Partial<Exemption>, boolean])[] = [
  ["without lists covers everything", {}, true],
  ["covers its operation", { operations: ["RunInstances"] }, true],
  ["covers the operation that its operation repeats", { operations: ["CreateInstance"] }, true],
  ["does not cover another operation", { operations: ["StartInstance"] }, false],
  ["covers its instance by a wildcard", { instances: ["i-w*"] }, true],
  ["does not cover an instance that only begins like it", { instances: ["i-we"] }, false],
  ["covers a URN with wildcards across slashes and colons", { urns: ["urn:pulumi:prod::*::web"] }, true],
  ["takes every other character as it is", { urns: ["urn:pulumi:prod::shop::my:comp?alicloud*"] }, false],
  ["needs all of its lists to match", { operations: ["*"], instances: ["i-db"] }, false],
];

describe("an exemption", () => {
  for (const [name, lists, covers] of MATCHES) {
    it(name, () => {
      assert.equal(exemptionFor([{ ...base, ...lists }], subject) !== undefined, covers);
    });
  }

  it("for an instance does not cover an operation without a target", () => {
    assert.equal(exemptionFor([{ ...base, instances: ["*"] }], { ...subject, instanceId: undefined }), undefined);
  });

  it("with a date holds to the end of that day, UTC", () => {
    assert.equal(endOf(base), Date.parse("2026-12-01T00:00:00Z"));
    assert.equal(endOf({ ...base, expires: "2026-11-30T08:00:00+08:00" }), Date.parse("2026-11-30T00:00:00Z"));
    assert.equal(daysLeft(base, NOW), 7);
  });

  it("that has ended exempts nothing", () => {
    const ended = { ...base, expires: "2026-11-23" };
    assert.deepEqual(splitByExpiry([base, ended], NOW), { holding: [base], expired: [ended] });
    assert.deepEqual(splitByExpiry([{ ...base, expires: "soon" }], NOW).holding, []);
  });

  it("lets the texts between two stars stand apart, and not overlap", () => {
    assert.deepEqual(
      [
        ["a*a", "a"],
        ["a*a", "aa"],
        ["*ab*b", "xab"],
        ["*ab*b", "xabb"],
        ["a**b", "ab"],
        ["*", ""],
      ].map(([pattern = "", text = ""]) => matchesAny(pattern, [text])),
      [false, true, false, true, true, true],
    );
  });

  it("matches as the regular expression would that has .* for each star", () => {
    const alphabet = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    fc.assert(
      fc.property(alphabet, fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 }), (pattern, text) => {
        const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(text);
        assert.equal(matchesAny(pattern, [text]), expected);
      }),
    );
  });

  it("matches its own text, whatever characters that has", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        assert.equal(matchesAny(text, [text]), true);
      }),
    );
  });
});
