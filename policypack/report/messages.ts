import type { Finding } from "../domain/findings";
import {
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
import { refusedMessage, undecidedMessage } from "./refusals";

/** What the texts need besides the finding. */
export type LogContext = Omit<MessageContext, "region">;

/**
 * A finding in the words of the log. `told`: the policy whose finding on the same matter has the paragraphs that both
 * would have.
 */
export function messageOf(finding: Finding, log: LogContext, told?: string): string {
  const { matter } = finding;
  const context: MessageContext = { ...log, region: finding.region };
  switch (matter.kind) {
    case "refused":
      return refusedMessage(matter.verdict, matter.operation, context, told);
    case "undecided":
      return undecidedMessage(matter.verdict, matter.operations, context);
    case "exempt":
      return exemptMessage(matter.operation, matter.exemption, context);
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
      return inventoryMessage(matter.locked, matter.operations, context);
    case "inventoryGap":
      return inventoryGapMessage(matter.instanceIds, matter.failure);
    case "configuration":
      return configurationMessage(matter.problem);
    case "defect":
      return defectMessage(matter.error);
  }
}

/** What findings share paragraphs on: all refusals of one resource have the same lock, calls and advice. */
export const sharedMatter = ({ matter }: Finding): object => (matter.kind === "refused" ? matter.verdict : matter);
