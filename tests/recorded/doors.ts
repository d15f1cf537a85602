// The doors of the product, as recorded previews are replayed to them.
import { policyName, policyOperation } from "../../policypack/operations/behavior";
import type { Folder } from "../cli/runCli";
import type { Recording } from "./recordings";
import { replayToCheck, replayToPack, type Answer } from "./replay";

export type Door = "pack" | "update" | "skipPreview" | "check";

export const DOORS: Readonly<Record<Door, (recording: Recording, folder: Folder) => Promise<Answer>>> = {
  /** The policies in a preview. */
  pack: (recording, folder) => replayToPack(recording, "preview", folder),
  /** The policies in the update phase: inputs only, nothing of deletions. */
  update: (recording, folder) => replayToPack(recording, "update", folder),
  /** The same where no preview has been judged before. */
  skipPreview: (recording, folder) => replayToPack(recording, "skipPreview", folder),
  check: (recording, folder) => replayToCheck(recording, folder, (operation) => policyName(policyOperation(operation))),
};
