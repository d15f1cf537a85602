import type { ImageCopyArgs, ImageCopyState, CopyImageArgs, CopyImageState } from "@pulumi/alicloud/ecs";
import { defineModel } from "../model";
import { imageCopySchema } from "../schema/imageCopy";
import { maybeTrue, tagSteps } from "../steps";

/** `alicloud:ecs/imageCopy:ImageCopy` and `alicloud:ecs/copyImage:CopyImage` */
export const imageCopy = defineModel<ImageCopyArgs & CopyImageArgs, ImageCopyState & CopyImageState>()({
  types: ["alicloud:ecs/imageCopy:ImageCopy", "alicloud:ecs/copyImage:CopyImage"],
  schema: imageCopySchema,
  create: [{ operation: "CopyImage" }],
  update: [
    ...tagSteps("tags" as const),
    { operation: "ModifyImageAttribute", on: ["description", "name", "imageName"] },
  ],
  delete: [
    { operation: "DeleteImage" },
    { operation: "DeleteSnapshot", when: ({ change }) => maybeTrue(change.before.deleteAutoSnapshot) },
  ],
  silent: ["force", "deleteAutoSnapshot"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_image_copy.go",
});
