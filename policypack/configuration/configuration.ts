import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import type { LockOptions } from "../locks/lockSources";
import { EDITIONS, type Edition } from "../operations/behavior";
import type { Exemption } from "../domain/exemptions";
import { endOf } from "../review/exemptions";
import type { CreateInstance, DeleteLocked } from "../review/verdict";

/** What a violation is when the target of an affected operation cannot be looked up. */
export type OnUndecided = "mandatory" | "advisory";

/** The pack's configuration: it belongs to the policy `ecs-lock-status` and holds for all policies. */
export interface Configuration extends LockOptions {
  readonly edition: Edition;
  readonly createInstance: CreateInstance;
  readonly deleteLocked: DeleteLocked;
  readonly onUndecided: OnUndecided;
  readonly statusMaxAgeSeconds: number;
  readonly priorState: "stack" | "file";
  readonly priorStateFile?: string;
  readonly projectDir?: string;
  readonly exemptions: readonly Exemption[];
  readonly inventory: boolean;
}

export const DEFAULTS: Configuration = {
  lockSource: "api",
  lockFileMaxAgeMinutes: 60,
  edition: "topic",
  createInstance: "replacement",
  deleteLocked: "advisory",
  onUndecided: "mandatory",
  timeoutSeconds: 30,
  statusMaxAgeSeconds: 60,
  priorState: "stack",
  exemptions: [],
  inventory: false,
};

const MOST_TEXT = 2048;
const textList = (description: string): PolicyConfigJSONSchema => ({
  type: "array",
  items: { type: "string", minLength: 1, maxLength: MOST_TEXT },
  minItems: 1,
  description,
});

/** JSON schema of each key: what Pulumi shows, and what its engine checks before anything runs. */
export const SCHEMA: Readonly<Record<keyof Configuration, PolicyConfigJSONSchema>> = {
  lockSource: {
    type: "string",
    enum: ["api", "file"],
    default: DEFAULTS.lockSource,
    description: "Where lock statuses come from: the ECS API (DescribeInstances, DescribeDisks) or lockFile.",
  },
  lockFile: {
    type: "string",
    minLength: 1,
    description:
      "Answers of DescribeInstances and DescribeDisks as the aliyun CLI prints them, or written by `ecs-lock locks`. Needed with lockSource file. A relative path is relative to the project's folder.",
  },
  lockFileMaxAgeMinutes: {
    type: "number",
    exclusiveMinimum: 0,
    default: DEFAULTS.lockFileMaxAgeMinutes,
    description: "A lock file older than this makes its statuses undecided.",
  },
  edition: {
    type: "string",
    enum: [...EDITIONS],
    default: DEFAULTS.edition,
    description:
      "The source of the lock table that counts where they disagree: the topic, the current page, or the worst of all.",
  },
  createInstance: {
    type: "string",
    enum: ["replacement", "anyInRegion", "never"],
    default: DEFAULTS.createInstance,
    description:
      "Which creation of an instance is refused: that of a locked instance's replacement, every one while an instance of the same account and region is locked, or none.",
  },
  deleteLocked: {
    type: "string",
    enum: ["advisory", "mandatory", "ignore"],
    default: DEFAULTS.deleteLocked,
    description:
      "What the deletion of a locked instance is, which may be evidence and takes its disks along: told of (advisory), refused (mandatory), or not looked at. A replacement deletes as well.",
  },
  onUndecided: {
    type: "string",
    enum: ["mandatory", "advisory"],
    default: DEFAULTS.onUndecided,
    description: "What a violation is when the target of an affected operation cannot be looked up.",
  },
  endpoint: {
    type: "string",
    minLength: 1,
    description: "ECS endpoint in place of the region's (VPC endpoint, proxy, emulator); http only for loopback.",
  },
  timeoutSeconds: {
    type: "number",
    exclusiveMinimum: 0,
    maximum: 3600,
    default: DEFAULTS.timeoutSeconds,
    description: "For all look-ups of one batch, retries included.",
  },
  statusMaxAgeSeconds: {
    type: "number",
    exclusiveMinimum: 0,
    default: DEFAULTS.statusMaxAgeSeconds,
    description: "In an update: a status that is older is asked for again, because a lock may fall meanwhile.",
  },
  priorState: {
    type: "string",
    enum: ["stack", "file"],
    default: DEFAULTS.priorState,
    description: "Where the prior state comes from: `pulumi stack export`, or priorStateFile.",
  },
  priorStateFile: {
    type: "string",
    minLength: 1,
    description:
      "An export made beforehand with `pulumi stack export`. Needed with priorState file. A relative path is relative to the project's folder.",
  },
  projectDir: {
    type: "string",
    minLength: 1,
    description: "The folder of Pulumi.yaml, where the pack cannot find it itself.",
  },
  exemptions: {
    type: "array",
    default: [],
    description: "What is let through, why, and until when. `*` in a pattern stands for any text.",
    items: {
      type: "object",
      additionalProperties: false,
      required: ["reason", "expires"],
      properties: {
        reason: { type: "string", minLength: 1, maxLength: MOST_TEXT, description: "Why; shown in every log." },
        expires: {
          type: "string",
          minLength: 1,
          // No pattern: the engine would show it in place of a sentence. badDates looks at it.
          description: "RFC 3339 date or date-time. A date holds to the end of that day, UTC.",
        },
        operations: textList("ECS operations."),
        instances: textList("Instance ids."),
        urns: textList("URNs of resources."),
      },
    },
  },
  inventory: {
    type: "boolean",
    default: DEFAULTS.inventory,
    description: "Whether to list every locked instance of the stack in one advisory, even when nothing changes.",
  },
};

