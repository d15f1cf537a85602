import { createHash } from "node:crypto";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ArtifactLocation, Invocation, Log, Notification, ReportingDescriptor, Result, Run } from "sarif";
import { resourceName, type CheckReport, type ReportedFinding } from "../checkReport";
import { ruleOf } from "./rules";
import { incompleteLine } from "./text";
import { jsonText, printable, printableLines } from "../escaping";

/**
 * SARIF 2.1.0. Code scanning shows a result at a place in a file, and a planned change has none: the project's file
 * stands for it, and the URN is the logical location.
 */
export function sarifReport(report: CheckReport): string {
  const policies = [...new Set(report.findings.map(({ policy }) => policy))];
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [run(report, policies)],
  };
  return jsonText(log);
}

const ROOT = "%SRCROOT%";
const LEVELS: Readonly<Record<ReportedFinding["kind"], "error" | "note">> = {
  refused: "error",
  undecided: "error",
  advisory: "note",
};

function run({ findings, incomplete, projectFile, toolVersion }: CheckReport, policies: readonly string[]): Run {
  return {
    tool: {
      driver: {
        name: "ecs-lock",
        semanticVersion: toolVersion,
        rules: policies.map(rule),
      },
    },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository." } } },
    invocations: [
      {
        executionSuccessful: incomplete === undefined,
        ...notifications(incomplete, findings.length - MOST_RESULTS),
      },
    ],
    results: findings
      .slice(0, MOST_RESULTS)
      .map((finding) => result(finding, policies.indexOf(finding.policy), projectFile)),
  };
}

/** Code scanning shows 5,000 results of a run, and takes files of 10 MB. Those that weigh most come first. */
const MOST_RESULTS = 5_000;

function notifications(incomplete: string | undefined, more: number): Pick<Invocation, "toolExecutionNotifications"> {
  const toolExecutionNotifications: Notification[] = [
    ...(incomplete === undefined ? [] : [{ level: "error" as const, message: { text: incompleteLine(incomplete) } }]),
    ...(more <= 0
      ? []
      : [
          {
            level: "warning" as const,
            message: { text: `${more} more findings are left out: --format json has them.` },
          },
        ]),
  ];
  return toolExecutionNotifications.length === 0 ? {} : { toolExecutionNotifications };
}

function rule(policy: string): ReportingDescriptor {
  const { title, description, help, url } = ruleOf(policy);
  return {
    id: policy,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: description },
    helpUri: url,
    help: { text: help, markdown: `${help}\n\n[API behavior on locked instances](${url})` },
    defaultConfiguration: { level: "error" },
    properties: { tags: ["alicloud", "ecs", "security-lock"], precision: "high", "problem.severity": "error" },
  };
}

/** The root is where the command runs; what lies outside of it has nothing to do with the root. */
function artifactLocation(projectFile: string): ArtifactLocation {
  if (path.isAbsolute(projectFile)) return { uri: pathToFileURL(projectFile).href };
  const uri = projectFile.split("/").map(encodeURIComponent).join("/");
  return projectFile.startsWith("../") ? { uri } : { uri, uriBaseId: ROOT };
}

function result(finding: ReportedFinding, ruleIndex: number, projectFile: string): Result {
  const { kind, policy, urn } = finding;
  const text = printableLines(finding.text());
  const digest = createHash("sha256")
    .update(JSON.stringify([policy, urn, text.split("\n")[0]]))
    .digest("hex");
  return {
    ruleId: policy,
    ruleIndex,
    level: LEVELS[kind],
    message: { text },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(projectFile),
          region: { startLine: 1 },
        },
        ...(urn === ""
          ? {}
          : {
              logicalLocations: [
                { fullyQualifiedName: printable(urn), name: printable(resourceName(urn)), kind: "resource" },
              ],
            }),
      },
    ],
    // All results are at one line: without this, code scanning would take those of one rule for the same.
    partialFingerprints: { primaryLocationLineHash: `${digest.slice(0, 16)}:1` },
  };
}
