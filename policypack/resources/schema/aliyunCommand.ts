import type { CommandArgs } from "@pulumi/command/local";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `command:local:Command`, by Pulumi property name. Any input that changes makes an update, triggers a
 * replacement. Source: pulumi-command 1.2.1, provider/pkg/provider/local and common/inputs.go, 2026-11.
 */
export const aliyunCommandSchema = {
  addPreviousOutputInEnv: "Bool optional",
  archivePaths: "List optional",
  assetPaths: "List optional",
  create: "String optional",
  delete: "String optional",
  dir: "String optional",
  environment: "Map optional",
  interpreter: "List optional",
  logging: "String optional",
  stdin: "String optional",
  triggers: "List optional forceNew",
  update: "String optional",
} as const satisfies SchemaOf<CommandArgs>;
