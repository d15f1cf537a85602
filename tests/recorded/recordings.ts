// The previews of the real provider under the real engine that are carried in previews.json.br; see README.md.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { repositoryRoot } from "../support/repository";
import { isMap, type PropertyMap, type Value } from "../support/testProvider/values";

/** The provider resource as it comes with each resource. */
export interface RecordedProvider {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly properties: PropertyMap;
}

/** A resource as the engine shows it to a policy: its inputs in Analyze, its planned outputs in AnalyzeStack. */
export interface RecordedResource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly properties: PropertyMap;
  readonly options: {
    readonly protect: boolean;
    readonly ignoreChanges: readonly string[];
    readonly aliases: readonly string[];
    readonly parent: string;
    readonly deleteBeforeReplace?: boolean;
  };
  readonly provider?: RecordedProvider;
  /** AnalyzeStack only. */
  readonly parent?: string;
  readonly dependencies?: readonly string[];
}

export type RecordedRequest =
  | ({ readonly kind: "analyze" } & RecordedResource)
  | { readonly kind: "analyzeStack"; readonly resources: readonly RecordedResource[] };

/** A resource of the state, in an export or in a step. */
export interface RecordedState {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: PropertyMap;
  readonly outputs?: PropertyMap;
  readonly [member: string]: Value | undefined;
}

export interface RecordedStep {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: RecordedState;
  readonly newState?: RecordedState;
  readonly replaceReasons?: readonly string[];
  readonly detailedDiff: Readonly<Record<string, { readonly kind: string; readonly inputDiff: boolean }>> | null;
}

export interface Recording {
  /** Unique: what was changed, and in parentheses where the state came from. */
  readonly name: string;
  /** The preview was made with `--refresh`. */
  readonly refresh: boolean;
  readonly locks: {
    readonly instances: readonly { readonly id: string; readonly status: string; readonly locked: boolean }[];
    readonly disks: readonly PropertyMap[];
  };
  /** The policies that must fail the preview with these locks. */
  readonly want: readonly string[];
  /** The mutating ECS and VPC calls that `pulumi up` made. */
  readonly calls: readonly string[];
  /** The export before the change, with `--show-secrets`. */
  readonly state: { readonly version: number; readonly deployment: { readonly resources: readonly RecordedState[] } };
  readonly rpc: readonly RecordedRequest[];
  readonly preview: {
    readonly steps: readonly RecordedStep[];
    readonly diagnostics?: readonly { readonly severity: string }[];
  };
}

const packed = readFileSync(join(repositoryRoot, "tests/recorded/previews.json.br"));

export const RECORDINGS = JSON.parse(brotliDecompressSync(packed).toString("utf8")) as readonly Recording[];

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The export without `--show-secrets`: of each secret its ciphertext. */
export function encrypted(state: Recording["state"]): string {
  return JSON.stringify(state, (_name, value: Value) => {
    const isSecret = typeof value === "object" && value !== null && SIGNATURE in value && "plaintext" in value;
    return isSecret ? { [SIGNATURE]: value[SIGNATURE], ciphertext: "v1:x" } : value;
  });
}

/** The state when the engine has refreshed it, which the steps of the preview show; they hide secrets, which stay. */
export function refreshedState({ state, preview, refresh }: Recording): Recording["state"] {
  if (!refresh) return state;
  const resources = state.deployment.resources.map((resource): RecordedState => {
    // The step of the refresh itself shows the state before it on both sides.
    const newer = preview.steps.find(({ op, urn }) => urn === resource.urn && op !== "refresh")?.oldState;
    const outputs = Object.entries(newer?.outputs ?? resource.outputs ?? {}).map(([name, value]) => [
      name,
      value === "[secret]" ? (resource.outputs?.[name] ?? value) : value,
    ]);
    return { ...resource, outputs: Object.fromEntries(outputs) as PropertyMap };
  });
  return { ...state, deployment: { ...state.deployment, resources } };
}

/** The live side as a lock file has it. */
export function lockFileOf({ instances, disks }: Recording["locks"], takenAt: number): object {
  return {
    instances: {
      Instances: {
        Instance: instances.map(({ id, status, locked }) => ({
          InstanceId: id,
          InstanceName: "x",
          Status: status,
          RegionId: "cn-hangzhou",
          OperationLocks: { LockReason: locked ? [{ LockReason: "security" }] : [] },
        })),
      },
    },
    disks: { Disks: { Disk: disks } },
    takenAt: new Date(takenAt).toISOString(),
  };
}

/** Properties of a state or of a request with their secrets in plain text. */
export function disclosed(properties: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, disclosedValue(value)]));
}

function disclosedValue(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => disclosedValue(item));
  if (!isMap(value)) return value;
  if (!(SIGNATURE in value)) return disclosed(value);
  return typeof value.plaintext === "string" ? (JSON.parse(value.plaintext) as Value) : (value.value ?? null);
}
