import { behaviorOf, type Edition } from "../../operations/behavior";
import { MAPPED_TYPES, modelOf } from "../../resources/index";
import { flagsOf } from "../../changes/schemaFlags";
import type { ResourceModel, Step } from "../../resources/model";
import { noTarget } from "../../resources/steps";
import { printable } from "../../report/phrases";
import { UNMAPPED } from "../../resources/unmapped";
import { wrapped } from "../columns";
import { CliFailure } from "../failure";
import { didYouMean } from "../../configuration/suggest";

/** `alicloud:ecs:Instance`, as every log prints alicloud:ecs/instance:Instance. */
const shown = (type: string): string => type.replace(/\/[^:]*(?=:)/, "");

/** The type that is meant: its full name, the one that logs print, or its last part where that is enough. */
export function mappedType(given: string): string {
  const wanted = given.toLowerCase();
  const exact = MAPPED_TYPES.find((type) => [type, shown(type)].some((name) => name.toLowerCase() === wanted));
  if (exact !== undefined) return exact;
  const ending = MAPPED_TYPES.filter((type) => type.toLowerCase().endsWith(`:${wanted}`));
  const [only] = ending;
  if (only !== undefined && ending.length === 1) return only;
  throw new CliFailure(`${unknownType(given)}${hintOf(given, ending)}`);
}

/** A type that is known to do nothing to an instance is no typo. */
function unknownType(given: string): string {
  const named = printable(JSON.stringify(given.slice(0, 200)));
  const known = Object.entries(UNMAPPED).find(([, types]) =>
    types.some((type) => [type, shown(type)].some((name) => name.toLowerCase() === given.toLowerCase())),
  );
  if (known !== undefined) return `no change of the type ${named} calls an operation that a lock refuses: ${known[0]}`;
  return `the type ${named} is not one whose changes are known to call ECS on an instance or a disk`;
}

const hintOf = (given: string, ending: readonly string[]): string =>
  ending.length > 1
    ? `: did you mean ${ending.slice(0, 5).join(" or ")}?`
    : didYouMean(given, [...MAPPED_TYPES, ...MAPPED_TYPES.map(shown)]);

/** Which changes of a type call what, and what of it a lock refuses. */
export function resourceText(type: string, edition: Edition): string {
  const model = modelOf(type);
  if (model === undefined) return "";
  const changes = [
    ...block("create", model.create, edition),
    ...updates(model).flatMap(({ names, steps }) => block(`update of ${names.join(", ")}`, steps, edition)),
    ...block("delete", model.delete, edition),
  ];
  const replacing = Object.entries(model.schema)
    .filter(([, entry]) => flagsOf(entry).forceNew)
    .map(([name]) => name);
  const conditional = Object.keys(model.replacedWhen ?? {});
  return [
    ...wrapped(`${type} (edition ${edition})`, "", "  "),
    ...(model.calls === undefined ? [] : ["  What is called depends on what the resource's own properties say."]),
    ...(changes.length === 0 && model.calls === undefined ? ["  No change of it makes an ECS call."] : changes),
    ...(model.product === undefined ? [] : [`  It is managed with the API of ${model.product}.`]),
    ...listed("Replaced (create, then delete) by a change of", replacing),
    ...listed("Under a condition replaced by a change of", conditional),
    ...listed("No ECS call by a change of", model.silent),
    "",
  ].join("\n");
}

const listed = (words: string, names: readonly string[]): string[] =>
  names.length === 0 ? [] : wrapped(`${words}: ${names.join(", ")}`, "  ", "    ");

/** Properties whose change makes the same calls, together. */
function updates({ update }: ResourceModel): { readonly names: string[]; readonly steps: readonly Step[] }[] {
  const groups = new Map<string, { readonly names: string[]; readonly steps: readonly Step[] }>();
  const names = new Set(update.flatMap(({ on }) => on ?? []));
  for (const name of names) {
    const steps = update.filter(({ on }) => on?.includes(name) === true);
    const key = steps.map((step) => update.indexOf(step)).join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { names: [name], steps });
    else group.names.push(name);
  }
  return [...groups.values()];
}

/** A change and its calls, in call order, those first marked that a lock refuses. */
function block(change: string, steps: readonly Step[], edition: Edition): string[] {
  if (steps.length === 0) return [];
  const [first = "", ...more] = wrapped(change, "  ", "    ");
  const isRefused = ({ operation, targets }: Step): boolean =>
    // A call on what is new meets no lock.
    targets !== noTarget && behaviorOf(operation, edition).behavior !== "unaffected";
  const rows = steps.map((step) => [
    isRefused(step) ? "refused" : "",
    step.note === undefined ? step.operation : `${step.operation} (${step.note})`,
  ]);
  return [
    first,
    ...more,
    ...rows.flatMap(([mark = "", call = ""]) => wrapped(call, `    ${mark.padEnd(7)}  `, " ".repeat(15))),
  ];
}
