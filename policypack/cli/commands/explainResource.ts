import { behaviorOf, type Edition } from "../../operations/behavior";
import { MAPPED_TYPES, modelOf } from "../../resources/index";
import { flagsOf } from "../../changes/schemaFlags";
import type { ResourceModel, Step } from "../../resources/model";
import { columns } from "../columns";
import { CliFailure } from "../failure";
import { didYouMean } from "../suggest";

/** The type that is meant: its full name, or its last part where that is enough. */
export function mappedType(given: string): string {
  const wanted = given.toLowerCase();
  const exact = MAPPED_TYPES.find((type) => type.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const ending = MAPPED_TYPES.filter((type) => type.toLowerCase().endsWith(`:${wanted}`));
  const [only] = ending;
  if (only !== undefined && ending.length === 1) return only;
  const hint =
    ending.length > 1 ? `: did you mean ${ending.slice(0, 5).join(" or ")}?` : didYouMean(given, MAPPED_TYPES);
  throw new CliFailure(`no change of the type ${JSON.stringify(given.slice(0, 200))} is known to call ECS${hint}`);
}

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
    `${type} (edition ${edition})`,
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
  names.length === 0 ? [] : [`  ${words}: ${names.join(", ")}`];

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
  const rows = steps.map(({ operation, note }) => [
    behaviorOf(operation, edition).behavior === "unaffected" ? "" : "refused",
    note === undefined ? operation : `${operation} (${note})`,
  ]);
  return [
    `  ${change}`,
    ...columns([["       "], ...rows])
      .slice(1)
      .map((line) => `    ${line}`),
  ];
}
