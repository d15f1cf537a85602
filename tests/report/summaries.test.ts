import assert from "node:assert/strict";
import type { PlanSummary } from "../../policypack/domain/summaries";
import type { OperationVerdict, ResourceVerdict } from "../../policypack/domain/verdicts";
import { behaviorOf } from "../../policypack/operations/behavior";
import type { MessageContext, Phase } from "../../policypack/report/phrases";
import { adviceLines, summaryMessage, WHAT_TO_DO } from "../../policypack/report/summaries";
import { instance, planned } from "../review/support/oneCall";

const SUMMARY: PlanSummary = {
  locked: [],
  refusedCalls: 2,
  refusedResources: 1,
  refused: [],
  undecided: [],
  wayOut: { exclude: [], ignoreChanges: [] },
};

const CONTEXT: MessageContext = { region: "cn-hangzhou", now: 0, defaultsHold: false, phase: "preview" };
const textOf = (summary: Partial<PlanSummary>, context: Partial<MessageContext> = {}): string =>
  summaryMessage({ ...SUMMARY, ...summary }, { ...CONTEXT, ...context });
const textIn = (phase: Phase): string => textOf({}, { phase });

const refusedOf = (operation: string): OperationVerdict => ({
  call: { operation, because: [] },
  behavior: behaviorOf(operation, "topic"),
  verdict: "refused",
});

function changeOf(name: string): ResourceVerdict {
  const { resource, change } = planned("StopInstance");
  return { resource: { ...resource, urn: `urn:x::${name}` }, change, operations: [], deletesLocked: [], effects: [] };
}
const lockedOf = (id: string, ...names: readonly string[]) => ({
  instance: instance(id, ["security"]),
  verdicts: names.map(changeOf),
});

