import type { CheckReport } from "../checkReport";
import { jsonText } from "../escaping";

/** Version 1 of the format; its schema is docs/check-output.schema.json. */
export function jsonReport({ incomplete, summary, changes }: CheckReport): string {
  return jsonText({ version: 1, incomplete: incomplete ?? null, summary, changes });
}
