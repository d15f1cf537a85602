import { readFileSync } from "node:fs";
import type { ErrorObject } from "ajv";
import { DEFAULTS, parseConfiguration, SCHEMA, type Configuration } from "./configuration";
import { errorCode } from "../locks/file/fileError";
import { ConfigurationError } from "./configurationError";
import { ALL_MANDATORY, policyPackConfig, type Levels } from "./policyPackConfig";

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

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigurationError(`the configuration ${file} cannot be read: ${errorCode(error)}`);
  }
}

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
  const validate = new Ajv({ strict: false }).compile({
    type: "object",
    properties: SCHEMA,
    additionalProperties: false,
  });
  return validate(raw) ? undefined : inWords(validate.errors?.[0]);
}

function inWords(error: ErrorObject | undefined): string {
  if (error === undefined) return "it is not a configuration";
  const key = error.instancePath.slice(1).replaceAll("/", ".") || "the configuration";
  if (error.keyword === "additionalProperties") {
    const name = String((error.params as { additionalProperty: unknown }).additionalProperty);
    const known = error.instancePath === "" ? `: remove it, or use one of ${Object.keys(SCHEMA).join(", ")}` : "";
    return `${JSON.stringify(name.slice(0, 80))} is not a key of ${key}${known}`;
  }
  if (error.keyword === "enum") {
    const allowed = (error.params as { allowedValues: readonly unknown[] }).allowedValues;
    return `${key} must be one of ${allowed.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  return `${key} ${error.message ?? "is wrong"}`;
}
