import type {
  EcsLaunchTemplateArgs,
  EcsLaunchTemplateState,
  LaunchTemplateArgs,
  LaunchTemplateState,
} from "@pulumi/alicloud/ecs";
import { defineModel, type PropertyOf, type StepContext } from "../model";
import { launchTemplateSchema } from "../schema/launchTemplate";
import { maybeTrue, numberOf, tagSteps } from "../steps";

type Args = EcsLaunchTemplateArgs & LaunchTemplateArgs;
type State = EcsLaunchTemplateState & LaunchTemplateState;
type Name = PropertyOf<Args, State>;

/** What a version of the template is made of: a change makes a new version. */
const VERSIONED: readonly Name[] = [
  "autoReleaseTime",
  "dataDisks",
  "deploymentSetId",
  "description",
  "enableVmOsConfig",
  "hostName",
  "httpEndpoint",
  "httpPutResponseHopLimit",
  "httpTokens",
  "imageId",
  "imageOptions",
  "imageOwnerAlias",
  "instanceChargeType",
  "instanceName",
  "instanceType",
  "internetChargeType",
  "internetMaxBandwidthIn",
  "internetMaxBandwidthOut",
  "ioOptimized",
  "keyPairName",
  "networkInterfaces",
  "networkType",
  "passwordInherit",
  "privateIpAddress",
  "ramRoleName",
  "resourceGroupId",
  "securityEnhancementStrategy",
  "securityGroupId",
  "securityGroupIds",
  "spotDuration",
  "spotPriceLimit",
  "spotStrategy",
  "systemDisk",
  "systemDiskCategory",
  "systemDiskDescription",
  "systemDiskName",
  "systemDiskSize",
  "tags",
  "userData",
  "userdata",
  "versionDescription",
  "vpcId",
  "vswitchId",
  "zoneId",
];

const UPDATABLE: readonly Name[] = [...VERSIONED, "templateTags", "defaultVersionNumber", "updateDefaultVersionNumber"];

/** A template holds 30 versions; with every update of a full one its oldest goes, whatever the update is. */
const full = ({ change }: StepContext): boolean => !(numberOf(change.before.latestVersionNumber ?? 30) < 30);

const movesDefault = ({ change: { changed, after } }: StepContext): boolean =>
  changed.has("defaultVersionNumber") || maybeTrue(after.updateDefaultVersionNumber);

/** `alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate` and `alicloud:ecs/launchTemplate:LaunchTemplate` */
export const launchTemplate = defineModel<Args, State>()({
  types: ["alicloud:ecs/ecsLaunchTemplate:EcsLaunchTemplate", "alicloud:ecs/launchTemplate:LaunchTemplate"],
  schema: launchTemplateSchema,
  create: [{ operation: "CreateLaunchTemplate" }],
  // A template never acts on instances that exist.
  update: [
    ...tagSteps("templateTags" as const),
    { operation: "DeleteLaunchTemplateVersion", on: UPDATABLE, when: full },
    { operation: "CreateLaunchTemplateVersion", on: VERSIONED },
    { operation: "ModifyLaunchTemplateDefaultVersion", on: UPDATABLE, when: movesDefault },
  ],
  delete: [{ operation: "DeleteLaunchTemplate" }],
  silent: [],
  source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_launch_template.go",
});
