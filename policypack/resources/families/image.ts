import type { ImageArgs, ImageState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { imageSchema } from "../schema/image";
import { ids, isSet, maybeTrue, tagSteps } from "../steps";
import { instanceTarget } from "../../domain/targets";

/** `alicloud:ecs/image:Image` */
export const image = defineModel<ImageArgs, ImageState>()({
  types: ["alicloud:ecs/image:Image"],
  schema: imageSchema,
  // Made from an instance, a snapshot or a list of snapshots; only the first acts on an instance.
  create: [
    {
      operation: "CreateImage",
      targets: ({ change }) => ids(change.after.instanceId).map(instanceTarget),
      note: "with instanceId",
    },
  ],
  update: [
    { operation: "ModifyImageAttribute", on: ["description", "name", "imageName", "imageFamily", "bootMode"] },
    {
      operation: "JoinResourceGroup",
      on: ["resourceGroupId"],
      when: ({ change }) => isSet(change.after.resourceGroupId),
    },
    ...tagSteps("tags" as const),
  ],
  delete: [
    { operation: "DeleteImage" },
    { operation: "DeleteSnapshot", when: ({ change }) => maybeTrue(change.before.deleteAutoSnapshot) },
  ],
  // Another source of an existing image is an update that does nothing.
  silent: ["instanceId", "snapshotId", "detectionStrategy", "force", "deleteAutoSnapshot", "licenseType", "features"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_image.go",
});
