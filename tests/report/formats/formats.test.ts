import assert from "node:assert/strict";
import { parseStringPromise } from "xml2js";
import { githubReport } from "../../../policypack/report/formats/github";
import { jsonText } from "../../../policypack/report/formats/json";
import { junitReport } from "../../../policypack/report/formats/junit";
import { markdownReport } from "../../../policypack/report/formats/markdown";
import { textReport } from "../../../policypack/report/formats/text";
import type { ChangeKind } from "../../../policypack/domain/decisions";
import { CHANGES, FINDINGS, INSTANCE, NAME, NOTHING, report } from "../reports";

describe("the report as text", () => {
  it("has a block for each finding, then the sum", () => {
    const lines = textReport(report(), { colour: false }).split("\n");
    const headings = lines.filter((line) => /^\S/.test(line));
    assert.deepEqual(headings, [
      `REFUSED  ${NAME}  ecs-stop-instance`,
      `REFUSED  ${NAME}  ecs-start-instance`,
      "UNDECIDED  db  ecs-lock-status",
      `ADVISORY  ${NAME}  ecs-lock-status`,
      "ADVISORY  ecs-lock-status",
      "3 changes, 3 ECS calls: 2 refused, 1 undecided, 0 exempt",
    ]);
  });

  it("counts one change as one", () => {
    const summary = { changes: 1, operations: 1, refused: 0, undecided: 0, exempt: 0 };
    const text = textReport({ ...NOTHING, summary }, { colour: false });
    assert.equal(text, "1 change, 1 ECS call: nothing is refused\n");
  });
});

describe("the report as JSON", () => {
  it("escapes what a terminal may act on, and is the same value", () => {
    const value = { urn: "a\u001b\u0085\u009b\u2028\u202e\u2066b" };
    const text = jsonText(value);
    assert.match(text, /^[\n -~]*$/);
    assert.deepEqual(JSON.parse(text), value);
  });
});

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

describe("the report as Markdown", () => {
  const rows = (text: string): string[] => text.split("\n").filter((line) => line.startsWith("| **"));

  it("has a table of what is not simply allowed, the refused changes first", () => {
    const [first, second, ...more] = rows(markdownReport(report()));
    assert.match(first ?? "", /^\| \*\*refused\*\* \|.*\| update: instanceType \| StopInstance, StartInstance \|/);
    assert.match(second ?? "", /^\| \*\*undecided\*\* \| db<br>.*\| delete \| DetachDisk \|/);
    assert.deepEqual(more, []);
  });

  it("lets no text of a resource become mark-up, a cell or a mention", () => {
    const [row = ""] = rows(markdownReport(report()));
    assert.equal(row.split("|").length, 7);
    assert.doesNotMatch(row.replaceAll("<br>", ""), /[<>@`[\]]/);
    assert.match(markdownReport(report()), /`{5}text\nCannot say whether ```` it/);
  });

  it("has no table where everything is allowed", () => {
    assert.equal(
      markdownReport(NOTHING),
      "## ECS security lock\n\n0 changes of resources that call ECS: nothing is refused\n\n",
    );
  });

  it("says that a preview failed", () => {
    assert.match(
      markdownReport({ ...NOTHING, incomplete: "the preview itself failed" }),
      /\*\*Incomplete:\*\* the preview itself/,
    );
  });

  it("stays below what the summary of a job may have", () => {
    const [, , refused] = CHANGES;
    const [finding] = FINDINGS;
    assert.ok(refused && finding);
    const many = report({
      changes: Array.from({ length: 5000 }, () => refused),
      findings: Array.from({ length: 5000 }, () => ({ ...finding, brief: () => "x".repeat(1000) })),
    });
    const text = markdownReport(many);
    assert.ok(Buffer.byteLength(text) < 1024 * 1024);
    assert.match(text, /… and 4500 more\.[^]*… and 4900 more\./);
  });
});

describe("the report as workflow commands of GitHub", () => {
  it("has an annotation for each finding, each in one line, and the sum", () => {
    const lines = githubReport(report()).trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => /^::\w+|^ecs-lock/.exec(line)?.[0]),
      ["::error", "::error", "::error", "::warning", "::warning", "ecs-lock"],
    );
  });

  it("escapes what would end a title or a text", () => {
    const [line = ""] = githubReport(report()).split("\n");
    const [, properties = "", text = ""] = /^::error (.*?)::(.*)$/.exec(line) ?? [];
    assert.equal(properties.split(",").length, 3);
    const unescape = (part: string): string =>
      part.replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%0A", "\n").replaceAll("%25", "%");
    assert.equal(unescape(properties), `file=infra/my stack/Pulumi.yaml,line=1,title=ecs-stop-instance: ${NAME}`);
    assert.equal(unescape(text), FINDINGS[0]?.brief().replace("\u0007", "\\u0007") ?? "");
  });

  it("has an error for a preview that failed", () => {
    assert.match(
      githubReport({ ...NOTHING, incomplete: "the preview itself failed" }),
      /^::error .*title=the preview is not complete::/,
    );
  });
});
