/** What the emulator keeps: instances, disks and keys of a few accounts. Plain data that tests change at will. */

export interface CloudInstance {
  readonly id: string;
  readonly account: string;
  readonly regionId: string;
  name: string;
  status: "Running" | "Stopped";
  lockReasons: string[];
  securityGroupIds: string[];
}

export interface CloudDisk {
  readonly id: string;
  readonly account: string;
  readonly regionId: string;
  status: string;
  /** Several for a multi-attach disk. */
  instanceIds: string[];
}

export interface CloudKey {
  readonly account: string;
  readonly secret: string;
  readonly token?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
  /** Actions that the key may not call. */
  readonly denied?: readonly string[];
  /** Denied descriptions look empty, as the ECS API has done, and only a dry run names the reason. */
  readonly deniedInSilence?: boolean;
}

export interface Cloud {
  readonly regions: Set<string>;
  readonly instances: Map<string, CloudInstance>;
  readonly disks: Map<string, CloudDisk>;
  readonly keys: Map<string, CloudKey>;
  /** Role ARN to what may assume it. */
  readonly roles: Map<string, CloudRole>;
}

export interface CloudRole {
  readonly account: string;
  readonly externalId?: string;
  /** The OIDC token that opens it. */
  readonly oidcToken?: string;
}

export const ACCOUNT = "1234567890123456";
export const KEY_ID = "LTAIemulatorAccessKey";
export const KEY_SECRET = "emulatorAccessKeySecret";
export const REGION = "cn-hangzhou";

export function newCloud(): Cloud {
  return {
    regions: new Set([REGION, "cn-beijing", "cn-shanghai", "ap-southeast-1"]),
    instances: new Map(),
    disks: new Map(),
    keys: new Map([[KEY_ID, { account: ACCOUNT, secret: KEY_SECRET }]]),
    roles: new Map(),
  };
}

export function addInstance(cloud: Cloud, id: string, rest: Partial<Omit<CloudInstance, "id">> = {}): CloudInstance {
  const instance: CloudInstance = {
    id,
    account: ACCOUNT,
    regionId: REGION,
    name: `name-of-${id}`,
    status: "Running",
    lockReasons: [],
    securityGroupIds: ["sg-1"],
    ...rest,
  };
  cloud.instances.set(id, instance);
  return instance;
}

export function addDisk(
  cloud: Cloud,
  id: string,
  instanceIds: string[],
  rest: Partial<Omit<CloudDisk, "id">> = {},
): CloudDisk {
  const status = instanceIds.length === 0 ? "Available" : "In_use";
  const disk: CloudDisk = { id, account: ACCOUNT, regionId: REGION, status, instanceIds, ...rest };
  cloud.disks.set(id, disk);
  return disk;
}
