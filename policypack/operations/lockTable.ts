import type { Behavior } from "../domain/behaviors";
/**
 * The lock table: how an ECS API operation behaves on an instance that is locked for security reasons, by three sources
 * that disagree in places and are therefore kept apart. Code reads these tables; a person checks them against the
 * sources row by row.
 *
 * - `TOPIC`: "API behavior when an instance is locked for security reasons", Alibaba Cloud ECS API reference; 39 rows,
 *   complete. docs/sources/ecs-security-lock-topic.txt holds its text, tests/operations/lockTable.test.ts compares.
 * - `CURRENT_PAGE`: the same topic as published from 2025-04 to 2026-09; its first 30 rows could be read, so absence
 *   proves nothing.
 * - `API_REFERENCE`: operations whose own API page or SDK comment names the refusal; the error lists there are
 *   incomplete, so absence proves nothing either.
 *
 * Collected 2026-11.
 */

/** A row of a later source: the behaviour, and what the source says of it. */
export interface SourceRow {
  readonly behavior: Behavior;
  readonly errorCode?: string;
  readonly httpStatus?: number;
  readonly source?: string;
  readonly note?: string;
}

/** When each source was published or read, for messages and documents. */
export const SOURCE_NAMES = {
  topic: "the topic on security locks",
  current: "the current page of the topic (2025-04 to 2026-09)",
  apiReference: "the API reference (2021-07 to 2026)",
} as const;

export const TOPIC: Readonly<Record<string, Behavior>> = {
  AllocatePublicIpAddress: "affected",
  AttachDisk: "affected",
  AuthorizeSecurityGroup: "unaffected",
  CreateDisk: "unaffected",
  CreateImage: "unaffected",
  CreateInstance: "affected",
  CreateSecurityGroup: "unaffected",
  CreateSnapshot: "affectedWhenDiskInUse",
  DeleteDisk: "unaffected",
  DeleteImage: "unaffected",
  DeleteInstance: "unaffected",
  DeleteSecurityGroup: "unaffected",
  DeleteSnapshot: "unaffected",
  DescribeAutoSnapshotPolicy: "unaffected",
  DescribeDisks: "unaffected",
  DescribeImages: "unaffected",
  DescribeInstanceMonitorData: "unaffected",
  DescribeInstanceStatus: "unaffected",
  DescribeInstanceTypes: "unaffected",
  DescribeInstances: "unaffected",
  DescribeRegions: "unaffected",
  DescribeSecurityGroupAttribute: "unaffected",
  DescribeSecurityGroups: "unaffected",
  DescribeSnapshotAttribute: "unaffected",
  DescribeSnapshots: "unaffected",
  DescribeZones: "unaffected",
  DetachDisk: "affected",
  JoinSecurityGroup: "affected",
  LeaveSecurityGroup: "affected",
  ModifyAutoSnapshotPolicy: "unaffected",
  ModifyDiskAttribute: "unaffected",
  ModifyInstanceAttribute: "affected",
  ReInitDisk: "affectedWhenDiskInUse",
  RebootInstance: "affected",
  ReplaceSystemDisk: "unaffected",
  ResetDisk: "affected",
  RevokeSecurityGroup: "unaffected",
  StartInstance: "affected",
  StopInstance: "affected",
};

export const CURRENT_PAGE: Readonly<Record<string, SourceRow>> = {
  AttachInstanceRamRole: { behavior: "unaffected" },
  CreateDisk: { behavior: "unaffected" },
  CreateImage: {
    behavior: "affected",
    errorCode: "InstanceLockedForSecurity",
    note: "only when the image is created from the locked instance",
  },
  DeleteInstance: { behavior: "unaffected" },
  DeleteInstances: { behavior: "unaffected" },
  DescribeDisks: { behavior: "unaffected" },
  DescribeInstanceAttribute: { behavior: "unaffected" },
  DescribeInstanceAutoRenewAttribute: { behavior: "unaffected" },
  DescribeInstanceRamRole: { behavior: "unaffected" },
  DescribeInstanceStatus: { behavior: "unaffected" },
  DescribeInstanceTypes: { behavior: "unaffected" },
  DescribeInstanceVncUrl: { behavior: "affected", errorCode: "IncorrectInstanceStatus" },
  DescribeInstances: { behavior: "unaffected" },
  DescribeUserData: { behavior: "unaffected" },
  DetachInstanceRamRole: { behavior: "unaffected" },
  ModifyInstanceAttribute: { behavior: "affected", errorCode: "InstanceLockedForSecurity" },
  ModifyInstanceAutoReleaseTime: { behavior: "affected", errorCode: "InstanceLockedForSecurity" },
  ModifyInstanceAutoRenewAttribute: { behavior: "unaffected" },
  ModifyInstanceChargeType: { behavior: "affected", errorCode: "InstanceLockedForSecurity" },
  ModifyInstanceMetadataOptions: { behavior: "unaffected" },
  ModifyInstanceSpec: { behavior: "affected", errorCode: "InstanceLockedForSecurity" },
  ModifyInstanceVncPasswd: { behavior: "unaffected" },
  ModifyPrepayInstanceSpec: { behavior: "affected", errorCode: "InstanceLockedForSecurity" },
  ReActivateInstances: { behavior: "affected" },
  RebootInstance: { behavior: "affected", errorCode: "InstanceLockedForSecurity" },
  RebootInstances: { behavior: "affected", errorCode: "InstanceLockedForSecurity" },
  RenewInstance: { behavior: "unaffected" },
  StartInstance: { behavior: "affected", errorCode: "InstanceLockedForSecurity" },
  StopInstance: { behavior: "unaffected" },
};

