// A stack as people have them: a third of it instances and disks, the rest around them.
import { CustomResource } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { deployment, type Deployment, type PriorResource } from "../../tests/support/engine";
import { providerVersion } from "../../tests/support/engine/deployment";

export const INSTANCE = "alicloud:ecs/instance:Instance";

type Inputs = PriorResource["inputs"];

interface Kind {
  readonly type: string;
  /** How many of twenty resources are of this kind. */
  readonly share: number;
  readonly id: (index: number) => string;
  readonly inputs: (index: number) => Inputs;
  /** What a change of one property in place adds to the inputs. */
  readonly change: Inputs;
}

const tags = { team: "shop", environment: "production", "cost-center": "4711" };
const userData = Buffer.from("#!/bin/sh\n" + "echo configuring the web server\n".repeat(30)).toString("base64");

const KINDS: readonly Kind[] = [
  {
    type: INSTANCE,
    share: 4,
    id: (index) => `i-bench-${index}`,
    inputs: (index) => ({
      instanceName: `web-${index}`,
      imageId: "aliyun_3_x64_20G_alibase_20240819.vhd",
      instanceType: "ecs.g7.large",
      securityGroups: [`sg-bench-${index % 50}`, "sg-bench-common"],
      vswitchId: `vsw-bench-${index % 20}`,
      systemDiskCategory: "cloud_essd",
      systemDiskSize: 40,
      userData,
      tags: { ...tags, Name: `web-${index}` },
    }),
    change: { instanceName: "renamed" },
  },
  {
    type: "alicloud:ecs/ecsDisk:EcsDisk",
    share: 3,
    id: (index) => `d-bench-${index}`,
    inputs: (index) => ({
      zoneId: "cn-hangzhou-h",
      diskName: `data-${index}`,
      category: "cloud_essd",
      size: 100,
      tags,
    }),
    change: { description: "changed" },
  },
  {
    type: "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment",
    share: 3,
    id: (index) => `d-bench-${index}:i-bench-${index}`,
    inputs: (index) => ({ diskId: `d-bench-${index}`, instanceId: `i-bench-${index}` }),
    change: { bootable: true },
  },
  {
    type: "alicloud:ecs/securityGroup:SecurityGroup",
    share: 1,
    id: (index) => `sg-bench-${index}`,
    inputs: (index) => ({ securityGroupName: `group-${index}`, vpcId: "vpc-bench", tags }),
    change: { description: "changed" },
  },
  {
    type: "alicloud:ecs/securityGroupRule:SecurityGroupRule",
    share: 3,
    id: (index) => `sg-bench-${index % 50}:ingress:tcp:${index}/${index}:intranet:10.0.0.0/8:accept:1`,
    inputs: (index) => ({
      type: "ingress",
      ipProtocol: "tcp",
      portRange: `${index}/${index}`,
      cidrIp: "10.0.0.0/8",
      securityGroupId: `sg-bench-${index % 50}`,
    }),
    change: { description: "changed" },
  },
  {
    type: "alicloud:vpc/switch:Switch",
    share: 1,
    id: (index) => `vsw-bench-${index}`,
    inputs: (index) => ({ vswitchName: `switch-${index}`, vpcId: "vpc-bench", cidrBlock: "10.0.0.0/24", tags }),
    change: { description: "changed" },
  },
  {
    type: "alicloud:dns/alidnsRecord:AlidnsRecord",
    share: 2,
    id: (index) => `record-${index}`,
    inputs: (index) => ({ domainName: "example.com", rr: `web-${index}`, type: "A", value: "10.0.0.1", ttl: 600 }),
    change: { remark: "changed" },
  },
  {
    type: "command:local:Command",
    share: 3,
    id: (index) => `command-${index}`,
    inputs: (index) => ({ create: `echo ${index}`, environment: { STAGE: "production" } }),
    change: { update: "echo changed" },
  },
];

/** A resource of any type; the SDK's own classes would cost seconds to load. */
class AnyResource extends CustomResource {}

/** One of each kind in turn, so that a small stack has all of them. */
const ORDER: readonly Kind[] = [1, 2, 3, 4].flatMap((turn) => KINDS.filter(({ share }) => share >= turn));

/** `count` resources as `up` has left them. */
export function mixOf(count: number): readonly PriorResource[] {
  return Array.from({ length: count }, (_, at) => {
    const kind = kindAt(at);
    const earlier = ORDER.slice(0, at % ORDER.length).filter((one) => one === kind).length;
    const index = Math.floor(at / ORDER.length) * kind.share + earlier;
    return { type: kind.type, name: `${nameOf(kind.type)}-${index}`, id: kind.id(index), inputs: kind.inputs(index) };
  });
}

function kindAt(at: number): Kind {
  const kind = ORDER[at % ORDER.length];
  if (kind === undefined) throw new Error("no kinds");
  return kind;
}

const nameOf = (type: string): string => type.split(":").at(-1) ?? type;

export const stateOf = (resources: readonly PriorResource[]): Deployment => deployment(resources);

/** The inputs of the resources that `isChanged` picks differ from the state's in one property each. */
export function programOf(resources: readonly PriorResource[], isChanged: (index: number) => boolean): PulumiFn {
  return async () => {
    resources.forEach(({ type, name, inputs }, at) => {
      const all = isChanged(at) ? { ...inputs, ...kindAt(at).change } : inputs;
      const version = type.startsWith("command:") ? "1.2.1" : providerVersion;
      new AnyResource(type, name, all, { version });
    });
  };
}
