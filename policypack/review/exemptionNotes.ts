import { OPERATIONS, policyOperation } from "../operations/behavior";
import { expiredMessage, idleMessage, typoMessage } from "../report/advisories";
import { matchesAny, type Exemption } from "./exemptions";
import type { ReviewedChange } from "./reviewChange";

/** What the run has seen that an exemption may name. */
export interface Seen {
  readonly urns: readonly string[];
  readonly instanceIds: readonly string[];
}

/** What is to be said of the exemptions themselves, apart from what they let through. */
export function exemptionNotes(
  exemptions: { readonly holding: readonly Exemption[]; readonly expired: readonly Exemption[] },
  reviewed: readonly ReviewedChange[],
  seen: Seen,
): string[] {
  const stopped = reviewed.some(({ operations }) =>
    operations.some(({ verdict }) => verdict === "refused" || verdict === "undecided"),
  );
  return [
    ...exemptions.expired.map(expiredMessage),
    ...exemptions.holding.flatMap((exemption) => unknownOperations(exemption)),
    // One configuration serves many stacks, so an exemption without a match is worth a line only where one is missed.
    ...(stopped ? exemptions.holding.flatMap((exemption) => idle(exemption, seen)) : []),
  ];
}

const NAMES = [...new Set([...OPERATIONS, ...OPERATIONS.map(policyOperation)])];

function unknownOperations(exemption: Exemption): string[] {
  const unknown = (exemption.operations ?? []).filter((pattern) => !matchesAny(pattern, NAMES));
  return unknown.length === 0 ? [] : [typoMessage(exemption, unknown)];
}

function idle(exemption: Exemption, { urns, instanceIds }: Seen): string[] {
  const patterns = [
    ...(exemption.urns ?? []).filter((pattern) => !matchesAny(pattern, urns)),
    ...(exemption.instances ?? []).filter((pattern) => !matchesAny(pattern, instanceIds)),
  ];
  return patterns.length === 0 ? [] : [idleMessage(exemption, patterns)];
}
