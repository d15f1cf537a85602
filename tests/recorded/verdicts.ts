// How an answer to a recorded preview compares with what the real `pulumi up` then called.
import type { Answer } from "./replay";
import type { Recording } from "./recordings";

export type Verdict =
  | "right"
  /** Something refused is called, and nothing is said. */
  | "silent"
  /** Some of what is refused is said, some is not. */
  | "partly missing"
  /** Nothing refused is called, and the preview is stopped for a refusal. */
  | "false alarm"
  /** More is refused than is called. */
  | "extra"
  /** Nothing refused is called, and the preview is stopped because it cannot be said. */
  | "needless undecided"
  /** Refused, and only said to be undecided. */
  | "undecided though refused";

export function verdictOn({ want }: Pick<Recording, "want">, { refused, undecided }: Answer): Verdict {
  if (want.length === 0) {
    if (refused.length > 0) return "false alarm";
    return undecided ? "needless undecided" : "right";
  }
  const missing = want.filter((policy) => !refused.includes(policy));
  if (missing.length > 0 && !undecided) return refused.length > 0 ? "partly missing" : "silent";
  if (refused.some((policy) => !want.includes(policy))) return "extra";
  return missing.length > 0 ? "undecided though refused" : "right";
}
