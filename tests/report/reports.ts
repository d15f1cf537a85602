// A report with one finding of each kind, in texts that break a format which does not escape them.
import type { Place } from "../../policypack/domain/places";
import type {
  CheckedChange,
  CheckReport,
  ReportedFinding,
  ReportedResource,
} from "../../policypack/report/checkReport";

export const INSTANCE = "alicloud:ecs/instance:Instance";
export const HOSTILE = `we|b & <b>"'\`@all ::[x](y)](z) %0A,`;
export const URN = `urn:pulumi:dev::shop::${INSTANCE}::${HOSTILE.replaceAll("::", ":")}`;
export const NAME = HOSTILE.replaceAll("::", ":");
export const PLACE: Place = { file: "src/in dex.ts", line: 9, column: 33 };

const DB = "urn:pulumi:dev::shop::x:y:Z::db";

const finding = (kind: ReportedFinding["kind"], policy: string, urn: string, text: string): ReportedFinding => ({
  kind,
  policy,
  urn,
  text: () => `${text}\nin full\u0007`,
  brief: () => `${text}\nin brief\u0007`,
});

const resource = (one: ReportedFinding, rest: Partial<ReportedResource> = {}): ReportedResource => ({
  kind: one.kind,
  policy: one.policy,
  policies: [one.policy],
  urn: one.urn,
  place: undefined,
  instances: [],
  operations: [],
  text: () => one.text(),
  brief: () => one.text(),
  ...rest,
});

const operation = (
  name: string,
  verdict: CheckedChange["operations"][number]["verdict"],
  because: readonly string[],
) => ({
  operation: name,
  policy: "ecs-stop-instance",
  behavior: "affected" as const,
  verdict,
  certain: verdict !== "undecided",
  target: { instanceId: `i-${HOSTILE}`, diskId: null, region: "cn-hangzhou" },
  because,
  lockReasons: verdict === "refused" ? ["security"] : [],
});

const STOP = finding("refused", "ecs-stop-instance", URN, `StopInstance would be refused: ${HOSTILE}`);
const START = finding("refused", "ecs-start-instance", URN, "StartInstance would be refused: 1 > 0 && true");
const UNDECIDED = finding("undecided", "ecs-lock-status", DB, "Cannot say whether ```` it would be refused");
const DELETING = finding("advisory", "ecs-lock-status", URN, "Deleting is allowed");
const EXPIRED = finding("advisory", "ecs-lock-status", "", "An exemption has expired");

export const FINDINGS: readonly ReportedFinding[] = [STOP, START, UNDECIDED, DELETING, EXPIRED];

export const REFUSED = resource(STOP, {
  policies: ["ecs-stop-instance", "ecs-start-instance"],
  place: PLACE,
  instances: [`i-${HOSTILE}`],
  operations: ["StopInstance", "StartInstance"],
});

export const RESOURCES: readonly ReportedResource[] = [
  REFUSED,
  resource(UNDECIDED),
  resource(DELETING),
  resource(EXPIRED),
];

export const CHANGES: readonly CheckedChange[] = [
  { urn: "urn:pulumi:dev::shop::x:y:Z::quiet", type: "x:y:Z", change: "none", place: null, operations: [] },
  { urn: DB, type: "x:y:Z", change: "delete", place: null, operations: [operation("DetachDisk", "undecided", [])] },
  {
    urn: URN,
    type: INSTANCE,
    change: "update",
    place: PLACE,
    operations: [
      operation("StopInstance", "refused", ["instanceType"]),
      operation("StartInstance", "refused", ["instanceType"]),
    ],
  },
];

export function report(rest: Partial<CheckReport> = {}): CheckReport {
  return {
    summary: { changes: 3, operations: 3, uncertain: 0, refused: 2, undecided: 1, exempt: 0 },
    changes: CHANGES,
    findings: FINDINGS,
    resources: RESOURCES,
    conclusion: `2 calls on 1 resource would be refused: ${HOSTILE}\nWhat to do: \`\`\`\` wait\u0007`,
    incomplete: undefined,
    projectFile: "infra/my stack/Pulumi.yaml",
    toolVersion: "1.2.3",
    ...rest,
  };
}

export const NOTHING: CheckReport = {
  summary: { changes: 0, operations: 0, uncertain: 0, refused: 0, undecided: 0, exempt: 0 },
  changes: [],
  findings: [],
  resources: [],
  incomplete: undefined,
  projectFile: "infra/my stack/Pulumi.yaml",
  toolVersion: "1.2.3",
};
