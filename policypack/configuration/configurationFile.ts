import type { ErrorObject } from "ajv";
import { DEFAULTS, parseConfiguration, SCHEMA, type Configuration } from "./configuration";
import { readRegularFile } from "../locks/regularFile";
import { KEYS_SCHEMA } from "./fileSchema";
import { ConfigurationError } from "./configurationError";
import { ALL_MANDATORY, policyPackConfig, unknownPolicies, type Levels } from "./policyPackConfig";

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly levels: Levels;
}

/** The configuration in a file: the keys of `ecs-lock-status`, by themselves or as Pulumi takes them. */
export async function readConfiguration(file: string | undefined): Promise<ReadConfiguration> {
  if (file === undefined) return { configuration: DEFAULTS, levels: ALL_MANDATORY };
  const { settings, levels } = policyPackConfig(parseJson(readText(file), file), file);
  const problem = await schemaProblem(settings);
  if (problem !== undefined) throw new ConfigurationError(`${file}: ${problem}`);
  const parsed = parseConfiguration(settings as Readonly<Record<string, unknown>>);
  if (!parsed.ok) throw new ConfigurationError(`${file}: ${parsed.problems[0] ?? "it is not a configuration"}`);
  return { configuration: parsed.configuration, levels };
}

/** Of a file that Pulumi has read already; what cannot be read again, such as a pipe, is not looked at. */
export function unknownPoliciesInFile(file: string): string[] {
  const content = readRegularFile(file, MOST_BYTES);
  if (content.kind !== "read") return [];
  try {
    return unknownPolicies(JSON.parse(content.bytes.toString("utf8")));
  } catch {
    return [];
  }
}

function readText(file: string): string {
  const content = readRegularFile(file, MOST_BYTES);
  switch (content.kind) {
    case "read":
      return content.bytes.toString("utf8");
    case "notRegular":
      throw new ConfigurationError(`the configuration ${file} is not a regular file: write it into one`);
    case "tooLarge":
      throw new ConfigurationError(
        `the configuration ${file} is larger than ${MOST_BYTES / 1024 / 1024} MiB: name another file`,
      );
    case "failed":
      throw new ConfigurationError(`the configuration ${file} cannot be read: ${content.problem}`);
  }
}

/** A thousand exemptions take some 300 kB. */
const MOST_BYTES = 4 * 1024 * 1024;

function parseJson(text: string, file: string): unknown {
  try {
    // Pulumi takes an empty file as well.
    return text.trim() === "" ? {} : (JSON.parse(text) as unknown);
  } catch {
    throw new ConfigurationError(`the configuration ${file} is not JSON: write its keys as one JSON object`);
  }
}

async function schemaProblem(raw: unknown): Promise<string | undefined> {
  // Loaded here because nothing but a configuration needs it.
  const { Ajv } = await import("ajv");
  const validate = new Ajv({ strict: false }).compile(KEYS_SCHEMA);
  return validate(raw) ? undefined : inWords(validate.errors?.[0]);
}

/** The first thing that is wrong, as a sentence with what to write instead. */
function inWords(error: ErrorObject | undefined): string {
  if (error === undefined) return "it is not a configuration: write its keys as one JSON object";
  const { instancePath, keyword } = error;
  const key = instancePath.slice(1).replaceAll("/", ".") || "the configuration";
  const parameters = error.params as Readonly<Record<string, unknown>>;
  const limit = String(parameters.limit);
  switch (keyword) {
    case "additionalProperties": {
      const name = JSON.stringify(String(parameters.additionalProperty).slice(0, 80));
      const keys = instancePath === "" ? Object.keys(SCHEMA) : EXEMPTION_KEYS;
      return `${name} is not a key of ${key}: remove it, or use one of ${keys.join(", ")}`;
    }
    case "required":
      return `${key} has no ${String(parameters.missingProperty)}: add it`;
    case "enum":
      return `${key} must be one of ${(parameters.allowedValues as readonly unknown[]).map((value) => JSON.stringify(value)).join(", ")}`;
    case "type":
      return `${key} must be ${FORMS[String(parameters.type)] ?? "of another type"}`;
    case "minLength":
      return `${key} is empty: write a text, or leave it out`;
    case "minItems":
      return `${key} is an empty list: name something in it, or leave it out`;
    case "maxLength":
      return `${key} is too long: use at most ${limit} characters`;
    case "exclusiveMinimum":
      return `${key} must be more than ${limit}`;
    case "maximum":
      return `${key} must be at most ${limit}`;
    default:
      return `${key} is wrong: see its description in the documentation`;
  }
}

const EXEMPTION_KEYS = ["reason", "expires", "operations", "instances", "urns"];

const FORMS: Readonly<Record<string, string>> = {
  string: 'a text, such as "…"',
  number: "a number, without quotation marks",
  boolean: "true or false, without quotation marks",
  array: "a list, such as […]",
  object: "a JSON object, such as {…}",
};
