import type { Evidence, PlannedResource } from "../domain/decisions";
import type { LookUp } from "../domain/lookUps";
import type { ResourceState, StackState } from "../domain/resources";
import type { ResourceVerdict } from "../domain/verdicts";
import { readsSecrets } from "../resources/calls";
import { decidedResource, type DecidedResource } from "./decidedResource";
import type { LockSources } from "./lookUps/lockSource";
import { lookUpAll, questionsOf, viewOf, type Question } from "./lookUps/lookUps";
import type { PriorState } from "./priorState";
import { needsProviderKeys, withProviderKeys } from "./lookUps/providerKeys";
import { reviewResource, withoutSecrets, type ReviewedResource } from "./reviewResource";
import type { ReviewOptions } from "./verdict";
import { withoutEvidence } from "./withoutEvidence";

/** What judging needs of outside. */
export interface JudgeNeeds {
  readonly options: ReviewOptions;
  /** Whether look-ups need the provider's credentials. */
  readonly asksApi: boolean;
  readonly sourceOf: LockSources;
  readonly priorState: PriorState;
}

/**
 * Judges a whole plan: one look-up an account and region for all of it, and none where nothing is affected. A resource
 * of which nothing is asked has no verdict.
 */
export async function judgePlan(plan: readonly PlannedResource[], needs: JudgeNeeds): Promise<ResourceVerdict[]> {
  const unknown = plan.flatMap((resource) =>
    resource.failure === undefined ? [] : (withoutEvidence(resource, resource.failure, needs.options) ?? []),
  );
  const decided = plan.flatMap((resource) => (resource.failure === undefined ? (decidedResource(resource) ?? []) : []));
  const asked = await withQuestions(decided, needs);
  const views = await lookUpAll(
    asked.flatMap(({ questions }) => questions),
    needs.options,
  );
  const judged = asked.map(({ decided: one, questions }) => ({
    decided: one,
    reviewed: reviewResource(one, viewOf(questions, views), needs.options),
  }));
  const settled = await Promise.all(judged.map(({ decided: one, reviewed }) => settle(one, reviewed, needs)));
  return [...unknown, ...settled.flatMap((verdict) => verdict ?? [])];
}

interface Asked {
  readonly decided: DecidedResource;
  readonly questions: readonly Question[];
}

async function withQuestions(decided: readonly DecidedResource[], needs: JudgeNeeds): Promise<Asked[]> {
  const { options, sourceOf, asksApi, priorState } = needs;
  const keyless = new Set(asksApi ? decided.filter((one) => needsProviderKeys(one, options)) : []);
  const state = keyless.size === 0 ? undefined : await priorState.readWithSecrets();
  return decided.map((one) => {
    if (state === undefined || !keyless.has(one)) return { decided: one, questions: questionsOf(one, sourceOf) };
    const { decided: keyed, source } = withProviderKeys(one, state);
    const questions = source === undefined ? questionsOf(keyed, sourceOf) : [{ source, decided: keyed }];
    return { decided: keyed, questions };
  });
}

/**
 * Where something that is to be said hangs on a secret, and only there, the state is read in plain text. Undefined: the
 * provider is asked for nothing then.
 */
async function settle(
  decided: DecidedResource,
  { verdict, hangsOnSecret }: ReviewedResource,
  needs: JudgeNeeds,
): Promise<ResourceVerdict | undefined> {
  if (!hangsOnSecret && !hidesCalls(decided)) return verdict;
  const { resource } = decided;
  const state = await needs.priorState.readWithSecrets();
  const prior = state.known ? priorIn(state.value, resource) : undefined;
  const disclosed = prior === undefined ? undefined : withEvidence(resource, { prior });
  const isOpen = disclosed === undefined || disclosed.decision.readings.length > 1;
  // An update whose preview compared the secrets, and let it pass, goes by that where nobody can compare them now.
  if (isOpen && resource.previewed === true) return judgeAgain(withEvidence(resource, { sameSecrets: true }), needs);
  if (!state.known) return withoutSecrets(verdict, state.failure);
  return prior === undefined ? verdict : judgeAgain(disclosed, needs);
}

function withEvidence(resource: PlannedResource, more: Partial<Evidence>): DecidedResource | undefined {
  const decided = decidedResource({ ...resource, evidence: { ...resource.evidence, ...more } });
  return decided === undefined ? undefined : { ...decided, resource };
}

async function judgeAgain(
  decided: DecidedResource | undefined,
  { sourceOf, options }: JudgeNeeds,
): Promise<ResourceVerdict | undefined> {
  if (decided === undefined) return undefined;
  const questions = questionsOf(decided, sourceOf);
  const views = await lookUpAll(questions, options);
  return reviewResource(decided, viewOf(questions, views), options).verdict;
}

/** A model that spells its calls out shows none of them where a secret hides them. */
const hidesCalls = ({ model, decision }: DecidedResource): boolean =>
  decision.readings.some((change) => change !== undefined && readsSecrets(model, change));

/** A leftover has the URN of the resource that took its place. */
function priorIn(
  { resources, pendingDeletes }: StackState,
  { priorUrn = "", evidence }: PlannedResource,
): ResourceState | undefined {
  const id = evidence.prior?.id;
  const live = resources.get(priorUrn);
  return live?.id === id ? live : pendingDeletes.find((one) => one.urn === priorUrn && one.id === id);
}

/** Disks that the prior state knows to be attached to an instance; gone through at the first question, and only then. */
export function diskFinder(state: LookUp<StackState>): (instanceId: string) => readonly string[] {
  let disks: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return (instanceId) => {
    disks ??= disksByInstance(state.known ? state.value.resources : new Map());
    return [...(disks.get(instanceId) ?? [])];
  };
}

const isDisk = (type: string): boolean => /:(ecsD|d)isk:/.test(`:${type.split("/")[1] ?? ""}`);

/** System disks, attachments and disks of the stack, by the instance that they belong to. */
function disksByInstance(resources: StackState["resources"]): ReadonlyMap<string, ReadonlySet<string>> {
  const disks = new Map<string, Set<string>>();
  const add = (instanceId: unknown, disk: unknown): void => {
    if (typeof instanceId !== "string" || typeof disk !== "string" || disk === "") return;
    const known = disks.get(instanceId);
    if (known === undefined) disks.set(instanceId, new Set([disk]));
    else known.add(disk);
  };
  for (const { id, type, outputs } of resources.values()) {
    add(id, outputs.systemDiskId);
    const { instanceId, diskId } = outputs;
    if (instanceId !== undefined && instanceId !== id) add(instanceId, diskId ?? (isDisk(type) ? id : undefined));
  }
  return disks;
}
