import type { CheckReport } from "../checkReport";
import { jsonReport } from "./json";
import { textReport, type TextOptions } from "./text";

export const FORMATS = ["text", "json", "sarif", "junit", "markdown", "github", "gitlab", "html"] as const;
export type Format = (typeof FORMATS)[number];

/** The report as text of one format; those that are rarely wanted are loaded here. */
export async function render(report: CheckReport, format: Format, options: TextOptions): Promise<string> {
  switch (format) {
    case "text":
      return textReport(report, options);
    case "json":
      return jsonReport(report);
    case "sarif":
      return (await import("./sarif.js")).sarifReport(report);
    case "junit":
      return (await import("./junit.js")).junitReport(report);
    case "markdown":
      return (await import("./markdown.js")).markdownReport(report);
    case "github":
      return (await import("./github.js")).githubReport(report);
    case "gitlab":
      return (await import("./gitlab.js")).gitlabReport(report);
    case "html":
      return (await import("./html.js")).htmlReport(report);
  }
}
