import type { PropertyMap, Value } from "./values";

type Rule = (planned: PropertyMap, prior: PropertyMap) => boolean;

/** The differences that the provider hides (DiffSuppressFunc and StateFunc), as far as tests need them. */
export function suppressed(type: string, property: string, planned: PropertyMap, prior: PropertyMap): boolean {
  return rules[type]?.[property]?.(planned, prior) ?? false;
}

const wanted = (property: string, planned: PropertyMap, prior: PropertyMap): Value | undefined =>
  planned[property] ?? prior[property];

const isPrePaid: Rule = (planned, prior) => wanted("instanceChargeType", planned, prior) === "PrePaid";
const isPostPaid: Rule = (planned, prior) => !isPrePaid(planned, prior);
const hasLaunchTemplate: Rule = (planned, prior) =>
  ["launchTemplateId", "launchTemplateName"].some((name) => Boolean(wanted(name, planned, prior)));
const hasNoBandwidthOut: Rule = (planned, prior) => !(Number(wanted("internetMaxBandwidthOut", planned, prior)) > 0);

const instance: Readonly<Record<string, Rule>> = {
  internetChargeType: hasNoBandwidthOut,
  internetMaxBandwidthIn: hasNoBandwidthOut,
  kmsEncryptedPassword: (planned) => Boolean(planned.password),
  kmsEncryptionContext: (planned, prior) => !wanted("kmsEncryptedPassword", planned, prior),
  systemDiskPerformanceLevel: (planned, prior) => wanted("systemDiskCategory", planned, prior) !== "cloud_essd",
  period: isPostPaid,
  periodUnit: isPostPaid,
  renewalStatus: isPostPaid,
  includeDataDisks: isPostPaid,
  forceDelete: isPostPaid,
  autoRenewPeriod: (planned, prior) =>
    isPostPaid(planned, prior) || wanted("renewalStatus", planned, prior) !== "AutoRenewal",
  deletionProtection: isPrePaid,
  spotStrategy: isPrePaid,
  spotPriceLimit: (planned, prior) =>
    isPrePaid(planned, prior) || wanted("spotStrategy", planned, prior) !== "SpotWithPriceLimit",
  deploymentSetId: (planned, prior) => planned.deploymentSetId === undefined && hasLaunchTemplate(planned, prior),
  userData: (planned, prior) => planned.userData === undefined && hasLaunchTemplate(planned, prior),
  autoReleaseTime: (planned, prior) => {
    if (isPrePaid(planned, prior)) return true;
    if (planned.autoReleaseTime === undefined) return hasLaunchTemplate(planned, prior);
    const [wantedTime, priorTime] = [planned.autoReleaseTime, prior.autoReleaseTime];
    if (typeof wantedTime !== "string" || typeof priorTime !== "string" || priorTime === "") return false;
    return wantedTime.startsWith(priorTime.replace(/:00Z$/, ""));
  },
};

const performanceLevelOfEssd: Readonly<Record<string, Rule>> = {
  performanceLevel: (planned, prior) => wanted("category", planned, prior) !== "cloud_essd",
};

const rules: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  "alicloud:ecs/instance:Instance": instance,
  "alicloud:ecs/disk:Disk": performanceLevelOfEssd,
  "alicloud:ecs/ecsDisk:EcsDisk": performanceLevelOfEssd,
};
