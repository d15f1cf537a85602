import { policyName } from "../../operations/behavior";
import { targetKinds } from "../../operations/targets";
import { regionOfEnvironment } from "../../locks/lockSources";
import { printable } from "../../report/phrases";
import { STATUS_POLICY } from "../../review/findings/findings";
import { knownOperations, listText, operationText, STATUS_TEXT } from "./explainOperation";
import { mappedType, resourceText } from "./explainResource";
import { operationOnTarget, targetText, type TargetQuestion } from "./explainTarget";
import { CliFailure, STATUS, type Status } from "../failure";
import { writeOutput } from "../output";
import { requireRegion, settledOptions, type LookUpOptions, type SettledOptions } from "../settledOptions";
import { didYouMean } from "../../configuration/suggest";
import type { Surroundings } from "../surroundings";

export interface ExplainOptions extends LookUpOptions {
  readonly list?: boolean;
  readonly resource?: string;
  readonly instance?: string;
  readonly disk?: string;
  readonly region?: string;
  readonly output?: string;
}

/** `ecs-lock explain`: what the lock does to an operation, and whether it would be refused on a target now. */
export async function explain(
  given: string | undefined,
  options: ExplainOptions,
  surroundings: Surroundings,
): Promise<Status> {
  checkQuestion(given, options);
  const operation = given === undefined || given.toLowerCase() === STATUS_POLICY ? undefined : knownOperation(given);
  if (hasTarget(options) && given !== undefined) checkTarget(operation, options);
  const settled = await settledOptions(withoutLookUp(options), surroundings);
  const general = generalText(given, operation, settled, options);
  if (!hasTarget(options)) {
    writeOutput(general, options.output, surroundings);
    return STATUS.ok;
  }
  const question = questionOf(options, settled, surroundings);
  const now =
    operation === undefined
      ? await targetText(question, surroundings)
      : await operationOnTarget(operation, question, surroundings);
  writeOutput(general === "" ? now.text : `${general}\n${now.text}`, options.output, surroundings);
  return now.status;
}

const hasTarget = ({ instance, disk }: ExplainOptions): boolean => instance !== undefined || disk !== undefined;

/** Without a target nothing is looked up, so a lock file need not be there. */
function withoutLookUp(options: ExplainOptions): LookUpOptions {
  const { locks, ...others } = options;
  return hasTarget(options) && locks !== undefined ? { ...others, locks } : others;
}

function checkQuestion(given: string | undefined, options: ExplainOptions): void {
  const { list, resource } = options;
  const asked = [given, list, resource].filter((one) => one !== undefined).length;
  if (asked > 1 || (asked === 0 && !hasTarget(options))) {
    throw new CliFailure("name one of OPERATION, --instance ID, --disk ID, --resource TYPE and --list", STATUS.usage);
  }
  if (hasTarget(options) && given === undefined && asked > 0) {
    throw new CliFailure("--instance and --disk go with an OPERATION, or stand alone", STATUS.usage);
  }
}

function generalText(
  given: string | undefined,
  operation: string | undefined,
  { configuration }: SettledOptions,
  { list, resource }: ExplainOptions,
): string {
  const { edition } = configuration;
  if (list === true) return listText();
  if (resource !== undefined) return resourceText(mappedType(resource), edition);
  if (operation !== undefined) return operationText(operation, edition);
  return given === undefined ? "" : STATUS_TEXT;
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

/** The operation that is meant; the aliyun CLI's spelling, its policy's name and any case do as well. */
function knownOperation(given: string): string {
  const names = knownOperations();
  const wanted = given.toLowerCase();
  const found = names.find((name) => name.toLowerCase() === wanted.replaceAll("-", "") || policyName(name) === wanted);
  if (found !== undefined) return found;
  const shown = printable(JSON.stringify(given.slice(0, 100)));
  throw new CliFailure(`no source and no change knows the operation ${shown}${didYouMean(given, names)}`);
}

function questionOf(options: ExplainOptions, settled: SettledOptions, surroundings: Surroundings): TargetQuestion {
  const { instance = "", disk } = options;
  const region = regionOf(options, settled, surroundings);
  if (settled.configuration.lockSource === "api" && region === undefined) {
    throw new CliFailure("name the region of the target with --region, or set ALICLOUD_REGION", STATUS.usage);
  }
  const target =
    disk === undefined
      ? ({ kind: "instance", instanceId: instance } as const)
      : ({ kind: "disk", diskId: disk } as const);
  return { ...settled, target, region };
}

function regionOf({ region }: ExplainOptions, { environment }: SettledOptions, surroundings: Surroundings) {
  if (region !== undefined) return requireRegion(region, "--region");
  const stated = regionOfEnvironment({ environment, now: () => new Date(surroundings.now()) });
  return stated === undefined ? undefined : requireRegion(stated, "the region of the environment or the profile");
}
