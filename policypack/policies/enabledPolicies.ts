import type { IsEnabled } from "../review/findings/summary";

/** Which policies of the pack are enabled: nobody tells the pack, but the SDK asks nothing of the others. */
export interface EnabledPolicies {
  /** The SDK asks a policy for what it does to a resource: once to describe it, several times in a row to run it. */
  asked(policy: string): void;
  /** A policy runs on this resource. */
  running(urn: string): void;
  /** The stack phase begins: all that can be seen has been seen. */
  stackPhase(): void;
  readonly isEnabled: IsEnabled;
}

export function enabledPolicies(): EnabledPolicies {
  const enabled = new Set<string>();
  let last: string | undefined;
  let first: string | undefined;
  let isKnown = false;
  return {
    asked(policy) {
      if (last === policy) enabled.add(policy);
      last = policy;
    },
    running(urn) {
      first ??= urn;
      // All policies have been through the first resource, which is the stack itself, when there is another.
      if (urn !== first) isKnown = true;
    },
    stackPhase() {
      if (first !== undefined) isKnown = true;
    },
    isEnabled: (policy) => (isKnown ? enabled.has(policy) : undefined),
  };
}
