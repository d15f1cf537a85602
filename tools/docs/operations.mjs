// docs/operations/OPERATION.md, one page an operation that some source calls affected.
import { editionsOf, exampleOf } from "./examples.mjs";
import {
  AFFECTED_OPERATIONS,
  API_REFERENCE,
  behaviorOf,
  code,
  codes,
  CURRENT_PAGE,
  DESCRIPTIONS,
  LIFT_THE_LOCK,
  MODELS,
  policyName,
  policyOperation,
  SAME_AS,
  SOURCE_NAMES,
  table,
  TEMPLATES,
  TOPIC_URL,
} from "./pack.mjs";

const BEHAVIORS = {
  affected: "refused",
  affectedWhenDiskInUse: "refused while the disk is In_use on a locked instance",
  unaffected: "not refused",
};
const ROWS = { current: CURRENT_PAGE, apiReference: API_REFERENCE };

export function* operationPages() {
  for (const operation of AFFECTED_OPERATIONS) yield [operation, page(operation)];
}

function page(operation) {
  const { does, fix } = DESCRIPTIONS[operation];
  const editions = editionsOf(operation);
  return [
    "<!-- Written by tools/docs.mjs from the tables of the pack; change those, then run `npm run docs`. -->",
    `# ${operation}`,
    `${does} Policy: ${code(policyName(operation))}.`,
    "## On an instance that is locked for security reasons",
    table(["source", "answer", "error"], behaviourRows(operation)),
    table(
      ["edition of the pack", "verdict"],
      ["topic", "current", "strict"].map((edition) => [
        edition === "topic" ? "topic (default)" : edition,
        BEHAVIORS[behaviorOf(operation, edition).behavior],
      ]),
    ),
    "## Why it is refused",
    why(operation),
    "## Which changes call it",
    callers(operation),
    "## How to fix",
    `${LIFT_THE_LOCK}\n\n${fix}`,
    "## Example log",
    ...(editions[0] === "topic" ? [] : [`With edition ${code(editions[0])}:`]),
    "```text\n" + exampleOf(operation) + "\n```",
    "## Source",
    sources(operation),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

function behaviourRows(operation) {
  const { answers, sameAs } = behaviorOf(operation, "topic");
  return answers.map(({ source, behavior, errorCode }) => {
    const status = ROWS[source]?.[sameAs ?? operation]?.httpStatus;
    const error = errorCode === undefined ? "" : `${errorCode}${status === undefined ? "" : ` (HTTP ${status})`}`;
    const name = sameAs === undefined ? SOURCE_NAMES[source] : `${SOURCE_NAMES[source]}, on ${sameAs}`;
    return [name, BEHAVIORS[behavior], error];
  });
}

function why(operation) {
  const { behavior } = behaviorOf(operation, "strict");
  const whose =
    behavior === "affectedWhenDiskInUse"
      ? "What counts is the lock of the instance that the disk is attached to; on a disk that is attached to none it is allowed."
      : "What counts is the lock at the moment of the call, whatever it was in the preview.";
  const hidden = ["JoinSecurityGroup", "LeaveSecurityGroup"].includes(operation)
    ? "\n\nThe provider takes this refusal for a success: `pulumi up` would report the group as changed, and it is not. " +
      "The preview is the only warning."
    : "";
  return (
    "Alibaba Cloud has locked the instance for security reasons: `OperationLocks` in the answer of DescribeInstances " +
    `contains \`LockReason: security\`. Until the lock is lifted the ECS API refuses this operation. ${whose}${hidden}`
  );
}

/** Every step of every model that makes the call, with the properties behind it. */
function callers(operation) {
  const rows = MODELS.flatMap((model) => {
    const made = (steps) => steps.filter((step) => policyOperation(step.operation) === operation);
    const row = (step, change) => [model.types.map(code).join("<br>"), change, noteOf(step, operation)];
    return [
      ...made(model.create).map((step) => row(step, "create, replace")),
      ...made(model.update).map((step) => row(step, codes(step.on))),
      ...made(model.delete).map((step) => row(step, "delete, replace")),
    ];
  });
  const templates = Object.entries(TEMPLATES).filter(([, { calls }]) => calls.includes(operation));
  rows.push(
    ...templates.map(([name]) => [
      code("alicloud:oos/execution:Execution"),
      "create, replace",
      `template ${code(name)} with literal ids`,
    ]),
    [
      code("command:local:Command"),
      codes(["create", "update", "delete"]),
      `a literal ${code(`aliyun ecs ${operation} --InstanceId … | --DiskId …`)}`,
    ],
  );
  return table(["resource type", "change of", "when"], rows);
}

function noteOf({ operation: called, note }, operation) {
  const as = called === operation ? [] : [`as ${called}`];
  return [...as, ...(note === undefined ? [] : [note])].join("; ");
}

function sources(operation) {
  const { answers, sameAs } = behaviorOf(operation, "topic");
  const repeated = Object.keys(SAME_AS).filter((batch) => behaviorOf(batch, "topic").sameAs === operation);
  return [
    ...answers.map(({ source, detail }) => `- ${SOURCE_NAMES[source]}${detail === undefined ? "" : `: ${detail}`}`),
    ...(sameAs === undefined ? [] : [`- No source lists ${operation} itself: it repeats ${sameAs}.`]),
    ...(repeated.length === 0
      ? []
      : [`- No source lists ${repeated.join(" or ")}, which the same is taken to hold for.`]),
    `- The topic: <${TOPIC_URL}>; its text of the 39 operations: [ecs-security-lock-topic.txt](../sources/ecs-security-lock-topic.txt).`,
    "- The sources were collected in 2026-11; the calls were read from terraform-provider-alicloud 1.289.0.",
  ].join("\n");
}
