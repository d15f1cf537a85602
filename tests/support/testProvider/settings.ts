import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { PropertyMap } from "./values";

/** The environment variables that steer the test provider. */
export const settings = {
  /** Mutating calls go to this file, one JSON object a line. */
  log: process.env.TEST_PROVIDER_LOG ?? "",
  /** Previews answer unknown values for computed properties, as other providers do. */
  unknowns: process.env.TEST_PROVIDER_UNKNOWNS === "true",
  deleteBeforeReplace: process.env.TEST_PROVIDER_DELETE_BEFORE_REPLACE === "true",
  /** A JSON file {id: outputs that differ from the state | null for a resource that is gone}: the cloud's answers. */
  cloud: process.env.TEST_PROVIDER_CLOUD ?? "",
};

export type MutatingCall = { readonly call: "create" | "update" | "delete"; readonly urn: string; readonly id: string };

export function logCall(call: MutatingCall): void {
  if (settings.log !== "") appendFileSync(settings.log, `${JSON.stringify(call)}\n`);
}

/** Resources created so far, by earlier processes too: ids must differ across the runs of one stack. */
export function createdBefore(): number {
  if (settings.log === "" || !existsSync(settings.log)) return 0;
  return readFileSync(settings.log, "utf8").split('"call":"create"').length - 1;
}

export function cloudAnswers(): Readonly<Record<string, PropertyMap | null>> {
  if (settings.cloud === "") return {};
  return JSON.parse(readFileSync(settings.cloud, "utf8")) as Record<string, PropertyMap | null>;
}