export const API_REFERENCE: Readonly<Record<string, SourceRow>> = {
  AllocatePublicIpAddress: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026",
  },
  AttachDisk: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026 (ResetDisk, AttachDisk, DetachDisk)",
  },
  CreateImage: {
    behavior: "affected",
    httpStatus: 400,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026",
    note: "when made from the locked instance; the topic says unaffected",
  },
  CreateSnapshot: {
    behavior: "affectedWhenDiskInUse",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026 (CreateSnapshot)",
  },
  CreateSnapshotGroup: {
    behavior: "affectedWhenDiskInUse",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026 (CreateSnapshot)",
  },
  DeleteInstance: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07, page of 2025-04-09",
    note: "both editions of the topic say unaffected",
  },
  DeleteInstances: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07 (Chinese)",
    note: "the current page says unaffected",
  },
  DetachDisk: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026 (ResetDisk, AttachDisk, DetachDisk)",
  },
  JoinSecurityGroup: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026",
  },
  LeaveSecurityGroup: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07 and 2025",
  },
  ModifyInstanceAttribute: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026",
  },
  ModifyInstanceNetworkSpec: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07",
  },
  ModifyInstanceSpec: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026",
  },
  ModifyInstanceVpcAttribute: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "OperationDenied",
    source: 'page of 2025-12-22: "The Specified operation is denied as your instance is locked for security reasons."',
  },
  ReActivateInstances: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2025; SDK comments 2026",
  },
  ReInitDisk: {
    behavior: "affectedWhenDiskInUse",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07, page of 2025",
  },
  RebootInstance: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026",
  },
  RebootInstances: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2025; SDK comments 2026",
  },
  RedeployInstance: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07",
  },
  RenewInstance: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07",
    note: "the current page says unaffected",
  },
  ReplaceSystemDisk: {
    behavior: "affectedWhenDiskInUse",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026",
    note: "the topic says unaffected",
  },
  ResetDisk: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026 (ResetDisk, AttachDisk, DetachDisk)",
  },
  ResetDisks: {
    behavior: "affectedWhenDiskInUse",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07 (ResizeDisk also page of 2026-01-13)",
  },
  ResizeDisk: {
    behavior: "affectedWhenDiskInUse",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07 (ResizeDisk also page of 2026-01-13)",
  },
  StartInstance: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07; SDK comments 2026",
  },
  StartInstances: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "SDK comments 2026 (prose)",
  },
  StopInstance: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "API reference 2021-07, page of 2025-12-03; SDK comments 2026",
  },
  StopInstances: {
    behavior: "affected",
    httpStatus: 403,
    errorCode: "InstanceLockedForSecurity",
    source: "SDK comments 2026 (prose)",
  },
};

/** Batch and extended forms that no source lists, and the classic operation that each repeats. */
export const SAME_AS: Readonly<Record<string, string>> = {
  RunInstances: "CreateInstance",
  DeleteInstances: "DeleteInstance",
  StartInstances: "StartInstance",
  StopInstances: "StopInstance",
  RebootInstances: "RebootInstance",
  CreateSnapshotGroup: "CreateSnapshot",
  ModifyAutoSnapshotPolicyEx: "ModifyAutoSnapshotPolicy",
  AuthorizeSecurityGroupEgress: "AuthorizeSecurityGroup",
  RevokeSecurityGroupEgress: "RevokeSecurityGroup",
};
