import type { Behavior, OperationBehavior, SourceAnswer, SourceName } from "../domain/behaviors";
import { API_REFERENCE, CURRENT_PAGE, SAME_AS, TOPIC } from "./lockTable";

/** Which source is asked first; see the configuration key `edition`. */
export type Edition = "topic" | "current" | "strict";
export const EDITIONS: readonly Edition[] = ["topic", "current", "strict"];

const ORDER: Readonly<Record<Exclude<Edition, "strict">, readonly SourceName[]>> = {
  topic: ["topic", "current", "apiReference"],
  current: ["current", "topic", "apiReference"],
};

const SEVERITY: Readonly<Record<Behavior, number>> = { unaffected: 0, affectedWhenDiskInUse: 1, affected: 2 };

function answersOf(operation: string): SourceAnswer[] {
  const answers: SourceAnswer[] = [];
  const topic = ownRow(TOPIC, operation);
  if (topic !== undefined) answers.push({ source: "topic", behavior: topic });
  for (const [source, table] of [["current", CURRENT_PAGE] as const, ["apiReference", API_REFERENCE] as const]) {
    const row = ownRow(table, operation);
    if (row === undefined) continue;
    const detail = [row.source, row.note].filter((part) => part !== undefined).join("; ");
    answers.push({
      source,
      behavior: row.behavior,
      ...(row.errorCode === undefined ? {} : { errorCode: row.errorCode }),
      ...(detail === "" ? {} : { detail }),
    });
  }
  return answers;
}

/** Operation names come from outside as well (`ecs-lock explain`), so an inherited property is not a row. */
function ownRow<T>(table: Readonly<Record<string, T>>, operation: string): T | undefined {
  return Object.hasOwn(table, operation) ? table[operation] : undefined;
}

function worst(answers: readonly SourceAnswer[]): Behavior {
  return answers.reduce<Behavior>(
    (found, { behavior }) => (SEVERITY[behavior] > SEVERITY[found] ? behavior : found),
    "unaffected",
  );
}

const found: Readonly<Record<Edition, Map<string, OperationBehavior>>> = {
  topic: new Map(),
  current: new Map(),
  strict: new Map(),
};

/** How `operation` behaves on a locked instance, by `edition`. An operation that no source lists is unaffected. */
export function behaviorOf(operation: string, edition: Edition): OperationBehavior {
  let behavior = found[edition].get(operation);
  if (behavior === undefined) found[edition].set(operation, (behavior = find(operation, edition)));
  return behavior;
}

function find(operation: string, edition: Edition): OperationBehavior {
  const own = answersOf(operation);
  const sameAs = own.length === 0 ? ownRow(SAME_AS, operation) : undefined;
  const answers = sameAs === undefined ? own : answersOf(sameAs);
  const behavior =
    edition === "strict"
      ? worst(answers)
      : (ORDER[edition].map((name) => answers.find(({ source }) => source === name)).find((found) => found)?.behavior ??
        "unaffected");
  return {
    operation,
    behavior,
    answers,
    ...(sameAs === undefined ? {} : { sameAs }),
    sourcesDiffer: new Set(answers.map((answer) => answer.behavior)).size > 1,
  };
}

/** Whether the operation is the creation of an instance, which has no target of its own. */
export function createsInstances(operation: string): boolean {
  return (ownRow(SAME_AS, operation) ?? operation) === "CreateInstance";
}

/** Whether the operation releases instances. A locked one takes its disks along, whatever the program means to keep. */
export function deletesInstances(operation: string): boolean {
  return (ownRow(SAME_AS, operation) ?? operation) === "DeleteInstance";
}

/** Every operation that some source lists, and the batch forms, in alphabetical order. */
export const OPERATIONS: readonly string[] = [
  ...new Set([TOPIC, CURRENT_PAGE, API_REFERENCE, SAME_AS].flatMap((table) => Object.keys(table))),
].sort();

/** Every operation that some source calls affected, in alphabetical order: each has a policy of its own. */
export const AFFECTED_OPERATIONS: readonly string[] = OPERATIONS.filter((operation) =>
  answersOf(operation).some(({ behavior }) => behavior !== "unaffected"),
);

const AFFECTED: ReadonlySet<string> = new Set(AFFECTED_OPERATIONS);

/** The operation whose policy reports on `operation`: itself, or the classic one that it repeats. */
export function policyOperation(operation: string): string {
  return AFFECTED.has(operation) ? operation : (ownRow(SAME_AS, operation) ?? operation);
}

/** Whether an operation has a policy: its own, or that of the classic one that it repeats. */
export const hasPolicy = (operation: string): boolean => AFFECTED.has(policyOperation(operation));

const names = new Map<string, string>();

/** The policy of an operation: `ecs-start-instance` for StartInstance. */
export function policyName(operation: string): string {
  let name = names.get(operation);
  if (name === undefined) names.set(operation, (name = nameOf(operation)));
  return name;
}

const nameOf = (operation: string): string =>
  `ecs-${operation
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase()}`;
