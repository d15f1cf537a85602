import { modelOf } from "../../resources/index";
import { stepClearing, type ClearAlone } from "./clearing";
import { contradictions, type Contradictions } from "./contradictions";
import { deletionBy, isDeletion, isPassedOver, type DeletedUrns } from "./stepKinds";
import { ALICLOUD_PROVIDER, previewProviders, type PreviewProviders } from "./providers";
import { PreviewSyntaxError, type PreviewHandler } from "./reader";
import { headOf, orderIn, stepInputs, stepOf, type PreviewStep } from "./steps";

/** What is kept of a preview while it is read. */
export interface Collected {
  /** Bytes of JSON whose steps may still be kept. */
  room: number;
  /** Steps of mapped types by the URN that the prior state has, in the order of the plan. */
  readonly steps: Map<string, PreviewStep[]>;
  readonly deleted: Map<string, NonNullable<ReturnType<DeletedUrns["get"]>>>;
  readonly providers: PreviewProviders;
  readonly contradictions: Contradictions;
  /** Of a step only what is left to be said, where that is clear by itself. */
  readonly clear: (step: PreviewStep) => PreviewStep;
  /** `maybe`: by members that other JSON may have as well. */
  form: "unknown" | "maybe" | "document" | "events";
  /** It has members that no document of a preview has. */
  foreign: boolean;
  failed: boolean;
  finished: boolean;
}

/** What is kept of a step, until all are judged, takes about three times the memory of its text. */
const MEMORY_A_BYTE = 4;
/** What is kept of a step that is cleared, in bytes of JSON that would take as much. */
const CLEARED_BYTES = 250;

export function nothingCollected(memoryBytes: number, clearAlone?: ClearAlone): Collected {
  const providers = previewProviders();
  return {
    room: memoryBytes / MEMORY_A_BYTE,
    steps: new Map(),
    deleted: new Map(),
    providers,
    contradictions: contradictions(),
    clear:
      clearAlone === undefined ? (step) => step : stepClearing(clearAlone, (provider) => providers.isUnknown(provider)),
    form: "unknown",
    foreign: false,
    failed: false,
    finished: false,
  };
}

/** Puts what the reader finds where it belongs. */
export function collecting(collected: Collected): PreviewHandler {
  return {
    object: () => {
      // Only events come in several objects.
      if (collected.form === "document" || (collected.form === "maybe" && !collected.foreign)) throw severalPreviews();
    },
    step: (raw, bytes) => {
      markDocument(collected);
      take(raw, bytes, collected);
    },
    member: (name, raw, bytes) => {
      member(name, raw, bytes, collected);
    },
    readsMember: (name) => READ.has(name),
  };
}

/** See `member` and `event`. */
const READ: ReadonlySet<string> = new Set([
  "config",
  "steps",
  "changeSummary",
  "diagnostics",
  "duration",
  "preludeEvent",
  "resourcePreEvent",
  "diagnosticEvent",
  "summaryEvent",
]);

/** Judged as one, what a complete preview shows would vouch for one that failed. */
const severalPreviews = (): PreviewSyntaxError =>
  new PreviewSyntaxError("it holds more than one preview: check each by itself");

function member(name: string, raw: unknown, bytes: number, collected: Collected): void {
  switch (name) {
    case "config":
      collected.providers.configure(raw);
      break;
    case "steps":
      if (raw !== null) throw new PreviewSyntaxError("its steps are no list");
      markDocument(collected);
      break;
    case "changeSummary":
      markDocument(collected);
      collected.contradictions.summary(raw);
      break;
    case "diagnostics":
      if (!Array.isArray(raw)) break;
      mayBeDocument(collected);
      if (raw.some(isError)) collected.failed = true;
      break;
    case "duration":
      // All that is left where nothing is planned: Pulumi leaves every empty member out.
      if (typeof raw !== "number") break;
      mayBeDocument(collected);
      collected.finished = true;
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

function markEvents(collected: Collected): void {
  if (collected.form !== "events") collected.finished = false;
  if (collected.finished) throw severalPreviews();
  collected.form = "events";
}

function markDocument(collected: Collected): void {
  if (collected.form === "events") throw severalPreviews();
  collected.form = "document";
  collected.finished = true;
}

function mayBeDocument(collected: Collected): void {
  if (collected.form === "events") throw severalPreviews();
  if (collected.form === "unknown") collected.form = "maybe";
}

const field = (raw: unknown, name: string): unknown =>
  typeof raw === "object" && raw !== null ? Reflect.get(raw, name) : undefined;
const isError = (raw: unknown): boolean => field(raw, "severity") === "error";

function event(name: string, raw: unknown, bytes: number, collected: Collected): void {
  switch (name) {
    case "preludeEvent":
      if (collected.form === "events") throw severalPreviews();
      markEvents(collected);
      collected.providers.configure(field(raw, "config"));
      break;
    case "resourcePreEvent":
      if (field(raw, "planning") !== true)
        throw new PreviewSyntaxError("it is of an update that ran, not of a preview");
      markEvents(collected);
      take(field(raw, "metadata"), bytes, collected);
      break;
    case "diagnosticEvent":
      if (isError(raw)) collected.failed = true;
      break;
    case "summaryEvent":
      markEvents(collected);
      collected.finished = true;
      collected.contradictions.summary(field(raw, "resourceChanges"));
      if (field(raw, "result") === "failed" || field(raw, "result") === "canceled") collected.failed = true;
      break;
    default:
      collected.foreign = true;
  }
}

/** Keeps a step if it may matter. */
function take(raw: unknown, bytes: number, collected: Collected): void {
  const { deleted, providers } = collected;
  const head = headOf(raw);
  if (head === undefined) throw new PreviewSyntaxError("it holds a step without op and urn");
  const { op, urn, priorUrn, type, isNamedByUrn } = head;
  collected.contradictions.step(op, isNamedByUrn);
  if (isDeletion(op)) deleted.set(priorUrn, deletionBy(op, orderIn(raw), deleted.get(priorUrn)));
  if (type === ALICLOUD_PROVIDER) {
    const step = stepOf(raw, head);
    const state = step?.new ?? step?.old;
    if (state !== undefined) providers.add(urn, stepInputs(state));
    // What is deleted refers to the provider that it was made with.
    if (priorUrn !== urn && step?.old !== undefined) providers.addFormer(priorUrn, stepInputs(step.old));
  }
  if (isPassedOver(op) || modelOf(type) === undefined) return;
  const step = stepOf(raw, head);
  if (step === undefined) return;
  keep(collected.clear(step), bytes, collected);
}

function keep(step: PreviewStep, bytes: number, collected: Collected): void {
  const { steps } = collected;
  collected.room -= step.cleared === undefined ? bytes : Math.min(bytes, CLEARED_BYTES);
  if (collected.room < 0) {
    throw new PreviewSyntaxError(
      "its changes of ECS resources do not fit into the memory that Node may use: raise it, e.g. by " +
        "NODE_OPTIONS=--max-old-space-size=8192",
    );
  }
  const known = steps.get(step.priorUrn);
  if (known === undefined) steps.set(step.priorUrn, [step]);
  else known.push(step);
}
