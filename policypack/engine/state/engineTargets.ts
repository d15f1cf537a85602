import { parseArgs } from "node:util";

/**
 * Which resources the engine leaves alone for certain, by its command line: no policy is told of `--target` and
 * `--exclude`. Undefined: it may be either. Wildcards are the engine's (pkg/resource/deploy, UrnTargets).
 */
export function narrowing(commandLine: readonly string[] | undefined): (urn: string) => boolean | undefined {
  if (commandLine === undefined) return () => undefined;
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
  const targets = [...texts(values.target), ...texts(values["target-replace"])];
  // Whatever is no URN was not meant as one.
  if ([...targets, ...texts(values.exclude)].some((text) => !/^urn:|\*/.test(text))) return () => undefined;
  if (targets.length > 0) {
    // What hangs on a target is not known here.
    const hangsOnTarget = values["target-dependents"] === undefined ? true : undefined;
    return (urn) => (matchesAny(targets, urn) ? false : hangsOnTarget);
  }
  const excluded = texts(values.exclude);
  return (urn) => matchesAny(excluded, urn);
}

const texts = (values: readonly (string | boolean)[] | string | boolean | undefined): string[] =>
  Array.isArray(values) ? values.filter((value): value is string => typeof value === "string") : [];

const matchesAny = (patterns: readonly string[], urn: string): boolean =>
  patterns.some((pattern) => pattern === urn || (pattern.includes("*") && toRegExp(pattern).test(urn)));

/** `**` stands for any text, `*` for any without a colon. */
function toRegExp(pattern: string): RegExp {
  const quoted = (text: string): string => text.replace(/[\\^$.|?+()[\]{}]/g, "\\$&");
  const parts = pattern.split("**").map((part) => part.split("*").map(quoted).join("[^:]*"));
  return new RegExp(`^${parts.join(".*")}$`);
}
