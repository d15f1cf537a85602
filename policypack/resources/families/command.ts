import type { CommandArgs, CommandState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { commandSchema } from "../schema/command";

/** `alicloud:ecs/command:Command` */
export const command = defineModel<CommandArgs, CommandState>()({
  types: ["alicloud:ecs/command:Command"],
  schema: commandSchema,
  create: [{ operation: "CreateCommand" }],
  update: [],
  delete: [{ operation: "DeleteCommand" }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_command.go",
});
