import { AFFECTED_OPERATIONS, policyName } from "../operations/behavior";
import { SCHEMA } from "./configuration";
import { printable } from "../report/phrases";
import { STATUS_POLICY } from "../review/findings";
import { ConfigurationError } from "./configurationError";

/** Names of policies, or what Pulumi takes beside them. */
const PULUMIS_KEYS: ReadonlySet<string> = new Set([
  "all",
  "environments",
  STATUS_POLICY,
  ...AFFECTED_OPERATIONS.map(policyName),
]);
const KEYS_OF_VERSION_2 = ["version", "environments", "policies", "exceptions"];
const LEVELS: readonly unknown[] = ["advisory", "mandatory", "remediate", "disabled"];

/**
 * The keys of `ecs-lock-status` in what a file for `pulumi preview --policy-pack-config` holds, in each form that Pulumi
 * takes (pkg/resource/analyzer/config.go of v3.274.1), or in an object of these keys alone. Enforcement levels,
 * environments and exceptions are the engine's, and left out.
 */
export function settingsIn(content: unknown, file: string): unknown {
  if (!isObject(content)) return content;
  // Without a number it would be the name of a policy.
  if (typeof content.version === "number") return settingsOf(policiesOf(content, file), file);
  if (!Object.keys(content).some((key) => PULUMIS_KEYS.has(key))) return content;
  return settingsOf(Object.fromEntries(Object.entries(content).filter(([key]) => key !== "environments")), file);
}

type Content = Readonly<Record<string, unknown>>;

function policiesOf({ version, policies = {}, ...others }: Content, file: string): Content {
  if (version !== 2) throw new ConfigurationError(`${file}: version must be 2, or left out`);
  if (!isObject(policies))
    throw new ConfigurationError(`${file}: policies must be a JSON object, with the names of policies as its keys`);
  const unknown = Object.keys(others).find((key) => !KEYS_OF_VERSION_2.includes(key));
  if (unknown === undefined) return policies;
  throw new ConfigurationError(
    `${file}: ${quoted(unknown)} is none of ${KEYS_OF_VERSION_2.join(", ")}: write it under policies`,
  );
}

/** Pulumi leaves out what other packs' policies are called; what it takes for no policy at all is a mistake. */
function checkPolicy(name: string, value: unknown, file: string): void {
  if (Object.hasOwn(SCHEMA, name)) {
    throw new ConfigurationError(
      `${file}: ${quoted(name)} is a key of ${STATUS_POLICY}: write it under ${STATUS_POLICY}`,
    );
  }
  if (isObject(value)) {
    if (LEVELS.includes(value.enforcementLevel ?? "mandatory")) return;
    throw new ConfigurationError(`${file}: enforcementLevel of ${quoted(name)} must be one of ${LEVELS.join(", ")}`);
  }
  if (LEVELS.includes(value)) return;
  throw new ConfigurationError(`${file}: ${quoted(name)} must be an object, or one of ${LEVELS.join(", ")}`);
}

const quoted = (key: string): string => printable(JSON.stringify(key.slice(0, 80)));

/** A text in place of the keys is the policy's enforcement level, and leaves its defaults. */
function settingsOf(policies: Content, file: string): unknown {
  for (const [name, value] of Object.entries(policies)) checkPolicy(name, value, file);
  const { [STATUS_POLICY]: settings = {} } = policies;
  if (!isObject(settings)) return {};
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key !== "enforcementLevel"));
}

function isObject(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
