// That clearing changes nothing in a report is held by tests/engine/preview/clearing.test.ts, for any plan; here is what
// it may and may not clear, case by case.
import assert from "node:assert/strict";
import type { ClearedChange } from "../../policypack/domain/verdicts";
import type { Evidence } from "../../policypack/domain/decisions";
import { known, notKnown } from "../../policypack/domain/lookUps";
import { UNDISCLOSED, type ValueMap } from "../../policypack/domain/values";
import { clearAlone } from "../../policypack/review/clearAlone";
import type { StatusesAtHand } from "../../policypack/review/lookUps/lockSource";
import type { ReviewOptions } from "../../policypack/review/verdict";

const INSTANCE = "alicloud:ecs/instance:Instance";
const evidence = { source: "file", at: "2026-11-24T11:59:00Z" } as const;
const absent = notKnown({ cause: "absent", remedy: "add it" });
const AT_HAND: StatusesAtHand = {
  instance: (instanceId) =>
    instanceId === "i-absent"
      ? absent
      : known({
          instanceId,
          status: instanceId === "i-stopped" ? "Stopped" : "Running",
          lockReasons: instanceId === "i-locked" ? ["security"] : [],
          evidence,
        }),
  disk: (diskId) => known({ diskId, status: "Available", instanceIds: [], evidence }),
};

interface Case {
  readonly type?: string;
  readonly id?: string;
  readonly kind?: "update" | "create" | "delete" | "replace";
  readonly changed?: readonly string[];
  readonly before?: ValueMap;
  readonly program?: ValueMap;
  readonly options?: Partial<ReviewOptions>;
  readonly more?: Partial<Evidence>;
  /** Nothing is at hand: somebody has to be asked. */
  readonly live?: true;
}

function cleared(one: Case): ClearedChange | undefined {
  const { type = INSTANCE, id = "i-free", kind = "update", before = {}, program = {} } = one;
  const prior = { id, inputs: before, outputs: before, unfinished: false, tainted: false };
  const evidence: Evidence = {
    type,
    settings: {},
    prior: kind === "create" ? undefined : prior,
    program: kind === "delete" ? undefined : program,
    step: { kind, ...(one.changed === undefined ? {} : { changed: one.changed, replaceKeys: one.changed }) },
    ...one.more,
  };
  const options: ReviewOptions = {
    edition: "topic",
    createInstance: "replacement",
    deleteLocked: "advisory",
    exemptions: [],
    ...one.options,
  };
  const resource = { urn: "urn:pulumi:dev::shop::t::one", provider: { settings: {} }, priorUrn: undefined, evidence };
  return clearAlone(resource, { options, atHand: one.live === true ? undefined : AT_HAND });
}

/** The operations of a change that is cleared. */
const told = (one: Case): string | undefined => {
  const found = cleared(one);
  return found === undefined
    ? undefined
    : [found.kind, ...found.operations.map(({ call }) => call.operation)].join(" ");
};

const RENAMED = { changed: ["instanceName"], program: { instanceName: "new" } };
const TAGGED = { changed: ["tags"], program: { tags: { team: "shop" } } };
const RESIZED = { changed: ["systemDiskSize"], before: { systemDiskId: "d-1" }, program: { systemDiskSize: 80 } };
const STARTED = { changed: ["instanceType"], before: { status: "Running" }, program: { instanceType: "ecs.g7.large" } };
const COMMAND = "command:local:Command";

const CASES: readonly (readonly [string, Case, string | undefined])[] = [
  ["an affected call on an instance that is not locked", RENAMED, "update ModifyInstanceAttribute"],
  ["not on a locked one", { ...RENAMED, id: "i-locked" }, undefined],
  ["not on one that the file does not list", { ...RENAMED, id: "i-absent" }, undefined],
  ["not where its status has to be asked for", { ...RENAMED, live: true }, undefined],
  ["calls that no lock refuses, whoever would have to be asked", { ...TAGGED, live: true }, "update TagResources"],
  ["the same on a locked instance", { ...TAGGED, id: "i-locked" }, "update TagResources"],
  ["a change that makes the provider do nothing", { changed: ["dryRun"], program: { dryRun: true } }, "update"],
  ["not a property that the schema does not know", { changed: ["nonsense"] }, undefined],
  ["a deletion of an instance that is not locked", { kind: "delete" }, "delete DeleteInstance"],
  ["not of a locked one: its disks go with it", { kind: "delete", id: "i-locked" }, undefined],
  ["not of one whose status has to be asked for", { kind: "delete", live: true }, undefined],
  [
    "a locked one where nobody is to be told",
    { kind: "delete", id: "i-locked", options: { deleteLocked: "ignore" } },
    "delete DeleteInstance",
  ],
  ["a call on a system disk by its instance", RESIZED, "update ResizeDisk"],
  ["not by the disk's own status, for which nobody asks", { ...RESIZED, id: "i-locked" }, undefined],
  ["a new instance", { kind: "create" }, "create RunInstances"],
  [
    "not where any lock of the region counts",
    { kind: "create", options: { createInstance: "anyInRegion" } },
    undefined,
  ],
  [
    "calls by the live status of an instance that it looks up itself",
    { ...STARTED, id: "i-stopped" },
    "update ModifyInstanceSpec StartInstance",
  ],
  ["not where that status has to be asked for", { ...STARTED, live: true, options: { edition: "current" } }, undefined],
  [
    "not what a secret decides on",
    {
      type: COMMAND,
      kind: "create",
      id: "x",
      program: { create: UNDISCLOSED },
    },
    undefined,
  ],
  [
    "not what another service does to instances",
    {
      type: "alicloud:ess/attachment:Attachment",
      kind: "delete",
      id: "asg-1",
      before: { instanceIds: ["i-free"], scalingGroupId: "asg-1" },
    },
    undefined,
  ],
];

describe("a change by itself: cleared is", () => {
  for (const [name, one, expected] of CASES) {
    it(name, () => {
      assert.equal(told(one), expected);
    });
  }

  it("nothing whose evidence leaves several readings", () => {
    const before = { instanceName: "web" };
    assert.equal(told({ kind: "delete", before }), "delete DeleteInstance");
    assert.equal(told({ kind: "delete", before, more: { goesWithReplaced: true } }), undefined);
  });
});
