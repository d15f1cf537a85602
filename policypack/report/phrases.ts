import type { PlannedResource } from "../domain/decisions";
import type { Failure } from "../domain/lookUps";
import type { Place } from "../domain/places";
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
  readonly phase: Phase;
}

/** What is judged: a preview, an update whose preview has passed, or any other update. */
export type Phase = "preview" | "previewedUpdate" | "update";

/** `instance i-abc ("web-1", cn-hangzhou)` */
export const nameOf = (status: InstanceStatus, context: Pick<MessageContext, "region">): string =>
  `instance ${idAndName(status, context)}`;

/** `i-abc ("web-1", cn-hangzhou)` */
export function idAndName(
  { instanceId, name, regionId }: InstanceStatus,
  { region }: Pick<MessageContext, "region">,
): string {
  const known = [name === undefined || name === "" ? undefined : `"${name}"`, regionId ?? region];
  const parts = known.flatMap((part) => (part === undefined ? [] : [printable(part)]));
  return `${printable(instanceId)}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}

/** Where and when a status was seen. */
export function seen({ source, at, requestId, file }: Evidence): string {
  if (source === "file") return `seen in the lock file ${printable(file ?? "?")} of ${printable(at)}`;
  return `seen ${printable(at)} by DescribeInstances${requestId === undefined ? "" : `, RequestId ${printable(requestId)}`}`;
}

/** `index.ts:9:33` */
export const placeText = ({ file, line, column }: Place): string =>
  `${printable(file)}:${line}${column === undefined ? "" : `:${column}`}`;

/** `, declared at index.ts:9:33`; nothing where that is not known. */
export const declaredAt = ({ place }: Pick<PlannedResource, "place">): string =>
  place === undefined ? "" : `, declared at ${placeText(place)}`;

/** The name of a resource: the last part of its URN, which may hold `::` itself. */
export function resourceName(urn: string): string {
  const parts = urn.split("::");
  return parts.slice(Math.min(3, parts.length - 1)).join("::");
}

/** `3 calls` */
export const counted = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;

/** A failure as it is shown: it may name files, hosts and regions. */
export const shownFailure = ({ cause, remedy, requestId }: Failure): Failure => ({
  cause: printable(cause),
  remedy: printable(remedy),
  ...(requestId === undefined ? {} : { requestId: printable(requestId) }),
});

/** Names and ids, one after the other. */
export const listed = (texts: Iterable<string>): string => [...texts].map(printable).join(", ");

/** `a, b and c`, of texts that are escaped already; of many, the first and how many more. */
export function enumerated(texts: readonly string[], most = Infinity): string {
  if (texts.length > most) return `${texts.slice(0, most).join(", ")} and ${texts.length - most} more`;
  const last = texts.at(-1) ?? "";
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(", ")} and ${last}`;
}

/** A reason from the configuration, on one line. */
export const oneLine = (text: string): string => printable(text.replace(/\s+/g, " ").trim());
