import { AFFECTED_OPERATIONS, policyName } from "../operations/behavior";
import { STATUS_POLICY } from "../review/findings/findings";
import { SCHEMA, SCHEMA_KEY } from "./configuration";

type Schema = Readonly<Record<string, unknown>>;

const schemaKey: Schema = {
  type: "string",
  description: "The schema of this file, for editors. It configures nothing.",
};

/** The keys of `ecs-lock-status`, each with its description and default. */
export const KEYS_SCHEMA = {
  type: "object",
  properties: { [SCHEMA_KEY]: schemaKey, ...SCHEMA },
  additionalProperties: false,
} as const;

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

const level: Schema = {
  enum: ["mandatory", "advisory", "disabled"],
  description: "mandatory: a violation fails the preview. advisory: it is told. disabled: it is not looked for.",
};

/** Where one key needs another. */
const needs = (key: string, value: string, other: string): Schema => ({
  if: { required: [key], properties: { [key]: { const: value } } },
  then: { required: [other] },
});
const NEEDS = [needs("lockSource", "file", "lockFile"), needs("priorState", "file", "priorStateFile")];

const policy: Schema = {
  anyOf: [
    ref("level"),
    { type: "object", properties: { enforcementLevel: ref("level") }, additionalProperties: false },
  ],
};

const statusPolicy: Schema = {
  description: "The level of ecs-lock-status, or the configuration, which belongs to it and holds for all policies.",
  anyOf: [
    ref("level"),
    { ...KEYS_SCHEMA, properties: { enforcementLevel: ref("level"), ...KEYS_SCHEMA.properties }, allOf: NEEDS },
  ],
};

const policies: Schema = {
  all: { description: "The level of every policy that has none of its own.", ...ref("policy") },
  [STATUS_POLICY]: ref("statusPolicy"),
  ...Object.fromEntries(
    AFFECTED_OPERATIONS.map((operation) => [
      policyName(operation),
      { description: `${operation} on a locked instance.`, ...ref("policy") },
    ]),
  ),
};

const environments: Schema = {
  type: "array",
  items: { type: "string" },
  description: "Environments of Pulumi ESC.",
};

/**
 * JSON schema of a file for `--policy-pack-config`, `pulumi policy enable --config` or `ecs-lock check --config`: names
 * of policies, the same in version 2, or the keys of `ecs-lock-status` alone, which the command takes.
 */
export const fileSchema = (): Schema => ({
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Configuration of the policy pack alicloud-ecs-security-lock",
  anyOf: [ref("byPolicy"), ref("version2"), ref("keys")],
  definitions: {
    byPolicy: {
      description: "Levels and configuration by the names of policies, as every Pulumi CLI takes them.",
      type: "object",
      properties: { environments, ...policies },
      additionalProperties: false,
    },
    version2: {
      description: "The same with policy exceptions (Pulumi CLI 3.274 and later).",
      type: "object",
      required: ["version"],
      properties: {
        [SCHEMA_KEY]: schemaKey,
        version: { const: 2 },
        environments,
        policies: { type: "object", properties: policies, additionalProperties: false },
        exceptions: { type: "object", description: "Pulumi's own policy exceptions, by name." },
      },
      additionalProperties: false,
    },
    keys: { description: "The keys of ecs-lock-status alone, for the command ecs-lock.", ...KEYS_SCHEMA, allOf: NEEDS },
    statusPolicy,
    policy,
    level,
  },
});
