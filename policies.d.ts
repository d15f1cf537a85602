// The types of alicloud-ecs-security-lock as a library: docs/library.md.
import type { PolicyPackArgs } from "@pulumi/policy";

export interface EcsLockOptions {
  /** The level of every policy that the configuration of the pack gives none. Default: mandatory. */
  readonly enforcementLevel?: "advisory" | "mandatory" | "disabled";
}

/**
 * The policies of alicloud-ecs-security-lock, to stand in another pack beside its own. `ecs-lock-status` is the first of
 * them, and is given the configuration of all. To be called once, in the process that serves the pack.
 */
export declare function ecsLockPolicies(options?: EcsLockOptions): PolicyPackArgs["policies"];
