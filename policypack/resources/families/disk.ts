import type { DiskArgs, DiskState, EcsDiskArgs, EcsDiskState } from "@pulumi/alicloud/ecs";
import { UNKNOWN } from "../../domain/values";
import { defineModel, type PropertyOf, type Step, type StepContext } from "../model";
import { type Target, diskTarget, instanceTarget } from "../../domain/targets";
import { diskSchema } from "../schema/disk";
import { ids, isSet, maybe, noTarget, tagSteps } from "../steps";

type Args = EcsDiskArgs & DiskArgs;
type State = EcsDiskState & DiskState;

const self = ({ change }: StepContext): Target[] => ids(change.id).map(diskTarget);

const ATTRIBUTES = [
  "deleteAutoSnapshot",
  "deleteWithInstance",
  "description",
  "diskName",
  "name",
  "enableAutoSnapshot",
] as const satisfies readonly PropertyOf<Args, State>[];

/**
 * Bursting exists on cloud_auto disks only: on the way to one it is switched after the category. So since #10235, which
 * comes after 1.289.0; that version switches it before. No lock refuses either call.
 */
const burstsLater = ({ change }: StepContext): boolean =>
  change.changed.has("burstingEnabled") && change.changed.has("category") && maybe(change.after.category, "cloud_auto");

/** The one property whose call waits for the category does not make the earlier call. */
const modifiesBefore = (context: StepContext): boolean =>
  ATTRIBUTES.some((name) => context.change.changed.has(name)) ||
  (context.change.changed.has("burstingEnabled") && !burstsLater(context)) ||
  context.change.after.category === UNKNOWN;

const UPDATE: readonly Step<PropertyOf<Args, State>>[] = [
  { operation: "ModifyDiskAttribute", on: [...ATTRIBUTES, "burstingEnabled"], when: modifiesBefore },
  { operation: "ResizeDisk", on: ["size"] },
  { operation: "JoinResourceGroup", on: ["resourceGroupId"] },
  { operation: "ModifyDiskSpec", on: ["performanceLevel", "category", "provisionedIops"] },
  { operation: "ModifyDiskAttribute", on: ["burstingEnabled"], when: burstsLater },
  { operation: "ModifyDiskChargeType", on: ["paymentType"] },
  ...tagSteps("tags" as const),
];

/** `alicloud:ecs/ecsDisk:EcsDisk` and `alicloud:ecs/disk:Disk` */
export const disk = defineModel<Args, State>()({
  types: ["alicloud:ecs/ecsDisk:EcsDisk", "alicloud:ecs/disk:Disk"],
  schema: diskSchema,
  suppressions: {
    performanceLevel: ({ after }) => after.category !== UNKNOWN && after.category !== "cloud_essd",
  },
  targets: self,
  create: [
    // A subscription disk is created on an instance, and the service attaches it.
    { operation: "CreateDisk", targets: ({ change }) => ids(change.after.instanceId).map(instanceTarget) },
    {
      operation: "ModifyDiskAttribute",
      when: ({ change: { after } }) =>
        isSet(after.deleteAutoSnapshot) || isSet(after.deleteWithInstance) || isSet(after.enableAutoSnapshot),
      targets: noTarget,
    },
  ],
  update: UPDATE,
  delete: [
    {
      operation: "DeleteDisk",
      // A subscription disk that goes with its instance is only taken out of the state.
      when: ({ change: { before } }) => !(before.paymentType === "Subscription" && before.deleteWithInstance === true),
    },
  ],
  // `type` says how ResizeDisk resizes; `instanceId` of an existing disk is where it is attached, moved by attachments.
  silent: ["instanceId", "advancedFeatures", "encryptAlgorithm", "dryRun", "type"],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_disk.go",
});
