import type { CommandArgs, CommandState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/command:Command`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const commandSchema = {
  commandContent: "String required forceNew",
  description: "String optional forceNew",
  enableParameter: "Bool optional forceNew default=false",
  name: "String required forceNew",
  timeout: "Int optional forceNew default=60",
  type: "String required forceNew",
  workingDir: "String optional forceNew",
} as const satisfies SchemaOf<CommandArgs & CommandState>;
