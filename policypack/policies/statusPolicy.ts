import type { ResourceValidation, StackValidation } from "@pulumi/policy";
import { TOPIC_URL } from "../report/refusals";
import { STATUS_POLICY } from "../review/findings/findings";
import { SCHEMA } from "../configuration/configuration";
import { reportTaken, type ResourceAndStackPolicy } from "./reporting";
import type { Session } from "./session";

/**
 * `ecs-lock-status`: the first policy of the pack. It hands over the configuration of all, and reports what is no
 * refusal: undecided look-ups, exemptions, the disks that a deleted instance takes along.
 */
export function statusPolicy(session: Session): ResourceAndStackPolicy {
  const description = "Look-ups of security locks succeed, and what they cannot prevent is known.";
  const validateResource: ResourceValidation = async (args, reportViolation) => {
    session.configure(args.getConfig());
    await session.resource(args);
    reportTaken(session, STATUS_POLICY, reportViolation);
  };
  const validateStack: StackValidation = async (args, reportViolation) => {
    session.configure(args.getConfig());
    await session.stack(args.resources);
    reportTaken(session, STATUS_POLICY, reportViolation);
  };
  return {
    name: STATUS_POLICY,
    displayName: "ECS security lock status",
    description,
    enforcementLevel: "mandatory",
    severity: "high",
    tags: ["alicloud", "ecs", "security-lock"],
    url: TOPIC_URL,
    remediationSteps:
      "Where a look-up failed, give the identity that runs the preview ecs:DescribeInstances and ecs:DescribeDisks, or " +
      "name a fresh lock file; then run this again. Where a locked instance would be deleted, settle first whether it or " +
      "its disks are evidence.",
    configSchema: { properties: SCHEMA },
    validateResource,
    // See `operationPolicy`.
    get validateStack() {
      return session.hasStackWork(STATUS_POLICY) ? validateStack : undefined;
    },
  };
}
