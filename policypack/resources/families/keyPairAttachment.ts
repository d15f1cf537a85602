import type {
  EcsKeyPairAttachmentArgs,
  EcsKeyPairAttachmentState,
  KeyPairAttachmentArgs,
  KeyPairAttachmentState,
} from "@pulumi/alicloud/ecs";
import { defineModel, type StepContext } from "../model";
import { type Target, instanceTarget } from "../../domain/targets";
import { keyPairAttachmentSchema } from "../schema/keyPairAttachment";
import { idParts, ids, listedIds, maybeTrue } from "../steps";

const attached = ({ change }: StepContext): Target[] => ids(change.after.instanceIds).map(instanceTarget);

/** By the resource id, `keyPairName:["i-1","i-2"]`, as the provider takes them. */
function detached({ change: { id, before } }: StepContext): Target[] {
  const named = listedIds(idParts(id)[1]);
  return (named.length > 0 ? named : ids(before.instanceIds)).map(instanceTarget);
}

/** `alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment` and `alicloud:ecs/keyPairAttachment:KeyPairAttachment` */
export const keyPairAttachment = defineModel<
  EcsKeyPairAttachmentArgs & KeyPairAttachmentArgs,
  EcsKeyPairAttachmentState & KeyPairAttachmentState
>()({
  types: ["alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment", "alicloud:ecs/keyPairAttachment:KeyPairAttachment"],
  schema: keyPairAttachmentSchema,
  create: [
    { operation: "AttachKeyPair", targets: attached },
    // Every instance of the new set, also those that had the key pair before, whatever their status.
    {
      operation: "RebootInstance",
      when: ({ change }) => maybeTrue(change.after.force),
      targets: attached,
      note: "with force, every instance of the new set",
    },
  ],
  update: [],
  delete: [{ operation: "DetachKeyPair", targets: detached }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_key_pair_attachment.go",
});
