import type { PlannedResource } from "../../domain/decisions";
import { modelOf } from "../../resources/index";
import { changesOf, type StepChange } from "./stepChanges";
import { collecting, nothingCollected, type Collected } from "./content";
import type { PreviewProviders } from "./providers";
import { PreviewSyntaxError, previewReader, type PreviewReader } from "./reader";
import { stepInputs, stepOutputs, priorOfStep } from "./steps";
import { EMPTY_STATE, type ResourceState, type StackState } from "../../domain/resources";

/** What a preview plans for the resources that this project knows. */
export interface PreviewPlan {
  /** In the order of the plan; those of kind `none` ask nothing of the provider. */
  readonly resources: readonly PlannedResource[];
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
 * of no concern is dropped at once, so that only changes of ECS resources fill the memory, up to `memoryBytes`.
 */
export function previewCollector(memoryBytes = Number.POSITIVE_INFINITY): PreviewCollector {
  const collected = nothingCollected(memoryBytes);
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
  const changes = [...steps.values()].flatMap((ofOne) => changesOf(ofOne, deleted));
  return {
    resources: changes.flatMap((change) => plannedResource(change, providers)),
    incomplete: failed
      ? "the preview itself failed"
      : finished
        ? contradictions.found()
        : form === "events"
          ? "the events of the preview end before its summary"
          : "the preview ends before its summary",
    state: stateIn(changes),
  };
}

/** Put together only when it is asked for: that is when a locked instance is deleted. */
function stateIn(changes: readonly StepChange[]): StackState {
  let resources: StackState["resources"] | undefined;
  return {
    ...EMPTY_STATE,
    get resources() {
      return (resources ??= new Map(changes.flatMap(priorResource).map((entry) => [entry.urn, entry])));
    },
  };
}

/** The outputs by which a disk is known to belong to an instance; the others are not looked at. */
const OF_DISKS = ["systemDiskId", "instanceId", "diskId"];

function priorResource({ urn, type, provider, old }: StepChange): ResourceState[] {
  if (old === undefined) return [];
  const outputs = stepOutputs(old, OF_DISKS);
  const pendingReplacement = old.pendingReplacement === true;
  return [
    {
      ...old,
      urn,
      type,
      provider,
      imported: old.importId !== "",
      pendingDelete: false,
      pendingReplacement,
      tainted: false,
      inputs: {},
      outputs,
    },
  ];
}

function plannedResource(change: StepChange, providers: PreviewProviders): PlannedResource[] {
  if (modelOf(change.type) === undefined) return [];
  const { urn, type, old, failure, diff } = change;
  const provider = providers.settingsOf(change.provider);
  const place = change.new?.place ?? old?.place;
  const shared = {
    type,
    settings: provider.settings,
    ...(change.goesWithReplaced === true ? { goesWithReplaced: true } : {}),
    ...(failure === undefined ? { step: { kind: change.kind, ...diff } } : {}),
  };
  return [
    {
      urn,
      provider,
      priorUrn: old === undefined ? undefined : urn,
      ...(failure === undefined ? {} : { failure }),
      ...(place === undefined ? {} : { place }),
      evidence: {
        ...shared,
        // Read when they are needed, and not kept: thousands of them would fill the memory.
        get prior() {
          return old === undefined ? undefined : priorOfStep(old);
        },
        get program() {
          // An unreadable step may plan anything, so it is given something to plan.
          if (failure !== undefined) return {};
          return change.new === undefined ? undefined : stepInputs(change.new);
        },
      },
    },
  ];
}
