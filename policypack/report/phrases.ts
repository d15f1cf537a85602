import type { Evidence, InstanceStatus } from "../domain/statuses";

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
  const known = [name === undefined || name === "" ? undefined : `"${printable(name)}"`, regionId ?? region];
  const parts = known.filter((part) => part !== undefined);
  return `instance ${printable(instanceId)}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}

/** Where and when a status was seen. */
export function seen({ source, at, requestId, file }: Evidence): string {
  if (source === "file") return `seen in the lock file ${file ?? "?"} of ${at}`;
  return `seen ${at} by DescribeInstances${requestId === undefined ? "" : `, RequestId ${requestId}`}`;
}

/** A reason from the configuration, on one line. */
export const oneLine = (text: string): string => printable(text.replace(/\s+/g, " ").trim());

/** Names and URNs come from outside: whatever would move the cursor or forge a line of the log is shown as escaped. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The same for a text of several lines. */
export const printableLines = (text: string): string => text.split("\n").map(printable).join("\n");
