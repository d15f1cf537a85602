// Changes of real resources, judged by a source in which every instance but `i-free` is locked.
import { known, notKnown, type LookUp } from "../../../policypack/domain/lookUps";
import { EMPTY_STATE } from "../../../policypack/domain/resources";
import type { PlannedResource } from "../../../policypack/domain/decisions";
import type { DiskStatus, InstanceStatus } from "../../../policypack/domain/statuses";
import type { Value, ValueMap } from "../../../policypack/domain/values";
import type { LockSource } from "../../../policypack/review/lookUps/lockSource";
import type { JudgeNeeds } from "../../../policypack/review/judgePlan";
import { FAILURE, instance, OPTIONS } from "./oneCall";

const INSTANCE = "alicloud:ecs/instance:Instance";
const ATTACHMENT = "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment";
export const urnOf = (name: string, type = INSTANCE): string => `urn:pulumi:dev::shop::${type}::${name}`;

const INPUTS: ValueMap = { instanceName: "web", securityGroups: ["sg-1"], userData: "IyE=" };
const PROVIDER = { settings: { region: "cn-hangzhou" } };

/** An update of the instance `i-NAME`, by the inputs that the program has other than the state. */
export function updated(name: string, changes: ValueMap): PlannedResource {
  const urn = urnOf(name);
  const prior = { id: `i-${name}`, inputs: INPUTS, outputs: INPUTS, unfinished: false, tainted: false };
  const program = { ...INPUTS, ...changes };
  return { urn, provider: PROVIDER, priorUrn: urn, evidence: { type: INSTANCE, prior, program, settings: {} } };
}

/** The deletion of the instance `i-NAME`: DeleteInstance. */
export function deleted(name: string): PlannedResource {
  const planned = updated(name, {});
  return { ...planned, evidence: { ...planned.evidence, program: undefined } };
}

/** The deletion of an attachment of `i-NAME`: DetachDisk. */
export function detached(name: string): PlannedResource {
  const type = ATTACHMENT;
  const inputs = { diskId: `d-${name}`, instanceId: `i-${name}` };
  const prior = { id: `d-${name}:i-${name}`, inputs, outputs: inputs, unfinished: false, tainted: false };
  const urn = urnOf(`disk-of-${name}`, type);
  return { urn, provider: PROVIDER, priorUrn: urn, evidence: { type, prior, program: undefined, settings: {} } };
}

/** The creation of an attachment to an instance: AttachDisk. */
export function attached(name: string, instanceId: Value): PlannedResource {
  const type = ATTACHMENT;
  const program: ValueMap = { diskId: `d-${name}`, instanceId };
  const urn = urnOf(`disk-of-${name}`, type);
  return { urn, provider: PROVIDER, priorUrn: undefined, evidence: { type, prior: undefined, program, settings: {} } };
}

const statusOf = (id: string): LookUp<InstanceStatus> =>
  id === "i-failed" ? notKnown(FAILURE) : known(instance(id, id === "i-free" ? [] : ["security"]));

const diskOf = (diskId: string): LookUp<DiskStatus> =>
  known({
    diskId,
    status: "In_use",
    instanceIds: [`i-${diskId.replace(/^d-/, "")}`],
    evidence: { source: "file", at: "2026-11-24T00:00:00Z", file: "locks.json" },
  });

const SOURCE: LockSource = {
  lookUp: ({ instanceIds, diskIds }) =>
    Promise.resolve({
      instances: new Map(
        [...instanceIds, ...diskIds.map((id) => id.replace(/^d-/, "i-"))].map((id) => [id, statusOf(id)] as const),
      ),
      disks: new Map(diskIds.map((id) => [id, diskOf(id)] as const)),
    }),
  lockedInRegion: () => Promise.resolve(known([])),
};

export const NEEDS: JudgeNeeds = {
  options: OPTIONS,
  asksApi: false,
  sourceOf: () => SOURCE,
  priorState: {
    read: () => Promise.resolve(known(EMPTY_STATE)),
    readWithSecrets: () => Promise.resolve(known(EMPTY_STATE)),
  },
};
