import type { CommandArgs } from "@pulumi/command/local";
import { asText, type Value, type ValueMap } from "../../domain/values";
import { OPERATIONS } from "../../operations/behavior";
import { literalCommands } from "../commands/commandLine";
import { defineModel } from "../model";
import { type ResourceChange } from "../../domain/decisions";
import { type OperationCall } from "../../domain/calls";
import { type Target, diskTarget, instanceTarget } from "../../domain/targets";
import { aliyunCommandSchema } from "../schema/aliyunCommand";

/**
 * Options that make a call act elsewhere than the deployment does, or not at all: other credentials, another endpoint,
 * a dry run. What such a call meets is not certain, so it is left out.
 */
const ELSEWHERE = new Set(
  (
    "profile p mode configpath accesskeyid accesskeysecret ststoken stsregion ramrolename ramrolearn rolesessionname " +
    "externalid processcommand credentialsuri oidcproviderarn oidctokenfile endpoint dryrun clidryrun help version"
  ).split(" "),
);

/** Which option names what the call acts on, without dashes and in lower case. */
const INSTANCES = /^instanceids?(\.\d+)?$/;
const DISKS = /^(disk\.\d+\.)?diskids?(\.\d+)?$/;
const REGIONS = new Set(["region", "regionid", "bizregionid"]);

/** `stop-instance` or `StopInstance`, as the lock table spells it. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(OPERATIONS.map((name) => [name.toLowerCase(), name]));

interface Option {
  readonly name: string;
  readonly value: string;
}

/** `--InstanceId i-1`, `--InstanceId=i-1`, `--instance-id i-1`, `--InstanceId.1 i-1`, `--force` */
function optionsOf(words: readonly string[]): Option[] {
  return words.flatMap((word, index) => {
    if (!word.startsWith("-")) return [];
    const [name = "", ...inline] = word.split("=");
    const next = words[index + 1];
    const following = next === undefined || next.startsWith("--") ? "" : next;
    return [{ name: name.replace(/-/g, "").toLowerCase(), value: inline.length > 0 ? inline.join("=") : following }];
  });
}

/** The words that are neither options nor their values, as far as the first ones go: `ecs`, the operation. */
function operandsOf(words: readonly string[]): string[] {
  return words.filter((word, index) => {
    const previous = words[index - 1] ?? "";
    return !word.startsWith("-") && !(previous.startsWith("--") && !previous.includes("="));
  });
}

/** One id, or a JSON list of them; undefined: something else. */
function idsIn(value: string, prefix: string): string[] | undefined {
  const isId = (id: unknown): id is string => typeof id === "string" && new RegExp(`^${prefix}-[\\w-]+$`).test(id);
  if (isId(value)) return [value];
  try {
    const list: unknown = JSON.parse(value);
    return Array.isArray(list) && list.every(isId) ? list : undefined;
  } catch {
    return undefined;
  }
}

/** What the options name, instances before disks; undefined: they name something that cannot be read. */
function targetsIn(options: readonly Option[]): Target[] | undefined {
  const families = [
    { named: options.filter(({ name }) => INSTANCES.test(name)), prefix: "i", target: instanceTarget },
    { named: options.filter(({ name }) => DISKS.test(name)), prefix: "d", target: diskTarget },
  ];
  for (const { named, prefix, target } of families) {
    if (named.length === 0) continue;
    const found = named.map(({ value }) => idsIn(value, prefix));
    return found.includes(undefined) ? undefined : found.flatMap((list) => (list ?? []).map(target));
  }
  return [];
}

/** The calls of one command, if it is `aliyun ecs OPERATION` and everything about it is certain. */
function callsOfWords([program, ...rest]: readonly string[], because: readonly string[]): OperationCall[] {
  if (program?.split("/").at(-1) !== "aliyun") return [];
  const [product, name] = operandsOf(rest);
  const operation = SPELLINGS.get((name ?? "").replace(/-/g, "").toLowerCase()) ?? name;
  const options = optionsOf(rest);
  const targets = targetsIn(options);
  if (product !== "ecs" || operation === undefined || !/^[A-Z]\w+$/.test(operation)) return [];
  if (targets === undefined || options.some((option) => ELSEWHERE.has(option.name))) return [];
  const region = options.find((option) => REGIONS.has(option.name))?.value;
  const call = { operation, because, ...(region === undefined ? {} : { region }) };
  return targets.length === 0 ? [call] : targets.map((target) => ({ ...call, target }));
}

/** A POSIX shell that takes the script as an argument. */
function isShell(interpreter: Value | undefined): boolean {
  if (interpreter === undefined || interpreter === null) return true;
  if (!Array.isArray(interpreter)) return false;
  const [program, flags, ...rest] = interpreter as readonly Value[];
  return (
    /(^|\/)(ba|da|z|k)?sh$/.test(asText(program) ?? "") && /^-[a-z]*c$/.test(asText(flags) ?? "") && rest.length === 0
  );
}

function scriptCalls(values: ValueMap, script: Value | undefined, because: readonly string[]): OperationCall[] {
  const text = asText(script);
  if (text === undefined || !isShell(values.interpreter)) return [];
  return literalCommands(text).flatMap((words) => callsOfWords(words, because));
}

/** The command runs as the provider runs it: `create` also in an update, where there is no `update`. */
function calls({ kind, before, after, changed, replaceKeys }: ResourceChange): OperationCall[] {
  switch (kind) {
    case "create":
      return scriptCalls(after, after.create, []);
    case "update":
      return scriptCalls(after, after.update ?? after.create, [...changed.keys()]);
    case "delete":
      return scriptCalls(before, before.delete, []);
    case "replace":
      return [...scriptCalls(after, after.create, replaceKeys), ...scriptCalls(before, before.delete, replaceKeys)];
  }
}

/** `command:local:Command` that runs the Alibaba Cloud CLI */
export const aliyunCommand = defineModel<CommandArgs, object>()({
  types: ["command:local:Command"],
  schema: aliyunCommandSchema,
  product: "Alibaba Cloud CLI",
  calls,
  updateLoses: ["stdout", "stderr"],
  create: [],
  update: [],
  delete: [],
  silent: [],
  source: "pulumi-command 1.2.1, provider/pkg/provider/local/commandController.go",
});
