import { parseArgs } from "node:util";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Which resources the engine leaves alone for certain, by its command line and PULUMI_OPTION_*: no policy is told of
 * `--target` and `--exclude`. Undefined: it may be either. Wildcards are the engine's (pkg/resource/deploy, UrnTargets).
 */
export function narrowing(
  commandLine: readonly string[] | undefined,
  environment: Environment = {},
): (urn: string) => boolean | undefined {
  if (commandLine === undefined) return () => undefined;
  const given = optionsOf(commandLine);
  const listOf = (name: ListOption): string[] => given[name] ?? listIn(environment[variableOf(name)]);
  const targets = [...listOf("target"), ...listOf("target-replace")];
  const excluded = listOf("exclude");
  // Whatever is no URN was not meant as one.
  if ([...targets, ...excluded].some((text) => !/^urn:|\*/.test(text))) return () => undefined;
  if (targets.length > 0) {
    // What hangs on a target is not known here.
    const withDependents = given["target-dependents"] ?? isTrue(environment[variableOf("target-dependents")]);
    const isElsewhereLeftOut = withDependents ? undefined : true;
    return (urn) => (matchesAny(targets, urn) ? false : isElsewhereLeftOut);
  }
  return (urn) => matchesAny(excluded, urn);
}

type ListOption = "target" | "target-replace" | "exclude";

type GivenOptions = Readonly<
  Record<ListOption, string[] | undefined> & Record<"target-dependents", boolean | undefined>
>;

/** What stands on the command line itself; undefined: not given there. */
function optionsOf(commandLine: readonly string[]): GivenOptions {
  const { values } = parseArgs({
    args: [...commandLine],
    strict: false,
    allowPositionals: true,
    options: {
      target: { type: "string", short: "t", multiple: true },
      "target-replace": { type: "string", multiple: true },
      "target-dependents": { type: "boolean" },
      exclude: { type: "string", short: "x", multiple: true },
      // Their values may be attached (`-sstaging`), and would be read as `-t` otherwise.
      stack: { type: "string", short: "s" },
      message: { type: "string", short: "m" },
      config: { type: "string", short: "c", multiple: true },
      cwd: { type: "string", short: "C" },
      parallel: { type: "string", short: "p" },
      verbose: { type: "string", short: "v" },
    },
  });
  return {
    target: texts(values.target),
    "target-replace": texts(values["target-replace"]),
    exclude: texts(values.exclude),
    // `--target-dependents=false` is taken for its opposite, which leaves more in.
    "target-dependents": values["target-dependents"] === undefined ? undefined : true,
  };
}

const texts = (values: readonly (string | boolean)[] | string | boolean | undefined): string[] | undefined =>
  Array.isArray(values) ? values.filter((value): value is string => typeof value === "string") : undefined;

/** Every option may be set by a variable as well; the command line goes before it. */
const variableOf = (option: string): string => `PULUMI_OPTION_${option.toUpperCase().replaceAll("-", "_")}`;

/** A list is a line of CSV. One with quotes is left whole, and is no URN then. */
const listIn = (variable = ""): string[] =>
  variable === "" ? [] : variable.includes('"') ? [variable] : variable.split(",");

const isTrue = (variable = ""): boolean => /^(true|1)$/i.test(variable);

const matchesAny = (patterns: readonly string[], urn: string): boolean =>
  patterns.some((pattern) => pattern === urn || (pattern.includes("*") && toRegExp(pattern).test(urn)));

/** `**` stands for any text, `*` for any without a colon. */
function toRegExp(pattern: string): RegExp {
  const quoted = (text: string): string => text.replace(/[\\^$.|?+()[\]{}]/g, "\\$&");
  const parts = pattern.split("**").map((part) => part.split("*").map(quoted).join("[^:]*"));
  return new RegExp(`^${parts.join(".*")}$`);
}
