import { stateResourceReader, ExportSyntaxError, type ListedResource } from "../../engine/state/stateResources";
import { lockSources } from "../../locks/lockSources";
import { behaviorOf, policyName, policyOperation } from "../../operations/behavior";
import type { CheckedChange, CheckedOperation, CheckReport, ReportedFinding } from "../../report/checkReport";
import { leftoverMessage, leftoversLine, type StatusNow } from "../../report/leftovers";
import { isMapped, modelOf } from "../../resources/index";
import { isLocked } from "../../domain/statuses";
import type { Edition } from "../../operations/behavior";
import { STATUS_POLICY } from "../../review/findings/findings";
import { leftoversOf, type Leftover, type StateResource } from "../../review/findings/leftovers";
import type { LockSource, Wanted } from "../../review/lookUps/lockSource";
import { CliFailure, STATUS, type Status } from "../failure";
import { collectInput } from "../input";
import { ownWords } from "../ownWords";
import { choicesOf, statusOf, writeReport } from "../reporting";
import {
  projectFileOf,
  asksForStatuses,
  regionIn,
  requireRegion,
  settledOptions,
  type SettledOptions,
} from "../settledOptions";
import type { Surroundings } from "../surroundings";
import { toolVersion } from "../toolVersion";
import type { CheckOptions } from "./check";

export interface AuditOptions extends CheckOptions {
  readonly region?: string;
}

/** A leftover, and where its instance is looked up. */
interface Found {
  readonly leftover: Leftover;
  readonly region: string | undefined;
}

/** `ecs-lock audit`: what locks have swallowed or left half applied, by a stack's state. */
export async function audit(file: string, options: AuditOptions, surroundings: Surroundings): Promise<Status> {
  choicesOf(options);
  const settled = await settledOptions(options, surroundings);
  const { resources, examined } = await readState(file, settled.configuration.edition, surroundings);
  const byDefault =
    options.region === undefined ? regionIn(settled.environment) : requireRegion(options.region, "--region");
  const found = resources.flatMap((resource) =>
    leftoversIn(resource, settled.configuration.edition).map((leftover) => ({
      leftover,
      region: resource.region ?? byDefault,
    })),
  );
  const statuses = asksForStatuses(options) ? await lookedUp(found, settled, surroundings) : undefined;
  const report = reportOf(found, examined, statuses, settled);
  await writeReport(report, options, surroundings);
  return options.exitZero === true ? STATUS.ok : statusOf(report);
}

const leftoversIn = (resource: StateResource, edition: Edition): readonly Leftover[] => {
  const model = modelOf(resource.type);
  return model === undefined ? [] : leftoversOf(model, resource, edition);
};

async function readState(file: string, edition: Edition, surroundings: Surroundings) {
  let examined = 0;
  const reader = stateResourceReader(isMapped, (resource) => {
    examined += 1;
    return leftoversIn(resource, edition).length > 0;
  });
  const resources = await collectInput<readonly ListedResource[]>(
    file,
    {
      push: (chunk) => {
        readable(file, () => {
          reader.push(chunk);
        });
      },
      end: () => readable(file, () => reader.end()),
    },
    surroundings,
  );
  return { resources, examined };
}

function readable<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ExportSyntaxError)) throw error;
    const name = file === "-" ? "standard input" : file;
    throw new CliFailure(`${name} is not the export of a stack: give the output of \`pulumi stack export\``);
  }
}

/** The status of a leftover's instance, each looked up in its region. */
type Statuses = (found: Found) => StatusNow;

async function lookedUp(
  found: readonly Found[],
  { configuration, environment }: SettledOptions,
  surroundings: Surroundings,
): Promise<Statuses> {
  const sourceOf = lockSources(configuration, { environment, now: () => new Date(surroundings.now()) });
  const regions = [...new Set(found.map(({ region }) => region))];
  const answers = await Promise.all(
    regions.map(async (region) => {
      const source = sourceOf({ settings: region === undefined ? {} : { region } });
      return [
        region,
        await statusesIn(
          found.filter((one) => one.region === region),
          source,
        ),
      ] as const;
    }),
  );
  const byRegion = new Map(answers);
  return ({ leftover, region }) => byRegion.get(region)?.(leftover);
}

