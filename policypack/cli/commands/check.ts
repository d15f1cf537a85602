import { STATUS, type Status } from "../failure";
import { choicesOf, statusOf, writeReport, type ReportOptions } from "../reporting";
import { settledOptions, type LookUpOptions } from "../settledOptions";
import type { Surroundings } from "../surroundings";
import { judgedPreview } from "./judgedPreview";

export interface CheckOptions extends LookUpOptions, ReportOptions {
  readonly exitZero?: boolean;
}

/** `ecs-lock check`: judges the JSON of a preview before anything is applied. */
export async function check(file: string, options: CheckOptions, surroundings: Surroundings): Promise<Status> {
  choicesOf(options);
  const settled = await settledOptions(options, surroundings);
  const report = await judgedPreview(file, settled, options, surroundings);
  await writeReport(report, options, surroundings);
  return options.exitZero === true ? STATUS.ok : statusOf(report);
}
