import type { EcsKeyPairArgs, EcsKeyPairState, KeyPairArgs, KeyPairState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { keyPairSchema } from "../schema/keyPair";
import { isSet, tagSteps } from "../steps";

/** `alicloud:ecs/ecsKeyPair:EcsKeyPair` and `alicloud:ecs/keyPair:KeyPair` */
export const keyPair = defineModel<EcsKeyPairArgs & KeyPairArgs, EcsKeyPairState & KeyPairState>()({
  types: ["alicloud:ecs/ecsKeyPair:EcsKeyPair", "alicloud:ecs/keyPair:KeyPair"],
  schema: keyPairSchema,
  create: [
    { operation: "CreateKeyPair", when: ({ change }) => !isSet(change.after.publicKey) },
    { operation: "ImportKeyPair", when: ({ change }) => isSet(change.after.publicKey) },
  ],
  update: [{ operation: "JoinResourceGroup", on: ["resourceGroupId"] }, ...tagSteps("tags" as const)],
  delete: [{ operation: "DeleteKeyPairs" }],
  silent: ["publicKey"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_key_pair.go",
});
