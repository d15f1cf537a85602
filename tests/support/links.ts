// The relative links of all Markdown below a folder.
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { readMarkdown } from "./markdown";

type Page = ReturnType<typeof readMarkdown>;

const SKIPPED = new Set(["node_modules", "build", "dist", "coverage", ".git"]);

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownFiles(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

/** Every page below the folder, by its path. */
export const pagesBelow = (folder: string): ReadonlyMap<string, Page> =>
  new Map(markdownFiles(folder).map((file) => [file, readMarkdown(file)]));

/** Links to files or headings that are not there, each as `page: link`. */
export const brokenLinks = (pages: ReadonlyMap<string, Page>, folder: string): string[] =>
  [...pages].flatMap(([file, { links }]) =>
    links.filter((link) => isBroken(pages, file, link)).map((link) => `${relative(folder, file)}: ${link}`),
  );

function isBroken(pages: ReadonlyMap<string, Page>, file: string, link: string): boolean {
  if (/^[a-z]+:/i.test(link)) return false;
  const [path = "", anchor = ""] = link.split("#");
  const target = path === "" ? file : resolve(dirname(file), decodeURIComponent(path));
  return !existsSync(target) || (anchor !== "" && pages.get(target)?.anchors.has(anchor) !== true);
}
