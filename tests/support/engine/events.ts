import { existsSync, readFileSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation";

export type Violation = {
  readonly policyName: string;
  readonly enforcementLevel: string;
  readonly severity: string | undefined;
  readonly message: string;
  readonly urn: string | undefined;
};

export type Step = {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  /** The changed properties by the provider's diff. */
  readonly diffs: readonly string[];
};

export function readEvents(file: string): EngineEvent[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as EngineEvent);
}

/** What is reported of resources and policies; what they come to, the least severe, is none of them. */
export const violationsOf = (events: readonly EngineEvent[]): Violation[] =>
  allViolations(events).filter(({ severity }) => severity !== "low");

function allViolations(events: readonly EngineEvent[]): Violation[] {
  return events.flatMap(({ policyEvent }) => {
    if (policyEvent === undefined) return [];
    // The Automation API's type lags behind the engine: it has no severity.
    const { policyName, enforcementLevel, message, resourceUrn, severity } = policyEvent as typeof policyEvent & {
      readonly severity?: string;
    };
    return [{ policyName, enforcementLevel, severity, message: withoutColour(message), urn: resourceUrn }];
  });
}

export function stepsOf(events: readonly EngineEvent[]): Step[] {
  return events.flatMap(({ resourcePreEvent }) => {
    if (resourcePreEvent === undefined) return [];
    const { op, urn, type, diffs } = resourcePreEvent.metadata;
    return [{ op, urn, type, diffs: diffs ?? [] }];
  });
}

/** Event texts carry the engine's colour marks, `<{%bold%}>`. */
function withoutColour(text: string): string {
  return text.replace(/<\{%.*?%\}>/g, "");
}
