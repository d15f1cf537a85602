// A report with one finding of each kind, in texts that break a format which does not escape them.
import type { CheckedChange, CheckReport, ReportedFinding } from "../../policypack/report/checkReport";

export const INSTANCE = "alicloud:ecs/instance:Instance";
export const HOSTILE = `we|b & <b>"'\`@all ::[x](y)](z) %0A,`;
export const URN = `urn:pulumi:dev::shop::${INSTANCE}::${HOSTILE.replaceAll("::", ":")}`;
export const NAME = HOSTILE.replaceAll("::", ":");

const finding = (kind: ReportedFinding["kind"], policy: string, urn: string, text: string): ReportedFinding => ({
  kind,
  policy,
  urn,
  text: () => `${text}\nin full\u0007`,
  brief: () => `${text}\nin brief\u0007`,
});

const operation = (
  name: string,
  verdict: CheckedChange["operations"][number]["verdict"],
  because: readonly string[],
) => ({
  operation: name,
  behavior: "affected" as const,
  verdict,
  target: { instanceId: `i-${HOSTILE}`, diskId: null, region: "cn-hangzhou" },
  because,
  lockReasons: verdict === "refused" ? ["security"] : [],
});

export const FINDINGS: readonly ReportedFinding[] = [
  finding("refused", "ecs-stop-instance", URN, `StopInstance would be refused: ${HOSTILE}`),
  finding("refused", "ecs-start-instance", URN, "StartInstance would be refused: 1 > 0 && true"),
  finding(
    "undecided",
    "ecs-lock-status",
    "urn:pulumi:dev::shop::x:y:Z::db",
    "Cannot say whether ```` it would be refused",
  ),
  finding("advisory", "ecs-lock-status", URN, "Deleting is allowed"),
  finding("advisory", "ecs-lock-status", "", "An exemption has expired"),
];

export const CHANGES: readonly CheckedChange[] = [
  { urn: "urn:pulumi:dev::shop::x:y:Z::quiet", type: "x:y:Z", change: "none", operations: [] },
  {
    urn: "urn:pulumi:dev::shop::x:y:Z::db",
    type: "x:y:Z",
    change: "delete",
    operations: [operation("DetachDisk", "undecided", [])],
  },
  {
    urn: URN,
    type: INSTANCE,
    change: "update",
    operations: [
      operation("StopInstance", "refused", ["instanceType"]),
      operation("StartInstance", "refused", ["instanceType"]),
    ],
  },
];

export function report(rest: Partial<CheckReport> = {}): CheckReport {
  return {
    summary: { changes: 3, operations: 3, refused: 2, undecided: 1, exempt: 0 },
    changes: CHANGES,
    findings: FINDINGS,
    incomplete: undefined,
    projectFile: "infra/my stack/Pulumi.yaml",
    toolVersion: "1.2.3",
    ...rest,
  };
}

export const NOTHING = report({
  summary: { changes: 0, operations: 0, refused: 0, undecided: 0, exempt: 0 },
  changes: [],
  findings: [],
});
