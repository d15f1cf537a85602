import type { Failure } from "../domain/lookUps";
import type { Evidence, InstanceStatus } from "../domain/statuses";
import { printable } from "./escaping";

export { printable, printableLines } from "./escaping";

/** What every text of the log is made of. */

/** What the texts need besides the review. */
export interface MessageContext {
  /** Region of the resource's provider, where the look-up does not say. */
  readonly region: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** `ecs-lock-status` is disabled: nobody has handed its configuration to the pack. */
  readonly defaultsHold: boolean;
}

/** `instance i-abc ("web-1", cn-hangzhou)` */
export function nameOf({ instanceId, name, regionId }: InstanceStatus, { region }: MessageContext): string {
  const known = [name === undefined || name === "" ? undefined : `"${name}"`, regionId ?? region];
  const parts = known.filter((part) => part !== undefined).map(printable);
  return `instance ${printable(instanceId)}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}

/** Where and when a status was seen. */
export function seen({ source, at, requestId, file }: Evidence): string {
  if (source === "file") return `seen in the lock file ${printable(file ?? "?")} of ${printable(at)}`;
  return `seen ${printable(at)} by DescribeInstances${requestId === undefined ? "" : `, RequestId ${printable(requestId)}`}`;
}

/** A failure as it is shown: it may name files, hosts and regions. */
export const shownFailure = ({ cause, remedy, requestId }: Failure): Failure => ({
  cause: printable(cause),
  remedy: printable(remedy),
  ...(requestId === undefined ? {} : { requestId: printable(requestId) }),
});

/** Names and ids, one after the other. */
export const listed = (texts: Iterable<string>): string => [...texts].map(printable).join(", ");

/** A reason from the configuration, on one line. */
export const oneLine = (text: string): string => printable(text.replace(/\s+/g, " ").trim());
