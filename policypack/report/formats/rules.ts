import { AFFECTED_OPERATIONS, behaviorOf, policyName } from "../../operations/behavior";
import { STATUS_POLICY } from "../../review/findings/findings";
import { differenceLine, TOPIC_URL } from "../refusals";

/** What a policy is about, for formats that list the rules behind the findings. */
export interface Rule {
  readonly title: string;
  readonly description: string;
  readonly help: string;
  /** Alibaba Cloud's page. */
  readonly topic: string;
  /** This product's page. */
  readonly page: string;
}

export const PRODUCT_URL = "https://www.npmjs.com/package/alicloud-ecs-security-lock";

/** A page of the documentation, as the package has it. */
const pageOf = (name: string, version: string): string =>
  `https://unpkg.com/alicloud-ecs-security-lock@${version}/docs/${name}`;

const operations: ReadonlyMap<string, string> = new Map(
  AFFECTED_OPERATIONS.map((operation) => [policyName(operation), operation]),
);

export function ruleOf(policy: string, toolVersion: string): Rule {
  const operation = operations.get(policy);
  return operation === undefined ? statusRule(policy, toolVersion) : operationRule(operation, toolVersion);
}

function operationRule(operation: string, toolVersion: string): Rule {
  const behavior = behaviorOf(operation, "strict");
  const differs = differenceLine([{ call: { operation, because: [] }, behavior }]);
  const difference = differs === undefined ? "" : ` ${differs}`;
  return {
    title: `${operation} on a locked ECS instance`,
    description: `${operation} is not called on an ECS instance that is locked for security reasons.`,
    help:
      `Alibaba Cloud refuses ${operation} on an ECS instance that is locked for security reasons.${difference} Find out ` +
      "why the instance is locked (ECS console, Events > Instance Security Events) and have the lock lifted, or take " +
      "the change out of the deployment.",
    topic: TOPIC_URL,
    page: pageOf(`operations/${operation}.md`, toolVersion),
  };
}

function statusRule(policy: string, toolVersion: string): Rule {
  const title = policy === STATUS_POLICY ? "ECS security lock status" : policy;
  return {
    title,
    description: "Look-ups of security locks succeed, and what they cannot prevent is known.",
    help:
      "Where a look-up failed, give the identity that runs the check ecs:DescribeInstances and ecs:DescribeDisks, or a " +
      "fresh lock file (ecs-lock locks --output FILE). Where a locked instance would be deleted, settle first whether it " +
      "or its disks are evidence.",
    topic: TOPIC_URL,
    page: pageOf("troubleshooting.md", toolVersion),
  };
}
