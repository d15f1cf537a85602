import type { EipAssociationArgs, EipAssociationState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { eipAssociationSchema } from "../schema/eipAssociation";

/** `alicloud:ecs/eipAssociation:EipAssociation` */
export const eipAssociation = defineModel<EipAssociationArgs, EipAssociationState>()({
  types: ["alicloud:ecs/eipAssociation:EipAssociation"],
  schema: eipAssociationSchema,
  product: "VPC",
  create: [],
  update: [],
  delete: [],
  silent: ["force", "mode"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_eip_association.go",
});
