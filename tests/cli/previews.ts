// Previews and lock files that the tests of the command share.
type Json = Readonly<Record<string, unknown>>;

export const INSTANCE = "alicloud:ecs/instance:Instance";
export const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:alicloud::default_3_108_0";

export const urnOf = (name: string): string => `urn:pulumi:dev::shop::${INSTANCE}::${name}`;

const INPUTS = { instanceName: "web", instanceType: "ecs.g7.large", imageId: "m-1", description: "front" };
const OUTPUTS = { ...INPUTS, status: "Running", instanceChargeType: "PostPaid", systemDiskId: "d-system" };

/** A step on the instance `i-NAME`. */
export function instanceStep(op: string, name: string, changes: Json = {}, rest: Json = {}): Json {
  const state = { urn: urnOf(name), type: INSTANCE, custom: true };
  const detailedDiff = Object.fromEntries(Object.keys(changes).map((property) => [property, { kind: "update" }]));
  return {
    op,
    urn: urnOf(name),
    provider: `${PROVIDER}::1111`,
    ...(op === "create" ? {} : { oldState: { ...state, id: `i-${name}`, inputs: INPUTS, outputs: OUTPUTS } }),
    ...(op === "delete" ? {} : { newState: { ...state, inputs: { ...INPUTS, ...changes } } }),
    detailedDiff: op === "update" ? detailedDiff : null,
    ...rest,
  };
}

export const preview = (steps: readonly Json[], rest: Json = {}): string =>
  JSON.stringify(
    { config: { "alicloud:region": "cn-hangzhou" }, steps, duration: 1, changeSummary: {}, ...rest },
    undefined,
    4,
  );

/** A lock file: instance ids by lock reason; "" is not locked. */
export const lockFile = (reasons: Readonly<Record<string, string>>): Json => ({
  takenAt: "2026-11-24T11:59:00Z",
  instances: {
    Instances: {
      Instance: Object.entries(reasons).map(([InstanceId, LockReason]) => ({
        InstanceId,
        InstanceName: InstanceId.slice(2),
        RegionId: "cn-hangzhou",
        Status: "Running",
        OperationLocks: { LockReason: LockReason === "" ? [] : [{ LockReason }] },
      })),
    },
  },
});

/** A renamed web (refused if locked), tags of db (never refused), a deleted old. */
export const MIXED = preview([
  instanceStep("update", "web", { instanceName: "web-2" }),
  instanceStep("update", "db", { tags: { team: "shop" } }),
  instanceStep("delete", "old"),
]);
