// docs/resources.md: what every mapped resource type calls, change by change.
import { code, codes, flagsOf, isAffected, MODELS, table, TEMPLATES, UNMAPPED } from "./pack.mjs";

/** An operation that a lock refuses by some source is a link to its page. */
const operationsText = (operations) =>
  operations.length === 0 ? "none" : operations.map((name) => (isAffected(name) ? link(name) : name)).join(", ");
const link = (name) => `[**${name}**](operations/${pageOf(name)}.md)`;
const pageOf = (name) => (name === "RunInstances" ? "CreateInstance" : name);

export function resourcesPage() {
  const affecting = MODELS.filter((model) => calledBy(model).some(isAffected) || model.calls !== undefined);
  const others = MODELS.filter((model) => !affecting.includes(model));
  affecting.sort((left, right) => refusals(right) - refusals(left));
  return [
    "<!-- Written by tools/docs.mjs from the tables of the pack; change those, then run `npm run docs`. -->",
    "# Resources and the operations that their changes call",
    "Operations in bold are refused on a locked instance by some source, and link to their pages; the others are listed " +
      "in call order all the same, because a change stops at the first call that is refused. A replacement makes the calls " +
      "of the new resource, then those of the old one. Calls of other products than ECS are left out.",
    "## Types that can call an operation a lock refuses",
    ...affecting.flatMap(section),
    "## Types that call nothing a lock refuses",
    "They are in the map, so that they are judged, and that nothing is found is a finding and not an omission.",
    table(["resource type", "managed with", "create", "update", "delete"], others.map(row)),
    "## What other services do",
    "A change of these makes another service act on an instance, with no ECS call of the provider's: an advisory of " +
      "`ecs-lock-status` says so where the instance is locked.",
    table(
      ["resource type", "service"],
      MODELS.filter(({ effects }) => effects !== undefined).map(({ types, product }) => [codes(types), product]),
    ),
    "## Types that hold the id of an instance or a disk and are not in the map",
    "None of them calls the ECS API. The reason, and the types:",
    ...Object.entries(UNMAPPED).map(([reason, types]) => `- ${reason}: ${codes(types)}`),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

/** How many calls of a model can be refused: the types that matter most come first. */
const refusals = (model) => calledBy(model).filter(isAffected).length;

const calledBy = ({ create, update, delete: deleted }) =>
  [...create, ...update, ...deleted].map(({ operation }) => operation);

const unique = (names) => [...new Set(names)];
const stepsText = (steps) => operationsText(unique(steps.map(({ operation }) => operation)));

function row({ types, product, create, update, delete: deleted }) {
  return [types.map(code).join("<br>"), product ?? "ECS", stepsText(create), stepsText(update), stepsText(deleted)];
}

function section(model) {
  const title = `### ${model.types.map(code).join(", ")}`;
  if (model.calls !== undefined) return [title, ...SPELT_OUT[model.types[0]]];
  const replaces = replacing(model.schema);
  return [
    title,
    table(
      ["change", "ECS operations, in order"],
      [
        ["create", notedText(model.create)],
        ...updates(model),
        ["delete", notedText(model.delete)],
        ...(model.silent.length === 0 ? [] : [[`update of ${codes(model.silent)}`, "none"]]),
        ...(replaces.length === 0
          ? []
          : [[`replacement, by ${codes(replaces)}`, "those of create, then those of delete"]]),
      ],
    ),
    `Source: ${model.source}`,
  ];
}

/** The properties that force a new resource; within a block as `features.nvmeSupport`. */
const replacing = (schema) =>
  Object.entries(schema).flatMap(([name, entry]) => {
    const { forceNew, block } = flagsOf(entry);
    if (forceNew) return [name];
    return block === undefined ? [] : replacing(block).map((inner) => `${name}.${inner}`);
  });

const notedText = (steps) =>
  steps.length === 0
    ? "none"
    : steps
        .map(({ operation, note }) => operationsText([operation]) + (note === undefined ? "" : ` (${note})`))
        .join(", ");

/** One row for the properties that lead to the same calls. */
function updates(model) {
  const groups = new Map();
  for (const name of Object.keys(model.schema)) {
    const steps = model.update.filter(({ on }) => on.includes(name));
    if (steps.length === 0) continue;
    const text = notedText(steps);
    groups.set(text, [...(groups.get(text) ?? []), name]);
  }
  return [...groups].map(([text, names]) => [`update of ${codes(names)}`, text]);
}

const SPELT_OUT = {
  "command:local:Command": [
    "Whatever `aliyun ecs OPERATION --InstanceId … | --DiskId …` the command spells out: `create` on create and " +
      "replacement; `update`, or `create` where there is none, when anything about it changes; `delete` on delete and " +
      "replacement. Every command of every line is read. One with a variable, a substitution or a pattern, other " +
      "credentials or another endpoint is left out, and so is a script with conditions, loops or subshells.",
  ],
  "alicloud:oos/execution:Execution": [
    "The calls of these public templates, on ids that the parameters spell out, when the execution is created or replaced:",
    table(
      ["template", "ids in", "ECS operations, in order"],
      Object.entries(TEMPLATES).map(([name, { named, calls }]) => [
        code(name),
        code(named),
        operationsText([...calls]),
      ]),
    ),
  ],
};
