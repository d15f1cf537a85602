import {
  behaviorOf,
  createsInstances,
  EDITIONS,
  OPERATIONS,
  policyName,
  policyOperation,
  AFFECTED_OPERATIONS,
  type Edition,
} from "../../operations/behavior";
import { DESCRIPTIONS, LIFT_THE_LOCK } from "../../operations/descriptions";
import type { Behavior, SourceAnswer, SourceName } from "../../domain/behaviors";
import { SAME_AS, SOURCE_NAMES } from "../../operations/lockTable";
import { MAPPED_TYPES, modelOf } from "../../resources/index";
import type { ResourceModel, Step } from "../../resources/model";
import { isHiddenByProvider } from "../../report/refusals";
import { TEMPLATES } from "../../resources/families/oosExecution";
import { columns, wrapped } from "../columns";

const BEHAVIORS: Readonly<Record<Behavior, string>> = {
  affected: "affected",
  affectedWhenDiskInUse: "affected while the disk is In_use",
  unaffected: "unaffected",
};

/** Every operation that can be explained: those of the lock table, and those that some change calls. */
export function knownOperations(): string[] {
  const called = MAPPED_TYPES.flatMap((type) => stepsOf(modelOf(type)).map(({ operation }) => operation));
  const literal = Object.values(TEMPLATES).flatMap(({ calls }) => calls);
  return [...new Set([...OPERATIONS, ...called, ...literal])].sort();
}

const stepsOf = (model: ResourceModel | undefined): readonly Step[] =>
  model === undefined ? [] : [...model.create, ...model.update, ...model.delete];

/** Of the policy that no operation has. */
export const STATUS_TEXT =
  "ecs-lock-status reports what no policy of an operation does: operations of which it cannot be said whether they would " +
  "be refused, exemptions that are used or have expired, the disks that are released with a deleted locked instance, " +
  "what other services do to locked instances, and a wrong configuration.\n";

/** What the lock does to one operation, by every source, what calls it, and what to do. */
export function operationText(operation: string, edition: Edition): string {
  const { behavior, answers, sameAs } = behaviorOf(operation, edition);
  const editions = EDITIONS.map((name) => `${name} ${BEHAVIORS[behaviorOf(operation, name).behavior]}`);
  return [
    `${operation}: ${BEHAVIORS[behavior]} (edition ${edition})`,
    ...effect(operation, behavior),
    ...(sameAs === undefined
      ? []
      : wrapped(`No source lists it: it is taken to behave as ${sameAs}, whose operation it repeats.`, "  ")),
    "",
    ...(answers.length === 0 ? ["No source lists it."] : ["Sources:", ...answers.flatMap(sourceLines)]),
    ...wrapped(`Editions: ${editions.join(", ")}`, "", "  "),
    ...policyLine(operation),
    ...callers(operation),
    ...whatToDo(operation),
    "",
  ].join("\n");
}

function sourceLines({ source, behavior, errorCode, detail }: SourceAnswer): string[] {
  const details = [errorCode, detail].filter((part) => part !== undefined).join("; ");
  return [
    ...wrapped(`${SOURCE_NAMES[source]}: ${BEHAVIORS[behavior]}`, "  ", "    "),
    ...(details === "" ? [] : wrapped(details, "    ")),
  ];
}

function effect(operation: string, behavior: Behavior): string[] {
  const does = DESCRIPTIONS[policyOperation(operation)]?.does;
  const hidden =
    behavior !== "unaffected" && isHiddenByProvider(operation)
      ? "The provider hides the refusal: `pulumi up` reports success, and nothing has changed. Only a preview that is judged tells beforehand, `ecs-lock audit` afterwards."
      : undefined;
  return [does, meaning(operation, behavior), hidden]
    .filter((text) => text !== undefined)
    .flatMap((text) => wrapped(text, "  "));
}

