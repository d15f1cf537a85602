import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { DEFAULTS, parseConfiguration, SCHEMA } from "../../policypack/configuration/configuration";
import { repositoryRoot } from "../support/repository";

function problems(raw: Readonly<Record<string, unknown>>): readonly string[] {
  const parsed = parseConfiguration(raw);
  return parsed.ok ? [] : parsed.problems;
}

describe("the configuration", () => {
  it("has its defaults where nothing is given", () => {
    const parsed = parseConfiguration({});
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.configuration, DEFAULTS);
  });

  it("takes over what is given", () => {
    const parsed = parseConfiguration({ edition: "strict", timeoutSeconds: 5, lockFile: null });
    assert.ok(parsed.ok);
    assert.deepEqual([parsed.configuration.edition, parsed.configuration.timeoutSeconds], ["strict", 5]);
    assert.equal("lockFile" in parsed.configuration, false);
  });

  const WRONG: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
    [
      "an unknown key",
      { lockfile: "x" },
      /^"lockfile" is not a configuration key: remove it, or use one of lockSource/,
    ],
    [
      "a misspelt key that is needed, once",
      { lockSource: "file", lockfile: "x" },
      /^"lockfile" is not a configuration key/,
    ],
    ["a lock source without a file", { lockSource: "file" }, /^lockFile is missing/],
    ["a prior state without a file", { priorState: "file" }, /^priorStateFile is missing/],
    [
      "an expiry that is no day",
      { exemptions: [{ reason: "r", expires: "2026-13-45" }] },
      /^exemptions\[0\]\.expires is not a date/,
    ],
    [
      "an expiry on a day that February has not",
      { exemptions: [{ reason: "r", expires: "2027-02-30" }] },
      /^exemptions\[0\]\.expires is not a date of the calendar: write it as 2026-12-31/,
    ],
    ["an expiry in words", { exemptions: [{ reason: "r", expires: "tomorrow" }] }, /is not a date/],
    [
      "an expiry without a time zone",
      { exemptions: [{ reason: "r", expires: "2027-01-01T10:00:00" }] },
      /is not a date/,
    ],
  ];
  for (const [name, raw, text] of WRONG) {
    it(`with ${name} is refused in one line`, () => {
      const [problem = "", ...others] = problems(raw);
      assert.match(problem, text);
      assert.deepEqual(others, []);
      assert.doesNotMatch(problem, /\n/);
    });
  }

  it("has a description for every key, and the default that holds", () => {
    for (const [key, schema] of Object.entries(SCHEMA)) {
      assert.ok(schema.description, key);
      assert.deepEqual(schema.default, DEFAULTS[key as keyof typeof DEFAULTS], key);
    }
  });

  it("has a schema that takes the defaults and refuses wrong values", () => {
    const validate = new Ajv().compile({ type: "object", properties: SCHEMA, additionalProperties: false });
    assert.equal(validate({ ...DEFAULTS }), true, JSON.stringify(validate.errors));
    for (const wrong of [
      { lockSource: "cloud" },
      { lockFileMaxAgeMinutes: 0 },
      { timeoutSeconds: -1 },
      { exemptions: [{ reason: "", expires: "2026-01-01" }] },
      { exemptions: [{ reason: "r", expires: "2026-01-01", operation: "x" }] },
    ]) {
      assert.equal(validate(wrong), false, JSON.stringify(wrong));
    }
  });

  it("is in the README, key by key with its default", () => {
    const readme = readFileSync(join(repositoryRoot, "README.md"), "utf8");
    for (const [key, schema] of Object.entries(SCHEMA)) {
      const row = readme.split("\n").find((line) => line.startsWith(`| \`${key}\``));
      assert.ok(row, key);
      const shown =
        key === "projectDir" ? "found" : schema.default === undefined ? "–" : `\`${JSON.stringify(schema.default)}\``;
      assert.equal(row.split("|")[2]?.trim(), shown, key);
    }
  });
});
