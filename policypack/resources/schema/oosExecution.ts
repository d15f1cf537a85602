import type { ExecutionArgs, ExecutionState } from "@pulumi/alicloud/oos";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:oos/execution:Execution`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_oos_execution.go, 2026-11.
 */
export const oosExecutionSchema = {
  counters: "String computed",
  createDate: "String computed",
  description: "String optional forceNew",
  endDate: "String computed",
  executedBy: "String computed",
  isParent: "Bool computed",
  loopMode: "String optional forceNew",
  mode: 'String optional forceNew default="Automatic"',
  outputs: "String computed",
  parameters: 'String optional forceNew diffSuppress default="{}"',
  parentExecutionId: "String optional forceNew",
  ramRole: "String computed",
  safetyCheck: "String optional forceNew",
  startDate: "String computed",
  status: "String computed",
  statusMessage: "String computed",
  tags: "Map optional forceNew",
  templateContent: "String optional forceNew",
  templateId: "String computed",
  templateName: "String required forceNew",
  templateVersion: "String optional computed forceNew",
  updateDate: "String computed",
} as const satisfies SchemaOf<ExecutionArgs & ExecutionState>;
