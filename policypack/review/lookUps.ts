import { leavesSecretsOpen, planChange } from "../changes/change";
import type { ProviderSettings } from "../domain/providers";
import { failingSource, type LockSource, type LockSources } from "./lockSource";
import { known, type LookUp } from "../domain/lookUps";
import { type InstanceStatus } from "../domain/statuses";
import { lookUpView } from "./statusLookUp";
import { callsOf } from "../resources/calls";
import { NOTHING_KNOWN } from "../resources/model";
import type { PlannedChange } from "./reviewChange";
import type { ReviewOptions, StatusView } from "./verdict";
import { wantedFor, wantsRegion } from "./targetsToLookUp";
import type { JudgedSubject } from "../policies/subjects";

/** What is planned for a subject, and whom to ask about it. */
export interface Planned {
  readonly subject: JudgedSubject;
  readonly planned: PlannedChange;
  /** Where its targets are looked up: one source, but where it names several regions itself. */
  readonly questions: readonly Question[];
}

export interface Question {
  readonly source: LockSource;
  /** The calls whose targets are asked for there. */
  readonly planned: PlannedChange;
}

const NOTHING_ASKED: StatusView = { instance: () => undefined, disk: () => undefined, lockedInRegion: () => undefined };

/** Ids are the cloud's, so whichever view has one is right. */
export function together(views: readonly StatusView[]): StatusView {
  const [first = NOTHING_ASKED, ...others] = views;
  if (others.length === 0) return first;
  const firstOf = <T>(of: (view: StatusView) => LookUp<T> | undefined): LookUp<T> | undefined => {
    const found = views.map(of);
    return found.find((one) => one?.known === true) ?? found.find((one) => one !== undefined);
  };
  return {
    instance: (id) => firstOf((view) => view.instance(id)),
    disk: (id) => firstOf((view) => view.disk(id)),
    lockedInRegion: () => allOf(views.map((view) => view.lockedInRegion())),
  };
}

/** What is locked in any of the regions; one that is not known counts where none is. */
function allOf(
  found: readonly (LookUp<readonly InstanceStatus[]> | undefined)[],
): LookUp<readonly InstanceStatus[]> | undefined {
  const asked = found.filter((one) => one !== undefined);
  const locked = asked.flatMap((one) => (one.known ? one.value : []));
  return locked.length > 0 ? known(locked) : (asked.find((one) => !one.known) ?? asked[0]);
}

export function planOf(subject: JudgedSubject, sourceOf: LockSources): Planned[] {
  const { model, urn, provider, keysFailure } = subject;
  const change = planChange(model, subject.subject, "changed");
  if (change === undefined) return [];
  const certain = leavesSecretsOpen(subject.subject) ? planChange(model, subject.subject, "unchanged") : change;
  const planned = { urn, model, change, certain };
  const questions =
    keysFailure === undefined
      ? questionsOf(planned, provider, sourceOf)
      : [{ source: failingSource(keysFailure), planned }];
  return [{ subject, planned, questions }];
}

/** A command or an execution may name regions: what it acts on is there, whatever its provider's region is. */
function questionsOf(planned: PlannedChange, provider: ProviderSettings, sourceOf: LockSources): Question[] {
  const { model, change, certain } = planned;
  const callsOfModel = model.calls;
  if (callsOfModel === undefined) return [{ source: sourceOf(provider), planned }];
  const readings = certain === undefined || certain === change ? [change] : [change, certain];
  const regions = new Set(readings.flatMap((one) => callsOf(model, one, NOTHING_KNOWN)).map(({ region }) => region));
  return [...regions].map((region) => {
    const calls: typeof callsOfModel = (...args) => callsOfModel(...args).filter((call) => call.region === region);
    const source = sourceOf(region === undefined ? provider : inRegion(provider, region));
    return { source, planned: { ...planned, model: { ...model, calls } } };
  });
}

const inRegion = ({ settings }: ProviderSettings, region: string): ProviderSettings => ({
  settings: { ...settings, region },
});

/** One look-up a source for all changes; none where nothing is wanted. */
export async function lookUpAll(
  changes: readonly Planned[],
  options: ReviewOptions,
): Promise<ReadonlyMap<LockSource, StatusView>> {
  const bySource = new Map<LockSource, { instanceIds: Set<string>; diskIds: Set<string>; region: boolean }>();
  for (const { source, planned } of changes.flatMap(({ questions }) => questions)) {
    const wanted = wantedFor(planned, options);
    const region = wantsRegion(planned, options);
    if (wanted.instanceIds.length + wanted.diskIds.length === 0 && !region) continue;
    const batch = bySource.get(source) ?? { instanceIds: new Set(), diskIds: new Set(), region: false };
    for (const id of wanted.instanceIds) batch.instanceIds.add(id);
    for (const id of wanted.diskIds) batch.diskIds.add(id);
    bySource.set(source, { ...batch, region: batch.region || region });
  }
  const views = await Promise.all(
    [...bySource].map(async ([source, { instanceIds, diskIds, region }]) => {
      const wanted = { instanceIds: [...instanceIds], diskIds: [...diskIds] };
      return [source, await lookUpView(source, wanted, region)] as const;
    }),
  );
  return new Map(views);
}
