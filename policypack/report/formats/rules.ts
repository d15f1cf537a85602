import { AFFECTED_OPERATIONS, behaviorOf, policyName } from "../../operations/behavior";
import { STATUS_POLICY } from "../../review/findings";
import { differenceLine, TOPIC_URL } from "../refusals";

/** What a policy is about, for formats that list the rules behind the findings. */
export interface Rule {
  readonly title: string;
  readonly description: string;
  readonly help: string;
  readonly url: string;
}

const operations: ReadonlyMap<string, string> = new Map(
  AFFECTED_OPERATIONS.map((operation) => [policyName(operation), operation]),
);

export function ruleOf(policy: string): Rule {
  const operation = operations.get(policy);
  return operation === undefined ? statusRule(policy) : operationRule(operation);
}

function operationRule(operation: string): Rule {
  const behavior = behaviorOf(operation, "strict");
  const difference = behavior.sourcesDiffer ? ` ${differenceLine([{ call: { operation, because: [] }, behavior }]) ?? ""}` : "";
  return {
    title: `${operation} on a locked ECS instance`,
    description: `${operation} is not called on an ECS instance that is locked for security reasons.`,
    help:
      `Alibaba Cloud refuses ${operation} on an ECS instance that is locked for security reasons.${difference} Find out ` +
      "why the instance is locked (ECS console, Events > Instance Security Events) and have the lock lifted, or take " +
      "the change out of the deployment.",
    url: TOPIC_URL,
  };
}

function statusRule(policy: string): Rule {
  const title = policy === STATUS_POLICY ? "ECS security lock status" : policy;
  return {
    title,
    description: "Look-ups of security locks succeed, and what they cannot prevent is known.",
    help:
      "Give the identity that runs the check ecs:DescribeInstances and ecs:DescribeDisks, or a fresh lock file " +
      "(ecs-lock locks --output FILE).",
    url: TOPIC_URL,
  };
}
