import { CliFailure, STATUS } from "../failure";

/** What `ecs-lock guard` lets Pulumi do. */
export type PulumiAction = "up" | "destroy";

/** The arguments of `pulumi up` or `pulumi destroy`, by who is to get them. */
export interface PulumiArguments {
  readonly preview: readonly string[];
  readonly update: readonly string[];
  /** Those that find the stack, for `pulumi stack export`. */
  readonly stack: readonly string[];
  /** `--cwd`: where Pulumi works. */
  readonly folder: string | undefined;
  /** `--save-plan`: the file that the preview is to save its plan in. */
  readonly planFile: string | undefined;
  readonly isNonInteractive: boolean;
}

/** Long names of one-letter options; `-x` is known to some commands only. */
const LETTERS: Readonly<Record<string, string>> = {
  C: "cwd",
  Q: "fully-qualify-stack-names",
  c: "config",
  d: "debug",
  e: "emoji",
  f: "skip-preview",
  h: "help",
  j: "json",
  m: "message",
  p: "parallel",
  r: "refresh",
  s: "stack",
  t: "target",
  v: "verbose",
  x: "exclude",
  y: "yes",
};

/** Options that take the word after them (pulumi up, preview and destroy of 3.259.0, hidden ones included). */
const TAKE_A_VALUE = new Set(
  (
    "client color config config-file cwd event-log exclude exec-agent exec-kind import-file memprofilerate message " +
    "otel-traces override-env parallel plan policy-pack policy-pack-config profiling replace save-plan " +
    "secrets-provider stack target target-replace tracing verbose"
  ).split(" "),
);

/**
 * What a preview does not know, or has an answer of its own for: its events would be overwritten, and a plan with
 * secrets in plain text is nothing to leave in a file.
 */
const UPDATE_ONLY: Readonly<Record<PulumiAction, ReadonlySet<string>>> = {
  up: new Set("yes skip-preview continue-on-error secrets-provider strict json event-log show-secrets".split(" ")),
  destroy: new Set("yes skip-preview json event-log remove".split(" ")),
};
const PREVIEW_ONLY = new Set(["import-file", "save-plan"]);
const OF_THE_STACK = new Set(["stack", "cwd"]);

interface Option {
  /** Its long name; undefined: a word that belongs to no option. */
  readonly name: string | undefined;
  readonly value: string | undefined;
  readonly words: readonly string[];
}

/** @throws CliFailure for what guard cannot go together with. */
export function splitArguments(action: PulumiAction, words: readonly string[]): PulumiArguments {
  const options = optionsIn(words);
  const lastValue = (name: string): string | undefined => options.findLast((option) => option.name === name)?.value;
  if (options.some(({ name }) => name === "plan")) {
    throw new CliFailure(
      "guard holds the update to the plan of the preview that it judges: leave --plan out",
      STATUS.usage,
    );
  }
  const kept = (keep: (name: string | undefined) => boolean): string[] =>
    options.filter(({ name }) => keep(name)).flatMap((option) => option.words);
  const has = (names: ReadonlySet<string>, name: string | undefined): boolean => name !== undefined && names.has(name);
  const planFile = lastValue("save-plan");
  return {
    preview: kept((name) => !has(UPDATE_ONLY[action], name) && name !== "save-plan"),
    update: kept((name) => !has(PREVIEW_ONLY, name)),
    stack: kept((name) => has(OF_THE_STACK, name)),
    folder: lastValue("cwd"),
    planFile: planFile === "" ? undefined : planFile,
    isNonInteractive: options.some(({ name, value }) => name === "non-interactive" && value !== "false"),
  };
}

export const says = (words: readonly string[], name: string): boolean =>
  optionsIn(words).some((option) => option.name === name && option.value !== "false");

/** As Pulumi's own command line is read (spf13/pflag). */
function optionsIn(words: readonly string[]): Option[] {
  const options: Option[] = [];
  for (let at = 0; at < words.length;) {
    const found = optionAt(words, at);
    options.push(...found.options);
    at = found.next;
  }
  return options;
}

interface Found {
  readonly options: readonly Option[];
  readonly next: number;
}

function optionAt(words: readonly string[], at: number): Found {
  const word = words[at] ?? "";
  const long = /^--([^=]+)(?:=([^]*))?$/.exec(word);
  if (long !== null) return longOption(long[1] ?? "", long[2], words, at);
  if (/^-[A-Za-z]/.test(word)) return letters(words, at);
  return { options: [{ name: undefined, value: undefined, words: [word] }], next: at + 1 };
}

function longOption(name: string, value: string | undefined, words: readonly string[], at: number): Found {
  const takesNext = value === undefined && TAKE_A_VALUE.has(name);
  const own = words.slice(at, at + (takesNext ? 2 : 1));
  return { options: [{ name, value: takesNext ? (words[at + 1] ?? "") : value, words: own }], next: at + own.length };
}

/** `-y`, `-yf`, `-sdev`, `-s dev`, `-s=dev` */
function letters(words: readonly string[], at: number): Found {
  const word = (words[at] ?? "").slice(1);
  const options: Option[] = [];
  for (let index = 0; index < word.length; index += 1) {
    const letter = word[index] ?? "";
    const name = LETTERS[letter] ?? letter;
    const rest = word.slice(index + 1);
    if (!TAKE_A_VALUE.has(name) && !rest.startsWith("=")) {
      options.push({ name, value: undefined, words: [`-${letter}`] });
      continue;
    }
    const takesNext = rest === "";
    const value = takesNext ? (words[at + 1] ?? "") : rest.replace(/^=/, "");
    const own = takesNext ? [`-${letter}`, ...words.slice(at + 1, at + 2)] : [`-${letter}${rest}`];
    return { options: [...options, { name, value, words: own }], next: at + (takesNext ? 2 : 1) };
  }
  return { options, next: at + 1 };
}
