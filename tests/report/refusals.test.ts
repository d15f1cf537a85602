// The texts that stand in a log, for a reader who has nothing but the log.
import assert from "node:assert/strict";
import type { OpenQuestion, PlannedResource } from "../../policypack/domain/decisions";
import { UNKNOWN } from "../../policypack/domain/values";
import type { OperationVerdict } from "../../policypack/domain/verdicts";
import { exemptMessage } from "../../policypack/report/advisories";
import {
  alsoRefusedMessage,
  deletionLine,
  differenceLine,
  hiddenLine,
  isHiddenByProvider,
  refusedMessage,
} from "../../policypack/report/refusals";
import { AFFECTED_OPERATIONS, behaviorOf } from "../../policypack/operations/behavior";
import { reviewResource } from "../../policypack/review/reviewResource";
import { judgePlan } from "../../policypack/review/judgePlan";
import { detached, NEEDS, updated, urnOf } from "../review/support/changes";
import { disk, on, OPTIONS, planned, VIEW } from "../review/support/oneCall";

const CONTEXT = {
  region: "cn-hangzhou",
  now: Date.parse("2026-11-24T00:00:00Z"),
  defaultsHold: false,
  phase: "preview" as const,
};
const EXEMPTION = { reason: "ticket 17", expires: "2026-12-24" };

function refused(operation: string, options = OPTIONS) {
  const { verdict } = reviewResource(planned(operation, on("i-locked")), VIEW, options);
  const [first] = verdict.operations;
  assert.ok(first !== undefined);
  return { verdict, operation: first };
}

describe("The text of a refusal", () => {
  it("tells operation, instance, lock, change and calls, each in one line", () => {
    const { verdict, operation } = refused("StartInstance");
    const [headline = "", change = "", ...others] = refusedMessage(verdict, operation, CONTEXT).split("\n");
    assert.match(
      headline,
      /^StartInstance would be refused: instance i-locked \(cn-hangzhou\) is locked for security reasons \(LockReason Security; seen .*\)\.$/,
    );
    assert.match(change, /^Change: \w+ of urn:.*; calls, in order: StartInstance \(refused\)/);
    assert.deepEqual(others, []);
  });

  it("says where the program declares the resource, where that is known", () => {
    const { verdict, operation } = refused("StartInstance");
    const placed = { ...verdict, resource: { ...verdict.resource, place: { file: "index.ts", line: 9, column: 33 } } };
    assert.match(refusedMessage(placed, operation, CONTEXT), /, declared at index\.ts:9:33; calls/);
  });

  it("of a replacement says that the new instance takes the place of a locked one, and which key decides that", () => {
    const { verdict, operation } = refused("CreateInstance");
    const replacing = { ...verdict, change: { ...verdict.change, kind: "replace" as const } };
    assert.match(
      refusedMessage(replacing, operation, CONTEXT),
      /^CreateInstance would be refused: the new instance takes the place of i-locked .*see the configuration key createInstance\.\n/,
    );
  });

  it("of a deletion says that the configuration refuses it, and which disks would go", () => {
    const { verdict, operation } = refused("DeleteInstance", { ...OPTIONS, deleteLocked: "mandatory" });
    const [headline = "", disks, change] = refusedMessage(verdict, operation, CONTEXT, ["d-1", "d-2"]).split("\n");
    assert.match(
      headline,
      /^DeleteInstance would be refused by the configuration \(deleteLocked\): instance i-locked /,
    );
    assert.equal(disks, "Disks that would go with it: d-1, d-2");
    assert.match(change ?? "", /; calls, in order: DeleteInstance \(refused\)$/);
    assert.match(refusedMessage(verdict, operation, CONTEXT, []), /go with it: none are known to this stack\n/);
  });

  it("of another call of a change that is told already is one line, which names resource and instance", () => {
    const { verdict, operation } = refused("StartInstance");
    assert.match(
      alsoRefusedMessage(verdict, operation, CONTEXT),
      /^StartInstance would be refused, in the change of \S+: instance i-locked \(cn-hangzhou\)\.$/,
    );
  });
});

