import { lockSources } from "../../locks/lockSources";
import { isLocked, type InstanceStatus } from "../../domain/statuses";
import type { Failure, LookUp } from "../../domain/lookUps";
import { lookUpView } from "../../review/lookUps/statusLookUp";
import { LIFT_THE_LOCK } from "../../operations/descriptions";
import { nameOf, printable, seen } from "../../report/phrases";
import type { Target } from "../../domain/targets";
import { judgeCall, type StatusView } from "../../review/verdict";
import { whyUndecided } from "../../report/undecided";
import { wrapped } from "../columns";
import { CliFailure, STATUS, type Status } from "../failure";
import { failureLine } from "../ownWords";
import type { SettledOptions } from "../settledOptions";
import type { Surroundings } from "../surroundings";
import { refusedOn, worksOn } from "./explainLock";

export interface TargetQuestion extends SettledOptions {
  readonly target: Target;
  readonly region: string | undefined;
}

export interface Answer {
  readonly text: string;
  readonly status: Status;
}

/** Whether an operation would be refused on one target now: the same review as of a planned change. */
export async function operationOnTarget(
  operation: string,
  question: TargetQuestion,
  surroundings: Surroundings,
): Promise<Answer> {
  const { target, configuration } = question;
  const { edition, deleteLocked } = configuration;
  // An unaffected operation needs no look-up, but whoever names a target wants to know its status.
  const view = await lookUpView(sourceOf(question, surroundings), idsOf(target), false);
  const options = { edition, deleteLocked, createInstance: "replacement" } as const;
  const judged = judgeCall({ operation, target, because: [] }, view, options);
  if (judged.verdict === "undecided") {
    throw cannotSay(`whether ${operation} would be refused`, whyUndecided(judged.undecided));
  }
  const refused = judged.verdict === "refused";
  const by = judged.stoppedBy === undefined ? "" : ` by the configuration (${judged.stoppedBy})`;
  const verdict = `${operation} would ${refused ? "" : "not "}be refused now${refused ? by : ""}.`;
  return {
    text: [...statusLines(target, view), verdict, ""].join("\n"),
    status: refused ? STATUS.refused : STATUS.ok,
  };
}

/** Whether a target is locked, what is refused on it and what still works. */
export async function targetText(question: TargetQuestion, surroundings: Surroundings): Promise<Answer> {
  const { target, configuration } = question;
  const view = await lookUpView(sourceOf(question, surroundings), idsOf(target), false);
  const failed = [
    ...(target.kind === "disk" ? [view.disk(target.diskId)] : []),
    ...instancesOf(target, view).map((id) => view.instance(id)),
  ].find((found) => found?.known === false);
  if (failed?.known === false) throw cannotSay(`what is refused on ${printable(idOf(target))}`, failed.failure);
  const locked = instancesOf(target, view).some((id) => {
    const found = view.instance(id);
    return found?.known === true && isLocked(found.value);
  });
  const { edition } = configuration;
  const lines = locked
    ? [
        ...knownSince(target, view),
        "",
        ...refusedOn(target, edition),
        "",
        ...worksOn(edition),
        "",
        ...wrapped(`What to do: ${LIFT_THE_LOCK}`),
      ]
    : ["No operation is refused on account of a security lock."];
  return {
    text: [...statusLines(target, view), ...lines, ""].join("\n"),
    status: locked ? STATUS.refused : STATUS.ok,
  };
}

/** When it was seen is all there is: the answer of the ECS API has no time of the lock. */
function knownSince(target: Target, view: StatusView): string[] {
  const times = instancesOf(target, view).flatMap((id) => {
    const found = view.instance(id);
    return found?.known === true && isLocked(found.value) ? [found.value.evidence.at] : [];
  });
  const [at] = times.sort();
  return at === undefined
    ? []
    : wrapped(`Since when is not known: the ECS API does not say it. Seen to be locked at ${at}.`);
}

function sourceOf({ configuration, environment, region }: TargetQuestion, surroundings: Surroundings) {
  const sources = lockSources(configuration, { environment, now: () => new Date(surroundings.now()) });
  return sources({ settings: region === undefined ? {} : { region } });
}

const cannotSay = (what: string, failure: Failure): CliFailure =>
  new CliFailure(`cannot say ${what}: ${failureLine(failure)}`);

const idOf = (target: Target): string => (target.kind === "disk" ? target.diskId : target.instanceId);

const idsOf = (target: Target) =>
  target.kind === "disk"
    ? { instanceIds: [], diskIds: [target.diskId] }
    : { instanceIds: [target.instanceId], diskIds: [] };

function instancesOf(target: Target, view: StatusView): readonly string[] {
  if (target.kind === "instance") return [target.instanceId];
  const found = view.disk(target.diskId);
  return found?.known === true ? found.value.instanceIds : [];
}

/** What is known of the target, as it was seen. */
function statusLines(target: Target, view: StatusView): string[] {
  return [
    ...(target.kind === "disk" ? [diskLine(target.diskId, view.disk(target.diskId))] : []),
    ...instancesOf(target, view).map((id) => instanceLine(id, view.instance(id))),
  ];
}

function diskLine(id: string, found: ReturnType<StatusView["disk"]>): string {
  if (found?.known !== true) return `Disk ${printable(id)}: ${printable(found?.failure.cause ?? "not looked up")}`;
  const { status, evidence } = found.value;
  return `Disk ${printable(id)}: ${printable(status)}; ${seen(evidence).replace("Instances", "Disks")}`;
}

function instanceLine(id: string, found: LookUp<InstanceStatus> | undefined): string {
  if (found?.known !== true) return `Instance ${printable(id)}: ${printable(found?.failure.cause ?? "not looked up")}`;
  const { value } = found;
  const locked = isLocked(value) ? "is locked for security reasons" : "is not locked for security reasons";
  const name = nameOf(value, { region: undefined });
  return `${name[0]?.toUpperCase() ?? ""}${name.slice(1)} ${locked}; ${seen(value.evidence)}`;
}
