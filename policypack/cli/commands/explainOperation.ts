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
import { type SourceName, type Behavior } from "../../domain/behaviors";
import { SOURCE_NAMES } from "../../operations/lockTable";
import { MAPPED_TYPES, modelOf } from "../../resources/index";
import type { ResourceModel, Step } from "../../resources/model";
import { columns } from "../columns";

const BEHAVIORS: Readonly<Record<Behavior, string>> = {
  affected: "affected",
  affectedWhenDiskInUse: "affected while the disk is In_use",
  unaffected: "unaffected",
};

/** Every operation that can be explained: those of the lock table, and those that some change calls. */
export function knownOperations(): string[] {
  const called = MAPPED_TYPES.flatMap((type) => stepsOf(modelOf(type)).map(({ operation }) => operation));
  return [...new Set([...OPERATIONS, ...called])].sort();
}

const stepsOf = (model: ResourceModel | undefined): readonly Step[] =>
  model === undefined ? [] : [...model.create, ...model.update, ...model.delete];

/** Of the policy that no operation has. */
export const STATUS_TEXT =
  "ecs-lock-status reports what no policy of an operation does: operations of which it cannot be said whether they would " +
  "be refused, exemptions that are used or have expired, the disks that are released with a deleted locked instance, " +
  "what other services do to locked instances, and a wrong configuration.\n";

/** What the lock does to one operation, by every source, and what in Pulumi calls it. */
export function operationText(operation: string, edition: Edition): string {
  const { behavior, answers, sameAs } = behaviorOf(operation, edition);
  const rows = answers.map((answer) => [
    `  ${SOURCE_NAMES[answer.source]}`,
    BEHAVIORS[answer.behavior],
    [answer.errorCode, answer.detail].filter((part) => part !== undefined).join("; "),
  ]);
  const editions = EDITIONS.map((name) => `${name} ${BEHAVIORS[behaviorOf(operation, name).behavior]}`);
  return [
    `${operation}: ${BEHAVIORS[behavior]} (edition ${edition})`,
    `  ${meaning(operation, behavior)}`,
    ...(sameAs === undefined
      ? []
      : [`  No source lists it: it is taken to behave as ${sameAs}, whose operation it repeats.`]),
    "",
    ...(answers.length === 0 ? ["No source lists it."] : ["Sources:", ...columns(rows)]),
    `Editions: ${editions.join(", ")}`,
    ...policyLine(operation),
    ...callers(operation),
    "",
  ].join("\n");
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

function callers(operation: string): string[] {
  const found = MAPPED_TYPES.flatMap((type) => {
    const changes = callersIn(type, operation);
    return changes.length === 0 ? [] : [`  ${type}`, ...changes.map((change) => `    ${change}`)];
  });
  return found.length === 0 ? ["No change of a Pulumi resource calls it."] : ["Called by:", ...found];
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
const SHORT: Readonly<Record<Behavior, string>> = {
  affected: "affected",
  affectedWhenDiskInUse: "if In_use",
  unaffected: "unaffected",
};

/** The lock table: what each source says of each operation, and what comes of it in each edition. */
export function listText(): string {
  const rows = OPERATIONS.map((operation) => {
    const { answers, sameAs } = behaviorOf(operation, "topic");
    const bySource = SOURCES.map((source) => answers.find((answer) => answer.source === source)?.behavior);
    return [
      operation,
      ...(sameAs === undefined ? bySource.map((found) => (found === undefined ? "-" : SHORT[found])) : ["-", "-", "-"]),
      ...EDITIONS.map((edition) => SHORT[behaviorOf(operation, edition).behavior]),
      sameAs === undefined ? "" : `as ${sameAs}`,
    ];
  });
  const header = ["OPERATION", "TOPIC", "CURRENT PAGE", "API REFERENCE", ...EDITIONS.map((name) => `EDITION ${name}`)];
  return [
    ...columns([header, ...rows]),
    "",
    ...SOURCES.map((source) => `${source}: ${SOURCE_NAMES[source]}`),
    "affected: refused on a locked instance; if In_use: refused while the disk is in use; -: not listed",
    "",
  ].join("\n");
}