describe("The line of a change", () => {
  const place = { file: "index.ts", line: 9 };
  async function lineOf(resource: PlannedResource): Promise<string> {
    const [verdict] = await judgePlan([{ ...resource, place }], NEEDS);
    const operation = verdict?.operations.find((one) => one.verdict === "refused");
    assert.ok(verdict !== undefined && operation !== undefined);
    const [, ...lines] = refusedMessage(verdict, operation, CONTEXT).split("\n");
    return lines.join("\n");
  }
  const urn = urnOf("a");

  it("names of an update the properties that have changed, and its calls in order", async () => {
    assert.equal(
      await lineOf(updated("a", { description: "d", tags: { a: "b" } })),
      `Change: update of ${urn} (description, tags), declared at index.ts:9; ` +
        "calls, in order: TagResources, ModifyInstanceAttribute (refused)",
    );
  });

  it("names of a replacement what forces it", async () => {
    assert.match(
      await lineOf(updated("a", { availabilityZone: "cn-hangzhou-b", description: "d" })),
      /^Change: replace of \S+ \(availabilityZone\), declared at index\.ts:9; calls, in order: RunInstances \(refused\)/,
    );
  });

  it("says of a replacement that no property forces who has decided it", async () => {
    const resource = updated("a", {});
    const forced = { ...resource, evidence: { ...resource.evidence, forced: true } };
    assert.match(
      await lineOf(forced),
      /^Change: replace of \S+ \(decided by the engine or the provider\), declared at index\.ts:9; calls/,
    );
  });

  it("says nothing of that where something else is created or deleted", async () => {
    assert.match(
      await lineOf(detached("a")),
      /^Change: delete of \S+, declared at index\.ts:9; calls, in order: DetachDisk/,
    );
  });

  it("is followed by what is only known at apply", async () => {
    assert.match(
      await lineOf(updated("a", { description: UNKNOWN, userData: "eA==" })),
      /\nOnly known at apply, and taken for a change: description$/,
    );
  });
});

describe("The headline of a refusal", () => {
  const headlineOf = (operation: string, more: Partial<OperationVerdict>): string => {
    const { verdict, operation: judged } = refused(operation);
    return refusedMessage(verdict, { ...judged, ...more }, CONTEXT).split("\n")[0] ?? "";
  };

  it("names the disk that a call acts on", () => {
    const call = { operation: "CreateSnapshot", because: [], target: disk("d\n1") };
    assert.match(
      headlineOf("StopInstance", { call }),
      /^CreateSnapshot on disk d\\u000a1 would be refused: instance i-locked/,
    );
    const { verdict, operation } = refused("StopInstance");
    assert.match(
      alsoRefusedMessage(verdict, { ...operation, call }, CONTEXT),
      /^CreateSnapshot on disk d\\u000a1 would be/,
    );
  });

  it("says of a creation that replaces nothing which lock of the region refuses it", () => {
    assert.match(
      headlineOf("CreateInstance", {}),
      /^CreateInstance would be refused: instance i-locked \(cn-hangzhou\) of the same account and region is locked for security reasons \(.*\); see the configuration key createInstance\.$/,
    );
  });

  it("ends where no instance is known", () => {
    const { verdict, operation } = refused("StopInstance");
    const { call, behavior } = operation;
    const bare: OperationVerdict = { call, behavior, verdict: "refused" };
    assert.match(refusedMessage(verdict, bare, CONTEXT), /^StopInstance would be refused\.\n/);
    assert.match(alsoRefusedMessage(verdict, bare, CONTEXT), /, in the change of a\.$/);
  });
});

