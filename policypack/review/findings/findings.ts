import type { Finding, Matter } from "../../domain/findings";
import type { OperationVerdict, ResourceVerdict } from "../../domain/verdicts";
import { hasPolicy, policyName, policyOperation } from "../../operations/behavior";

/** The policy that reports on everything but refusals. */
export const STATUS_POLICY = "ecs-lock-status";

export interface FindingOptions {
  readonly undecidedLevel: "mandatory" | "advisory";
  /** Whether `ecs-lock-status` reports; else each operation's policy reports what is undecided. */
  readonly statusPolicy: boolean;
  /** Disks that are known to be attached to an instance. */
  readonly disksOf: (instanceId: string) => readonly string[];
  /** The region of changes whose provider names none. */
  readonly region?: string | undefined;
}

/** Everything that the verdict on a resource gives reason to report, each call and target once. */
export function findingsOf(verdict: ResourceVerdict, options: FindingOptions): Finding[] {
  const operations = uniqueOperations(verdict.operations);
  const { urn, provider } = verdict.resource;
  const region = typeof provider.settings.region === "string" ? provider.settings.region : options.region;
  const findings = [
    ...operations
      .filter((operation) => operation.verdict === "refused")
      .map((operation): Finding => ({
        policy: policyOf(operation),
        urn,
        matter: { kind: "refused", verdict, operation, ...disksWith(operation, options) },
      })),
    ...undecided(verdict, operations, options),
    ...operations.flatMap((operation) => exempt(urn, operation)),
    ...deletions(verdict, options),
    ...verdict.effects.map((effect) => advisory(urn, { kind: "effect", verdict, effect })),
  ];
  return region === undefined ? findings : findings.map((finding) => ({ ...finding, region }));
}

/** Which policy reports on a call: where the configuration stops it, the policy that the configuration belongs to. */
export const policyOf = ({ call, stoppedBy }: Pick<OperationVerdict, "call" | "stoppedBy">): string =>
  stoppedBy === undefined ? policyName(policyOperation(call.operation)) : STATUS_POLICY;

/** Whether some policy of the pack reports on a call. */
export const isReported = ({ call, stoppedBy }: Pick<OperationVerdict, "call" | "stoppedBy">): boolean =>
  stoppedBy !== undefined || hasPolicy(call.operation);

const disksWith = ({ stoppedBy, instance }: OperationVerdict, { disksOf }: FindingOptions) =>
  stoppedBy === undefined || instance === undefined ? {} : { diskIds: disksOf(instance.instanceId) };

/** A change that is stopped anyway deletes nothing. */
function deletions(verdict: ResourceVerdict, { disksOf }: FindingOptions): Finding[] {
  const stopped = verdict.operations.some((operation) => operation.verdict === "refused");
  return (stopped ? [] : verdict.deletesLocked).map((instance) =>
    advisory(verdict.resource.urn, { kind: "deletesLocked", verdict, instance, diskIds: disksOf(instance.instanceId) }),
  );
}

function uniqueOperations(operations: readonly OperationVerdict[]): OperationVerdict[] {
  const seen = new Set<string>();
  return operations.filter(({ call }) => {
    const key = JSON.stringify([call.operation, call.target]);
    return !seen.has(key) && seen.add(key);
  });
}

/** One finding for all calls that are undecided for the same reason on the same target. */
function undecided(
  verdict: ResourceVerdict,
  operations: readonly OperationVerdict[],
  { statusPolicy, undecidedLevel }: FindingOptions,
): Finding[] {
  const groups = new Map<string, { readonly policy: string; readonly operations: OperationVerdict[] }>();
  for (const operation of operations) {
    if (operation.verdict !== "undecided") continue;
    const policy = statusPolicy ? STATUS_POLICY : policyOf(operation);
    const key = JSON.stringify([policy, operation.undecided, operation.call.target]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { policy, operations: [operation] });
    else group.operations.push(operation);
  }
  return [...groups.values()].map((group): Finding => ({
    policy: group.policy,
    urn: verdict.resource.urn,
    ...(undecidedLevel === "advisory" ? { level: "advisory" } : {}),
    matter: { kind: "undecided", verdict, operations: group.operations },
  }));
}

function exempt(urn: string, operation: OperationVerdict): Finding[] {
  const { exemption } = operation;
  return exemption === undefined ? [] : [advisory(urn, { kind: "exempt", operation, exemption })];
}

export const advisory = (urn: string, matter: Matter): Finding => ({
  policy: STATUS_POLICY,
  urn,
  level: "advisory",
  matter,
});
