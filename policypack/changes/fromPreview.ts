import type { JudgedSubject } from "../policies/subjects";
import { modelOf } from "../resources";
import type { ResourceModel } from "../resources/model";
import type { EngineDecision } from "./plan";
import { changesOf, isDeletion, isPassedOver, type PreviewChange } from "./previewChanges";
import { ALICLOUD_PROVIDER, previewProviders, type PreviewProviders } from "./previewProviders";
import { PreviewSyntaxError, previewReader, type PreviewReader } from "./previewReader";
import { headOf, stepInputs, stepOf, stepOutputs, stepValues, type PreviewStep } from "./previewSteps";
import { EMPTY_STATE, type ResourceState, type StackState } from "./state";

/** What a preview plans for the resources that this project knows. */
export interface PreviewPlan {
  /** In the order of the plan; those of kind `none` ask nothing of the provider. */
  readonly subjects: readonly JudgedSubject[];
  /** The preview ended early, so that steps may be missing: why. */
  readonly incomplete: string | undefined;
  /** The prior state, as far as the steps show it and as far as it tells of the disks of an instance. */
  readonly state: StackState;
}

export interface PreviewCollector extends Pick<PreviewReader, "push"> {
  /** @throws PreviewSyntaxError if the input was no preview. */
  end(): PreviewPlan;
}

/** What is kept of a step, until all are judged, takes about three times the memory of its text. */
const MEMORY_A_BYTE = 4;

interface Collected {
  /** Bytes of JSON whose steps may still be kept. */
  room: number;
  /** Steps of mapped types by URN, in the order of the plan. */
  readonly steps: Map<string, PreviewStep[]>;
  readonly deleted: Set<string>;
  readonly providers: PreviewProviders;
  form: "unknown" | "document" | "events";
  failed: boolean;
  finished: boolean;
}

/**
 * Takes the JSON of `pulumi preview` or `pulumi destroy` in pieces: the single document or the streamed events. What is
 * of no concern is dropped at once, so that only changes of ECS resources fill the memory, up to `memoryBytes`.
 */
