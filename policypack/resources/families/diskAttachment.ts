import type {
  DiskAttachmentArgs,
  DiskAttachmentState,
  EcsDiskAttachmentArgs,
  EcsDiskAttachmentState,
} from "@pulumi/alicloud/ecs";
import { asText, type ValueMap } from "../../domain/values";
import { defineModel, type LiveView, type StepContext } from "../model";
import { type ResourceChange } from "../../domain/decisions";
import { type Target, diskTarget, instanceTarget } from "../../domain/targets";
import { diskAttachmentSchema } from "../schema/diskAttachment";
import { idParts, ids } from "../steps";

/** The instance by the resource id, as the provider takes it; the disk, where no instance is known. */
function attached({ change: { id, before } }: StepContext): Target[] {
  const [diskId, instanceId] = idParts(id);
  const instance = instanceId ?? asText(before.instanceId);
  if (instance !== undefined) return [instanceTarget(instance)];
  return ids(diskId ?? before.diskId).map(diskTarget);
}

/** An attachment is imported, not created, where the disk is on that instance already. */
function exists({ after }: ResourceChange, live: LiveView): boolean {
  const [diskId, instanceId] = [asText(after.diskId), asText(after.instanceId)];
  if (diskId === undefined || instanceId === undefined) return false;
  return live.diskInstances(diskId)?.includes(instanceId) === true;
}

function idOf(inputs: ValueMap): string | undefined {
  const [diskId, instanceId] = [asText(inputs.diskId), asText(inputs.instanceId)];
  return diskId === undefined || instanceId === undefined ? undefined : `${diskId}:${instanceId}`;
}

/** `alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment` and `alicloud:ecs/diskAttachment:DiskAttachment` */
export const diskAttachment = defineModel<
  EcsDiskAttachmentArgs & DiskAttachmentArgs,
  EcsDiskAttachmentState & DiskAttachmentState
>()({
  types: ["alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment", "alicloud:ecs/diskAttachment:DiskAttachment"],
  schema: diskAttachmentSchema,
  exists,
  idOf,
  create: [
    {
      operation: "AttachDisk",
      targets: ({ change }) => ids(change.after.instanceId).map(instanceTarget),
      note: "to the new instance",
    },
    // Only where the disk's DeleteAutoSnapshot was another before it was attached, which nothing here tells.
    { operation: "ModifyDiskAttribute", targets: ({ change }) => ids(change.after.diskId).map(diskTarget) },
  ],
  update: [],
  delete: [{ operation: "DetachDisk", targets: attached, note: "from the old instance" }],
  silent: ["deleteWithInstance"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_disk_attachment.go",
});
