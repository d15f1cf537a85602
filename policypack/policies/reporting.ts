import type { EnforcementLevel, ReportViolation, ResourceValidationPolicy, StackValidation } from "@pulumi/policy";
import { printableLines } from "../report/escaping";
import type { Session } from "./session";

/** A policy of both phases that takes no part in one while it has nothing to do there. */
export type ResourceAndStackPolicy = ResourceValidationPolicy & { readonly validateStack: StackValidation | undefined };

/**
 * The form of `reportViolation` that takes level and severity. The SDK (1.21) accepts it and its types do not say so;
 * unlike the plain form it does not put the policy's description before the message.
 */
type ReportInFull = (violation: {
  readonly message: string;
  readonly urn?: string;
  readonly enforcementLevel?: EnforcementLevel;
  readonly severity?: "low";
}) => void;

/** Reports what waits for a policy. */
export function reportTaken(session: Session, policy: string, report: ReportViolation): void {
  const reportInFull = report as unknown as ReportInFull;
  for (const { urn, message, level, severity } of session.take(policy)) {
    reportInFull({
      message: printableLines(message),
      ...(urn === "" ? {} : { urn }),
      ...(level === undefined ? {} : { enforcementLevel: level }),
      ...(severity === undefined ? {} : { severity }),
    });
  }
}
