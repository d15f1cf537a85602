import { parse, type ParseEntry } from "shell-quote";

/** Whatever makes it uncertain what a shell will run: substitutions, and here-documents, whose lines are no commands. */
const UNCERTAIN = /`|\$\(|<</;

/** Words that make the rest of a script depend on something. */
const RESERVED = new Set(
  "if then elif else fi for while until do done case esac select function time ! { } [[ trap eval source .".split(" "),
);

/** Commands that are run for their answer: what comes after them with && runs on one answer only. */
const TESTS = new Set(["[", "test", "false", "grep", "command", "which", "type"]);

/** Nothing after these is run. */
const LAST = new Set(["exit", "return", "exec"]);

/** Stands in a word for the value of a variable: no script holds it, since no argument of a program can. */
const VARIABLE = "\0";

/**
 * The commands of a script that are certain to run, as their words; only those whose every word is literal. A script
 * with conditions, loops, subshells or substitutions gives none at all: reading half of it would be guessing.
 */
export function literalCommands(script: string): readonly (readonly string[])[] {
  if (UNCERTAIN.test(script)) return [];
  const lines = script.replace(/\\\r?\n/g, " ").split(/\r?\n/);
  if (lines.some(hasOpenQuote)) return [];
  const commands: Command[] = [];
  for (const line of lines) {
    const entries = entriesOf(line);
    const found = entries === undefined ? undefined : commandsOf(entries);
    if (found === undefined) return [];
    commands.push(...found);
  }
  if (commands.some(({ words }) => RESERVED.has(words[0] ?? ""))) return [];
  const end = commands.findIndex(isLast);
  return (end < 0 ? commands : commands.slice(0, end))
    .filter(({ literal, certain, words }) => literal && certain && words.length > 0)
    .map(({ words }) => words);
}

/** `exec` with nothing to run changes where the output goes, and goes on. */
const isLast = ({ words }: Command): boolean =>
  LAST.has(words[0] ?? "") && !(words[0] === "exec" && words.length === 1);

interface Command {
  readonly words: string[];
  literal: boolean;
  readonly certain: boolean;
}

/** A quotation that goes on in the next line: the lines cannot be read one by one. */
const hasOpenQuote = (line: string): boolean =>
  /['"]/.test(line.replace(/\\.|'[^']*'|"(?:\\.|[^"\\])*"/g, "").replace(/#.*/, ""));

/** The words of a line; undefined for one that no shell would take (`${`), where the library throws. */
function entriesOf(line: string): readonly ParseEntry[] | undefined {
  try {
    return parse(line, () => VARIABLE);
  } catch {
    return undefined;
  }
}

/** The commands of one line, or undefined for a line that is more than a list of commands. */
function commandsOf(entries: readonly ParseEntry[]): readonly Command[] | undefined {
  let command: Command = { words: [], literal: true, certain: true };
  let redirects = false;
  const commands = [command];
  for (const entry of entries) {
    if (typeof entry === "object" && "comment" in entry) break;
    if (typeof entry === "string" || entry.op === "glob") {
      // Where a redirection goes is no word of the command.
      if (!redirects) addWord(command, entry);
      redirects = false;
    } else if (isRedirection(entry.op)) {
      dropDescriptor(command);
      redirects = true;
    } else {
      const certain = isCertainAfter(entry.op, command);
      if (certain === undefined || redirects) return undefined;
      command = { words: [], literal: true, certain };
      commands.push(command);
    }
  }
  return commands;
}

function addWord(command: Command, entry: ParseEntry): void {
  if (typeof entry === "string" && !entry.includes(VARIABLE)) command.words.push(entry);
  else command.literal = false;
}

/** `> log`, `2>&1`, `&> log` */
const isRedirection = (op: string): boolean => /^&?[<>]/.test(op) && !op.endsWith("(");

/** The `2` of `2>&1`, which the library gives as a word. */
function dropDescriptor({ words }: Command): void {
  if (/^\d$/.test(words.at(-1) ?? "")) words.pop();
}

/** Whether the command after an operator runs; undefined: no operator between commands. */
function isCertainAfter(op: string, { certain, words }: Command): boolean | undefined {
  switch (op) {
    case ";":
    case "&":
      return true;
    case "|":
    case "|&":
      return certain;
    case "&&":
      return certain && !TESTS.has(words[0] ?? "");
    case "||":
      return false;
    default:
      return undefined;
  }
}
