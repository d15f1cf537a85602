import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { policyName } from "../operations/behavior";
import { DESCRIPTIONS, LIFT_THE_LOCK } from "../operations/descriptions";
import { TOPIC_URL } from "../report/message";
import { reportTaken } from "./reporting";
import type { Session } from "./session";

/** The policy of one operation: it reports the calls that the lock would refuse. */
export function operationPolicy(operation: string, session: Session): ResourceValidationPolicy & StackValidationPolicy {
  const name = policyName(operation);
  const description = `${operation} is not called on an ECS instance that is locked for security reasons.`;
  return {
    name,
    displayName: `ECS security lock: ${operation}`,
    description,
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["alicloud", "ecs", "security-lock", operation],
    url: TOPIC_URL,
    remediationSteps: [LIFT_THE_LOCK, DESCRIPTIONS[operation]?.fix].filter((text) => text !== undefined).join(" "),
    validateResource: async (args, reportViolation) => {
      await session.resource(args);
      reportTaken(session, name, description, reportViolation);
    },
    validateStack: async (args, reportViolation) => {
      await session.stack(args.resources);
      reportTaken(session, name, description, reportViolation);
    },
  };
}
