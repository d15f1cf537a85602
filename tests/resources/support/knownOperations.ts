import { OPERATIONS } from "../../../policypack/operations/behavior";
import recorded from "../recorded/calls.json";
import { ecsOnly, FACTS, type FactsRow } from "./facts";
import { CORRECTIONS } from "./situations";

const calledBy = ({ create, update, delete: deleted }: FactsRow): readonly string[] => [
  ...create,
  ...Object.values(update).flat(),
  ...deleted,
];

const SOURCES: readonly (readonly [source: string, operations: readonly string[]])[] = [
  ["the lock table", OPERATIONS],
  ["calls recorded from the running provider", recorded.scenarios.flatMap(({ calls }) => calls)],
  ["the provider's source", [...ecsOnly(FACTS.flatMap(calledBy)), ...Object.values(CORRECTIONS).flat()]],
];

/** Every ECS operation that a source of this project names, and the first that does. */
export const KNOWN_OPERATIONS: ReadonlyMap<string, string> = new Map(
  SOURCES.toReversed().flatMap(([source, operations]) => operations.map((operation) => [operation, source] as const)),
);
