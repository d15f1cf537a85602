/** Previews as the CLI prints them: ten kinds of steps in turn, as a stack of instances and what belongs to them has. */

type Json = Readonly<Record<string, unknown>>;

const INSTANCE = "alicloud:ecs/instance:Instance";
const DISK = "alicloud:ecs/disk:Disk";
const ATTACHMENT = "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment";
const PROVIDER =
  "urn:pulumi:dev::shop::pulumi:providers:alicloud::default_3_108_0::11111111-2222-4333-8444-555555555555";
const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

const urnOf = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

/** The document of `pulumi preview --json`, and the answer of DescribeInstances that goes with it. */
export function makePreview(steps: number): {
  readonly preview: string;
  readonly locks: string;
  readonly refused: number;
} {
  const refused = Array.from({ length: steps }, (_, index) => stepAt(index).refused && isLocked(index));
  return {
    preview: [...previewPieces(steps)].join(""),
    locks: [...lockPieces(steps)].join(""),
    refused: refused.filter((one) => one).length,
  };
}

const A_PIECE = 1_000;

/** The same document in pieces, for those that no text can hold. */
export function* previewPieces(steps: number): Generator<string> {
  yield '{\n    "config": {\n        "alicloud:region": "cn-hangzhou"\n    },\n    "steps": [';
  for (let from = 0; from < steps; from += A_PIECE) {
    const some = Array.from({ length: Math.min(A_PIECE, steps - from) }, (_, index) => stepAt(from + index).step);
    const lines = JSON.stringify(some, undefined, 4).slice("[".length, -"\n]".length);
    yield `${from === 0 ? "" : ","}${lines.replaceAll("\n", "\n    ")}`;
  }
  yield '\n    ],\n    "duration": 1,\n    "changeSummary": {\n        "same": 1\n    }\n}\n';
}

/** The lock file in pieces. */
export function* lockPieces(steps: number): Generator<string> {
  yield `{"takenAt":"${new Date().toISOString()}","instances":{"Instances":{"Instance":[`;
  for (let index = 0; index < steps; index += 1) {
    yield `${index === 0 ? "" : ","}${JSON.stringify(instanceStatus(index))}`;
  }
  yield "]}}}";
}

/** Every tenth instance, so that each kind of step meets locked ones. */
const isLocked = (index: number): boolean => Math.floor(index / 10) % 10 === 0;

function instanceStatus(index: number): Json {
  const LockReason = isLocked(index) ? [{ LockReason: "security", LockMsg: "" }] : [];
  return { InstanceId: `i-${index}`, InstanceName: `web-${index}`, Status: "Running", OperationLocks: { LockReason } };
}

/** A step, and whether it is refused where its instance is locked. */
function stepAt(index: number): { readonly step: Json; readonly refused: boolean } {
  const name = `web-${index}`;
  const before = instanceInputs(index);
  const instance = (op: string, changes: Json, kind = "update"): Json =>
    step(op, INSTANCE, name, {
      old: { id: `i-${index}`, inputs: before, outputs: instanceOutputs(index) },
      new: { inputs: { ...before, ...changes } },
      changed: Object.keys(changes),
      kind,
    });
  switch (index % 10) {
    case 0:
      return { refused: true, step: instance("update", { instanceName: `${name}-renamed` }) };
    case 1:
      return { refused: false, step: instance("update", { tags: { team: "shop", stage: "prod" } }) };
    case 2:
      return { refused: true, step: instance("update", { instanceType: "ecs.g7.xlarge" }) };
    case 3:
      return { refused: false, step: disk(index) };
    case 4:
      return {
        refused: true,
        step: step("create", ATTACHMENT, `data-${index}`, {
          new: { inputs: { diskId: `d-${index}`, instanceId: `i-${index}`, deleteWithInstance: true } },
        }),
      };
    case 5:
      return { refused: true, step: instance("replace", { availabilityZone: "cn-hangzhou-k" }, "update-replace") };
    case 6: {
      const old = { id: `i-${index}`, inputs: before, outputs: instanceOutputs(index) };
      return { refused: false, step: step("delete", INSTANCE, name, { old }) };
    }
    case 7:
      return {
        refused: false,
        step: step("create", "alicloud:ecs/securityGroupRule:SecurityGroupRule", `rule-${index}`, {
          new: {
            inputs: {
              type: "ingress",
              ipProtocol: "tcp",
              portRange: "443/443",
              securityGroupId: `sg-${index}`,
              cidrIp: "10.0.0.0/8",
            },
          },
        }),
      };
    case 8:
      return { refused: false, step: vswitch(index) };
    default:
      return {
        refused: false,
        step: step("create", "alicloud:oss/bucket:Bucket", `bucket-${index}`, {
          new: { inputs: { bucket: `shop-${index}`, acl: "private", tags: { team: "shop" } } },
        }),
      };
  }
}

