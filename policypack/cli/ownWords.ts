import type { Failure } from "../domain/lookUps";
import { printable } from "../report/phrases";

/**
 * Look-ups speak of the provider whose region and credentials they use. Where a command asks by its own options and the
 * environment, there is none: the same failure without it.
 */
export function ownWords({ cause, remedy, ...rest }: Failure): Failure {
  return { ...rest, cause: withoutProvider(cause), remedy: withoutProvider(remedy) };
}

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/; if it was released, run `pulumi refresh`/, ""],
  [/ for the provider's (\w+)/g, " for the $1"],
  [/\b(of|for) the provider\b/g, "$1 the environment"],
  [/,? which the provider's profile should be in,/g, ", which the profile should be in,"],
  [/the provider's /g, "the "],
  [/\btheir permission\b/g, "the permission"],
  [/give the provider another credential/g, "use another credential"],
  [/give the provider a (\w+) that is known in the preview/g, "set a known $1"],
  [/, configure the provider,/g, ", name a profile with --profile,"],
  [/\bthe provider has no\b/g, "there is no"],
  [/to the instance that runs the preview/g, "to the instance that this runs on"],
  [/endpoint of the policy pack's configuration/g, "--endpoint, or endpoint of the configuration,"],
  [/in the policy pack's configuration/g, "in the configuration"],
  [/\btimeoutSeconds \((\d+(?:\.\d+)?)\)/g, "$1 s"],
  [/\braise timeoutSeconds\b/g, "raise --timeout"],
  [/, or set lockSource to "api"/g, ", or look up with --live"],
  [/set lockFile to a file that the preview can read/g, "name another with --locks"],
  [/\bbefore the preview\b/g, "first"],
];

function withoutProvider(text: string): string {
  return REPLACED.reduce((words, [pattern, own]) => words.replace(pattern, own), text);
}

/** The same for the command that writes lock files, which can use none. */
export const lineWithoutLockFile = (failure: Failure): string =>
  failureLine(failure)
    .replace(/, (name a profile with --profile), or use a lock file/, ", or $1")
    .replace(/,? or use a lock file\b/, "");

/** `cause; remedy`, on one line. */
export function failureLine(failure: Failure): string {
  const { cause, remedy } = ownWords(failure);
  return printable(`${cause}; ${remedy}`);
}
