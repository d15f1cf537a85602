import type { Subject } from "../changes/change";
import type { ResourceState, StackState } from "../engine/state/stackState";
import type { LookUp } from "../domain/lookUps";
import type { LockSources } from "./lockSource";
import { lookUpView } from "./statusLookUp";
import { readsSecrets } from "../resources/calls";
import type { Exemption } from "./exemptions";
import { hangingOn, reviewChange, type PlannedChange, type ReviewedChange } from "./reviewChange";
import type { ReviewOptions, StatusView } from "./verdict";
import { wantedFor, wantsRegion } from "./targetsToLookUp";
import type { Configuration } from "../configuration/configuration";
import { withProviderKeys } from "../policies/providerKeys";
import { lookUpAll, planOf, together, type Planned } from "./lookUps";
import type { JudgedSubject } from "../policies/subjects";
import { withoutState } from "../policies/undecidable";
import { judgeUnseen } from "../policies/unseen";

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
    together(questions.flatMap(({ source }) => views.get(source) ?? []));
  const first = changes.map((change) => ({ change, reviewed: reviewChange(change.planned, viewOf(change), options) }));
  const state = await context.state();
  const disksOf = diskFinder(state);
  const decided = await Promise.all(
    first.map(async ({ change, reviewed }) => ({
      subject: change.subject,
      disksOf,
      reviewed:
        reviewed.hangsOnSecrets ||
        hidesCalls(change.planned) ||
        (await unseenIfSame(change.subject, context, options)).length > 0
          ? await withSecrets(change, context, options, reviewed)
          : reviewed,
    })),
  );
  return [...unknown, ...decided];
}

/** What there is to say of a resource that changes although its secrets, which alone would explain it, are the same. */
async function unseenIfSame(subject: JudgedSubject, context: JudgeContext, options: ReviewOptions): Promise<Judged[]> {
  const { unseenUnlessSecret: unseen } = subject;
  return unseen === undefined ? [] : judgeUnseen([{ ...subject, unseen }], context, options);
}

const hidesCalls = ({ model, change, certain }: PlannedChange): boolean =>
  [change, certain].some((one) => one !== undefined && readsSecrets(model, one));

/** Something about a locked instance hangs on a secret: only now is the state read in plain text. */
async function withSecrets(
  { subject, planned }: Planned,
  context: JudgeContext,
  options: ReviewOptions,
  without: ReviewedChange,
): Promise<ReviewedChange> {
  const state = await context.stateWithSecrets();
  if (!state.known) return hangingOn(without, state.failure);
  const prior = priorIn(state.value, subject);
  if (prior === undefined) return without;
  const [disclosed] = planOf({ ...subject, subject: disclose(subject.subject, prior) }, context.sourceOf);
  if (disclosed === undefined) {
    const [unexplained] = await unseenIfSame(subject, context, options);
    const nothing = { planned, operations: [], deletesLocked: [], effects: [], hangsOnSecrets: false };
    return unexplained?.reviewed ?? nothing;
  }
  const views = disclosed.questions.map(({ source, planned: asked }) =>
    lookUpView(source, wantedFor(asked, options), wantsRegion(asked, options)),
  );
  return reviewChange(disclosed.planned, together(await Promise.all(views)), options);
}

/** A leftover has the URN of the resource that took its place. */
function priorIn({ resources, pendingDeletes }: StackState, { priorUrn = "", subject }: JudgedSubject) {
  const live = resources.get(priorUrn);
  return live?.id === subject.id ? live : pendingDeletes.find(({ urn, id }) => urn === priorUrn && id === subject.id);
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
