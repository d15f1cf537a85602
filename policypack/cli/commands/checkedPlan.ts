import type { PlannedResource } from "../../domain/decisions";
import type { ClearedResource, OperationVerdict, ResourceVerdict, Verdict } from "../../domain/verdicts";
import type { PreviewPlan } from "../../engine/preview/preview";
import type { CheckedChange, CheckedOperation, CheckReport, Summary } from "../../report/checkReport";
import { isReported, policyOf } from "../../review/findings/findings";
import { reportOn, type FindingsContext } from "./checkedFindings";

/** What a report needs besides the verdicts. */
export interface ReportContext extends FindingsContext {
  readonly projectFile: string;
  readonly toolVersion: string;
}

/** Puts the plan and the verdicts on it together. What only some formats show is made when one asks for it. */
export async function checkReport(
  plan: PreviewPlan,
  verdicts: readonly ResourceVerdict[],
  context: ReportContext,
): Promise<CheckReport> {
  const byResource = new Map(verdicts.map((verdict) => [verdict.resource.evidence, verdict]));
  const verdictOn = ({ evidence }: PlannedResource): ResourceVerdict | undefined => byResource.get(evidence);
  const { findings, resources, conclusion } = await reportOn(verdicts, context);
  return {
    summary: summaryOf(plan, verdictOn),
    get changes() {
      return plan.all.map((resource) =>
        "cleared" in resource
          ? clearedChange(resource, context)
          : checkedChange(resource, verdictOn(resource), context),
      );
    },
    findings,
    get resources() {
      return resources();
    },
    ...(conclusion === undefined ? {} : { conclusion }),
    incomplete: plan.incomplete,
    projectFile: context.projectFile,
    toolVersion: context.toolVersion,
  };
}

function checkedChange(
  resource: PlannedResource,
  verdict: ResourceVerdict | undefined,
  context: ReportContext,
): CheckedChange {
  const region = regionOf(resource, context) ?? null;
  return {
    urn: resource.urn,
    type: resource.evidence.type,
    change: verdict?.change.kind ?? "none",
    place: resource.place ?? null,
    operations: verdict?.operations.map((operation) => checkedOperation(operation, region)) ?? [],
  };
}

function clearedChange(resource: ClearedResource, context: ReportContext): CheckedChange {
  const region = regionOf(resource, context) ?? null;
  const { kind, operations } = resource.cleared;
  return {
    urn: resource.urn,
    type: resource.type,
    change: kind,
    place: resource.place ?? null,
    operations: operations.map((operation) => checkedOperation(operation, region)),
  };
}

function regionOf({ provider }: Pick<PlannedResource, "provider">, { region }: ReportContext): string | undefined {
  return typeof provider.settings.region === "string" ? provider.settings.region : region;
}

function checkedOperation(judged: OperationVerdict, region: string | null): CheckedOperation {
  const { call, behavior, verdict, instance } = judged;
  const { target } = call;
  return {
    operation: call.operation,
    policy: isReported(judged) ? policyOf(judged) : null,
    behavior: behavior.behavior,
    verdict,
    certain: isCertain(judged),
    target: {
      instanceId: instance?.instanceId ?? target?.instanceId ?? null,
      diskId: target?.kind === "disk" ? target.diskId : null,
      region: call.region ?? instance?.regionId ?? region,
    },
    because: call.because,
    lockReasons: instance?.lockReasons ?? [],
  };
}

const isCertain = ({ call, mayBeMade }: OperationVerdict): boolean => mayBeMade !== true && call.hidden !== true;

function summaryOf(
  { all }: PreviewPlan,
  verdictOn: (resource: PlannedResource) => ResourceVerdict | undefined,
): Summary {
  const counts: Record<Verdict, number> = { refused: 0, undecided: 0, exempt: 0, allowed: 0 };
  let uncertain = 0;
  for (const resource of all) {
    const judged = "cleared" in resource ? resource.cleared : verdictOn(resource);
    for (const operation of judged?.operations ?? []) {
      counts[operation.verdict] += 1;
      if (!isCertain(operation)) uncertain += 1;
    }
  }
  const { allowed, refused, undecided, exempt } = counts;
  const operations = allowed + refused + undecided + exempt;
  return { changes: all.length, operations, uncertain, refused, undecided, exempt };
}