describe("the summary of what is refused", () => {
  it("names the instance, where it is one", () => {
    const [line] = textOf({ locked: [lockedOf("i-1", "web")] }).split("\n");
    assert.equal(
      line,
      "2 calls on 1 resource would be refused, because Alibaba Cloud has locked instance i-1 (cn-hangzhou) for security reasons; nothing has been applied yet.",
    );
  });

  it("lists several, each in a line with the resources that it concerns", () => {
    const locked = [
      lockedOf("i-1", "web", "web", "disk"),
      { ...lockedOf("i-2", "a", "b", "c", "d", "e", "f"), region: "cn-beijing" },
    ];
    const text = textOf({ locked, refusedCalls: 5, refusedResources: 8 });
    assert.deepEqual(text.split("\n").slice(0, 3), [
      "5 calls on 8 resources would be refused, because Alibaba Cloud has locked 2 instances for security reasons; nothing has been applied yet:",
      "  i-1 (cn-hangzhou): web and disk",
      "  i-2 (cn-beijing): a, b, c, d, e and 1 more",
    ]);
  });

  it("lists ten, and says how many more there are", () => {
    const locked = Array.from({ length: 12 }, (_, index) => lockedOf(`i-${index}`, "web"));
    const lines = textOf({ locked }).split("\n");
    assert.equal(lines.filter((line) => line.startsWith("  i-")).length, 10);
    assert.ok(lines.includes("  … and 2 more."));
    assert.doesNotMatch(textOf({ locked: locked.slice(2) }), /more\./);
  });

  it("counts where no instance is known", () => {
    assert.equal(textOf({}), "2 calls on 1 resource would be refused; nothing has been applied yet.");
  });

  it("says what the provider hides, where the documents differ, what to do, and what helps by operation", () => {
    const refused = ["JoinSecurityGroup", "LeaveSecurityGroup", "StopInstance"].map(refusedOf);
    const [, hidden, difference, toDo, ...advice] = textOf({ refused }).split("\n");
    assert.match(hidden ?? "", /^The provider hides the refusal of JoinSecurityGroup and LeaveSecurityGroup: /);
    assert.match(difference ?? "", /^Alibaba Cloud's documents differ on StopInstance \(/);
    assert.equal(toDo, WHAT_TO_DO);
    assert.match(advice[0] ?? "", /^ {2}JoinSecurityGroup, LeaveSecurityGroup: The rules of the groups /);
    assert.match(advice[1] ?? "", /^ {2}StopInstance: Most often the change of another property needs it, /);
    assert.equal(advice.length, 2);
  });

  it("says how a lock is lifted, and where the cloud tells of such locks", () => {
    assert.equal(
      WHAT_TO_DO,
      "What to do: find out why it is locked (ECS console, Events > Instance Security Events), clean the instance up and " +
        "have the lock lifted there or by a ticket; then run this again. About such locks: " +
        "https://www.alibabacloud.com/help/en/ecs/developer-reference/api-behavior-when-an-instance-is-locked-for-security-reasons",
    );
  });

  it("advises on a batch form as on the operation that it repeats", () => {
    assert.deepEqual(
      adviceLines(["RunInstances"]).map((line) => line.slice(0, 40)),
      ["  RunInstances: The instance would be re"],
    );
    assert.deepEqual(adviceLines(["NoSuchOperation"]), []);
  });

  it("says that the defaults hold where the configuration reaches nobody", () => {
    const line =
      "\necs-lock-status is disabled, so its configuration reaches no policy: the defaults of the pack hold.";
    assert.ok(textOf({}, { defaultsHold: true }).endsWith(line));
  });

  it("ends in the way out", () => {
    const wayOut = { exclude: ["urn:x::web"], ignoreChanges: [] };
    assert.match(
      textOf({ wayOut }),
      /\nTo go on with the rest, add to the command: --exclude 'urn:x::web' --exclude-dependents$/,
    );
  });
});

describe("the summary of what is undecided", () => {
  const failure = { cause: "the answer was late", remedy: "raise timeoutSeconds" };
  const nothing = { refusedCalls: 0, refusedResources: 0 };

  it("tells each cause once, with the resources that it concerns and what to do, and nothing of a lock", () => {
    const undecided = [
      { undecided: { because: "lookUp", failure } as const, urns: ["urn:x::a", "urn:x::b"] },
      { undecided: { because: "notAsked" } as const, urns: ["c", "d", "e", "f", "g", "h"] },
    ];
    assert.deepEqual(textOf({ ...nothing, undecided }).split("\n"), [
      "Cannot say of a and b: the answer was late. What to do: raise timeoutSeconds.",
      "Cannot say of c, d, e, f, g and 1 more: its status was not looked up. What to do: run this again; if it stays like " +
        "this, report it as a defect of alicloud-ecs-security-lock.",
    ]);
  });
});

describe("the summary of an update", () => {
  it("says that it is one, and that its preview had passed", () => {
    assert.match(
      textIn("previewedUpdate"),
      /\nThis is the update itself, whose preview had passed\. Changed so far: perhaps other resources\. /,
    );
    assert.match(textIn("update"), /\nThis is the update itself\. Changed so far: perhaps other resources\. /);
  });

  it("says what is done and what is not, where it is stopped and where it only is told", () => {
    const [, rest] = textIn("update").split(" Nothing has been called for this resource yet. ");
    assert.equal(
      rest,
      "Where one of its violations is [mandatory], nothing will be, nor for what depends on it: nothing of them is half " +
        "done, what is done stays done, and the next `pulumi up` does the rest. Where all are [advisory], the change goes " +
        "ahead now, and may end half done.",
    );
  });

  const done = (urn: string, change: "created" | "updated" | "replaced" | "deleted") => ({
    urn: `urn:x::${urn}`,
    change,
  });
  const PROGRESS: readonly (readonly [string, PlanSummary["changedBefore"] & object, string])[] = [
    ["nothing", [], "no ECS resource, as far as the stack's state shows"],
    [
      "each kind of change",
      [done("a", "updated"), done("b", "created"), done("c", "deleted"), done("d", "replaced"), done("e", "created")],
      "created b and e; updated a; replaced d; deleted c, as the stack's state shows",
    ],
    [
      "more than a line can hold",
      ["1", "2", "3", "4", "5", "6", "7"].map((name) => done(name, "created")),
      "created 1, 2, 3, 4, 5 and 2 more, as the stack's state shows",
    ],
  ];
  for (const [what, changedBefore, text] of PROGRESS) {
    it(`says what it has done already: ${what}`, () => {
      const [, line = ""] = textOf({ changedBefore }, { phase: "previewedUpdate" }).split("\n");
      assert.equal(
        line.slice(0, line.indexOf(" Nothing has been called")),
        `This is the update itself, whose preview had passed. Changed so far: ${text}.`,
      );
    });
  }

  it("that has come to such a resource before says what to do there, and here only what is refused and a way out", () => {
    const refused = [refusedOf("StartInstance")];
    const wayOut = { exclude: ["urn:x::web"], ignoreChanges: [] };
    const text = textOf({ refused, wayOut, isRepeated: true }, { phase: "update", defaultsHold: true });
    assert.deepEqual(text.split("\n").slice(0, 2), [
      "2 calls on 1 resource would be refused.",
      "What to do is said where this update first came to such a resource.",
    ]);
    assert.match(text, /--exclude/);
    assert.doesNotMatch(text, /What to do: find out|This is the update itself|defaults of the pack/);
  });

  it("begins as in a preview, which says that nothing has been applied", () => {
    for (const phase of ["previewedUpdate", "update"] as const) {
      assert.equal(textIn(phase).split("\n")[0], "2 calls on 1 resource would be refused.");
    }
    assert.equal(textIn("preview"), "2 calls on 1 resource would be refused; nothing has been applied yet.");
  });
});
