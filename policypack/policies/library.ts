import type { PolicyPackArgs } from "@pulumi/policy";
import { policies } from "./index";
import { startSession } from "./session";
import { surroundingsOf } from "./surroundings";

// What `require("alicloud-ecs-security-lock/policies")` gives, for packs of one's own. Declared in policies.d.ts.

export interface EcsLockOptions {
  /** The level of every policy that the configuration of the pack gives none. Default: mandatory. */
  readonly enforcementLevel?: "advisory" | "mandatory" | "disabled";
}

/**
 * The policies of this pack, to stand in another beside its own. `ecs-lock-status` is the first of them, and is given
 * the configuration of all. To be called once, in the process that serves the pack: the export of the stack begins here.
 */
export function ecsLockPolicies({ enforcementLevel }: EcsLockOptions = {}): PolicyPackArgs["policies"] {
  const all = policies(startSession(surroundingsOf(process.env)));
  // Not by copies: what they do is asked of each anew.
  if (enforcementLevel !== undefined) for (const policy of all) policy.enforcementLevel = enforcementLevel;
  return all;
}
