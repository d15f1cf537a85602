import { policyName, type Edition } from "../../operations/behavior";
import { targetKinds } from "../../operations/targets";
import { DEFAULTS } from "../../configuration/configuration";
import { STATUS_POLICY } from "../../review/findings";
import { knownOperations, listText, operationText, STATUS_TEXT } from "./explainOperation";
import { mappedType, resourceText } from "./explainResource";
import { targetText } from "./explainTarget";
import { CliFailure, STATUS, type Status } from "../failure";
import { writeOutput } from "../output";
import { didYouMean } from "../suggest";
import type { Surroundings } from "../surroundings";

export interface ExplainOptions {
  readonly list?: boolean;
  readonly resource?: string;
  readonly instance?: string;
  readonly disk?: string;
  readonly region?: string;
  readonly locks?: string;
  readonly live?: boolean;
  readonly edition?: Edition;
  readonly output?: string;
}

/** `ecs-lock explain`: what the lock does to an operation, and whether it would be refused on a target now. */
export async function explain(
  given: string | undefined,
  options: ExplainOptions,
  surroundings: Surroundings,
): Promise<Status> {
  const { list, resource, edition = DEFAULTS.edition } = options;
  if ([given, list, resource].filter((one) => one !== undefined).length !== 1) {
    throw new CliFailure("name one of OPERATION, --list and --resource TYPE", STATUS.usage);
  }
  const hasTarget = options.instance !== undefined || options.disk !== undefined;
  if (hasTarget && given === undefined) throw new CliFailure("--instance and --disk need an OPERATION", STATUS.usage);
  if (given === undefined) {
    const text = resource === undefined ? listText() : resourceText(mappedType(resource), edition);
    writeOutput(text, options.output, surroundings);
    return STATUS.ok;
  }
  const operation = given.toLowerCase() === STATUS_POLICY ? undefined : knownOperation(given);
  if (hasTarget) checkTarget(operation, options);
  const text = operation === undefined ? STATUS_TEXT : operationText(operation, edition);
  if (!hasTarget || operation === undefined) {
    writeOutput(text, options.output, surroundings);
    return STATUS.ok;
  }
  const now = await nowText(operation, edition, options, surroundings);
  writeOutput(`${text}\n${now.text}`, options.output, surroundings);
  return now.status;
}

/** An operation that takes no such target would be answered by the status of something that it does not touch. */
function checkTarget(operation: string | undefined, { disk }: ExplainOptions): void {
  if (operation === undefined) {
    throw new CliFailure("ecs-lock-status is not an operation: leave --instance and --disk out", STATUS.usage);
  }
  const kinds = targetKinds(operation);
  if (kinds === undefined || kinds.includes(disk === undefined ? "instance" : "disk")) return;
  if (kinds.length === 0) {
    throw new CliFailure(
      `${operation} makes new instances, and acts on none that exists: leave --instance and --disk out`,
      STATUS.usage,
    );
  }
  throw new CliFailure(
    `${operation} acts on an instance, not on a disk: name an instance with --instance`,
    STATUS.usage,
  );
}

/** The operation that is meant; its policy's name and any case do as well. */
function knownOperation(given: string): string {
  const names = knownOperations();
  const wanted = given.toLowerCase();
  const found = names.find((name) => name.toLowerCase() === wanted || policyName(name) === wanted);
  if (found !== undefined) return found;
  const shown = JSON.stringify(given.slice(0, 100));
  throw new CliFailure(`no source and no change knows the operation ${shown}${didYouMean(given, names)}`);
}

function nowText(operation: string, edition: Edition, options: ExplainOptions, surroundings: Surroundings) {
  const { instance, disk, locks } = options;
  const { environment } = surroundings;
  const region = options.region ?? environment.ALICLOUD_REGION ?? environment.ALIBABA_CLOUD_REGION;
  if (locks === undefined && region === undefined) {
    throw new CliFailure("name the region of the target with --region, or set ALICLOUD_REGION", STATUS.usage);
  }
  const target =
    disk === undefined
      ? ({ kind: "instance", instanceId: instance ?? "" } as const)
      : ({ kind: "disk", diskId: disk } as const);
  return targetText({ operation, target, edition, region, locks }, surroundings);
}
