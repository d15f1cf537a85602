import type { Behavior } from "../domain/behaviors";
import type { ChangeKind } from "../domain/decisions";
import type { Place } from "../domain/places";
import type { Verdict } from "../domain/verdicts";
import { counted } from "./phrases";

/** What `ecs-lock check` has found, as every format prints it. */
export interface CheckReport {
  readonly summary: Summary;
  /** In the order of the plan. */
  readonly changes: readonly CheckedChange[];
  /** Refused first, then undecided, then what stops nothing. */
  readonly findings: readonly ReportedFinding[];
  /** The same resource by resource, in the same order. */
  readonly resources: readonly ReportedResource[];
  /** What the findings come to: what to do, and a way out. */
  readonly conclusion?: string;
  /** The preview may lack steps: why. */
  readonly incomplete: string | undefined;
  /**
   * The project's file, relative to the working folder and with slashes: where formats that need a place in the source
   * point to.
   */
  readonly projectFile: string;
  readonly toolVersion: string;
  /** What it all comes to, where that is not the number of ECS calls. */
  readonly headline?: string;
}

export interface Summary {
  readonly changes: number;
  readonly operations: number;
  /** Those of them of which it is open whether they are made at all. */
  readonly uncertain: number;
  readonly refused: number;
  readonly undecided: number;
  readonly exempt: number;
}

/** The planned change of one resource, with every ECS call of it in call order. */
export interface CheckedChange {
  readonly urn: string;
  readonly type: string;
  readonly change: ChangeKind;
  /** Where the program declares it. */
  readonly place: Place | null;
  readonly operations: readonly CheckedOperation[];
}

export interface CheckedOperation {
  readonly operation: string;
  /** By whose name its level is set; null: no source calls the operation affected. */
  readonly policy: string | null;
  readonly behavior: Behavior;
  readonly verdict: Verdict;
  /** Whether it is made for certain. */
  readonly certain: boolean;
  readonly target: {
    readonly instanceId: string | null;
    readonly diskId: string | null;
    readonly region: string | null;
  };
  /** The changed properties that lead to the call. */
  readonly because: readonly string[];
  /** Of the locked instance, as answered. */
  readonly lockReasons: readonly string[];
}

/** Something to report on one resource: what the policy pack would report under the same policy name. */
export interface ReportedFinding {
  readonly kind: "refused" | "undecided" | "advisory";
  readonly policy: string;
  /** Empty: of no resource. */
  readonly urn: string;
  /** The whole text, which stands for itself. */
  text(): string;
  /** The same without what the conclusion of the report says. */
  brief(): string;
}

/** What is found of one resource for one cause, together. */
export interface ReportedResource {
  readonly kind: ReportedFinding["kind"];
  /** Empty: of no resource. */
  readonly urn: string;
  readonly place: Place | undefined;
  /** The policy that tells it, and all that report on it. */
  readonly policy: string;
  readonly policies: readonly string[];
  /** The locked instances, each as `i-abc ("web-1", cn-hangzhou)`. */
  readonly instances: readonly string[];
  /** The refused or undecided operations. */
  readonly operations: readonly string[];
  /** The whole text, which stands for itself. */
  readonly text: () => string;
  /** The same without what the conclusion of the report says. */
  readonly brief: () => string;
}

export { resourceName } from "./phrases";

/**
 * `3 changes, 5 ECS calls: 2 refused, 1 undecided, 0 exempt`; a clean plan says that it is one. `up to 13 ECS calls`: not
 * all of them are made for certain.
 */
export function summaryLine({ changes, operations, uncertain, refused, undecided, exempt }: Summary): string {
  if (changes === 0) return "0 changes of resources that call ECS: nothing is refused";
  const isClean = refused + undecided + exempt === 0;
  const verdicts = isClean ? "nothing is refused" : `${refused} refused, ${undecided} undecided, ${exempt} exempt`;
  const most = uncertain > 0 ? "up to " : "";
  return `${counted(changes, "change")}, ${most}${counted(operations, "ECS call")}: ${verdicts}`;
}

/** The last line of a report; of what the preview may lack nothing is said. */
export function lastLine({ headline, summary, incomplete }: CheckReport): string {
  const line = headline ?? summaryLine(summary);
  return incomplete === undefined ? line : line.replace(/nothing is refused$/, "nothing of what it shows is refused");
}
