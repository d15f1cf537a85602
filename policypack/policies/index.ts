import type { PolicyPackArgs } from "@pulumi/policy";
import { AFFECTED_OPERATIONS } from "../operations/behavior";
import { operationPolicy } from "./operationPolicy";
import { statusPolicy } from "./statusPolicy";
import type { Session } from "./session";

/** All policies of the pack, `ecs-lock-status` first: the others need the configuration that it hands over. */
export function policies(session: Session): PolicyPackArgs["policies"] {
  return [statusPolicy(session), ...AFFECTED_OPERATIONS.map((operation) => operationPolicy(operation, session))];
}
