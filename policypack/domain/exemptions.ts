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
