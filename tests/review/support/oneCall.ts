// A change of one call, and statuses that its target's name tells.
import { known, notKnown } from "../../../policypack/domain/lookUps";
import { type InstanceStatus } from "../../../policypack/domain/statuses";
import type { Decision, OpenQuestion, PlannedResource, ResourceChange } from "../../../policypack/domain/decisions";
import type { ResourceModel, Step } from "../../../policypack/resources/model";
import type { Target } from "../../../policypack/domain/targets";
import type { DecidedResource } from "../../../policypack/review/decidedResource";
import type { ReviewOptions, StatusView } from "../../../policypack/review/verdict";

export const OPTIONS: ReviewOptions = {
  edition: "topic",
  createInstance: "replacement",
  deleteLocked: "advisory",
  exemptions: [],
};
const EVIDENCE = { source: "file", at: "2026-11-24T00:00:00Z", file: "locks.json" } as const;
export const FAILURE = { cause: "not asked", remedy: "ask" };

export const instance = (instanceId: string, lockReasons: readonly string[]): InstanceStatus => ({
  instanceId,
  lockReasons,
  evidence: EVIDENCE,
});

export const VIEW: StatusView = {
  instance: (id) =>
    id === "i-failed"
      ? notKnown(FAILURE)
      : id === "i-unasked"
        ? undefined
        : known(instance(id, id === "i-locked" ? ["Security"] : id === "i-debt" ? ["financial"] : [])),
  disk: (diskId) => {
    const [, status = "In_use", instanceId = "i-locked"] = diskId.split("/");
    if (status === "failed") return notKnown(FAILURE);
    if (status === "unasked") return undefined;
    return known({
      diskId,
      status,
      instanceIds: instanceId === "none" ? [] : instanceId.split("+"),
      evidence: EVIDENCE,
    });
  },
  lockedInRegion: () => known([instance("i-elsewhere", ["security"])]),
};

const RESOURCE: PlannedResource = {
  urn: "urn:pulumi:dev::p::t::a",
  provider: { settings: {} },
  evidence: { type: "t", prior: undefined, program: {}, settings: {} },
  priorUrn: undefined,
};

/**
 * A model of one step, so that the review is seen without any resource's particulars. `open`: the question on which the
 * change hangs.
 */
export function planned(operation: string, target?: Target, open?: OpenQuestion): DecidedResource {
  const step: Step = { operation, targets: () => (target === undefined ? [] : [target]) };
  const model: ResourceModel = {
    types: ["t"],
    schema: {},
    create: [step],
    update: [],
    delete: [],
    silent: [],
    source: "",
  };
  const change: ResourceChange = {
    type: "t",
    kind: "create",
    id: undefined,
    before: {},
    after: {},
    changed: new Map(),
    replaceKeys: [],
  };
  const decision: Decision = open === undefined ? { readings: [change] } : { readings: [change, undefined], open };
  return { resource: RESOURCE, model, decision, change };
}

export const on = (instanceId: string): Target => ({ kind: "instance", instanceId });
export const disk = (diskId: string): Target => ({ kind: "disk", diskId });
