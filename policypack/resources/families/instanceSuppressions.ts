import type { Suppressions } from "../../changes/comparison";
import { UNKNOWN, type Value, type ValueMap } from "../../domain/values";
import { isSet, numberOf } from "../steps";

export const isPrePaid = ({ instanceChargeType }: ValueMap): boolean =>
  typeof instanceChargeType === "string" && instanceChargeType.toLowerCase() === "prepaid";

/** Only where the charge type is known to be another one: an unknown one may turn out to be PrePaid. */
export const unlessPrePaid = ({ after }: { after: ValueMap }): boolean =>
  after.instanceChargeType !== UNKNOWN && !isPrePaid(after);

const withLaunchTemplate = ({ after }: { after: ValueMap }): boolean =>
  isSet(after.launchTemplateId) || isSet(after.launchTemplateName);

const removedWithTemplate = (values: { new: Value | undefined; after: ValueMap }): boolean =>
  !isSet(values.new) && withLaunchTemplate(values);

export const unlessBandwidth = ({ after }: { after: ValueMap }): boolean =>
  typeof after.internetMaxBandwidthOut !== "symbol" && !(numberOf(after.internetMaxBandwidthOut) > 0);

/** The provider trims the characters `:`, `0` and `Z` off both ends of the old value, not the text `:00Z` (M). */
function sameReleaseTime({ old, new: planned }: { old: Value | undefined; new: Value | undefined }): boolean {
  if (typeof old !== "string" || typeof planned !== "string" || old === "" || planned === "") return false;
  return planned.startsWith(old.replace(/^[:0Z]+|[:0Z]+$/g, ""));
}

/** What the provider's diffSuppress functions hide; source: resource_alicloud_instance.go, diff_suppress_funcs.go. */
export const suppressions: Suppressions = {
  internetChargeType: unlessBandwidth,
  internetMaxBandwidthIn: unlessBandwidth,
  kmsEncryptedPassword: ({ after }) => isSet(after.password),
  kmsEncryptionContext: ({ after }) => !isSet(after.kmsEncryptedPassword),
  systemDiskPerformanceLevel: ({ after }) =>
    after.systemDiskCategory !== UNKNOWN && after.systemDiskCategory !== "cloud_essd",
  period: unlessPrePaid,
  periodUnit: unlessPrePaid,
  renewalStatus: unlessPrePaid,
  includeDataDisks: unlessPrePaid,
  forceDelete: unlessPrePaid,
  autoRenewPeriod: ({ after }) => after.instanceChargeType === "PostPaid" || after.renewalStatus !== "AutoRenewal",
  deletionProtection: ({ after }) => isPrePaid(after),
  spotStrategy: ({ after }) =>
    isSet(after.instanceChargeType) && after.instanceChargeType !== "PostPaid" && after.instanceChargeType !== UNKNOWN,
  spotPriceLimit: ({ after }) =>
    !(after.instanceChargeType === undefined || maybePostPaid(after)) || after.spotStrategy !== "SpotWithPriceLimit",
  userData: removedWithTemplate,
  deploymentSetId: removedWithTemplate,
  autoReleaseTime: (values) => isPrePaid(values.after) || removedWithTemplate(values) || sameReleaseTime(values),
};

const maybePostPaid = ({ instanceChargeType }: ValueMap): boolean =>
  instanceChargeType === "PostPaid" || instanceChargeType === UNKNOWN || instanceChargeType === "";
