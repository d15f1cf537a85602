// The log of a stopped preview, as the real engine prints it: short, with the answer at its end, and with a way out that
// is pasted as it stands.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "shell-quote";
import * as alicloud from "@pulumi/alicloud";
import { newStack, type RunOptions, type RunResult, type TestStack } from "../support/engine";
import { importResources, mandatory, priorInstance, PROGRAM, withLockFile } from "../support/scenario";

const NAMES = ["web-1", "web-2", "web-3", "web-4", "web-5"];
const THREE_PROPERTIES = {
  securityGroups: ["sg-2", "sg-3"],
  userData: "#!/bin/bash",
  instanceType: "ecs.g7.xlarge",
};

type Changes = Readonly<Record<string, unknown>>;

/** The Policies section, without what comes after it. */
const policiesOf = ({ log }: RunResult): string[] =>
  (/^Policies:\n(?:[ \t].*\n?)*/m.exec(log)?.[0] ?? "").trimEnd().split("\n");

const lineOf = (lines: readonly string[], start: string): string => {
  const line = lines.map((one) => one.trim()).find((one) => one.startsWith(start));
  assert.ok(line !== undefined, `no line begins with ${start}:\n${lines.join("\n")}`);
  return line;
};

const jsonIn = (line: string): unknown => JSON.parse(line.slice(line.indexOf("{")));

