import { secret, type PropertyMap } from "./values";

/**
 * What the provider reads of a resource besides what the program has set, as the recordings of the real one have it.
 * `count` tells resources apart.
 */
export function readOutputs(type: string, set: PropertyMap, count: number): PropertyMap {
  switch (type) {
    case "alicloud:ecs/instance:Instance":
      return { ...instance(count), ...followingFrom(set, count) };
    case "alicloud:ecs/disk:Disk":
    case "alicloud:ecs/ecsDisk:EcsDisk":
      return { ...disk, ...(set.diskName === undefined ? {} : { name: set.diskName }) };
    case "alicloud:ecs/diskAttachment:DiskAttachment":
    case "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment":
      return { device: "/dev/xvdb" };
    default:
      return {};
  }
}

/** What the cloud answers because of what the program has set. */
function followingFrom(set: PropertyMap, count: number): PropertyMap {
  const { internetMaxBandwidthOut, secondaryPrivateIps, vswitchId } = set;
  const isPublic = Number(internetMaxBandwidthOut ?? 0) > 0;
  return {
    ...(vswitchId === undefined ? { vswitchId: "", subnetId: "", vpcId: "" } : { subnetId: vswitchId }),
    ...(isPublic ? { publicIp: `47.0.0.${count % 256}`, internetMaxBandwidthIn: 200 } : {}),
    ...(Array.isArray(secondaryPrivateIps) ? { secondaryPrivateIpAddressCount: secondaryPrivateIps.length } : {}),
  };
}

const instance = (count: number): PropertyMap => ({
  autoReleaseTime: "",
  autoRenewPeriod: 0,
  availabilityZone: "cn-hangzhou-h",
  cpu: 2,
  cpuOptions: { coreCount: 2, threadsPerCore: 2, topologyType: "" },
  createTime: "2026-01-01T00:00Z",
  creditSpecification: "",
  dedicatedHostId: "",
  deletionProtection: false,
  deploymentSetId: "",
  description: "",
  enableHighDensityMode: false,
  enableJumboFrame: false,
  expiredTime: "2099-12-31T15:59Z",
  hostName: `host-${count}`,
  hpcClusterId: "",
  httpEndpoint: "enabled",
  httpPutResponseHopLimit: 0,
  httpTokens: "optional",
  imageOptions: { loginAsNonRoot: false },
  instanceChargeType: "PostPaid",
  internetChargeType: "PayByTraffic",
  internetMaxBandwidthIn: 0,
  internetMaxBandwidthOut: 0,
  ipv6AddressCount: 0,
  ipv6Addresses: [],
  keyName: "",
  maintenanceAction: "AutoRecover",
  maintenanceNotify: false,
  maintenanceTime: null,
  memory: 8192,
  networkCardIndex: 0,
  networkInterfaceId: `eni-test-${count}`,
  networkInterfaceTrafficMode: "Standard",
  networkInterfaces: null,
  osName: "Alibaba Cloud Linux",
  osType: "linux",
  // The provider reads no password. Every instance has one all the same, and it is a secret.
  password: secret(""),
  periodUnit: "",
  primaryIpAddress: `10.0.0.${count % 256}`,
  privateIp: `10.0.0.${count % 256}`,
  privatePoolOptionsId: "",
  privatePoolOptionsMatchCriteria: "None",
  publicIp: "",
  queuePairNumber: 0,
  renewalStatus: "",
  resourceGroupId: "",
  secondaryPrivateIpAddressCount: 0,
  secondaryPrivateIps: [],
  sourceDestCheck: false,
  spotDuration: 0,
  spotInterruptionBehavior: "",
  spotPriceLimit: 0,
  spotStrategy: "NoSpot",
  startTime: "2026-01-01T00:00Z",
  status: "Running",
  stoppedMode: "Not-applicable",
  subnetId: "vsw-test",
  systemDiskAutoSnapshotPolicyId: "",
  systemDiskBurstingEnabled: false,
  systemDiskCategory: "cloud_essd",
  systemDiskDescription: "",
  systemDiskEncrypted: false,
  systemDiskId: `d-test-system-${count}`,
  systemDiskKmsKeyId: "",
  systemDiskName: "",
  systemDiskPerformanceLevel: "PL1",
  systemDiskProvisionedIops: 0,
  systemDiskSize: 40,
  systemDiskStorageClusterId: "",
  tags: {},
  userData: "",
  volumeTags: {},
  vpcId: "vpc-test",
});

const disk: PropertyMap = {
  availabilityZone: "cn-hangzhou-h",
  burstingEnabled: false,
  createTime: "2026-01-01T00:00:00Z",
  deleteAutoSnapshot: false,
  deleteWithInstance: false,
  description: "",
  enableAutoSnapshot: true,
  encrypted: false,
  instanceId: "",
  kmsKeyId: "",
  multiAttach: "Disabled",
  paymentType: "PayAsYouGo",
  performanceLevel: "PL1",
  provisionedIops: 0,
  regionId: "cn-hangzhou",
  resourceGroupId: "",
  snapshotId: "",
  status: "Available",
  storageSetId: "",
  storageSetPartitionNumber: 0,
  tags: {},
  zoneId: "cn-hangzhou-h",
};
