import type { EipAssociationArgs, EipAssociationState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/eipAssociation:EipAssociation`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const eipAssociationSchema = {
  allocationId: "String required forceNew",
  force: "Bool optional",
  instanceId: "String required forceNew",
  instanceType: "String optional computed forceNew",
  mode: "String optional computed",
  privateIpAddress: "String optional forceNew",
  vpcId: "String optional forceNew",
} as const satisfies SchemaOf<EipAssociationArgs & EipAssociationState>;
