import { AFFECTED_OPERATIONS, policyName } from "../operations/behavior";
import { SCHEMA, SCHEMA_KEY } from "./configuration";
import { printable } from "../report/phrases";
import { STATUS_POLICY } from "../review/findings/findings";
import { ConfigurationError } from "./configurationError";
import { didYouMean } from "./suggest";

const POLICIES: readonly string[] = [STATUS_POLICY, ...AFFECTED_OPERATIONS.map(policyName)];
/** Names of policies, or what Pulumi takes beside them. */
const PULUMIS_KEYS: ReadonlySet<string> = new Set(["all", "environments", ...POLICIES]);
const KEYS_OF_VERSION_2 = ["version", "environments", "policies", "exceptions"];
const LEVELS: readonly unknown[] = ["advisory", "mandatory", "remediate", "disabled"];

/** What a violation of a policy is worth. */
export type Level = "advisory" | "mandatory" | "disabled";
/** The level of each policy, by its name. */
export type Levels = (policy: string) => Level;

export const ALL_MANDATORY: Levels = () => "mandatory";

export interface PolicyPackConfig {
  /** The keys of `ecs-lock-status`. */
  readonly settings: unknown;
  readonly levels: Levels;
}

/**
 * What a file for `pulumi preview --policy-pack-config` says, in each form that Pulumi takes
 * (pkg/resource/analyzer/config.go of v3.274.1), or an object of the keys of `ecs-lock-status` alone. Environments and
 * exceptions are the engine's, and left out.
 */
export function policyPackConfig(content: unknown, file: string): PolicyPackConfig {
  if (!isObject(content)) return { settings: content, levels: ALL_MANDATORY };
  // Without a number it would be the name of a policy.
  if (typeof content.version === "number") return configOf(policiesOf(content, file), file);
  const { environments, ...others } = content;
  const isPulumis = environments !== undefined || Object.keys(others).some(namesPolicy);
  return isPulumis ? configOf(others, file) : { settings: content, levels: ALL_MANDATORY };
}

/** A misspelt policy is none of the keys of `ecs-lock-status` either. */
const namesPolicy = (key: string): boolean => PULUMIS_KEYS.has(key) || /^ecs-[a-z-]+$/.test(key);

type Content = Readonly<Record<string, unknown>>;

function policiesOf({ version, policies = {}, ...others }: Content, file: string): Content {
  if (version !== 2) throw new ConfigurationError(`${file}: version must be 2, or left out`);
  if (!isObject(policies))
    throw new ConfigurationError(`${file}: policies must be a JSON object, with the names of policies as its keys`);
  const unknown = Object.keys(others).find((key) => key !== SCHEMA_KEY && !KEYS_OF_VERSION_2.includes(key));
  if (unknown === undefined) return policies;
  throw new ConfigurationError(
    `${file}: ${quoted(unknown)} is none of ${KEYS_OF_VERSION_2.join(", ")}: write it under policies`,
  );
}

/** Pulumi passes over a name that the pack does not have, and with it the level that somebody meant to set. */
function checkPolicy(name: string, value: unknown, file: string): void {
  if (Object.hasOwn(SCHEMA, name)) {
    throw new ConfigurationError(
      `${file}: ${quoted(name)} is a key of ${STATUS_POLICY}: write it under ${STATUS_POLICY}`,
    );
  }
  if (name === SCHEMA_KEY) {
    throw new ConfigurationError(
      `${file}: Pulumi takes ${quoted(name)} for the name of a policy here: write it under ${STATUS_POLICY}, or beside "version": 2`,
    );
  }
  checkLevel(name, value, file);
  const problem = unknownPolicy(name);
  if (problem !== undefined) throw new ConfigurationError(`${file}: ${problem}`);
}

function unknownPolicy(name: string): string | undefined {
  if (name === "all" || POLICIES.includes(name)) return undefined;
  const hint = didYouMean(name, POLICIES);
  const remedy = hint === "" ? ": correct it, or take it out; `ecs-lock explain OPERATION` names its policy" : hint;
  return `${quoted(name)} is not a policy of this pack${remedy}`;
}

/** What is wrong with the names of policies in the content of a file that Pulumi has taken; it looks at no name. */
export function unknownPolicies(content: unknown): string[] {
  const file = isObject(content) ? content : {};
  const named = typeof file.version === "number" ? file.policies : file;
  const names = isObject(named) ? Object.keys(named) : [];
  return names.filter((name) => name !== "environments").flatMap((name) => unknownPolicy(name) ?? []);
}

function checkLevel(name: string, value: unknown, file: string): void {
  if (isObject(value)) {
    if (LEVELS.includes(value.enforcementLevel ?? "mandatory")) return;
    throw new ConfigurationError(`${file}: enforcementLevel of ${quoted(name)} must be one of ${LEVELS.join(", ")}`);
  }
  if (LEVELS.includes(value)) return;
  throw new ConfigurationError(`${file}: ${quoted(name)} must be an object, or one of ${LEVELS.join(", ")}`);
}

const quoted = (key: string): string => printable(JSON.stringify(key.slice(0, 80)));

function configOf(policies: Content, file: string): PolicyPackConfig {
  for (const [name, value] of Object.entries(policies)) checkPolicy(name, value, file);
  const levels: Levels = (policy) => levelIn(policies[policy]) ?? levelIn(policies.all) ?? "mandatory";
  // To a policy that is disabled the SDK hands no configuration.
  return { settings: levels(STATUS_POLICY) === "disabled" ? {} : settingsOf(policies), levels };
}

/** A policy of this pack remediates nothing: its violations are mandatory then. */
function levelIn(value: unknown): Level | undefined {
  const level = isObject(value) ? value.enforcementLevel : value;
  if (level === "remediate") return "mandatory";
  return level === "advisory" || level === "mandatory" || level === "disabled" ? level : undefined;
}

/** A text in place of the keys is the policy's enforcement level, and leaves its defaults. */
function settingsOf({ [STATUS_POLICY]: settings }: Content): unknown {
  if (!isObject(settings)) return {};
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key !== "enforcementLevel"));
}

function isObject(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
