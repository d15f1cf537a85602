import type { EcsPrefixListArgs, EcsPrefixListState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsPrefixList:EcsPrefixList`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const prefixListSchema = {
  addressFamily: "String required forceNew",
  description: "String optional",
  entries: {
    flags: "Set required",
    block: {
      cidr: "String optional",
      description: "String optional",
    },
  },
  maxEntries: "Int required forceNew",
  prefixListName: "String required",
} as const satisfies SchemaOf<EcsPrefixListArgs & EcsPrefixListState>;