export function previewCollector(memoryBytes = Number.POSITIVE_INFINITY): PreviewCollector {
  const collected: Collected = {
    room: memoryBytes / MEMORY_A_BYTE,
    steps: new Map(),
    deleted: new Set(),
    providers: previewProviders(),
    form: "unknown",
    failed: false,
    finished: false,
  };
  const reader = previewReader({
    step: (raw, bytes) => {
      collected.form = "document";
      take(raw, bytes, collected);
    },
    member: (name, raw, bytes) => {
      member(name, raw, bytes, collected);
    },
  });
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

function member(name: string, raw: unknown, bytes: number, collected: Collected): void {
  switch (name) {
    case "config":
      collected.providers.configure(raw);
      break;
    case "steps":
      if (raw === null) collected.form = "document";
      break;
    case "changeSummary":
      collected.form = "document";
      break;
    case "diagnostics":
      if (Array.isArray(raw) && raw.some(isError)) collected.failed = true;
      break;
    case "resourcePlans":
      throw new PreviewSyntaxError(
        "it is a plan saved with --save-plan, which holds neither the ids nor the state of existing resources: " +
          "give the output of `pulumi preview --json` instead",
      );
    default:
      event(name, raw, bytes, collected);
  }
}

const field = (raw: unknown, name: string): unknown =>
  typeof raw === "object" && raw !== null ? Reflect.get(raw, name) : undefined;
const isError = (raw: unknown): boolean => field(raw, "severity") === "error";

function event(name: string, raw: unknown, bytes: number, collected: Collected): void {
  switch (name) {
    case "preludeEvent":
      collected.form = "events";
      collected.providers.configure(field(raw, "config"));
      break;
    case "resourcePreEvent":
      if (field(raw, "planning") !== true)
        throw new PreviewSyntaxError("it is of an update that ran, not of a preview");
      collected.form = "events";
      take(field(raw, "metadata"), bytes, collected);
      break;
    case "diagnosticEvent":
      if (isError(raw)) collected.failed = true;
      break;
    case "summaryEvent":
      collected.form = "events";
      collected.finished = true;
      if (field(raw, "result") === "failed" || field(raw, "result") === "canceled") collected.failed = true;
      break;
    default:
  }
}

/** Keeps a step if it may matter. */
function take(raw: unknown, bytes: number, collected: Collected): void {
  const { steps, deleted, providers } = collected;
  const head = headOf(raw);
  if (head === undefined) throw new PreviewSyntaxError("it holds a step without op and urn");
  const { op, urn, type } = head;
  if (isDeletion(op)) deleted.add(urn);
  if (type === ALICLOUD_PROVIDER) {
    const step = stepOf(raw, head);
    const state = step?.new ?? step?.old;
    if (state !== undefined) providers.add(urn, stepInputs(state));
  }
  if (isPassedOver(op) || modelOf(type) === undefined) return;
  collected.room -= bytes;
  if (collected.room < 0) {
    throw new PreviewSyntaxError(
      "its changes of ECS resources do not fit into the memory that Node may use: raise it, e.g. by " +
        "NODE_OPTIONS=--max-old-space-size=8192",
    );
  }
  const step = stepOf(raw, head);
  if (step === undefined) return;
  const known = steps.get(urn);
  if (known === undefined) steps.set(urn, [step]);
  else known.push(step);
}

function planOf({ steps, deleted, providers, form, failed, finished }: Collected): PreviewPlan {
  if (form === "unknown") {
    throw new PreviewSyntaxError(
      "it is not what `pulumi preview --json` or `pulumi destroy --preview-only --json` prints",
    );
  }
  const changes = [...steps.values()].flatMap((ofOne) => changesOf(ofOne, deleted));
  return {
    subjects: changes.flatMap((change) => subjectOf(change, providers)),
    incomplete: failed
      ? "the preview itself failed"
      : form === "events" && !finished
        ? "the events of the preview end before its summary"
        : undefined,
    state: stateIn(changes),
  };
}

/** Put together only when it is asked for: that is when a locked instance is deleted. */
function stateIn(changes: readonly PreviewChange[]): StackState {
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

function priorResource({ urn, type, provider, old }: PreviewChange): ResourceState[] {
  if (old === undefined) return [];
  const outputs = stepOutputs(old, OF_DISKS);
  const pendingReplacement = old.pendingReplacement === true;
  return [
    { ...old, urn, type, provider, pendingDelete: false, pendingReplacement, tainted: false, inputs: {}, outputs },
  ];
}

function subjectOf(change: PreviewChange, providers: PreviewProviders): JudgedSubject[] {
  const model = modelOf(change.type);
  if (model === undefined) return [];
  const { urn, type, old, failure } = change;
  const provider = providers.settingsOf(change.provider);
  return [
    {
      urn,
      model,
      provider,
      priorUrn: old === undefined ? undefined : urn,
      ...(failure === undefined ? {} : { failure }),
      subject: {
        type,
        id: old?.id,
        settings: provider.settings,
        ...(failure === undefined ? { engine: engineDecision(change, model) } : {}),
        // Read when they are needed, and not kept: thousands of them would fill the memory.
        get prior() {
          return old === undefined ? undefined : stepValues(old);
        },
        get planned() {
          // An unreadable step may plan anything, so it is given something to plan.
          if (failure !== undefined) return {};
          return change.new === undefined ? undefined : stepInputs(change.new);
        },
      },
    },
  ];
}

/** The engine also gives reasons that are no properties, such as `id` for `--replace`. */
function engineDecision({ kind, decision }: PreviewChange, { schema }: ResourceModel): EngineDecision {
  const { changed, replaceKeys } = decision;
  return {
    kind,
    ...(changed === undefined ? {} : { changed }),
    ...(replaceKeys === undefined ? {} : { replaceKeys: replaceKeys.filter((name) => Object.hasOwn(schema, name)) }),
  };
}
