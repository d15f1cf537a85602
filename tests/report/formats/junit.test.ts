import assert from "node:assert/strict";
import { parseStringPromise } from "xml2js";
import type { ChangeKind } from "../../../policypack/domain/decisions";
import { junitReport } from "../../../policypack/report/formats/junit";
import { INSTANCE, NAME, NOTHING, report } from "../reports";

type Element = { readonly $?: Record<string, string>; readonly _?: string } & Record<string, unknown>;
interface Suite {
  readonly $: Record<string, string>;
  readonly testcase?: readonly (Element & { readonly failure?: Element[]; readonly error?: Element[] })[];
}

describe("the report as JUnit", () => {
  async function suiteOf(text: string): Promise<Suite> {
    const { testsuites } = (await parseStringPromise(text)) as { testsuites: { testsuite: [Suite] } };
    return testsuites.testsuite[0];
  }

  it("is XML with a test case for each change, and says which fail", async () => {
    const { $: counts, testcase = [] } = await suiteOf(junitReport(report()));
    assert.deepEqual({ ...counts }, { name: "ecs-lock check", tests: "3", failures: "1", errors: "1", skipped: "0" });
    assert.deepEqual(
      testcase.map((one) => [one.$?.name, one.failure?.length ?? 0, one.error?.length ?? 0]),
      [
        ["quiet (none)", 0, 0],
        ["db (delete)", 0, 1],
        [`${NAME} (update)`, 1, 0],
      ],
    );
    const [failure] = testcase[2]?.failure ?? [];
    assert.equal(failure?.$?.type, "ecs-stop-instance ecs-start-instance");
    assert.match(failure._ ?? "", /^StopInstance would be refused[^]*in full\\u0007$/);
  });

  it("gives no two test cases the same names, since readers show only one of them", async () => {
    const change = (urn: string, kind: ChangeKind = "delete") => ({
      urn,
      type: INSTANCE,
      change: kind,
      place: null,
      operations: [],
    });
    const changes = [
      change(`urn:pulumi:dev::shop::${INSTANCE}::web`),
      change(`urn:pulumi:dev::shop::my:web:Site$${INSTANCE}::web`),
      change(`urn:pulumi:prod::shop::${INSTANCE}::web`),
      change(`urn:pulumi:dev::shop::${INSTANCE}::web`, "replace"),
      change(`urn:pulumi:dev::shop::${INSTANCE}::web`),
      change(`urn:pulumi:dev::shop::${INSTANCE}::web`),
      change("web"),
    ];
    const { testcase = [] } = await suiteOf(junitReport({ ...NOTHING, changes }));
    assert.deepEqual(
      testcase.map(({ $ }) => [$?.classname, $?.name]),
      [
        [`dev.${INSTANCE}`, "web (delete)"],
        [`dev.my:web:Site$${INSTANCE}`, "web (delete)"],
        [`prod.${INSTANCE}`, "web (delete)"],
        [`dev.${INSTANCE}`, "web (replace)"],
        [`dev.${INSTANCE}`, "web (delete) 2"],
        [`dev.${INSTANCE}`, "web (delete) 3"],
        [INSTANCE, "web (delete)"],
      ],
    );
  });

  it("has an error for a preview that failed", async () => {
    const { $: counts, testcase = [] } = await suiteOf(
      junitReport({ ...NOTHING, incomplete: "the preview itself failed" }),
    );
    assert.equal(counts.errors, "1");
    assert.match(testcase[0]?.error?.[0]?._ ?? "", /the preview itself failed/);
  });

  it("says where the program declares a resource", async () => {
    const { testcase = [] } = await suiteOf(junitReport(report()));
    assert.deepEqual(
      testcase.map(({ $ }) => `${$?.file}:${$?.line}`),
      ["infra/my stack/Pulumi.yaml:1", "infra/my stack/Pulumi.yaml:1", "infra/my stack/src/in dex.ts:9"],
    );
  });

  it("has a case that passes for a plan without any change, and is XML with characters that XML has no way to write", async () => {
    const clean = await suiteOf(junitReport(NOTHING));
    assert.deepEqual(
      [clean.$.tests, clean.$.failures, clean.testcase?.[0]?.$?.name],
      ["1", "0", "no change calls ECS"],
    );
    const changes = [
      { urn: "urn::\u0000\ud800\ufffe\u0085", type: "x:y:Z", change: "none" as const, place: null, operations: [] },
    ];
    const { testcase = [] } = await suiteOf(junitReport({ ...NOTHING, changes }));
    assert.equal(testcase[0]?.$?.name, "\\u0000\\ud800\ufffd\\u0085 (none)");
  });
});