async function statusesIn(found: readonly Found[], source: LockSource): Promise<(leftover: Leftover) => StatusNow> {
  const targets = found.flatMap(({ leftover: { target } }) => target ?? []);
  const wanted: Wanted = {
    instanceIds: [...new Set(targets.flatMap(({ instanceId }) => instanceId ?? []))],
    diskIds: [
      ...new Set(
        targets.flatMap((target) => (target.kind === "disk" && target.instanceId === undefined ? target.diskId : [])),
      ),
    ],
  };
  const { instances, disks } = await source.lookUp(wanted);
  return ({ target }) => {
    if (target === undefined) return undefined;
    if (target.instanceId !== undefined) return instances.get(target.instanceId);
    const disk = target.kind === "disk" ? disks.get(target.diskId) : undefined;
    if (disk?.known !== true) return disk;
    const attached = disk.value.instanceIds.map((id) => instances.get(id));
    return attached.find((status) => status?.known === true && isLocked(status.value)) ?? attached[0];
  };
}

function reportOf(
  found: readonly Found[],
  examined: number,
  statuses: Statuses | undefined,
  { configuration, levels }: SettledOptions,
): CheckReport {
  const changes = changesIn(found, statuses, configuration.edition);
  const operations = changes.flatMap((change) => change.operations).length;
  const findings = found.flatMap((one) => finding(one, statuses?.(one), levels(policyOf(one.leftover))));
  return {
    summary: { changes: changes.length, operations, uncertain: 0, refused: operations, undecided: 0, exempt: 0 },
    changes,
    findings,
    resources: findings.map((one) => ({
      kind: one.kind,
      policy: one.policy,
      policies: [one.policy],
      urn: one.urn,
      place: undefined,
      instances: [],
      operations: [],
      text: () => one.text(),
      brief: () => one.text(),
    })),
    incomplete: undefined,
    projectFile: projectFileOf(configuration),
    toolVersion: toolVersion(),
    headline: leftoversLine(
      found.map(({ leftover }) => leftover),
      examined,
    ),
  };
}

const policyOf = ({ operation }: Leftover): string =>
  operation === undefined ? STATUS_POLICY : policyName(policyOperation(operation));

/** As for `check`: a policy that is advisory stops nothing, one that is disabled says nothing. */
function finding(
  { leftover, region }: Found,
  status: StatusNow,
  level: ReturnType<SettledOptions["levels"]>,
): ReportedFinding[] {
  if (level === "disabled") return [];
  const now = status?.known === false ? { ...status, failure: ownWords(status.failure) } : status;
  const text = (): string => leftoverMessage(leftover, now, region);
  const kind = level === "advisory" ? "advisory" : "refused";
  return [{ kind, policy: policyOf(leftover), urn: leftover.resource.urn, text, brief: text }];
}

/** One entry a resource, with the calls that were refused. */
function changesIn(found: readonly Found[], statuses: Statuses | undefined, edition: Edition): CheckedChange[] {
  const urns = [...new Set(found.map(({ leftover }) => leftover.resource.urn))];
  return urns.map((urn) => {
    const ofOne = found.filter(({ leftover }) => leftover.resource.urn === urn);
    return {
      urn,
      type: ofOne[0]?.leftover.resource.type ?? "",
      change: "none",
      place: null,
      operations: ofOne.flatMap((one) => checkedOperation(one, statuses?.(one), edition)),
    };
  });
}

function checkedOperation({ leftover, region = "" }: Found, status: StatusNow, edition: Edition): CheckedOperation[] {
  const { operation, target, properties } = leftover;
  if (operation === undefined) return [];
  return [
    {
      operation,
      policy: policyName(policyOperation(operation)),
      behavior: behaviorOf(operation, edition).behavior,
      verdict: "refused",
      certain: true,
      target: {
        instanceId: target?.instanceId ?? null,
        diskId: target?.kind === "disk" ? target.diskId : null,
        region: region === "" ? null : region,
      },
      because: properties,
      lockReasons: status?.known === true ? status.value.lockReasons : [],
    },
  ];
}