describe("the log of a stopped preview", () => {
  let stack: TestStack;
  let locks: Readonly<Record<string, unknown>>;
  let changes: Readonly<Record<string, Changes>> = {};
  let options: { readonly ignoreChanges?: string[] } = {};

  before(async () => {
    stack = await newStack(async () => {
      for (const name of NAMES) new alicloud.ecs.Instance(name, { ...PROGRAM, ...changes[name] }, options);
    });
    const placed = { entry: { sourcePosition: "project:///src/index.ts#9,33" } };
    await importResources(
      stack,
      NAMES.map((name) => priorInstance(name, placed)),
    );
    const live = { instances: NAMES.map((name) => ({ id: `i-${name}` })) };
    locks = (await withLockFile(stack, live))["ecs-lock-status"] ?? {};
  });
  beforeEach(() => {
    options = {};
    changes = {};
  });
  after(() => stack.dispose());

  const preview = (configuration: Changes = {}, rest: RunOptions = {}): Promise<RunResult> =>
    stack.preview({ policyPackConfig: { "ecs-lock-status": { ...locks, ...configuration } }, ...rest });
  const stopped = async (): Promise<string[]> => policiesOf(await preview({}, { expectFailure: true }));
  const changeAll = (change: Changes): void => {
    changes = Object.fromEntries(NAMES.map((name) => [name, change]));
  };

  describe("of five locked instances with three changed properties each", () => {
    let lines: string[];
    before(async () => {
      changeAll(THREE_PROPERTIES);
      lines = await stopped();
    });

    it("has at most 90 lines", () => {
      assert.ok(lines.length <= 90, `${lines.length} lines`);
    });

    it("has every instance, what to do and the way out in its last 25", () => {
      const last = lines.slice(-25).join("\n");
      for (const name of NAMES) assert.match(last, new RegExp(`i-${name} \\("${name}", cn-hangzhou\\)`));
      assert.match(last, /30 calls on 5 resources would be refused, because Alibaba Cloud has locked 5 instances/);
      assert.match(last, /What to do: find out why/);
      assert.match(last, /The rules of the groups that the instance is in can still be changed/);
      assert.match(last, /--exclude 'urn:/);
    });

    it("says no sentence twice, apart from what it says of each resource", () => {
      const sentences = lines
        .map((line) => line.trim())
        .filter((line) => !/^- \[|would be refused|^Change:/.test(line));
      assert.deepEqual(new Set(sentences).size, sentences.length);
    });

    it("tells each change once, in at most six lines, with its place in the program", () => {
      assert.equal(lines.filter((line) => /^ *Change: /.test(line)).length, 5);
      assert.match(
        lineOf(lines, "Change: "),
        /\(.*instanceType, securityGroups, userData\), declared at src\/index\.ts:9:33; calls/,
      );
    });
  });

  describe("of one locked instance with one refused call", () => {
    let lines: string[];
    before(async () => {
      changes = { "web-1": { securityGroups: ["sg-1", "sg-2", "sg-3"] } };
      lines = await stopped();
    });

    it("has at most 14 lines", () => {
      assert.ok(lines.length <= 14, lines.join("\n"));
    });

    it("ends in the summary, after everything that stops", () => {
      const headings = lines.filter((line) => /^ *- \[/.test(line));
      assert.match(headings.at(-1) ?? "", /\[advisory\] \[severity: low\] {2}ecs-lock-status/);
    });
  });

  describe("offers a way out", () => {
    let lines: string[];
    beforeEach(async () => {
      changes = { "web-1": { securityGroups: ["sg-1", "sg-2", "sg-3"] }, "web-2": { userData: "#!/bin/bash" } };
      lines = await stopped();
    });

    it("of arguments that leave out what is refused", async () => {
      const words = parse(lineOf(lines, "To go on with the rest, add to the command: ").split("command: ")[1] ?? "");
      const args = words.filter((word): word is string => typeof word === "string");
      assert.equal(args.length, 5);
      const passed = await preview({}, { args });
      assert.deepEqual(passed.violations, []);
    });

    it("of an exemption", async () => {
      const exemption = jsonIn(lineOf(lines, "To let it start all the same"));
      const passed = await preview({ exemptions: [exemption] });
      assert.deepEqual(mandatory(passed), []);
    });

    it("of properties whose changes the program may ignore", async () => {
      const ignored = lines.filter((line) => line.includes("ignoreChanges: "));
      const names = ignored.flatMap((line) => JSON.parse(/\[.*\]/.exec(line)?.[0] ?? "[]") as string[]);
      assert.deepEqual(new Set(names), new Set(["securityGroups", "userData"]));
      options = { ignoreChanges: names };
      assert.deepEqual((await preview()).violations, []);
    });

    it("of a Pulumi exception, which names the policies that report on each resource", async () => {
      const file = jsonIn(lineOf(lines, "Or, with Pulumi 3.274 or later"));
      const match = Object.values((file as { exceptions: Record<string, { match: Match[] }> }).exceptions).flatMap(
        (one) => one.match,
      );
      const excepted = match.flatMap(({ policies, targets }) =>
        targets.flatMap((urn) => policies.map((policy) => `${policy} ${urn}`)),
      );
      const { violations } = await preview({}, { expectFailure: true });
      const stopping = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
      assert.deepEqual(excepted.sort(), stopping.map(({ policyName, urn }) => `${policyName} ${urn ?? ""}`).sort());
    });
  });

  it("tells a cause that six resources share once, and each of them in one line", async () => {
    changeAll({ userData: "#!/bin/bash" });
    const policyPackConfig = { "ecs-lock-status": { lockSource: "file", lockFile: join(stack.tempDir, "none.json") } };
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    const messages = result.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    assert.equal(messages.length, 5);
    for (const { message } of messages)
      assert.match(message.trim(), /^Cannot say whether .* would be refused, in the change of .*\.$/);
    const causes = policiesOf(result).filter((line) => line.includes("What to do: "));
    assert.equal(causes.length, 1);
    assert.match(causes[0] ?? "", /Cannot say of web-1, web-2, web-3, web-4 and web-5: the lock file/);
  });

  it("says the same where every policy is advisory, and stops nothing", async () => {
    changes = { "web-1": { userData: "#!/bin/bash" } };
    const result = await stack.preview({
      policyPackConfig: { all: "advisory", "ecs-lock-status": { enforcementLevel: "advisory", ...locks } },
    });
    assert.deepEqual(mandatory(result), []);
    const lines = policiesOf(result);
    assert.match(lineOf(lines.slice(-10), "3 calls on 1 resource would be refused"), /i-web-1/);
    assert.doesNotMatch(lines.join("\n"), /is not called/);
  });

  it("puts the details at the first refused call whose policy is enabled", async () => {
    changes = { "web-1": { userData: "#!/bin/bash" } };
    const policyPackConfig = { "ecs-lock-status": locks, "ecs-modify-instance-attribute": "disabled" };
    const { violations } = await stack.preview({ policyPackConfig, expectFailure: true });
    const told = violations.filter(({ message }) => message.includes("calls, in order:"));
    assert.deepEqual(
      told.map(({ policyName }) => policyName),
      ["ecs-stop-instance"],
    );
  });

  it("says nothing at all where nothing is refused", async () => {
    changes = { "web-1": { tags: { team: "shop" } } };
    assert.deepEqual((await preview({ inventory: false })).violations, []);
  });

  it("stands in README as it is", async () => {
    changes = { "web-1": { securityGroups: ["sg-1", "sg-2", "sg-3"], userData: "#!/bin/bash" } };
    const readme = await readFile(join(__dirname, "../../README.md"), "utf8");
    const excerpt = /```text\n(Policies:\n[^]*?)```/.exec(readme)?.[1] ?? "";
    assert.equal(comparable(excerpt.trimEnd()), comparable((await stopped()).join("\n")));
  });
});

interface Match {
  readonly policies: readonly string[];
  readonly targets: readonly string[];
}

/** Without what differs from run to run: times, dates, the place of the pack and of the lock file. */
const comparable = (text: string): string =>
  text
    .replace(/ \(local: [^)]*\)/, "")
    .replace(/lock file \S+/g, "lock file locks.json")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replace(/\d{4}-\d\d-\d\d/g, "DATE");
