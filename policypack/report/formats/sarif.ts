import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ArtifactLocation, Invocation, Log, Notification, ReportingDescriptor, Result, Run } from "sarif";
import { resourceName, type CheckReport, type ReportedResource } from "../checkReport";
import { fingerprintOf } from "./fingerprint";
import { locationOf } from "./location";
import { PRODUCT_URL, ruleOf } from "./rules";
import { incompleteLine } from "./text";
import { jsonText, printable, printableLines } from "../escaping";

/**
 * SARIF 2.1.0, a result a resource and cause. Code scanning shows it where the program declares the resource; where that
 * is not known, the project's file stands for it. The URN is the logical location.
 */
export function sarifReport(report: CheckReport): string {
  const policies = [...new Set(report.resources.map(({ policy }) => policy))];
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [run(report, policies)],
  };
  return jsonText(log);
}

const ROOT = "%SRCROOT%";
const LEVELS: Readonly<Record<ReportedResource["kind"], "error" | "note">> = {
  refused: "error",
  undecided: "error",
  advisory: "note",
};

/** GitHub keeps the first 5,000 results of a run, by their weight. */
const MOST_RESULTS = 5_000;

function run(report: CheckReport, policies: readonly string[]): Run {
  const { resources, projectFile, toolVersion } = report;
  const category = categoryOf(report);
  return {
    tool: {
      driver: {
        name: "ecs-lock",
        semanticVersion: toolVersion,
        informationUri: PRODUCT_URL,
        rules: policies.map((policy) => rule(policy, toolVersion)),
      },
    },
    ...(category === undefined ? {} : { automationDetails: { id: category } }),
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository." } } },
    invocations: [invocation(report)],
    results: resources
      .slice(0, MOST_RESULTS)
      .map((resource) => result(resource, policies.indexOf(resource.policy), projectFile)),
  };
}

function invocation({ incomplete, resources }: CheckReport): Invocation {
  const more = resources.length - MOST_RESULTS;
  const notifications: Notification[] = [
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
  return {
    executionSuccessful: incomplete === undefined,
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

/** Project and stack, by which code scanning keeps the results of several stacks apart. */
function categoryOf({ changes }: CheckReport): string | undefined {
  const [, stack, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(changes[0]?.urn ?? "") ?? [];
  return stack === undefined || project === undefined
    ? undefined
    : `ecs-lock/${printable(project)}/${printable(stack)}/`;
}

function rule(policy: string, toolVersion: string): ReportingDescriptor {
  const { title, description, help, topic, page } = ruleOf(policy, toolVersion);
  return {
    id: policy,
    name: title,
    shortDescription: { text: title },
    fullDescription: { text: description },
    helpUri: page,
    help: { text: help, markdown: `${help}\n\n[${title}](${page}) · [API behavior on locked instances](${topic})` },
    defaultConfiguration: { level: "error" },
    properties: {
      tags: ["security", "alicloud", "ecs", "security-lock"],
      precision: "high",
      "problem.severity": "error",
      "security-severity": "8.0",
    },
  };
}

/** The root is where the command runs; what lies outside of it has nothing to do with the root. */
function artifactLocation(file: string): ArtifactLocation {
  if (path.isAbsolute(file)) return { uri: pathToFileURL(file).href };
  const uri = file.split("/").map(encodeURIComponent).join("/");
  return file.startsWith("../") ? { uri } : { uri, uriBaseId: ROOT };
}

function result(resource: ReportedResource, ruleIndex: number, projectFile: string): Result {
  const { kind, policy, urn, place } = resource;
  const text = printableLines(resource.text());
  const { file, line, column } = locationOf(place, projectFile);
  return {
    ruleId: policy,
    ruleIndex,
    level: LEVELS[kind],
    message: { text },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(file),
          region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) },
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
    // Several may be at one line: without this, code scanning would take those of one rule for the same.
    partialFingerprints: { primaryLocationLineHash: `${fingerprintOf(resource).slice(0, 16)}:1` },
  };
}
