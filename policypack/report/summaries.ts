import type { LockedInstance, PlanSummary, UndecidedCause } from "../domain/summaries";
import { policyOperation } from "../operations/behavior";
import { DESCRIPTIONS } from "../operations/descriptions";
import { counted, idAndName, enumerated, nameOf, printable, resourceName, type MessageContext } from "./phrases";
import { deletionLine, differenceLine, hiddenLine, TOPIC_URL } from "./refusals";
import { causeText } from "./undecided";
import { wayOutLines } from "./wayOut";

/** The text at the end of the log: what the whole plan comes to, what to do, and a way out. */
export function summaryMessage(summary: PlanSummary, context: MessageContext): string {
  const { undecided, wayOut, isRepeated } = summary;
  return [
    ...refusedLines(summary, context),
    ...undecided.map(causeLine),
    ...(isRepeated === true ? [REPEATED] : [...phaseLines(summary, context), ...helpLines(summary, context)]),
    ...wayOutLines(wayOut),
  ].join("\n");
}

const REPEATED = "What to do is said where this update first came to such a resource.";

function helpLines({ refused }: PlanSummary, context: MessageContext): string[] {
  const operations = refused.map(({ call }) => call.operation);
  const lines = [hiddenLine(operations, context), differenceLine(refused), deletionLine(refused), WHAT_TO_DO];
  return [
    ...(refused.length === 0 ? [] : [...lines.flatMap((line) => line ?? []), ...adviceLines(operations)]),
    ...(context.defaultsHold ? [DEFAULTS_HOLD] : []),
  ];
}

/** A stop in an update comes in the middle of it, and where nobody expects one; a policy does not know its own level. */
function phaseLines({ changedBefore }: PlanSummary, { phase }: MessageContext): string[] {
  if (phase === "preview") return [];
  const past = phase === "previewedUpdate" ? ", whose preview had passed" : "";
  return [
    `This is the update itself${past}. Changed so far: ${progressText(changedBefore)}. Nothing has been called for this ` +
      "resource yet. Where one of its violations is [mandatory], nothing will be, nor for what depends on it: nothing of " +
      "them is half done, what is done stays done, and the next `pulumi up` does the rest. Where all are [advisory], the " +
      "change goes ahead now, and may end half done.",
  ];
}

function progressText(changed: PlanSummary["changedBefore"]): string {
  if (changed === undefined) return "perhaps other resources";
  if (changed.length === 0) return "no ECS resource, as far as the stack's state shows";
  const kinds = (["created", "updated", "replaced", "deleted"] as const).flatMap((kind) => {
    const names = changed.filter(({ change }) => change === kind).map(({ urn }) => printable(resourceName(urn)));
    return names.length === 0 ? [] : [`${kind} ${enumerated(names, MOST_NAMES)}`];
  });
  return `${kinds.join("; ")}, as the stack's state shows`;
}

export const WHAT_TO_DO =
  "What to do: find out why it is locked (ECS console, Events > Instance Security Events), clean the instance up and have " +
  `the lock lifted there or by a ticket; then run this again. About such locks: ${TOPIC_URL}`;

const DEFAULTS_HOLD =
  "ecs-lock-status is disabled, so its configuration reaches no policy: the defaults of the pack hold.";

const MOST_INSTANCES = 10;
const MOST_NAMES = 5;

function refusedLines({ locked, refusedCalls, refusedResources }: PlanSummary, context: MessageContext): string[] {
  if (refusedCalls === 0) return [];
  const calls = `${counted(refusedCalls, "call")} on ${counted(refusedResources, "resource")} would be refused`;
  const [first, ...others] = locked;
  const yet = context.phase === "preview" ? "; nothing has been applied yet" : "";
  if (first === undefined) return [`${calls}${yet}.`];
  if (others.length === 0) {
    return [
      `${calls}, because Alibaba Cloud has locked ${nameOf(first.instance, regionOf(first, context))} for security reasons${yet}.`,
    ];
  }
  const more = locked.length - MOST_INSTANCES;
  return [
    `${calls}, because Alibaba Cloud has locked ${locked.length} instances for security reasons${yet}:`,
    ...locked.slice(0, MOST_INSTANCES).map((one) => instanceLine(one, context)),
    ...(more > 0 ? [`  … and ${more} more.`] : []),
  ];
}

const regionOf = ({ region }: LockedInstance, context: MessageContext) => ({ region: region ?? context.region });

function instanceLine(locked: LockedInstance, context: MessageContext): string {
  const names = locked.verdicts.map(({ resource }) => printable(resourceName(resource.urn)));
  return `  ${idAndName(locked.instance, regionOf(locked, context))}: ${enumerated([...new Set(names)], MOST_NAMES)}`;
}

function causeLine({ undecided, urns }: UndecidedCause): string {
  const names = urns.map((urn) => printable(resourceName(urn)));
  return `Cannot say of ${enumerated(names, MOST_NAMES)}: ${causeText(undecided)}`;
}

/** What helps besides getting the lock lifted, by operation; what is the same for several, once. */
export function adviceLines(operations: readonly string[]): string[] {
  const byAdvice = new Map<string, string[]>();
  for (const operation of operations) {
    const advice = DESCRIPTIONS[policyOperation(operation)]?.fix;
    if (advice !== undefined) byAdvice.set(advice, [...(byAdvice.get(advice) ?? []), operation]);
  }
  return [...byAdvice].map(([advice, names]) => `  ${names.join(", ")}: ${advice}`);
}
