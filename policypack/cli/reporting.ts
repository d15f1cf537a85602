import { lastLine, type CheckReport } from "../report/checkReport";
import { render, type Format } from "../report/formats/index";
import { printable } from "../report/phrases";
import { hasColours } from "./colour";
import { CliFailure, STATUS, type Status } from "./failure";
import { isStandardOutput, writeOutput } from "./output";
import type { Surroundings } from "./surroundings";

/** A format, and the file that is its own. */
export interface FormatChoice {
  readonly format: Format;
  readonly file?: string;
}

/** How a command that judges prints what it has found. */
export interface ReportOptions {
  readonly format?: readonly FormatChoice[];
  /** The file of the format that has none of its own. */
  readonly output?: string;
}

/** Writes the report, and tells the reader of the log what only a file or a machine has got. */
export async function writeReport(
  report: CheckReport,
  options: ReportOptions,
  surroundings: Surroundings,
): Promise<void> {
  const choices = choicesOf(options);
  for (const { format, file } of choices) {
    const isShown = isStandardOutput(file);
    const text = await render(report, format, { colour: isShown && hasColours(surroundings) });
    writeOutput(text, file, surroundings);
    if (!isShown) surroundings.stderr.write(`${lastLine(report)}; written to ${printable(file)}\n`);
  }
  const isRead = choices.some(({ format, file }) => format === "text" && isStandardOutput(file));
  if (!isRead) explainStatus(report, surroundings);
}

/** @throws CliFailure where two formats would be mixed on standard output, or in a file */
export function choicesOf({ format = [], output }: ReportOptions): readonly FormatChoice[] {
  const given: readonly FormatChoice[] = format.length === 0 ? [{ format: "text" }] : format;
  const choices = given.map((one) => (one.file === undefined && output !== undefined ? { ...one, file: output } : one));
  const files = choices.map(({ file }) => (isStandardOutput(file) ? "-" : file));
  const twice = files.find((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) {
    const place = twice === "-" ? "standard output" : printable(twice);
    throw new CliFailure(`two formats go to ${place}: give each its file, as --format sarif=FILE`, STATUS.usage);
  }
  if (output !== undefined && given.every(({ file }) => file !== undefined)) {
    throw new CliFailure("--output names a file, and every --format has its own: leave it out", STATUS.usage);
  }
  return choices;
}

/** What a report comes to; a policy that is advisory stops nothing. */
export function statusOf({ findings, incomplete }: CheckReport): Status {
  if (findings.some(({ kind }) => kind === "refused")) return STATUS.refused;
  const undecided = findings.some(({ kind }) => kind === "undecided");
  return undecided || incomplete !== undefined ? STATUS.cannotSay : STATUS.ok;
}

/** Formats for machines, and files, do not tell the reader of the log why the status is 2. */
function explainStatus({ findings, incomplete }: CheckReport, { stderr }: Surroundings): void {
  const undecided = findings.filter(({ kind }) => kind === "undecided");
  const [first] = undecided;
  const reason = incomplete ?? first?.text().split("\n")[0];
  if (reason === undefined) return;
  const more = incomplete === undefined && undecided.length > 1 ? ` (and ${undecided.length - 1} more)` : "";
  // What is undecided says so itself.
  const start = incomplete === undefined ? "" : "cannot say: ";
  stderr.write(`ecs-lock: ${start}${printable(reason)}${more}\n`);
}
