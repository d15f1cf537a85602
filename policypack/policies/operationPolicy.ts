import type { ResourceValidation, StackValidation } from "@pulumi/policy";
import { policyName } from "../operations/behavior";
import { DESCRIPTIONS, LIFT_THE_LOCK } from "../operations/descriptions";
import { TOPIC_URL } from "../report/refusals";
import { reportTaken, type ResourceAndStackPolicy } from "./reporting";
import type { Session } from "./session";

/** The policy of one operation: it reports the calls that the lock would refuse. */
export function operationPolicy(operation: string, session: Session): ResourceAndStackPolicy {
  const name = policyName(operation);
  const description = `${operation} is not called on an ECS instance that is locked for security reasons.`;
  const validateResource: ResourceValidation = async (args, reportViolation) => {
    await session.resource(args);
    reportTaken(session, name, reportViolation);
  };
  const validateStack: StackValidation = async (args, reportViolation) => {
    await session.stack(args.resources);
    reportTaken(session, name, reportViolation);
  };
  return {
    name,
    displayName: `ECS security lock: ${operation}`,
    description,
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["alicloud", "ecs", "security-lock", operation],
    url: TOPIC_URL,
    remediationSteps: [LIFT_THE_LOCK, DESCRIPTIONS[operation]?.fix].filter((text) => text !== undefined).join(" "),
    // Read by the SDK for each request. Handing out no function saves it the work of preparing the arguments, which is
    // most of what a policy costs: with thirty policies, thirty copies of the stack.
    get validateResource() {
      return session.hasResourceWork(name) ? validateResource : [];
    },
    get validateStack() {
      return session.hasStackWork(name) ? validateStack : undefined;
    },
  };
}
