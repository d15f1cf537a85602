import type { ClearedResource } from "../../domain/verdicts";
import type { PlannedResource } from "../../domain/decisions";
import { changesOf, withoutItsValues, type StepChange } from "./stepChanges";
import type { ClearAlone } from "./clearing";
import { collecting, nothingCollected, type Collected } from "./content";
import { plannedResource } from "./plannedResource";
import type { PreviewProviders } from "./providers";
import { PreviewSyntaxError, previewReader, type PreviewReader } from "./reader";
import { OF_DISKS, stepOutputs, type StepState } from "./steps";
import { EMPTY_STATE, type ResourceState, type StackState } from "../../domain/resources";
import type { ValueMap } from "../../domain/values";

/** What a preview plans for the resources that this project knows. */
export interface PreviewPlan {
  /** What is to be judged, in the order of the plan; those of kind `none` ask nothing of the provider. */
  readonly resources: readonly PlannedResource[];
  /** The same and what is cleared already, in the order of the plan. */
  readonly all: readonly (PlannedResource | ClearedResource)[];
  /** The preview ended early, so that steps may be missing: why. */
  readonly incomplete: string | undefined;
  /** The prior state, as far as the steps show it and as far as it tells of the disks of an instance. */
  readonly state: StackState;
}

export interface PreviewCollector extends Pick<PreviewReader, "push"> {
  /** @throws PreviewSyntaxError if the input was no preview. */
  end(): PreviewPlan;
}

/**
 * Takes the JSON of `pulumi preview` or `pulumi destroy` in pieces: the single document or the streamed events. What is
 * of no concern is dropped at once, so that only changes of ECS resources fill the memory, up to `memoryBytes`. Of those
 * that `clearAlone` clears, only what a report says of them is kept.
 */
export function previewCollector(memoryBytes = Number.POSITIVE_INFINITY, clearAlone?: ClearAlone): PreviewCollector {
  const collected = nothingCollected(memoryBytes, clearAlone);
  const reader = previewReader(collecting(collected));
  return {
    push: (chunk) => {
      reader.push(chunk);
    },
    end() {
      reader.end();
      return planOf(collected);
    },
  };
}

function planOf({
  steps,
  deleted,
  providers,
  contradictions,
  form,
  foreign,
  failed,
  finished,
}: Collected): PreviewPlan {
  if (form === "unknown" || (form === "maybe" && foreign)) {
    throw new PreviewSyntaxError(
      "it is not what `pulumi preview --json` or `pulumi destroy --preview-only --json` prints",
    );
  }
  const all: (PlannedResource | ClearedResource)[] = [];
  for (const change of changesIn(steps, deleted)) all.push(resourceOf(change, providers));
  return {
    resources: all.filter((one) => "evidence" in one),
    all,
    incomplete: failed
      ? "the preview itself failed"
      : finished
        ? contradictions.found()
        : form === "events"
          ? "the events of the preview end before its summary"
          : "the preview ends before its summary",
    state: stateIn(() => changesIn(steps, deleted)),
  };
}

function resourceOf(change: StepChange, providers: PreviewProviders): PlannedResource | ClearedResource {
  const provider = providers.settingsOf(change.provider);
  const { urn, type, place, cleared } = change;
  if (cleared === undefined) return plannedResource(change, provider);
  // It was cleared as one of a provider that is known: judged again it cannot be.
  if (providers.isUnknown(change.provider)) return plannedResource(withoutItsValues(change), provider);
  return { urn, type, provider, cleared, ...(place === undefined ? {} : { place }) };
}

/** One by one, for there may be hundreds of thousands. */
function* changesIn(steps: Collected["steps"], deleted: Collected["deleted"]): Generator<StepChange> {
  for (const ofOne of steps.values()) yield* changesOf(ofOne, deleted);
}

/** Put together only when it is asked for: that is when a locked instance is deleted. */
function stateIn(changes: () => Iterable<StepChange>): StackState {
  let resources: StackState["resources"] | undefined;
  return {
    ...EMPTY_STATE,
    get resources() {
      return (resources ??= resourcesIn(changes()));
    },
  };
}

function resourcesIn(changes: Iterable<StepChange>): StackState["resources"] {
  const resources = new Map<string, ResourceState>();
  for (const change of changes)
    if (change.old !== undefined) resources.set(change.priorUrn, priorResource(change, change.old));
  return resources;
}

const NO_VALUES: ValueMap = {};

function priorResource({ priorUrn: urn, type, provider, place }: StepChange, old: StepState): ResourceState {
  return {
    id: old.id,
    inputs: NO_VALUES,
    outputs: stepOutputs(old, OF_DISKS),
    unfinished: old.unfinished,
    tainted: false,
    urn,
    type,
    provider,
    external: old.external,
    imported: old.importId !== "",
    retainOnDelete: old.retainOnDelete,
    deletedWith: old.deletedWith,
    pendingDelete: false,
    pendingReplacement: old.pendingReplacement === true,
    ...(place === undefined ? {} : { place }),
  };
}
