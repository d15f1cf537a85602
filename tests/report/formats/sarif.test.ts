import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import type { Log, Run } from "sarif";
import { AFFECTED_OPERATIONS, policyName } from "../../../policypack/operations/behavior";
import { ruleOf } from "../../../policypack/report/formats/rules";
import { sarifReport } from "../../../policypack/report/formats/sarif";
import { repositoryRoot } from "../../support/repository";
import { NAME, NOTHING, REFUSED, report, URN } from "../reports";

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

  it("has a result for each resource and cause, with its level: an error stops, a note does not", () => {
    const { results = [] } = runOf(sarifReport(report()));
    assert.deepEqual(
      results.map(({ level }) => level),
      ["error", "error", "note", "note"],
    );
  });

  it("points to the place in the program, relative to the repository, and names the resource by its URN", () => {
    const [result] = runOf(sarifReport(report())).results ?? [];
    const [location] = result?.locations ?? [];
    assert.deepEqual(location?.physicalLocation, {
      artifactLocation: { uri: "infra/my%20stack/src/in%20dex.ts", uriBaseId: "%SRCROOT%" },
      region: { startLine: 9, startColumn: 33 },
    });
    assert.deepEqual(location.logicalLocations, [{ fullyQualifiedName: URN, name: NAME, kind: "resource" }]);
  });

  it("encodes what would end a path, and keeps a file outside of the repository apart from its root", () => {
    const locationOf = (projectFile: string) => {
      const [, result] = runOf(sarifReport(report({ projectFile }))).results ?? [];
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
    assert.equal(new Set(prints().map((print) => JSON.stringify(print))).size, 4);
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

  it("names the product, its page on the operation, and the weight of a finding", () => {
    const { tool } = runOf(sarifReport(report()));
    const [rule] = tool.driver.rules ?? [];
    assert.match(tool.driver.informationUri ?? "", /alicloud-ecs-security-lock$/);
    assert.match(rule?.helpUri ?? "", /@1\.2\.3\/docs\/operations\/StopInstance\.md$/);
    assert.equal(rule?.properties?.["security-severity"], "8.0");
  });

  it("keeps stacks apart, each with a category of its own", () => {
    assert.equal(runOf(sarifReport(report())).automationDetails?.id, "ecs-lock/shop/dev/");
    assert.equal(runOf(sarifReport(NOTHING)).automationDetails, undefined);
  });

  it("has no more results than code scanning takes, and says how many are left out", () => {
    const resources = Array.from({ length: 5010 }, () => REFUSED);
    const { results = [], invocations = [] } = runOf(sarifReport(report({ resources })));
    assert.equal(results.length, 5000);
    assert.match(invocations[0]?.toolExecutionNotifications?.[0]?.message.text ?? "", /^10 more findings are left out/);
  });

  it("has words for the rule of every policy", () => {
    for (const operation of AFFECTED_OPERATIONS) {
      assert.match(ruleOf(policyName(operation), "1.2.3").help, new RegExp(`refuses ${operation} on`));
    }
    assert.match(ruleOf("ecs-lock-status", "1.2.3").help, /DescribeInstances/);
  });
});
