import type { InstanceArgs, InstanceState } from "@pulumi/alicloud/ecs";
import { asText } from "../../domain/values";
import { suppressions } from "./instanceSuppressions";
import { INSTANCE_UPDATE, isPrePaid, self } from "./instanceUpdate";
import type { ReplacementContext } from "../../changes/comparison";
import { defineModel } from "../model";
import { instanceSchema } from "../schema/instance";
import { isSet, maybe, noTarget } from "../steps";

/** The image replaces the instance only where the provider's features say so, and only from one known id to another. */
function replacedOnImageUpdate({ settings, before, after }: ReplacementContext): boolean {
  const features = settings.features;
  const text = typeof features === "string" ? features : JSON.stringify(features ?? {});
  const wanted = /"(replaceOnImageUpdate|replace_on_image_update)":\s*"?true/.test(text);
  return wanted && asText(before.imageId) !== undefined && asText(after.imageId) !== undefined;
}

/** `alicloud:ecs/instance:Instance` */
export const instance = defineModel<InstanceArgs, InstanceState>()({
  types: ["alicloud:ecs/instance:Instance"],
  schema: instanceSchema,
  suppressions,
  ineffective: {
    password: ({ after }) => !isSet(after.password) && !isSet(after.kmsEncryptedPassword),
    kmsEncryptedPassword: ({ after }) => !isSet(after.password) && !isSet(after.kmsEncryptedPassword),
    privateIp: ({ after }) => !isSet(after.vswitchId),
  },
  replacedWhen: { imageId: replacedOnImageUpdate },
  targets: self,
  create: [
    // A replacement's new instance is refused on account of the old one; a plain create has no target.
    { operation: "RunInstances", note: "refused where it replaces a locked instance" },
    {
      operation: "StopInstance",
      when: ({ change }) => maybe(change.after.status, "Stopped"),
      targets: noTarget,
      note: "of the new instance, with status Stopped",
    },
    { operation: "TagResources", when: ({ change }) => isSet(change.after.volumeTags), targets: noTarget },
    {
      operation: "AssignPrivateIpAddresses",
      when: ({ change: { after } }) => isSet(after.secondaryPrivateIps) || isSet(after.secondaryPrivateIpAddressCount),
      targets: noTarget,
    },
    {
      operation: "ModifyInstanceMaintenanceAttributes",
      when: ({ change: { after } }) =>
        isSet(after.maintenanceTime) || isSet(after.maintenanceAction) || isSet(after.maintenanceNotify),
      targets: noTarget,
    },
    {
      operation: "ModifyInstanceMetadataOptions",
      when: ({ change: { after } }) => isSet(after.httpEndpoint) || isSet(after.httpTokens),
      targets: noTarget,
    },
  ],
  update: INSTANCE_UPDATE,
  delete: [
    {
      operation: "ModifyInstanceChargeType",
      when: ({ change: { before } }) => isPrePaid(before) && before.forceDelete === true,
      note: "of a PrePaid instance with forceDelete",
    },
    // A PrePaid instance without forceDelete is refused by the provider itself, before any call.
    {
      operation: "DeleteInstance",
      when: ({ change: { before } }) => !isPrePaid(before) || before.forceDelete === true,
      note: "of a PostPaid instance, or with forceDelete",
    },
  ],
  silent: [
    "allocatePublicIp",
    "dryRun",
    "forceDelete",
    "includeDataDisks",
    "isOutdated",
    "kmsEncryptionContext",
    "operatorType",
    "passwordInherit",
    "period",
    "periodUnit",
    "spotDuration",
    "stoppedMode",
    "dataDisks",
    "networkInterfaces",
    "imageOptions",
    "enableNetworkEncryption",
  ],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_instance.go",
});