// What the provider does with a refusal was measured: fact 4 of the provider, the real plugin under `pulumi up`.
describe("The refusals that the provider hides", () => {
  it("are those of JoinSecurityGroup and LeaveSecurityGroup, and of no other operation", () => {
    assert.deepEqual(AFFECTED_OPERATIONS.filter(isHiddenByProvider), ["JoinSecurityGroup", "LeaveSecurityGroup"]);
  });

  it("are told together, with what `pulumi up` would report", () => {
    assert.equal(
      hiddenLine(["LeaveSecurityGroup", "StopInstance", "JoinSecurityGroup"], CONTEXT),
      "The provider hides the refusal of LeaveSecurityGroup and JoinSecurityGroup: `pulumi up` would report success, and " +
        "the security groups of the instance would stay as they are. This preview is the only warning.",
    );
    assert.equal(hiddenLine(["StopInstance"], CONTEXT), undefined);
  });

  it("are warned of by a preview only where there is one", () => {
    assert.doesNotMatch(hiddenLine(["JoinSecurityGroup"], { phase: "update" }) ?? "preview", /preview/);
  });
});

describe("The line on documents that differ", () => {
  const sourced = (operation: string) => ({
    call: { operation, because: [] },
    behavior: behaviorOf(operation, "topic"),
  });

  it("names what each says", () => {
    assert.equal(
      differenceLine([sourced("StopInstance"), sourced("JoinSecurityGroup")]),
      "Alibaba Cloud's documents differ on StopInstance (the topic: affected, its current page: unaffected, " +
        "the API reference: affected); the key edition decides.",
    );
  });

  it("says nothing of what the configuration decides, which has a line of its own", () => {
    const deletion = { ...sourced("DeleteInstance"), stoppedBy: "deleteLocked" } as const;
    assert.equal(differenceLine([deletion]), undefined);
    assert.match(
      deletionLine([deletion]) ?? "",
      /^The configuration \(deleteLocked\) refuses DeleteInstance, not the /,
    );
    assert.equal(deletionLine([sourced("DeleteInstance")]), undefined);
  });

  it("is left out where they agree", () => {
    assert.equal(differenceLine([sourced("JoinSecurityGroup")]), undefined);
  });
});

describe("The text on an exempt call", () => {
  function textOn(id: string, open?: OpenQuestion): string {
    const options = { ...OPTIONS, exemptions: [EXEMPTION] };
    const { verdict } = reviewResource(planned("StartInstance", on(id), open), VIEW, options);
    const [operation] = verdict.operations;
    assert.equal(operation?.verdict, "exempt");
    return exemptMessage(operation, EXEMPTION, CONTEXT);
  }

  it("says that it will be refused where the instance is locked, with reason and days left", () => {
    assert.equal(
      textOn("i-locked"),
      "StartInstance is let through by an exemption (instance i-locked (cn-hangzhou) is locked); the ECS API will still " +
        "refuse it.\nExemption: ticket 17; expires 2026-12-24, 31 days left.",
    );
  });

  it("says of a deletion that deleteLocked would stop that it will be done, and takes the disks along", () => {
    const options = { ...OPTIONS, deleteLocked: "mandatory", exemptions: [EXEMPTION] } as const;
    const [operation] = reviewResource(planned("DeleteInstance", on("i-locked")), VIEW, options).verdict.operations;
    assert.equal(operation?.verdict, "exempt");
    assert.match(
      exemptMessage(operation, EXEMPTION, CONTEXT),
      /; the ECS API will release it, and its disks with it\.\n/,
    );
  });

  it("says that it may be refused where that is not known, and why it is not", () => {
    const [first] = textOn("i-failed").split("\n");
    const expected = "StartInstance is let through by an exemption (undecided: not asked); the ECS API may refuse it.";
    assert.equal(first, expected);
  });

  it("says that it may be refused where it hangs on a secret whether it is called", () => {
    assert.match(textOn("i-locked", "secret"), /\(undecided: a secret property .*\); the ECS API may refuse it\.\n/);
  });
});
