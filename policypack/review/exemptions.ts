import type { Exemption } from "../domain/exemptions";
import { timeOf } from "../domain/times";

export interface ExemptionSubject {
  readonly urn: string;
  /** The operation, and the one whose policy reports on it where that is another. */
  readonly operations: readonly string[];
  readonly instanceId: string | undefined;
}

const DAY = 24 * 60 * 60 * 1000;

/** Milliseconds since the epoch at which the exemption ends; NaN where `expires` is not a date. */
export function endOf({ expires }: Exemption): number {
  const start = timeOf(expires);
  return /^\d{4}-\d{2}-\d{2}$/.test(expires) ? start + DAY : start;
}

/** The exemptions that hold at `now`, and those that have ended. */
export function splitByExpiry(exemptions: readonly Exemption[], now: number) {
  return {
    holding: exemptions.filter((exemption) => endOf(exemption) > now),
    expired: exemptions.filter((exemption) => !(endOf(exemption) > now)),
  };
}

/** Whole days left at `now`, rounded up. */
export function daysLeft(exemption: Exemption, now: number): number {
  return Math.ceil((endOf(exemption) - now) / DAY);
}

/** The first exemption that covers the operation, its target and the resource. */
export function exemptionFor(exemptions: readonly Exemption[], subject: ExemptionSubject): Exemption | undefined {
  return exemptions.find(
    ({ operations, instances, urns }) =>
      covers(operations, subject.operations) &&
      covers(instances, subject.instanceId === undefined ? [] : [subject.instanceId]) &&
      covers(urns, [subject.urn]),
  );
}

function covers(patterns: readonly string[] | undefined, texts: readonly string[]): boolean {
  return patterns === undefined || patterns.some((pattern) => matchesAny(pattern, texts));
}

/** Whether a pattern matches one of the texts. */
export function matchesAny(pattern: string, texts: readonly string[]): boolean {
  return texts.some((text) => matches(pattern, text));
}

/**
 * Only `*` is special. URNs are full of characters that mean something to a glob, and glob libraries give a few of them
 * a meaning even when they are escaped, so this compares the texts between the stars.
 */
function matches(pattern: string, text: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of others) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from + last.length <= text.length;
}
