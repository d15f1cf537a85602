import { lockSources } from "../../locks/lockSources";
import { isLocked, type InstanceStatus } from "../../domain/statuses";
import { type LookUp } from "../../domain/lookUps";
import { lookUpView } from "../../review/statusLookUp";
import type { Edition } from "../../operations/behavior";
import { DEFAULTS } from "../../configuration/configuration";
import { nameOf, printable, seen } from "../../report/phrases";
import type { Target } from "../../domain/targets";
import { judgeCall, type ReviewOptions } from "../../review/verdict";
import { whyUndecided } from "../../report/undecided";
import { CliFailure, STATUS, type Status } from "../failure";
import type { Surroundings } from "../surroundings";

export interface TargetQuestion {
  readonly operation: string;
  readonly target: Target;
  readonly edition: Edition;
  readonly region: string | undefined;
  /** A lock file; undefined: the ECS API is asked. */
  readonly locks: string | undefined;
}

/** Whether an operation would be refused on one target now: the same review as of a planned change. */
export async function targetText(
  question: TargetQuestion,
  surroundings: Surroundings,
): Promise<{ readonly text: string; readonly status: Status }> {
  const options: ReviewOptions = { edition: question.edition, createInstance: "replacement", exemptions: [] };
  // An unaffected operation needs no look-up, but whoever names a target wants to know its status.
  const source = lockSources(
    {
      ...DEFAULTS,
      ...(question.locks === undefined ? { lockSource: "api" } : { lockSource: "file", lockFile: question.locks }),
    },
    { environment: surroundings.environment, now: () => new Date(surroundings.now()) },
  )({ settings: question.region === undefined ? {} : { region: question.region } });
  const view = await lookUpView(source, idsOf(question.target), false);
  const { operation, target } = question;
  const judged = judgeCall({ operation, target, because: [] }, view, options);
  const lines = [
    ...(target.kind === "disk" ? [diskLine(target.diskId, view.disk(target.diskId))] : []),
    ...instancesOf(target, view.disk.bind(view)).map((id) => instanceLine(id, view.instance(id))),
  ];
  if (judged.verdict === "undecided") {
    const { cause, remedy } = whyUndecided(judged.undecided);
    throw new CliFailure(`cannot say whether ${question.operation} would be refused: ${cause}; ${remedy}`);
  }
  const refused = judged.verdict === "refused";
  const verdict = `${question.operation} would ${refused ? "" : "not "}be refused now.`;
  return { text: [...lines, verdict, ""].join("\n"), status: refused ? STATUS.refused : STATUS.ok };
}

const idsOf = (target: Target) =>
  target.kind === "disk"
    ? { instanceIds: [], diskIds: [target.diskId] }
    : { instanceIds: [target.instanceId], diskIds: [] };

type DiskLookUp = ReturnType<Awaited<ReturnType<typeof lookUpView>>["disk"]>;

function instancesOf(target: Target, disk: (id: string) => DiskLookUp): readonly string[] {
  if (target.kind === "instance") return [target.instanceId];
  const found = disk(target.diskId);
  return found?.known === true ? found.value.instanceIds : [];
}

function diskLine(id: string, found: DiskLookUp): string {
  if (found?.known !== true) return `Disk ${printable(id)}: ${printable(found?.failure.cause ?? "not looked up")}`;
  return `Disk ${printable(id)}: ${printable(found.value.status)}; ${seen(found.value.evidence).replace("Instances", "Disks")}`;
}

function instanceLine(id: string, found: LookUp<InstanceStatus> | undefined): string {
  if (found?.known !== true) return `Instance ${printable(id)}: ${printable(found?.failure.cause ?? "not looked up")}`;
  const { value } = found;
  const locked = isLocked(value) ? "is locked for security reasons" : "is not locked for security reasons";
  const name = nameOf(value, { region: undefined, now: 0, defaultsHold: false });
  return `${name[0]?.toUpperCase() ?? ""}${name.slice(1)} ${locked}; ${seen(value.evidence)}`;
}
