import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { repositoryRoot } from "../support/repository";

const tests = readdirSync(join(repositoryRoot, "tests"), { recursive: true, encoding: "utf8" });

/** The claims: points that begin with what somebody may want, in bold. */
const claims = readFileSync(join(repositoryRoot, "docs/security.md"), "utf8")
  .split(/\n(?=- |#)/)
  .filter((point) => point.startsWith("- **The") || point.includes("_Test:_") || /^- \*\*.+\.\*\*/s.test(point))
  .filter((point) => !point.startsWith("- It **"))
  .map((point) => point.replace(/\s+/g, " "));

const sourcesOf = (name: string): string =>
  tests
    .filter((file) => basename(file) === name)
    .map((file) => readFileSync(join(repositoryRoot, "tests", file), "utf8"))
    .join("\n");

describe("docs/security.md", () => {
  it("makes claims", () => {
    assert.ok(claims.length > 20, String(claims.length));
  });

  for (const claim of claims) {
    const [, what = claim] = /^- \*\*(.+?)\*\*/.exec(claim) ?? [];
    it(`has a test of: ${what.slice(0, 80)}`, () => {
      const [, named = ""] = claim.split("_Test:_");
      const files = [...named.matchAll(/`(\w+\.test\.ts)`(?:: ((?:"[^"]+"(?:, )?)+))?/g)];
      assert.ok(files.length > 0 || named.includes("npm run fuzz"), "no test is named");
      for (const [, file = "", titles = ""] of files) {
        const source = sourcesOf(file)
          .replace(/"\s*\+\s*"/g, "")
          .replace(/\s+/g, " ");
        assert.notEqual(source, "", `${file} does not exist`);
        // Titles are put together from rows of tables, so their longest constant part is what a source has.
        for (const [, title = ""] of titles.matchAll(/"([^"]+)"/g)) {
          const parts = title.split("…").map((part) => part.trim().split(/ (?=\d|\()/)[0] ?? "");
          const longest = parts.reduce((one, other) => (other.length > one.length ? other : one), "");
          assert.ok(wordsIn(source, longest), `${file} has no "${title}"`);
        }
      }
    });
  }
});

/** A title may begin in one template and end in another: its first or last three words are enough. */
function wordsIn(source: string, title: string): boolean {
  if (source.includes(title)) return true;
  const words = title.split(" ");
  return source.includes(words.slice(0, 3).join(" ")) || source.includes(words.slice(-3).join(" "));
}
