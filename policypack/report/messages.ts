import type { Finding } from "../domain/findings";
import {
  alsoDeletedMessage,
  configurationMessage,
  defectMessage,
  deletionMessage,
  effectMessage,
  exemptMessage,
  expiredMessage,
  idleMessage,
  inventoryGapMessage,
  inventoryMessage,
  typoMessage,
  unreadStateMessage,
} from "./advisories";
import type { MessageContext } from "./phrases";
import { alsoRefusedMessage, deletionLine, differenceLine, hiddenLine, refusedMessage } from "./refusals";
import { summaryMessage, WHAT_TO_DO } from "./summaries";
import { causeText, undecidedMessage } from "./undecided";

/** What the texts need besides the finding. */
export type LogContext = Omit<MessageContext, "region">;

/** A finding in the words of the log, where what holds for all stands in the summary. */
export function messageOf(finding: Finding, log: LogContext): string {
  const { matter } = finding;
  const context: MessageContext = { ...log, region: finding.region };
  switch (matter.kind) {
    case "refused":
      return refusedMessage(matter.verdict, matter.operation, context, matter.diskIds);
    case "alsoRefused":
      return alsoRefusedMessage(matter.verdict, matter.operation, context);
    case "undecided":
      return undecidedMessage(matter.verdict, matter.operations);
    case "summary":
      return summaryMessage(matter.summary, context);
    case "exempt":
      return exemptMessage(matter.operation, matter.exemption, context);
    case "alsoDeletesLocked":
      return alsoDeletedMessage(matter, context);
    case "deletesLocked":
      return deletionMessage(matter, context);
    case "effect":
      return effectMessage(matter.verdict, matter.effect, context);
    case "exemptionExpired":
      return expiredMessage(matter.exemption);
    case "exemptionUnknown":
      return typoMessage(matter.exemption, matter.patterns);
    case "exemptionIdle":
      return idleMessage(matter.exemption, matter.patterns);
    case "stateUnread":
      return unreadStateMessage(matter.failure);
    case "inventory":
      return inventoryMessage(matter.locked, matter.refused, context);
    case "inventoryGap":
      return inventoryGapMessage(matter.instanceIds, matter.failure);
    case "configuration":
      return configurationMessage(matter.problem);
    case "defect":
      return defectMessage(matter.error);
  }
}

/** The same for a reader who sees nothing else: with what is to be done. */
export function wholeMessage(finding: Finding, log: LogContext): string {
  const { matter } = finding;
  if (matter.kind === "alsoDeletesLocked") {
    return messageOf({ ...finding, matter: { ...matter, kind: "deletesLocked" } }, log);
  }
  const text = messageOf(finding, log);
  if (matter.kind === "undecided") {
    return `${text.replace(/\.$/, "")}: ${causeText(matter.operations[0]?.undecided)}`;
  }
  if (matter.kind !== "refused" && matter.kind !== "alsoRefused") return text;
  const { operation } = matter;
  const { call } = operation;
  const more = [hiddenLine([call.operation], log), differenceLine([operation]), deletionLine([operation]), WHAT_TO_DO];
  return [text, ...more.filter((line) => line !== undefined)].join("\n");
}
