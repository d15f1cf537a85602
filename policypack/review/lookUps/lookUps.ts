import type { LookUp } from "../../domain/lookUps";
import { known } from "../../domain/lookUps";
import type { ProviderSettings } from "../../domain/providers";
import type { InstanceStatus } from "../../domain/statuses";
import { callsOf } from "../../resources/calls";
import { NOTHING_KNOWN } from "../../resources/model";
import { type DecidedResource } from "../decidedResource";
import type { LockSource, LockSources } from "./lockSource";
import { lookUpView } from "./statusLookUp";
import { wantedFor, wantsRegion } from "./targetsToLookUp";
import type { ReviewOptions, StatusView } from "../verdict";

/** Whom to ask about a resource's targets: one source, but where the resource names several regions itself. */
export interface Question {
  readonly source: LockSource;
  /** The calls whose targets are asked for there. */
  readonly decided: DecidedResource;
}

const NOTHING_ASKED: StatusView = { instance: () => undefined, disk: () => undefined, lockedInRegion: () => undefined };

/** An id is unique in the cloud: whichever region knows it answers for it. */
function together(views: readonly StatusView[]): StatusView {
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

/** A command or an execution may name regions: what it acts on is there, whatever its provider's region is. */
export function questionsOf(decided: DecidedResource, sourceOf: LockSources): Question[] {
  const { model, decision, resource } = decided;
  const { provider } = resource;
  const callsOfModel = model.calls;
  if (callsOfModel === undefined) return [{ source: sourceOf(provider), decided }];
  const calls = decision.readings.flatMap((change) =>
    change === undefined ? [] : callsOf(model, change, NOTHING_KNOWN),
  );
  return [...new Set(calls.map(({ region }) => region))].map((region) => {
    const ofRegion: typeof callsOfModel = (...args) => callsOfModel(...args).filter((call) => call.region === region);
    const source = sourceOf(region === undefined ? provider : inRegion(provider, region));
    return { source, decided: { ...decided, model: { ...model, calls: ofRegion } } };
  });
}

const inRegion = ({ settings }: ProviderSettings, region: string): ProviderSettings => ({
  settings: { ...settings, region },
});

/** One look-up a source for all questions; none where nothing is wanted. */
export async function lookUpAll(
  questions: readonly Question[],
  options: ReviewOptions,
): Promise<ReadonlyMap<LockSource, StatusView>> {
  const bySource = new Map<LockSource, { instanceIds: Set<string>; diskIds: Set<string>; region: boolean }>();
  for (const { source, decided } of questions) {
    const wanted = wantedFor(decided, options);
    const region = wantsRegion(decided, options);
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

/** What was found for the questions of one resource. */
export const viewOf = (questions: readonly Question[], views: ReadonlyMap<LockSource, StatusView>): StatusView =>
  together(questions.flatMap(({ source }) => views.get(source) ?? []));
