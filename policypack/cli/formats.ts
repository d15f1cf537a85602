import type { CheckReport } from "../report/checked";
import { jsonReport } from "../report/json";
import { textReport, type TextOptions } from "../report/text";

export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** The report as text of one format. */
export function render(report: CheckReport, format: Format, options: TextOptions): string {
  return format === "text" ? textReport(report, options) : jsonReport(report);
}
