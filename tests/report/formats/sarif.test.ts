import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import type { Log, Run } from "sarif";
import { AFFECTED_OPERATIONS, policyName } from "../../../policypack/operations/behavior";
import { ruleOf } from "../../../policypack/report/formats/rules";
import { sarifReport } from "../../../policypack/report/formats/sarif";
import { repositoryRoot } from "../../support/repository";
import { FINDINGS, NAME, NOTHING, report, URN } from "../reports";

const SCHEMA = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

function validator() {
  const schema = JSON.parse(readFileSync(join(repositoryRoot, SCHEMA), "utf8")) as object;
  return new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true }).compile(schema);
}

function runOf(text: string): Run {
  const [run] = (JSON.parse(text) as Log).runs;
  assert.ok(run);
  return run;
}

describe("the report as SARIF", () => {
  const validate = validator();

  for (const [name, given] of [
    ["of findings", report()],
    ["of nothing", NOTHING],
    ["of a preview that failed", report({ incomplete: "the preview itself failed" })],
  ] as const) {
    it(`${name} is valid by the schema of SARIF 2.1.0`, () => {
      assert.ok(validate(JSON.parse(sarifReport(given))), JSON.stringify(validate.errors, undefined, 1));
    });
  }

  it("has the level of each finding: an error stops, a note does not", () => {
    const { results = [] } = runOf(sarifReport(report()));
    assert.deepEqual(
      results.map(({ level }) => level),
      ["error", "error", "error", "note", "note"],
    );
  });

  it("points to the project's file, relative to the repository, and names the resource by its URN", () => {
    const [result] = runOf(sarifReport(report())).results ?? [];
    const [location] = result?.locations ?? [];
    assert.deepEqual(location?.physicalLocation, {
      artifactLocation: { uri: "infra/my%20stack/Pulumi.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 1 },
    });
    assert.deepEqual(location.logicalLocations, [{ fullyQualifiedName: URN, name: NAME, kind: "resource" }]);
  });

  it("encodes what would end a path, and keeps a file outside of the repository apart from its root", () => {
    const locationOf = (projectFile: string) => {
      const [result] = runOf(sarifReport(report({ projectFile }))).results ?? [];
      return result?.locations?.[0]?.physicalLocation?.artifactLocation;
    };
    assert.deepEqual(locationOf("a#b?c%d:e/..f/Pulumi.yaml"), {
      uri: "a%23b%3Fc%25d%3Ae/..f/Pulumi.yaml",
      uriBaseId: "%SRCROOT%",
    });
    assert.deepEqual(locationOf("../other one/Pulumi.yaml"), { uri: "../other%20one/Pulumi.yaml" });
    assert.deepEqual(locationOf("/srv/a b/Pulumi.yaml"), { uri: "file:///srv/a%20b/Pulumi.yaml" });
  });

  it("tells findings at the same place apart, and knows one again", () => {
    const prints = (): unknown[] =>
      (runOf(sarifReport(report())).results ?? []).map(({ partialFingerprints }) => partialFingerprints);
    assert.equal(new Set(prints().map((print) => JSON.stringify(print))).size, 5);
    assert.deepEqual(prints(), prints());
  });

  it("has a rule with help behind each result", () => {
    const { tool, results = [] } = runOf(sarifReport(report()));
    const { rules = [] } = tool.driver;
    for (const { ruleId, ruleIndex = -1 } of results) assert.equal(rules[ruleIndex]?.id, ruleId);
    for (const { help, helpUri } of rules) assert.ok(help?.markdown?.includes(helpUri ?? "?"));
  });

  it("gives every finding in full, since each is shown alone", () => {
    for (const { message } of runOf(sarifReport(report())).results ?? []) {
      assert.match(message.text ?? "", /\nin full\\u0007$/);
    }
  });

  it("of 20,000 findings has the 5,000 that weigh most, and says how many are left out", () => {
    const findings = Array.from({ length: 20_000 }, () => FINDINGS)
      .flat()
      .slice(0, 20_000);
    const text = sarifReport(report({ findings }));
    const { results = [], invocations = [] } = runOf(text);
    assert.equal(results.length, 5_000);
    assert.match(JSON.stringify(invocations), /15000 more findings are left out: --format json has them/);
    assert.ok(text.length < 10 * 1024 * 1024, `${text.length} characters`);
  });

  it("has words for the rule of every policy", () => {
    for (const operation of AFFECTED_OPERATIONS) {
      assert.match(ruleOf(policyName(operation)).help, new RegExp(`refuses ${operation} on`));
    }
    assert.match(ruleOf("ecs-lock-status").help, /DescribeInstances/);
  });
});
