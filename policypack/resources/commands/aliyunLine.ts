import type { OperationCall } from "../../domain/calls";
import { diskTarget, instanceTarget, type Target } from "../../domain/targets";
import { OPERATIONS } from "../../operations/behavior";

/**
 * The command line of the aliyun CLI (its docs/en/usage.md and "Understand command parameters", 2026-09). The spelling
 * of the operation decides who reads the rest: `StopInstance` the CLI itself, `stop-instance` a plugin, which takes
 * several values after one option.
 */

/**
 * Options that make a call act elsewhere than the deployment does, or not at all: other credentials, another endpoint,
 * a dry run. What such a call meets is not certain, so it is left out.
 */
const ELSEWHERE = new Set(
  (
    "profile p mode configpath accesskeyid accesskeysecret ststoken stsregion ramrolename ramrolearn rolesessionname " +
    "externalid processcommand credentialsuri oidcproviderarn oidctokenfile endpoint dryrun clidryrun help h version"
  ).split(" "),
);

/** Which option names what the call acts on, without dashes and in lower case. */
const INSTANCES = /^instanceids?(\.\d+)?$/;
const DISKS = /^(disk\.\d+\.)?diskids?(\.\d+)?$/;
const REGIONS = new Set(["region", "regionid", "bizregionid"]);

/** `stop-instance` or `StopInstance`, as the lock table spells it. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(OPERATIONS.map((name) => [name.toLowerCase(), name]));

interface Option {
  /** As written, without its value. */
  readonly word: string;
  readonly name: string;
  readonly values: string[];
}

interface Line {
  /** `ecs` and the operation; of a line that has not both, less. */
  readonly operands: readonly string[];
  readonly options: readonly Option[];
}

/** `--InstanceId i-1`, `--InstanceId=i-1`, `--instance-ids i-1 i-2`, `--InstanceId.1 i-1`, `--force` */
function lineOf(words: readonly string[]): Line {
  const operands: string[] = [];
  const options: Option[] = [];
  for (const word of words) {
    const last = options.at(-1);
    if (word.startsWith("-")) options.push(optionOf(word));
    // Before the operation an option has one value; what comes after it belongs to the option before.
    else if (operands.length < 2 && (last === undefined || last.values.length > 0)) operands.push(word);
    else if (last === undefined) return { operands: [], options: [] };
    else last.values.push(word);
  }
  return { operands, options };
}

function optionOf(word: string): Option {
  const [name = "", ...inline] = word.split("=");
  return {
    word: name,
    name: name.replace(/-/g, "").toLowerCase(),
    values: inline.length > 0 ? [inline.join("=")] : [],
  };
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
function targetsIn(options: readonly Option[], isPlugin: boolean): Target[] | undefined {
  const families = [
    { named: options.filter(({ name }) => INSTANCES.test(name)), prefix: "i", target: instanceTarget },
    { named: options.filter(({ name }) => DISKS.test(name)), prefix: "d", target: diskTarget },
  ];
  for (const { named, prefix, target } of families) {
    if (named.length === 0) continue;
    // Several values after one option are the plugins' way; to the CLI itself they are an error.
    if (named.some(({ values }) => values.length === 0 || (values.length > 1 && !isPlugin))) return undefined;
    const found = named.flatMap(({ values }) => values.map((value) => idsIn(value, prefix)));
    return found.includes(undefined) ? undefined : found.flatMap((list) => (list ?? []).map(target));
  }
  return [];
}

/** The API's own parameter says of itself that it is none: `--DryRun false`, `--dry-run=false`; `--dryrun` is the CLI's. */
const isNoDryRun = ({ word, values }: Option): boolean =>
  /^--(DryRun|dry-run)$/.test(word) && values.length === 1 && values[0] === "false";

/** The calls of one command, if it is `aliyun ecs OPERATION` and everything about it is certain. */
export function callsOfLine([program, ...rest]: readonly string[], because: readonly string[]): OperationCall[] {
  if (program?.split("/").at(-1) !== "aliyun") return [];
  const { operands, options } = lineOf(rest);
  const [product, name = ""] = operands;
  const isPlugin = name === name.toLowerCase();
  // A spelling that is half of each is known to nobody.
  const operation = SPELLINGS.get((isPlugin ? name.replace(/-/g, "") : name).toLowerCase()) ?? name;
  if (product !== "ecs" || !/^[A-Z]\w+$/.test(operation)) return [];
  if (options.some((option) => ELSEWHERE.has(option.name) && !isNoDryRun(option))) return [];
  const targets = targetsIn(options, isPlugin);
  if (targets === undefined) return [];
  const region = options.find((option) => REGIONS.has(option.name))?.values[0];
  const call = { operation, because, ...(region === undefined ? {} : { region }) };
  return targets.length === 0 ? [call] : targets.map((target) => ({ ...call, target }));
}
