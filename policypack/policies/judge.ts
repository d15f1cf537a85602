import { leavesSecretsOpen, planChange, type Subject } from "../changes/plan";
import type { ProviderSettings } from "../changes/provider";
import type { ResourceState, StackState } from "../changes/state";
import { failingSource, type LockSource, type LookUp } from "../locks/lockStatus";
import type { LockSources } from "../locks/lockSources";
import { lookUpView } from "../locks/statusView";
import { callsOf } from "../resources/calls";
import { NOTHING_KNOWN } from "../resources/model";
import type { Exemption } from "../review/exemptions";
import { hangingOn, reviewChange, type PlannedChange, type ReviewedChange } from "../review/review";
import type { ReviewOptions, StatusView } from "../review/verdict";
import { wantedFor, wantsRegion } from "../review/wanted";
import type { Configuration } from "./configuration";
import { withProviderKeys } from "./providerKeys";
import type { JudgedSubject } from "./subjects";
import { withoutState } from "./undecidable";
import { judgeUnseen } from "./unseen";

/** What judging needs besides the subjects. */
export interface JudgeContext {
  readonly configuration: Pick<Configuration, "edition" | "createInstance" | "onUndecided" | "lockSource">;
  /** Whether `ecs-lock-status` has handed the configuration over. */
  readonly configured: boolean;
  readonly now: number;
  readonly exemptions: { readonly holding: readonly Exemption[]; readonly expired: readonly Exemption[] };
  readonly sourceOf: LockSources;
  state(): Promise<LookUp<StackState>>;
  stateWithSecrets(): Promise<LookUp<StackState>>;
}

export interface Judged {
  readonly subject: JudgedSubject;
  readonly reviewed: ReviewedChange;
  /** Disks that the prior state knows to be attached to an instance. */
  readonly disksOf: (instanceId: string) => readonly string[];
}

interface Planned {
  readonly subject: JudgedSubject;
  readonly planned: PlannedChange;
  /** Where its targets are looked up: one source, but where it names several regions itself. */
  readonly questions: readonly Question[];
}

interface Question {
  readonly source: LockSource;
  /** The calls whose targets are asked for there. */
  readonly planned: PlannedChange;
}

/** Judges planned changes: one look-up an account and region for all of them, and none where nothing is affected. */
export async function judge(subjects: readonly JudgedSubject[], context: JudgeContext): Promise<Judged[]> {
  const options: ReviewOptions = {
    edition: context.configuration.edition,
    createInstance: context.configuration.createInstance,
    exemptions: context.exemptions.holding,
  };
  const unknown = [
    ...subjects.flatMap((subject) => withoutState(subject, options)),
    ...(await judgeUnseen(subjects, context, options)),
  ];
  const changes = (await withProviderKeys(subjects, context, options))
    .filter(({ failure }) => failure === undefined)
    .flatMap((subject) => planOf(subject, context.sourceOf));
  const views = await lookUpAll(changes, options);
  const viewOf = ({ questions }: Planned): StatusView =>
    together(questions.map(({ source }) => views.get(source) ?? NOTHING_ASKED));
  const first = changes.map((change) => ({ change, reviewed: reviewChange(change.planned, viewOf(change), options) }));
  const state = await context.state();
  const disksOf = diskFinder(state);
  const decided = await Promise.all(
    first.map(async ({ change, reviewed }) => ({
      subject: change.subject,
      disksOf,
      reviewed: reviewed.hangsOnSecrets ? await withSecrets(change, context, options, reviewed) : reviewed,
    })),
  );
  return [...unknown, ...decided];
}

const NOTHING_ASKED: StatusView = { instance: () => undefined, disk: () => undefined, lockedInRegion: () => undefined };

/** Ids are the cloud's, so whichever view has one is right. */
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
    lockedInRegion: () => firstOf((view) => view.lockedInRegion()),
  };
}

