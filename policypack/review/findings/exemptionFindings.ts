import type { Exemption } from "../../domain/exemptions";
import type { Finding } from "../../domain/findings";
import type { ResourceVerdict } from "../../domain/verdicts";
import { OPERATIONS, policyOperation } from "../../operations/behavior";
import { matchesAny } from "../exemptions";
import { advisory } from "./findings";

/** What the run has seen that an exemption may name. */
export interface Seen {
  readonly urns: readonly string[];
  readonly instanceIds: readonly string[];
}

/** What is to be said of the exemptions themselves, apart from what they let through. */
export function exemptionFindings(
  exemptions: { readonly holding: readonly Exemption[]; readonly expired: readonly Exemption[] },
  verdicts: readonly ResourceVerdict[],
  seen: Seen,
): Finding[] {
  const stopped = verdicts.some(({ operations }) =>
    operations.some(({ verdict }) => verdict === "refused" || verdict === "undecided"),
  );
  return [
    ...exemptions.expired.map((exemption) => advisory("", { kind: "exemptionExpired", exemption })),
    ...exemptions.holding.flatMap((exemption) => unknownOperations(exemption)),
    // One configuration serves many stacks, so an exemption without a match is worth a line only where one is missed.
    ...(stopped ? exemptions.holding.flatMap((exemption) => idle(exemption, seen)) : []),
  ];
}

const NAMES = [...new Set([...OPERATIONS, ...OPERATIONS.map(policyOperation)])];

function unknownOperations(exemption: Exemption): Finding[] {
  const patterns = (exemption.operations ?? []).filter((pattern) => !matchesAny(pattern, NAMES));
  return patterns.length === 0 ? [] : [advisory("", { kind: "exemptionUnknown", exemption, patterns })];
}

function idle(exemption: Exemption, { urns, instanceIds }: Seen): Finding[] {
  const patterns = [
    ...(exemption.urns ?? []).filter((pattern) => !matchesAny(pattern, urns)),
    ...(exemption.instances ?? []).filter((pattern) => !matchesAny(pattern, instanceIds)),
  ];
  return patterns.length === 0 ? [] : [advisory("", { kind: "exemptionIdle", exemption, patterns })];
}
