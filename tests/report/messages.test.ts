import assert from "node:assert/strict";
import type { Finding, Matter } from "../../policypack/domain/findings";
import { messageOf, wholeMessage, type LogContext } from "../../policypack/report/messages";
import { reviewResource } from "../../policypack/review/reviewResource";
import { instance, on, OPTIONS, planned, VIEW } from "../review/support/oneCall";

const LOG: LogContext = { now: Date.parse("2026-11-24T00:00:00Z"), defaultsHold: false, phase: "preview" };
const EXEMPTION = { reason: "ticket 17", expires: "2026-12-24" };
const FAILURE = { cause: "the export failed", remedy: "log in again" };

const verdictOf = (operation: string, id: string) => {
  const { verdict } = reviewResource(planned(operation, on(id)), VIEW, OPTIONS);
  const [first] = verdict.operations;
  assert.ok(first !== undefined);
  return { verdict, operation: first };
};

const REFUSED = verdictOf("JoinSecurityGroup", "i-locked");
const UNDECIDED = verdictOf("StopInstance", "i-failed");
const finding = (matter: Matter): Finding => ({ policy: "p", urn: "u", region: "cn-hangzhou", matter });

const STATUS = instance("i-locked", ["security"]);
const SUMMARY = {
  locked: [{ instance: STATUS, verdicts: [REFUSED.verdict] }],
  refused: [REFUSED.operation],
  refusedCalls: 1,
  refusedResources: 1,
  undecided: [],
  wayOut: { exclude: [], ignoreChanges: [] },
};
const EFFECT = { service: "ACK", action: "releases the instance", instanceId: "i-locked", because: [] };

/** Every matter, and how its text begins. */
const BEGINNINGS: { readonly [Kind in Matter["kind"]]: readonly [Extract<Matter, { kind: Kind }>, RegExp] } = {
  refused: [{ kind: "refused", ...REFUSED }, /^JoinSecurityGroup would be refused: instance i-locked \(cn-hangzhou\) /],
  alsoRefused: [{ kind: "alsoRefused", ...REFUSED }, /^JoinSecurityGroup would be refused, in the change of a/],
  undecided: [
    { kind: "undecided", verdict: UNDECIDED.verdict, operations: [UNDECIDED.operation] },
    /^Cannot say whether StopInstance on instance i-failed would be refused/,
  ],
  summary: [
    { kind: "summary", summary: SUMMARY },
    /^1 call on 1 resource would be refused, because Alibaba Cloud has locked instance i-locked/,
  ],
  exempt: [
    { kind: "exempt", operation: REFUSED.operation, exemption: EXEMPTION },
    /^JoinSecurityGroup is let through by an exemption \(instance i-locked \(cn-hangzhou\) is locked\)/,
  ],
  deletesLocked: [
    { kind: "deletesLocked", verdict: REFUSED.verdict, instance: STATUS, diskIds: [] },
    /^Deleting instance i-locked \(cn-hangzhou\) is allowed although /,
  ],
  alsoDeletesLocked: [
    { kind: "alsoDeletesLocked", verdict: REFUSED.verdict, instance: STATUS, diskIds: [] },
    /^Deleting instance i-locked \(cn-hangzhou\) is allowed although it is locked, too, /,
  ],
  effect: [
    { kind: "effect", verdict: REFUSED.verdict, effect: { effect: EFFECT, instance: STATUS } },
    /^ACK releases the instance as a consequence of this change: instance i-locked/,
  ],
  exemptionExpired: [{ kind: "exemptionExpired", exemption: EXEMPTION }, /^An exemption has expired on 2026-12-24 /],
  exemptionUnknown: [
    { kind: "exemptionUnknown", exemption: EXEMPTION, patterns: ["StartInstnace"] },
    /^An exemption names operations that no table knows: StartInstnace \(ticket 17\)/,
  ],
  exemptionIdle: [
    { kind: "exemptionIdle", exemption: EXEMPTION, patterns: ["i-2"] },
    /^An exemption matches nothing in this stack: i-2 \(ticket 17\)/,
  ],
  stateUnread: [{ kind: "stateUnread", failure: FAILURE }, /^What this preview deletes was not checked, /],
  inventory: [
    {
      kind: "inventory",
      locked: [STATUS],
      refused: { always: ["StopInstance"], whileDiskInUse: [], creation: "replacement" },
    },
    /^Inventory: 1 instance of this stack locked for security reasons:\n {2}instance i-locked \(cn-hangzhou\)/,
  ],
  inventoryGap: [
    { kind: "inventoryGap", instanceIds: ["i-2"], failure: FAILURE },
    /^Inventory: i-2 could not be looked up: the export failed\./,
  ],
  configuration: [
    { kind: "configuration", problem: "edition must be one of …" },
    /^The configuration of this pack is wrong, so nothing was judged: edition must be one of …$/,
  ],
  defect: [{ kind: "defect", error: "TypeError" }, /^Cannot say what would be refused: a defect of .* \(TypeError\)\./],
};

describe("The text of a finding", () => {
  for (const [kind, [matter, beginning]] of Object.entries(BEGINNINGS)) {
    it(`begins with what it is about: ${kind}`, () => {
      assert.match(messageOf(finding(matter), LOG), beginning);
    });
  }
});

describe("The text of a finding for a reader who sees nothing else", () => {
  it("is, of a refusal, followed by what the provider hides, where the documents differ, and what to do", () => {
    const lines = wholeMessage(finding({ kind: "alsoRefused", ...REFUSED }), LOG).split("\n");
    assert.equal(lines[0], messageOf(finding({ kind: "alsoRefused", ...REFUSED }), LOG));
    assert.match(lines[1] ?? "", /^The provider hides the refusal of JoinSecurityGroup: .*only warning\.$/);
    assert.match(lines.at(-1) ?? "", /^What to do: find out why it is locked/);
    const stop = wholeMessage(finding({ kind: "refused", ...verdictOf("StopInstance", "i-locked") }), LOG).split("\n");
    assert.match(stop.at(-2) ?? "", /^Alibaba Cloud's documents differ on StopInstance /);
  });

  it("is, of what is undecided, followed by cause and remedy in the same sentence", () => {
    const [matter] = BEGINNINGS.undecided;
    assert.match(
      wholeMessage(finding(matter), LOG),
      /would be refused, in the change of a: not asked\. What to do: ask\.$/,
    );
  });

  it("is, of a locked instance that is deleted beside others, the same as of the first", () => {
    const [also] = BEGINNINGS.alsoDeletesLocked;
    assert.equal(wholeMessage(finding(also), LOG), messageOf(finding({ ...also, kind: "deletesLocked" }), LOG));
  });

  it("is what stands in the log for everything else", () => {
    for (const [kind, [matter]] of Object.entries(BEGINNINGS)) {
      if (["refused", "alsoRefused", "undecided", "alsoDeletesLocked"].includes(kind)) continue;
      assert.equal(wholeMessage(finding(matter), LOG), messageOf(finding(matter), LOG), kind);
    }
  });
});
