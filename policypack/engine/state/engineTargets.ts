import { engineArguments, isTrue, listOption, optionVariable } from "./engineArguments";
import type { Environment } from "./exportEnvironment";

/**
 * Which resources the engine leaves alone for certain, by its command line and PULUMI_OPTION_*: no policy is told of
 * `--target` and `--exclude`. Undefined: it may be either. Wildcards are the engine's (pkg/resource/deploy, UrnTargets).
 */
export function narrowing(
  commandLine: readonly string[] | undefined,
  environment: Environment = {},
): (urn: string) => boolean | undefined {
  if (commandLine === undefined) return () => undefined;
  const given = engineArguments(commandLine);
  const targets = [
    ...(given.target ?? listOption(environment, "target")),
    ...(given.targetReplace ?? listOption(environment, "target-replace")),
  ];
  const excluded = given.exclude ?? listOption(environment, "exclude");
  // Whatever is no URN was not meant as one.
  if ([...targets, ...excluded].some((text) => !/^urn:|\*/.test(text))) return () => undefined;
  if (targets.length > 0) {
    // What hangs on a target is not known here.
    const withDependents = given.targetDependents ?? isTrue(environment[optionVariable("target-dependents")] ?? "");
    const isElsewhereLeftOut = withDependents ? undefined : true;
    return (urn) => (matchesAny(targets, urn) ? false : isElsewhereLeftOut);
  }
  return (urn) => matchesAny(excluded, urn);
}

/** Whether a URN is one of these, or matches one with wildcards. */
export const matchesAny = (patterns: readonly string[], urn: string): boolean =>
  patterns.some((pattern) => pattern === urn || (pattern.includes("*") && toRegExp(pattern).test(urn)));

/** `**` stands for any text, `*` for any without a colon. */
function toRegExp(pattern: string): RegExp {
  const quoted = (text: string): string => text.replace(/[\\^$.|?+()[\]{}]/g, "\\$&");
  const parts = pattern.split("**").map((part) => part.split("*").map(quoted).join("[^:]*"));
  return new RegExp(`^${parts.join(".*")}$`);
}
