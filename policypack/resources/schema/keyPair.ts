import type { EcsKeyPairArgs, EcsKeyPairState } from "@pulumi/alicloud/ecs";
import type { SchemaOf } from "../../changes/schemaFlags";

/**
 * Schema flags of `alicloud:ecs/ecsKeyPair:EcsKeyPair` and `alicloud:ecs/keyPair:KeyPair`, by Pulumi property name.
 * Source: terraform-provider-alicloud 1.289.0, read from its running code, 2026-11.
 */
export const keyPairSchema = {
  createTime: "String computed",
  fingerPrint: "String computed",
  keyFile: "String optional forceNew",
  keyName: "String optional computed forceNew deprecated",
  keyNamePrefix: "String optional forceNew",
  keyPairName: "String optional computed forceNew",
  publicKey: "String optional stateFunc",
  resourceGroupId: "String optional computed",
  tags: "Map optional",
} as const satisfies SchemaOf<EcsKeyPairArgs & EcsKeyPairState>;
