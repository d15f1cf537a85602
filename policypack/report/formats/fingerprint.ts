import { createHash } from "node:crypto";
import type { ReportedResource } from "../checkReport";

/** By what a later report knows a finding again: it must not hang on when a status was seen. */
export function fingerprintOf({ kind, policy, urn, operations, text }: ReportedResource): string {
  const what = operations.length > 0 ? operations : [text().split("\n")[0]];
  return createHash("sha256")
    .update(JSON.stringify([policy, urn, kind, ...what]))
    .digest("hex");
}
