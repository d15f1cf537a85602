import type { LookUp } from "../domain/lookUps";
import { isLocked, type InstanceStatus } from "../domain/statuses";
import type { Leftover } from "../review/findings/leftovers";
import { shellQuoted } from "./escaping";
import { counted, nameOf, printable, seen } from "./phrases";

/** Whether the instance of a leftover is locked now; undefined: nobody has asked. */
export type StatusNow = LookUp<InstanceStatus> | undefined;

/** What is said of one leftover of an earlier update, with the command that makes it good. */
export function leftoverMessage(leftover: Leftover, status: StatusNow, region: string | undefined): string {
  const { resource, requestId } = leftover;
  return [
    headline(leftover),
    `Resource: ${printable(resource.urn)}`,
    ...effect(leftover),
    ...(resource.modified === undefined ? [] : [`Since: the update of ${resource.modified}, or an earlier one`]),
    ...(requestId === undefined ? [] : [`RequestId of the refusal: ${printable(requestId)}`]),
    statusLine(status, region),
    `${repairStart(status)}: ${repairCommand(leftover, region)}`,
  ].join("\n");
}

function headline({ operation, kind, target }: Leftover): string {
  const what = operation ?? "a call";
  const on =
    target === undefined
      ? ""
      : ` on ${target.kind === "disk" ? `disk ${printable(target.diskId)}` : `instance ${printable(target.instanceId)}`}`;
  return kind === "reported"
    ? `${what}${on} was not done, although the update reported success: the lock has swallowed it.`
    : `An update stopped at ${what}${on}, which the lock refused: it is half applied.`;
}

function effect({ operation, kind, properties }: Leftover): string[] {
  const names = properties.map(printable).join(", ");
  if (kind === "reported") return [`The program's ${names} are in the state's inputs; the cloud has others.`];
  if (operation === "RebootInstance") return ["The key pair is exchanged and not in force: the restart is missing."];
  if (operation === "AllocatePublicIpAddress") return ["The bandwidth is changed; the public address is missing."];
  return names === ""
    ? ["Nothing shows which properties it changed before it stopped."]
    : [`The state has values of ${names} that the cloud may not have; the next update may see no change in them.`];
}

function statusLine(status: StatusNow, region: string | undefined): string {
  if (status === undefined)
    return "Whether the instance is still locked was not looked up: add --live or --locks FILE.";
  if (!status.known) return `Whether the instance is still locked is not known: ${status.failure.cause}.`;
  const name = nameOf(status.value, { region });
  const locked = isLocked(status.value) ? "is still locked" : "is not locked any more";
  return `${name[0]?.toUpperCase() ?? ""}${name.slice(1)} ${locked}; ${seen(status.value.evidence)}`;
}

function repairStart(status: StatusNow): string {
  const isFree = status?.known === true && !isLocked(status.value);
  return isFree ? "Repair it now" : "Repair it once the lock is lifted";
}

/** Ready to paste: what the state and the cloud say goes into it quoted. */
function repairCommand({ repair, resource, operation, target }: Leftover, region: string | undefined): string {
  if (repair === "call") {
    const instanceId = target?.instanceId ?? "INSTANCE";
    const where = region === undefined ? "" : ` --RegionId ${shellWord(region)}`;
    return `aliyun ecs ${operation ?? ""}${where} --InstanceId ${shellWord(instanceId)}`;
  }
  const refresh = repair === "refreshAndUpdate" ? " --refresh" : "";
  return `pulumi up${refresh} --target ${shellWord(resource.urn)}`;
}

/** One word of a POSIX shell, and nothing else; what a terminal may act on is shown as escaped. */
export function shellWord(text: string): string {
  const shown = printable(text);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : shellQuoted(shown);
}

/** `2 leftovers of 1 resource`, for the end of the log. */
export function leftoversLine(leftovers: readonly Leftover[], examined: number): string {
  const resources = new Set(leftovers.map(({ resource }) => resource.urn)).size;
  const among = `${counted(examined, "resource")} that ECS calls are made for`;
  return leftovers.length === 0
    ? `no lock has left anything behind in the state (${among})`
    : `${counted(leftovers.length, "leftover")} of locks in ${counted(resources, "resource")} (of ${among})`;
}
