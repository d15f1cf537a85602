import { AFFECTED_OPERATIONS, policyName } from "../operations/behavior";
import { STATUS_POLICY } from "../review/violations";
import { CliFailure } from "./failure";

const PULUMIS_KEYS: ReadonlySet<string> = new Set([
  "all",
  "environments",
  STATUS_POLICY,
  ...AFFECTED_OPERATIONS.map(policyName),
]);

/**
 * The keys of `ecs-lock-status` in what a file for `pulumi preview --policy-pack-config` holds, in each form that Pulumi
 * takes (pkg/resource/analyzer/config.go of v3.274.1), or in an object of these keys alone. Enforcement levels,
 * environments and exceptions are the engine's, and left out.
 */
export function settingsIn(content: unknown, file: string): unknown {
  if (!isObject(content)) return content;
  // Without a number it would be the name of a policy.
  if (typeof content.version === "number") return settingsOf(policiesOf(content, file));
  return Object.keys(content).some((key) => PULUMIS_KEYS.has(key)) ? settingsOf(content) : content;
}

type Content = Readonly<Record<string, unknown>>;

function policiesOf({ version, policies = {} }: Content, file: string): Content {
  if (version !== 2) throw new CliFailure(`${file}: version must be 2, or left out`);
  if (!isObject(policies)) throw new CliFailure(`${file}: policies must be object`);
  return policies;
}

/** A text in place of the keys is the policy's enforcement level, and leaves its defaults. */
function settingsOf({ [STATUS_POLICY]: settings = {} }: Content): unknown {
  if (typeof settings === "string") return {};
  if (!isObject(settings)) return settings;
  return Object.fromEntries(Object.entries(settings).filter(([key]) => key !== "enforcementLevel"));
}

function isObject(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
