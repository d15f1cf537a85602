// The compiled pack, for the pages.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const pack = (name) => require(`../../dist/${name}.js`);

export const { AFFECTED_OPERATIONS, behaviorOf, policyName, policyOperation } = pack("operations/behavior");
export const { API_REFERENCE, CURRENT_PAGE, SAME_AS, SOURCE_NAMES } = pack("operations/lockTable");
export const { DESCRIPTIONS, LIFT_THE_LOCK } = pack("operations/descriptions");
export const { MAPPED_TYPES, modelOf } = pack("resources/index");
export const { TEMPLATES } = pack("resources/families/oosExecution");
export const { UNMAPPED } = pack("resources/unmapped");
export const { flagsOf } = pack("changes/schemaFlags");
export const { decidedResource } = pack("review/decidedResource");
export const { reviewResource } = pack("review/reviewResource");
export const { summaryOf } = pack("review/findings/summary");
export const { STATUS_POLICY } = pack("review/findings/findings");
export const { fileSchema } = pack("configuration/fileSchema");
export const { messageOf } = pack("report/messages");
export const { TOPIC_URL } = pack("report/refusals");

/** Every model once, in the order of the map. */
export const MODELS = [...new Set(MAPPED_TYPES.map((type) => modelOf(type)))];

/** Whether some source calls the operation, or the one that it repeats, affected. */
export const isAffected = (operation) => AFFECTED_OPERATIONS.includes(policyOperation(operation));

export const code = (text) => `\`${text}\``;
export const codes = (texts) => texts.map(code).join(", ");

/** A Markdown table; a bar within a cell would end it. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
