import { parseArgs } from "node:util";
import type { Environment } from "./exportEnvironment";

/**
 * What of the engine's command line decides on what it does with a resource, and on what the pack is told. Source: `pulumi up --help`, 3.204 to 3.276.
 */
export interface EngineArguments {
  readonly target: readonly string[] | undefined;
  readonly targetReplace: readonly string[] | undefined;
  readonly targetDependents: boolean | undefined;
  readonly exclude: readonly string[] | undefined;
  readonly replace: readonly string[] | undefined;
  readonly refresh: boolean | undefined;
  readonly runProgram: boolean | undefined;
  readonly skipPreview: boolean | undefined;
  readonly policyPack: readonly string[] | undefined;
  readonly policyPackConfig: readonly string[] | undefined;
}

const list = (short?: string) =>
  ({ type: "string", multiple: true, ...(short === undefined ? {} : { short }) }) as const;
/** Their values may be attached (`-sstaging`), and would be read as switches otherwise. */
const withValue = (short: string) => ({ type: "string", short }) as const;

export function engineArguments(commandLine: readonly string[]): EngineArguments {
  const { values } = parseArgs({
    args: commandLine.map(inLongForm),
    strict: false,
    allowPositionals: true,
    options: {
      target: list("t"),
      "target-replace": list(),
      "target-dependents": { type: "boolean" },
      exclude: list("x"),
      replace: list(),
      refresh: { type: "boolean", short: "r" },
      "run-program": { type: "boolean" },
      "skip-preview": { type: "boolean", short: "f" },
      "policy-pack": list(),
      "policy-pack-config": list(),
      config: list("c"),
      stack: withValue("s"),
      message: withValue("m"),
      cwd: withValue("C"),
      parallel: withValue("p"),
      verbose: withValue("v"),
    },
  });
  return {
    target: texts(values.target),
    targetReplace: texts(values["target-replace"]),
    // `--target-dependents=false` is taken for its opposite, which leaves more in.
    targetDependents: values["target-dependents"] === undefined ? undefined : true,
    exclude: texts(values.exclude),
    replace: texts(values.replace),
    refresh: switched(values.refresh),
    runProgram: switched(values["run-program"]),
    skipPreview: switched(values["skip-preview"]),
    policyPack: separated(texts(values["policy-pack"])),
    policyPackConfig: separated(texts(values["policy-pack-config"])),
  };
}

const LONG: Readonly<Record<string, string>> = { t: "target", x: "exclude", r: "refresh", f: "skip-preview" };

/** Pulumi takes `-r=false` as well, which Node reads as one switch a letter. */
function inLongForm(argument: string): string {
  const [, letter = "", value] = /^-([txrf])=(.*)$/s.exec(argument) ?? [];
  return value === undefined ? argument : `--${LONG[letter] ?? letter}=${value}`;
}

const texts = (values: readonly (string | boolean)[] | string | boolean | undefined): string[] | undefined =>
  Array.isArray(values) ? values.filter((value): value is string => typeof value === "string") : undefined;

/** Pulumi reads these as lines of CSV, also one after another. */
const separated = (values: readonly string[] | undefined): string[] | undefined => values?.flatMap(valuesIn);

/** One with quotes is left whole, and is no URN, and no file, then. */
const valuesIn = (text: string): string[] => (text.includes('"') ? [text] : text.split(","));

/** Go's strconv.ParseBool reads what stands behind `--refresh=`. */
const switched = (value: string | boolean | undefined): boolean | undefined =>
  typeof value === "string" ? isTrue(value) : value;

export const isTrue = (text: string): boolean => ["1", "t", "T", "TRUE", "true", "True"].includes(text);

/** Every option may be set by a variable as well; the command line goes before it. */
export const optionVariable = (option: string): string => `PULUMI_OPTION_${option.toUpperCase().replaceAll("-", "_")}`;

/** A list is a line of CSV. */
export const listOption = (environment: Environment, option: string): string[] => {
  const text = environment[optionVariable(option)] ?? "";
  return text === "" ? [] : valuesIn(text);
};
