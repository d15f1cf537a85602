/**
 * Text that is not the product's own (names, ids, URNs, file names, answers of an API, reasons of an exemption) is made
 * harmless here and nowhere else: one function for each kind of output. None of them changes what is harmless, and none
 * changes its own result.
 */

/** No name, id or URN that anybody means is longer. */
const MOST_CHARACTERS = 2_000;

/**
 * What a terminal obeys or hides: control characters, marks that turn or join text and are not seen, separators of lines,
 * halves of characters.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const UNSEEN_IN_JSON = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * What a reader of logs obeys: Pulumi's own tags for colours, and commands of GitHub Actions, Azure Pipelines (`##[…]`,
 * `##vso[…]`, anywhere in a line) and TeamCity.
 */
const TAG = /<\{%/g;
const LEGACY_COMMAND = /##(?=[\w-]{0,40}\[)/g;
/** A workflow command of GitHub Actions begins a line. */
const COMMAND = /^(\s*):(?=:)/;

/** As JSON and most languages write them, so that the reader can tell what was there. */
function codes(characters: string): string {
  const units = Array.from({ length: characters.length }, (_, at) => characters.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

function inert(text: string, unseen: RegExp): string {
  return text.replace(unseen, codes).replace(TAG, "<\\u007b%").replace(LEGACY_COMMAND, "#\\u0023");
}

const line = (text: string): string => inert(text, UNSEEN).replace(COMMAND, "$1\\u003a");

/** A value in a line of text: of a log, of a policy's message, of standard error. */
export function printable(text: string): string {
  const more = text.length - MOST_CHARACTERS;
  return more <= 0 ? line(text) : `${line(text.slice(0, MOST_CHARACTERS))} … (${more} characters more)`;
}

/** A text of several lines whose values are escaped already; what has slipped through is caught here. */
export const printableLines = (text: string): string => text.split("\n").map(line).join("\n");

/** One look is enough where there is nothing but plain ASCII. */
const MAY_NEED_CARE = /[^\n -~]|<\{%|##/;
const inertJson = (text: string): string => (MAY_NEED_CARE.test(text) ? inert(text, UNSEEN_IN_JSON) : text);

/** JSON, which lets stand what a terminal or a log acts on. */
export const jsonText = (value: unknown): string => `${inertJson(JSON.stringify(value, undefined, 2))}\n`;

/** The same on one line. */
export const jsonLine = (value: unknown): string => inertJson(JSON.stringify(value));

/** Between single quotes a shell takes everything as it stands, a quote apart. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text or an attribute of XML: what XML has no way to write is replaced. */
export const xmlText = (text: string): string =>
  printableLines(text)
    .replace(/[\uFFFE\uFFFF]/g, "\uFFFD")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

/** Text or an attribute of HTML. */
export const htmlText = (text: string): string => xmlText(text).replaceAll("'", "&#39;");

/** Markdown that is nothing but text: no mark-up, no mention, no formula, no link. */
export const markdownText = (text: string): string =>
  printable(text)
    .replace(/[&<>"'\\`*_{}[\]()#+!|~@:$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/www\./gi, (start) => `${start.slice(0, -1)}&#46;`);

/** A block of Markdown that shows the text as it is: its fence is longer than any in the text, which cannot end it. */
export function markdownBlock(text: string): readonly string[] {
  const lines = printableLines(text);
  let longest = 2;
  for (const [ticks] of lines.matchAll(/`+/g)) longest = Math.max(longest, ticks.length);
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, lines, fence];
}

/** The message of a workflow command of GitHub Actions (actions/toolkit, packages/core/src/command.ts). */
export const actionsMessage = (text: string): string =>
  printableLines(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

/** A property of such a command. */
export const actionsProperty = (text: string): string =>
  actionsMessage(printable(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
