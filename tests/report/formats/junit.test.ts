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
    assert.match(
      failure._ ?? "",
      /^StopInstance would be refused[^]*in brief\\u0007\n\nStartInstance would be refused: 1 > 0 && true/,
    );
  });

  it("gives no two test cases the same names, since readers show only one of them", async () => {
    const change = (urn: string, kind: ChangeKind = "delete") => ({
      urn,
      type: INSTANCE,
      change: kind,
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

  it("is XML without any change, and with characters that XML has no way to write", async () => {
    assert.equal((await suiteOf(junitReport(NOTHING))).$.tests, "0");
    const changes = [{ urn: "urn::\u0000\ud800\ufffe\u0085", type: "x:y:Z", change: "none" as const, operations: [] }];
    const { testcase = [] } = await suiteOf(junitReport({ ...NOTHING, changes }));
    assert.equal(testcase[0]?.$?.name, "\\u0000\ufffd\ufffd\\u0085 (none)");
  });
});