function planOf(subject: JudgedSubject, sourceOf: LockSources): Planned[] {
  const { model, urn, keysFailure } = subject;
  const change = planChange(model, subject.subject, "changed");
  if (change === undefined) return [];
  const certain = leavesSecretsOpen(subject.subject) ? planChange(model, subject.subject, "unchanged") : change;
  const planned = { urn, model, change, certain };
  const questions =
    keysFailure === undefined
      ? questionsOf(planned, subject.provider, sourceOf)
      : [{ source: failingSource(keysFailure), planned }];
  return [{ subject, planned, questions }];
}

/** A command or an execution may name regions: what it acts on is there, whatever its provider's region is. */
function questionsOf(planned: PlannedChange, provider: ProviderSettings, sourceOf: LockSources): Question[] {
  const { model, change } = planned;
  const callsOfModel = model.calls;
  if (callsOfModel === undefined) return [{ source: sourceOf(provider), planned }];
  const regions = new Set(callsOf(model, change, NOTHING_KNOWN).map(({ region }) => region));
  return [...regions].map((region) => {
    const calls: typeof callsOfModel = (...args) => callsOfModel(...args).filter((call) => call.region === region);
    const source = sourceOf(region === undefined ? provider : inRegion(provider, region));
    return { source, planned: { ...planned, model: { ...model, calls } } };
  });
}

const inRegion = ({ settings }: ProviderSettings, region: string): ProviderSettings => ({
  settings: { ...settings, region },
});

async function lookUpAll(
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

/** Something about a locked instance hangs on a secret: only now is the state read in plain text. */
async function withSecrets(
  { subject, planned, questions }: Planned,
  context: JudgeContext,
  options: ReviewOptions,
  without: ReviewedChange,
): Promise<ReviewedChange> {
  const state = await context.stateWithSecrets();
  if (!state.known) return hangingOn(without, state.failure);
  const prior = subject.priorUrn === undefined ? undefined : state.value.resources.get(subject.priorUrn);
  if (prior === undefined) return without;
  const disclosed = disclose(subject.subject, prior);
  const change = planChange(subject.model, disclosed, "changed");
  if (change === undefined) return { planned, operations: [], deletesLocked: [], effects: [], hangsOnSecrets: false };
  const certain = leavesSecretsOpen(disclosed) ? planChange(subject.model, disclosed, "unchanged") : change;
  const known = { ...planned, change, certain };
  const views = questions.map(({ source }) =>
    lookUpView(source, wantedFor(known, options), wantsRegion(known, options)),
  );
  return reviewChange(known, together(await Promise.all(views)), options);
}

const disclose = (subject: Subject, { inputs, outputs }: ResourceState): Subject => ({
  ...subject,
  prior: { inputs, outputs },
});

/** The disks of an instance as the state knows them; it is gone through at the first question, and only then. */
function diskFinder(state: LookUp<StackState>): Judged["disksOf"] {
  let disks: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return (instanceId) => {
    disks ??= disksByInstance(state.known ? state.value.resources : new Map());
    return [...(disks.get(instanceId) ?? [])];
  };
}

/** System disks, attachments and disks of the stack, by the instance that they belong to. */
function disksByInstance(resources: StackState["resources"]): ReadonlyMap<string, ReadonlySet<string>> {
  const disks = new Map<string, Set<string>>();
  const add = (instanceId: unknown, disk: unknown): void => {
    if (typeof instanceId !== "string" || typeof disk !== "string" || disk === "") return;
    disks.set(instanceId, (disks.get(instanceId) ?? new Set()).add(disk));
  };
  for (const { id, type, outputs } of resources.values()) {
    add(id, outputs.systemDiskId);
    const isDisk = /:(ecsD|d)isk:/.test(`:${type.split("/")[1] ?? ""}`);
    if (outputs.instanceId !== id) add(outputs.instanceId, outputs.diskId ?? (isDisk ? id : undefined));
  }
  return disks;
}
