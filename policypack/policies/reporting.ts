import type { EnforcementLevel, ReportViolation, ResourceValidationPolicy, StackValidation } from "@pulumi/policy";
import { printableLines } from "../report/escaping";
import type { Session } from "./session";

/** A policy of both phases that takes no part in one while it has nothing to do there. */
export type ResourceAndStackPolicy = ResourceValidationPolicy & { readonly validateStack: StackValidation | undefined };

/**
 * The form of `reportViolation` that takes a level of its own. The SDK (1.21) accepts it and its types do not say so;
 * unlike the plain form it does not put the policy's description before the message.
 */
type ReportWithLevel = (violation: { message: string; urn?: string; enforcementLevel: EnforcementLevel }) => void;

/** Reports what waits for a policy. */
export function reportTaken(session: Session, policy: string, description: string, report: ReportViolation): void {
  for (const { urn, message: text, level } of session.take(policy)) {
    const message = printableLines(text);
    const on = urn === "" ? {} : { urn };
    if (level === undefined) report(message, urn === "" ? undefined : urn);
    else {
      (report as unknown as ReportWithLevel)({ message: `${description}\n${message}`, enforcementLevel: level, ...on });
    }
  }
}