function disk(index: number): Json {
  const inputs = { zoneId: "cn-hangzhou-h", size: 40, category: "cloud_essd", diskName: `data-${index}` };
  return step("update", DISK, `data-${index}`, {
    old: {
      id: `d-${index}`,
      inputs,
      outputs: { ...inputs, status: "In_use", instanceId: `i-${index}`, id: `d-${index}` },
    },
    new: { inputs: { ...inputs, diskName: `data-${index}-renamed` } },
    changed: ["diskName"],
  });
}

function vswitch(index: number): Json {
  const inputs = {
    vpcId: "vpc-1",
    cidrBlock: `10.${index % 250}.0.0/24`,
    zoneId: "cn-hangzhou-h",
    vswitchName: `net-${index}`,
  };
  return step("update", "alicloud:vpc/switch:Switch", `net-${index}`, {
    old: { id: `vsw-${index}`, inputs, outputs: { ...inputs, status: "Available", id: `vsw-${index}` } },
    new: { inputs: { ...inputs, description: "front" } },
    changed: ["description"],
  });
}

function instanceInputs(index: number): Json {
  return {
    __defaults: ["autoRenewPeriod", "dryRun", "includeDataDisks", "periodUnit", "renewalStatus"],
    autoRenewPeriod: 1,
    availabilityZone: "cn-hangzhou-h",
    description: "serves the shop's front end",
    dryRun: false,
    imageId: "aliyun_3_x64_20G_alibase_20260108.vhd",
    includeDataDisks: true,
    instanceName: `web-${index}`,
    instanceType: "ecs.g7.large",
    periodUnit: "Month",
    renewalStatus: "Normal",
    securityGroups: ["sg-1", "sg-2"],
    systemDiskCategory: "cloud_essd",
    systemDiskSize: 40,
    tags: { team: "shop" },
    userData: "#!/bin/sh\nset -eu\nexec /opt/shop/start --port 8080\n",
    vswitchId: `vsw-${index % 8}`,
  };
}

function instanceOutputs(index: number): Json {
  return {
    ...instanceInputs(index),
    cpu: 2,
    hostName: `host-${index}`,
    id: `i-${index}`,
    instanceChargeType: "PostPaid",
    internetMaxBandwidthIn: 100,
    keyName: "ops",
    memory: 8192,
    networkInterfaceId: `eni-${index}`,
    primaryIpAddress: `10.0.${index % 250}.7`,
    privateIp: `10.0.${index % 250}.7`,
    spotStrategy: "NoSpot",
    status: "Running",
    systemDiskId: `d-system-${index}`,
  };
}

interface Sides {
  readonly old?: Json;
  readonly new?: Json;
  readonly changed?: readonly string[];
  readonly kind?: string;
}

function step(
  op: string,
  type: string,
  name: string,
  { old, new: planned, changed = [], kind = "update" }: Sides,
): Json {
  const urn = urnOf(type, name);
  const state = { urn, custom: true, type, parent: STACK, provider: PROVIDER };
  const diff = Object.fromEntries(changed.map((property) => [property, { kind, inputDiff: false }]));
  return {
    op,
    urn,
    provider: PROVIDER,
    ...(old === undefined ? {} : { oldState: { ...state, ...old } }),
    ...(planned === undefined
      ? {}
      : { newState: { ...state, ...planned, sourcePosition: "project:///index.ts#12,5" } }),
    ...(changed.length === 0 ? {} : { diffReasons: changed }),
    ...(op === "replace" ? { replaceReasons: changed } : {}),
    detailedDiff: changed.length === 0 ? null : diff,
  };
}
