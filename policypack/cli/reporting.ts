import { lastLine, type CheckReport } from "../report/checkReport";
import { render, type Format } from "../report/formats/index";
import { printable } from "../report/phrases";
import { STATUS, type Status } from "./failure";
import { isStandardOutput, writeOutput } from "./output";
import type { Surroundings } from "./surroundings";

/** How a command that judges prints what it has found. */
export interface ReportOptions {
  readonly format: Format;
  readonly output?: string;
}

/** Writes the report, and tells the reader of the log what only a file or a machine has got. */
export async function writeReport(
  report: CheckReport,
  { format, output }: ReportOptions,
  surroundings: Surroundings,
): Promise<void> {
  const isShown = isStandardOutput(output);
  const colour = isShown && surroundings.stdout.hasColors?.() === true;
  writeOutput(await render(report, format, { colour }), output, surroundings);
  if (!isShown) {
    surroundings.stderr.write(`${lastLine(report)}; written to ${printable(output)}\n`);
  }
  if (format !== "text" || !isShown) explainStatus(report, surroundings);
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