/** Names the schema of the file that it stands in, for editors; it configures nothing. */
export const SCHEMA_KEY = "$schema";

/** A configuration, or what is wrong with it: one line a problem, each with its key and the remedy. */
export type ParsedConfiguration =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * Takes over what the schema has let through: the engine has checked types and enumerations, but neither unknown keys
 * nor keys that need one another nor dates. `ecs-lock check --config` validates the same schema first.
 */
export function parseConfiguration(raw: Readonly<Record<string, unknown>>): ParsedConfiguration {
  const given = Object.fromEntries(
    Object.entries(raw).filter(([key, value]) => key !== SCHEMA_KEY && value !== undefined && value !== null),
  );
  const configuration = { ...DEFAULTS, ...given };
  const unknown = unknownKeys(given);
  // A key that is missing is most likely the one that is misspelt, and one mistake is told once.
  const missing = unknown.length > 0 ? [] : missingFiles(configuration);
  const problems = [...unknown, ...missing, ...badDates(configuration)];
  return problems.length === 0 ? { ok: true, configuration } : { ok: false, problems };
}

function unknownKeys(given: Readonly<Record<string, unknown>>): string[] {
  const keys = Object.keys(SCHEMA);
  return Object.keys(given)
    .filter((key) => !keys.includes(key))
    .map(
      (key) =>
        `${JSON.stringify(key.slice(0, 80))} is not a configuration key: remove it, or use one of ${keys.join(", ")}`,
    );
}

function missingFiles({ lockSource, lockFile, priorState, priorStateFile }: Configuration): string[] {
  const problems: string[] = [];
  if (lockSource === "file" && lockFile === undefined) problems.push('lockFile is missing: lockSource "file" needs it');
  if (priorState === "file" && priorStateFile === undefined) {
    problems.push('priorStateFile is missing: priorState "file" needs it');
  }
  return problems;
}

function badDates({ exemptions }: Configuration): string[] {
  return exemptions.flatMap((exemption, index) =>
    Number.isNaN(endOf(exemption))
      ? [`exemptions[${index}].expires is not a date of the calendar: write it as 2026-12-31 or 2026-12-31T12:00:00Z`]
      : [],
  );
}
