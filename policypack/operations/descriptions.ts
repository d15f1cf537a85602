/** What an operation does, and what to do where the lock refuses it; for the policies' metadata and docs/operations/. */
export interface Description {
  readonly does: string;
  /** Besides getting the lock lifted, which helps in every case. */
  readonly fix: string;
}

/** What helps in every case; each `fix` comes after it. */
export const LIFT_THE_LOCK =
  "Find out why the instance is locked (ECS console, Events > Instance Security Events, or Security Center), clean the " +
  "instance up and have the lock lifted there or by a ticket; then run this again. If the deployment cannot wait, " +
  "take the change out of it, or leave the resource out (Pulumi's --exclude URN).";

const WAIT_FOR_SPEC = "Keep the specification as it is until the lock is lifted: nothing is lost by resizing later.";
const POWER =
  "Most often the change of another property needs it, which the line of the change names: take that back. Where `status` " +
  "itself changes, leave it out of the program, or let it say what the instance does now.";
const DATA = "Disks of a locked instance cannot be saved while they are in use; one that is detached already can.";
const GROUP_RULES = "The rules of the groups that the instance is in can still be changed: that is not refused.";
const NO_RESOURCE =
  "No resource of the provider calls it: look for the command or the execution that does, and take it out.";

/** Every operation that some source calls affected. */
export const DESCRIPTIONS: Readonly<Record<string, Description>> = {
  AllocatePublicIpAddress: {
    does: "Gives an instance a public IP address.",
    fix: "Set internetMaxBandwidthOut back to 0, or associate an EipAddress, which is an operation of the VPC.",
  },
  AttachDisk: {
    does: "Attaches a disk to an instance.",
    fix: "Attach the disk to another instance, or leave the attachment out until the lock is lifted.",
  },
  CreateImage: {
    does: "Makes a custom image of an instance or of a snapshot.",
    fix: "Make the image of a snapshot that exists already (snapshotId), or of an instance that is not locked.",
  },
  CreateInstance: {
    does: "Creates instances. The provider calls RunInstances.",
    fix:
      "The instance would be replaced. Take the change back that replaces it, or create the new instance under another " +
      "name and leave the locked one as it is; createInstance in the configuration says what is refused.",
  },
  CreateSnapshot: {
    does: "Takes a snapshot of a disk.",
    fix: `Snapshots that exist can be used meanwhile. ${DATA}`,
  },
  CreateSnapshotGroup: {
    does: "Takes snapshots of several disks of an instance at once.",
    fix: `Name only disks that are not in use (diskIds), or use snapshots that exist. ${DATA}`,
  },
  DeleteInstance: {
    does: "Releases an instance.",
    fix:
      "Releasing a locked instance releases its disks too, also those with deleteWithInstance false. To keep it, " +
      "leave it in the program, with protect against a destroy, or set retainOnDelete in an update before the one that " +
      "deletes it.",
  },
  DeleteInstances: {
    does: "Releases several instances in one call.",
    fix:
      "Releasing a locked instance releases its disks too, also those with deleteWithInstance false. One locked member " +
      "is enough: leave it in the set.",
  },
  DescribeInstanceVncUrl: {
    does: "Asks for the address of an instance's VNC console.",
    fix: NO_RESOURCE,
  },
  DetachDisk: {
    does: "Detaches a disk from an instance.",
    fix: "Keep the attachment in the program; to take it out of the state alone, set retainOnDelete on it.",
  },
  JoinSecurityGroup: {
    does: "Adds an instance to a security group.",
    fix: GROUP_RULES,
  },
  LeaveSecurityGroup: {
    does: "Takes an instance out of a security group.",
    fix: GROUP_RULES,
  },
  ModifyInstanceAttribute: {
    does: "Changes attributes of an instance: name, description, host name, password, user data, deletion protection.",
    fix: "Set the properties back to what the instance has, or list them in ignoreChanges until the lock is lifted.",
  },
  ModifyInstanceAutoReleaseTime: {
    does: "Sets the time at which an instance is released.",
    fix: "Keep autoReleaseTime as it is. A time that is set already stays in force: the instance will be released then.",
  },
  ModifyInstanceChargeType: {
    does: "Turns a pay-as-you-go instance into a subscription, or back.",
    fix: "Keep instanceChargeType; deleting a PrePaid instance with forceDelete needs this call first.",
  },
  ModifyInstanceNetworkSpec: {
    does: "Changes the bandwidth of an instance, or how it is charged.",
    fix: "Keep internetMaxBandwidthOut, internetMaxBandwidthIn and internetChargeType as they are.",
  },
  ModifyInstanceSpec: { does: "Changes the type of a pay-as-you-go instance.", fix: WAIT_FOR_SPEC },
  ModifyInstanceVpcAttribute: {
    does: "Moves an instance to another VPC or vSwitch, or changes its private IP address.",
    fix: "Keep vpcId, vswitchId and privateIp as they are.",
  },
  ModifyPrepayInstanceSpec: { does: "Changes the type of a subscription instance.", fix: WAIT_FOR_SPEC },
  ReActivateInstances: {
    does: "Reactivates instances that have expired or whose account was overdue.",
    fix: NO_RESOURCE,
  },
  ReInitDisk: {
    does: "Sets a disk back to what it was when it was created.",
    fix: `${NO_RESOURCE} ${DATA}`,
  },
  RebootInstance: {
    does: "Restarts an instance.",
    fix: "A key pair becomes effective with a restart: change keyName later, or take force out of the attachment.",
  },
  RebootInstances: { does: "Restarts several instances in one call.", fix: NO_RESOURCE },
  RedeployInstance: { does: "Moves an instance that has a pending system event to another host.", fix: NO_RESOURCE },
  RenewInstance: {
    does: "Renews a subscription instance.",
    fix: NO_RESOURCE,
  },
  ReplaceSystemDisk: {
    does: "Puts a new system disk with another image into an instance.",
    fix: "Keep imageId as it is. What is on the old system disk goes with it, so save that first where it may be needed to find out what happened.",
  },
  ResetDisk: { does: "Sets a disk back to one of its snapshots.", fix: `${NO_RESOURCE} ${DATA}` },
  ResetDisks: { does: "Sets several disks back to snapshots in one call.", fix: `${NO_RESOURCE} ${DATA}` },
  ResizeDisk: {
    does: "Makes a disk larger.",
    fix: "Keep the size until the lock is lifted.",
  },
  StartInstance: { does: "Starts a stopped instance.", fix: POWER },
  StartInstances: { does: "Starts several instances in one call.", fix: NO_RESOURCE },
  StopInstance: {
    does: "Stops a running instance. Many changes stop it first: those of image, type, network, host name and password.",
    fix: POWER,
  },
  StopInstances: { does: "Stops several instances in one call.", fix: NO_RESOURCE },
};
