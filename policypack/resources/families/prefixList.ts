import type { EcsPrefixListArgs, EcsPrefixListState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { prefixListSchema } from "../schema/prefixList";

/** `alicloud:ecs/ecsPrefixList:EcsPrefixList` */
export const prefixList = defineModel<EcsPrefixListArgs, EcsPrefixListState>()({
  types: ["alicloud:ecs/ecsPrefixList:EcsPrefixList"],
  schema: prefixListSchema,
  create: [{ operation: "CreatePrefixList" }],
  update: [{ operation: "ModifyPrefixList", on: ["prefixListName", "description", "entries"] }],
  delete: [{ operation: "DeletePrefixList" }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_prefix_list.go",
});
