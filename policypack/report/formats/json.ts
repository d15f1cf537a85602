import type { CheckReport } from "../checkReport";

/** Version 1 of the format; its schema is docs/check-output.schema.json. */
export function jsonReport({ incomplete, summary, changes }: CheckReport): string {
  return jsonText({ version: 1, incomplete: incomplete ?? null, summary, changes });
}

/** JSON that may be shown on a terminal: what JSON itself lets stand and a terminal may act on is escaped as well. */
export function jsonText(value: unknown): string {
  const escaped = JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\u2028\u2029\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${escaped}\n`;
}
