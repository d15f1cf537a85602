import type { ExecutionArgs, ExecutionState } from "@pulumi/alicloud/oos";
import { asText, UNKNOWN, type Value, type ValueMap } from "../../domain/values";
import { defineModel, type LiveView } from "../model";
import { type ResourceChange } from "../../domain/decisions";
import { type OperationCall } from "../../domain/calls";
import { type Target, diskTarget, instanceTarget } from "../../domain/targets";
import { oosExecutionSchema } from "../schema/oosExecution";
import { isSet, mayBe } from "../steps";

/** Where the parameters of a template name what it acts on. */
type Naming = "targets" | "diskIds" | "instanceAttributes";

export interface Template {
  readonly named: Naming;
  /** What the template calls on each, in order. */
  readonly calls: readonly string[];
}

const onTargets = (...calls: string[]): Template => ({ named: "targets", calls });
const onDisks = (...calls: string[]): Template => ({ named: "diskIds", calls });

/**
 * The public templates that call an operation of the lock table, each with its calls, those of its actions included.
 * Source: https://github.com/aliyun/oos-templates, PublicTemplates and CloudProductActions, 2024-09-23.
 *
 * StartInstance is left out on an instance that is running, StopInstance on one that has stopped, as the actions do.
 */
export const TEMPLATES: Readonly<Record<string, Template>> = {
  "ACS-ECS-BulkyCreateSnapshot": onDisks("CreateSnapshot"),
  "ACS-ECS-BulkyDeleteInstances": onTargets("DeleteInstance"),
  "ACS-ECS-BulkyDeletePrepaidInstances": onTargets("ModifyInstanceChargeType", "DeleteInstance"),
  "ACS-ECS-BulkyEnableDeletionProtection": onTargets("ModifyInstanceAttribute"),
  "ACS-ECS-BulkyLeaveSecurityGroup": onTargets("LeaveSecurityGroup"),
  "ACS-ECS-BulkyModifyInstanceAttributes": { named: "instanceAttributes", calls: ["ModifyInstanceAttribute"] },
  "ACS-ECS-BulkyModifyInstanceChargeType": onTargets("ModifyInstanceChargeType", "ModifyInstanceNetworkSpec"),
  "ACS-ECS-BulkyModifyInstanceNetworkChargeType": onTargets("ModifyInstanceNetworkSpec"),
  "ACS-ECS-BulkyModifyPostPaidInstanceSpec": onTargets("StopInstance", "ModifyInstanceSpec", "StartInstance"),
  "ACS-ECS-BulkyModifyPrepayInstanceSpec": onTargets("StopInstance", "ModifyPrepayInstanceSpec", "StartInstance"),
  "ACS-ECS-BulkyReInitSystemDisk": onTargets("StopInstance", "ReInitDisk", "StartInstance"),
  "ACS-ECS-BulkyRebootInstances": onTargets("RebootInstance"),
  "ACS-ECS-BulkyRenewInstances": onTargets("RenewInstance"),
  "ACS-ECS-BulkyReplaceSystemDisk": onTargets("StopInstance", "ReplaceSystemDisk", "StartInstance"),
  "ACS-ECS-BulkyResizeDisk": onDisks("ResizeDisk"),
  "ACS-ECS-BulkyStartInstances": onTargets("StartInstance"),
  "ACS-ECS-BulkyStopInstances": onTargets("StopInstance"),
  "ACS-ECS-BulkyUpgradeInternetBandwidth": onTargets("ModifyInstanceNetworkSpec"),
  "ACS-ECS-JoinSecurityGroupToMultipleInstance": onTargets("JoinSecurityGroup"),
};

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

/** The parameters are JSON in a string. */
function parametersOf(value: Value | undefined): Json | undefined {
  const text = asText(value);
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return isJson(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** Only ids that are written out; instances that are chosen by tag or group are known to OOS alone. */
function targetsOf(named: Naming, parameters: Json): Target[] {
  switch (named) {
    case "targets": {
      const { targets } = parameters;
      if (!isJson(targets) || targets.Type !== "ResourceIds") return [];
      return texts(targets.ResourceIds).filter(isLiteral).map(instanceTarget);
    }
    case "diskIds":
      return texts(parameters.diskIds).filter(isLiteral).map(diskTarget);
    case "instanceAttributes": {
      const list = parameters.instanceAttributes;
      const rows = Array.isArray(list) ? list.filter(isJson) : [];
      return texts(rows.map(({ instanceId }) => instanceId))
        .filter(isLiteral)
        .map(instanceTarget);
    }
  }
}

/** Parameters may hold `{{ … }}`, which OOS replaces. */
const isLiteral = (id: string): boolean => /^[id]-[\w-]+$/.test(id);

/** Whether the execution runs its template by itself: in Debug somebody takes each step by hand. */
const runsByItself = ({ mode, templateContent }: ValueMap): boolean =>
  (mode === undefined || mode === "Automatic") && !isSet(templateContent);

function calls({ kind, after, replaceKeys }: ResourceChange, live: LiveView): OperationCall[] {
  if (kind !== "create" && kind !== "replace") return [];
  const template = Object.entries(TEMPLATES).find(([name]) => name === after.templateName)?.[1];
  const parameters = parametersOf(after.parameters);
  if (template === undefined || parameters === undefined || !runsByItself(after)) return [];
  const because = kind === "replace" ? replaceKeys : [];
  const region = regionOf(parameters);
  return targetsOf(template.named, parameters).flatMap((target) =>
    template.calls
      .filter((operation) => isMade(operation, template, target, live))
      .map((operation) => ({ operation, target, because, ...(region === undefined ? {} : { region }) })),
  );
}

/** A template that starts what it has stopped does so whatever was before. */
function isMade(operation: string, template: Template, target: Target, live: LiveView): boolean {
  const status = target.instanceId === undefined ? undefined : live.instanceStatus(target.instanceId);
  if (operation === "StopInstance") return mayBe(status, "Running") || status === "Starting";
  if (operation === "StartInstance" && !template.calls.includes("StopInstance")) return status !== "Running";
  return true;
}

/** A literal one; the default, `{{ ACS::RegionId }}`, is the region of the execution, which is the provider's. */
function regionOf({ regionId, targets }: Json): string | undefined {
  const candidates = [regionId, isJson(targets) ? targets.RegionId : undefined];
  return candidates.find((value): value is string => typeof value === "string" && /^[a-z]+-[\w-]+$/.test(value));
}

/** Two spellings of the same JSON are no difference. */
function sameJson({ old, new: planned }: { old: Value | undefined; new: Value | undefined }): boolean {
  if (planned === UNKNOWN) return false;
  const [left, right] = [parametersOf(old), parametersOf(planned)];
  return left !== undefined && right !== undefined && canonical(left) === canonical(right);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isJson(value)) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join()}}`;
}

/** `alicloud:oos/execution:Execution` of a public template: OOS runs it when the resource is created. */
export const oosExecution = defineModel<ExecutionArgs, ExecutionState>()({
  types: ["alicloud:oos/execution:Execution"],
  schema: oosExecutionSchema,
  product: "CloudOps Orchestration Service (OOS)",
  suppressions: { parameters: sameJson },
  calls,
  create: [],
  update: [],
  // DeleteExecutions takes the record away, and nothing back.
  delete: [],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_oos_execution.go",
});
