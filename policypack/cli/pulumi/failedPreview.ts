import { printableLines } from "../../report/phrases";

/**
 * What Pulumi itself says of a preview that has failed: with --json it says it in the JSON only. Undefined: nothing that
 * tells why, as where a policy has stopped it, whose text the JSON leaves out.
 */
export function messagesIn(json: string): string | undefined {
  const diagnostics = diagnosticsIn(json);
  const told = diagnostics.filter(({ message }) => !NO_REASON.test(message));
  if (!told.some(({ severity }) => severity === "error")) return undefined;
  return told
    .map(({ message, severity }) => `${severity}: ${printableLines(message.replace(/^error: /, ""))}\n`)
    .join("");
}

/** The last words of every preview that fails. */
const NO_REASON = /^\s*(error: )?(preview|update) failed\s*$/;

interface Diagnostic {
  readonly message: string;
  readonly severity: string;
}

function diagnosticsIn(json: string): Diagnostic[] {
  const document = parse(json);
  const listed: unknown = typeof document === "object" && document !== null ? Reflect.get(document, "diagnostics") : [];
  return Array.isArray(listed) ? listed.flatMap(diagnostic) : [];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

/** Progress of the engine is information, and none of the reasons. */
function diagnostic(raw: unknown): Diagnostic[] {
  if (typeof raw !== "object" || raw === null) return [];
  const message: unknown = Reflect.get(raw, "message");
  const severity: unknown = Reflect.get(raw, "severity");
  if (typeof message !== "string" || (severity !== "error" && severity !== "warning")) return [];
  return [{ message: withoutColours(message).trimEnd(), severity }];
}

/** Pulumi's own marks for colours, which stand in diagnostics where it prints none. */
const withoutColours = (text: string): string => text.replace(/<\{%[^%]*%\}>/g, "");