function meaning(operation: string, behavior: Behavior): string {
  if (behavior === "unaffected") return "A security lock does not keep it from working.";
  if (behavior === "affectedWhenDiskInUse") {
    return "It is refused while the disk is attached to an instance that is locked for security reasons.";
  }
  return createsInstances(operation)
    ? "It has no target: the pack refuses it where it replaces a locked instance (configuration key createInstance)."
    : "It is refused on an instance that is locked for security reasons.";
}

function policyLine(operation: string): string[] {
  const reporting = policyOperation(operation);
  return AFFECTED_OPERATIONS.includes(reporting) ? [`Policy: ${policyName(reporting)}`] : [];
}

/** What helps in every case, and what gets by without the lock being lifted. */
function whatToDo(operation: string): string[] {
  const description = DESCRIPTIONS[policyOperation(operation)];
  if (description === undefined) return [];
  return ["What to do:", ...wrapped(LIFT_THE_LOCK, "  1. ", "     "), ...wrapped(description.fix, "  2. ", "     ")];
}

function callers(operation: string): string[] {
  const found = MAPPED_TYPES.flatMap((type) => {
    const changes = callersIn(type, operation);
    return changes.length === 0 ? [] : [`  ${type}`, ...changes.flatMap((change) => wrapped(change, "    ", "      "))];
  });
  const literal = literalCallers(operation).flatMap((caller) => wrapped(caller, "  ", "    "));
  return ["Called by:", ...found, ...literal];
}

/** What spells its calls out itself. */
function literalCallers(operation: string): string[] {
  const templates = Object.entries(TEMPLATES).filter(([, { calls }]) => calls.includes(operation));
  return [
    ...templates.map(([name]) => `alicloud:oos/execution:Execution of the template ${name}`),
    `command:local:Command with a literal \`aliyun ecs ${operation} …\``,
  ];
}

function callersIn(type: string, operation: string): string[] {
  const model = modelOf(type);
  if (model === undefined) return [];
  const note = ({ note: words }: Step): string => (words === undefined ? "" : ` (${words})`);
  return (["create", "update", "delete"] as const).flatMap((kind) =>
    model[kind]
      .filter((step) => step.operation === operation)
      .map((step) => `${kind}${step.on === undefined ? "" : ` of ${step.on.join(", ")}`}${note(step)}`),
  );
}

const SOURCES: readonly SourceName[] = ["topic", "current", "apiReference"];
const SHORT: Readonly<Record<Behavior, string>> = { affected: "yes", affectedWhenDiskInUse: "disk", unaffected: "no" };

/** The lock table: what each source says of each operation, and what comes of it in each edition. */
export function listText(): string {
  const rows = OPERATIONS.map((operation) => {
    const { answers, sameAs } = behaviorOf(operation, "topic");
    const bySource = SOURCES.map((source) => answers.find((answer) => answer.source === source)?.behavior);
    return [
      operation,
      ...(sameAs === undefined ? bySource.map((found) => (found === undefined ? "-" : SHORT[found])) : ["-", "-", "-"]),
      ...EDITIONS.map((edition) => SHORT[behaviorOf(operation, edition).behavior]),
    ];
  });
  const header = ["REFUSED?", "TOPIC", "PAGE", "API", ...EDITIONS.map((name) => `=${name}`)];
  const repeating = Object.entries(SAME_AS).map(([operation, sameAs]) => `${operation} (${sameAs})`);
  return [
    ...columns([header, ...rows]),
    "",
    "yes: on a locked instance; disk: while the disk is in use; no; -: not listed",
    "TOPIC, PAGE, API: what the sources say; =NAME: what comes of it in that edition",
    ...SOURCES.map((source, index) => `${header[index + 1] ?? ""}: ${SOURCE_NAMES[source]}`),
    ...wrapped(`Taken to behave as the one in parentheses: ${repeating.join(", ")}`, "", "  "),
    "",
  ].join("\n");
}
