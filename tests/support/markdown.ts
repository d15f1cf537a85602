// As much of Markdown as the tests of the documents need.
import { readFileSync } from "node:fs";

export interface Fence {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

export interface MarkdownPage {
  /** Targets of links and images. */
  readonly links: readonly string[];
  /** What headings are called in an address, as GitHub makes it. */
  readonly anchors: ReadonlySet<string>;
  readonly fences: readonly Fence[];
}

export function readMarkdown(file: string): MarkdownPage {
  const text = readFileSync(file, "utf8");
  const prose = text.replace(/^( *)```[\s\S]*?^\1```$/gm, "").replace(/`[^`\n]*`/g, "`code`");
  return { links: linksOf(prose), anchors: anchorsOf(text), fences: fencesOf(text) };
}

const linksOf = (prose: string): string[] =>
  [...prose.matchAll(/\]\(([^()\s]+)(?: "[^"]*")?\)/g)].map(([, target = ""]) => target);

function anchorsOf(text: string): Set<string> {
  const headings = text.replace(/^( *)```[\s\S]*?^\1```$/gm, "").matchAll(/^#{1,6} (.*)$/gm);
  const seen = new Map<string, number>();
  const names = [...headings].map(([, title = ""]) => {
    const name = slug(title);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count === 0 ? name : `${name}-${count}`;
  });
  return new Set(names);
}

const slug = (title: string): string =>
  title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

function fencesOf(text: string): Fence[] {
  return [...text.matchAll(/^( *)```(\w*)[^\n]*\n([\s\S]*?)^\1```$/gm)].map((match) => {
    const [, indent = "", language = "", body = ""] = match;
    const line = text.slice(0, match.index).split("\n").length;
    return { language, text: body.replace(new RegExp(`^${indent}`, "gm"), ""), line };
  });
}
