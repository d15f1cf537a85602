import picomatch from "picomatch";

/**
 * An exemption as configured: what is let through, why, and until when. The fields follow Pulumi's policy exceptions
 * (reason, expiry), so that moving to those is a copy. Absent lists match everything; `*` stands for any text.
 */
export interface Exemption {
  readonly reason: string;
  /** RFC 3339 date or date-time; a date holds to the end of that day, UTC. */
  readonly expires: string;
  /** Names of ECS operations. */
  readonly operations?: readonly string[];
  /** Instance ids. */
  readonly instances?: readonly string[];
  /** URNs of resources. */
  readonly urns?: readonly string[];
}

export interface ExemptionSubject {
  readonly urn: string;
  /** The operation, and the one whose policy reports on it where that is another. */
  readonly operations: readonly string[];
  readonly instanceId: string | undefined;
}

const DAY = 24 * 60 * 60 * 1000;

/** Milliseconds since the epoch at which the exemption ends; NaN where `expires` is not a date. */
export function endOf({ expires }: Exemption): number {
  const start = Date.parse(expires);
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
  const matches = matcher(pattern);
  return texts.some((text) => matches(text));
}

const matchers = new Map<string, (text: string) => boolean>();

/** Only `*` is special: URNs are full of characters that mean something to a glob. */
function matcher(pattern: string): (text: string) => boolean {
  let match = matchers.get(pattern);
  if (match === undefined) {
    match = picomatch(pattern.replace(/[^\w*]/g, "\\$&"), { bash: true, dot: true, nonegate: true });
    matchers.set(pattern, match);
  }
  return match;
}
