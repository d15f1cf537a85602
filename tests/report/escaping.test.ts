import assert from "node:assert/strict";
import fc from "fast-check";
import {
  actionsMessage,
  actionsProperty,
  jsonText,
  markdownBlock,
  markdownText,
  printable,
  printableLines,
  xmlText,
} from "../../policypack/report/escaping";

const KINDS = { printable, printableLines, xmlText, markdownText, actionsMessage, actionsProperty } as const;
const EVIL = [
  ["\u001b[31mred", /[^\P{Cc}\n]/u],
  ["a\u009bm", /\u009b/],
  ["a\u202eb", /\u202e/],
  ["a\u200bb\u2060\ufeff", /[\u200b\u2060\ufeff]/],
  ["a\u{e0041}b", /\u{e0041}/u],
  ["a\u2028b", /\u2028/],
  ["a\ud800", /\ud800/],
  ["<{%fg 1%}>red<{%reset%}>", /<\{%/],
  ["a ##[error]forged", /##\[/],
  ["a ###[group]forged", /##\[/],
  ["##vso[task.complete]", /##vso\[/],
  ["::error::forged", /^::/],
  ["  ::error::forged", /^ *::/],
] as const;

describe("Text that is not the product's own", () => {
  for (const [name, escape] of Object.entries(KINDS)) {
    for (const [text, forbidden] of EVIL) {
      it(`says ${JSON.stringify(text)} as ${name} and commands nothing`, () => {
        assert.doesNotMatch(escape(text), forbidden);
      });
    }
  }

  it("in JSON commands nothing, and is read as it was", () => {
    for (const [text, forbidden] of EVIL) {
      const json = jsonText({ name: text, list: [text] });
      assert.doesNotMatch(json, forbidden);
      assert.deepEqual(JSON.parse(json), { name: text, list: [text] });
    }
  });

  it("that is harmless stays as it is", () => {
    for (const text of [
      "web-1",
      "urn:pulumi:dev::shop::a:b/c:D::web",
      "grün 服务器 ☁",
      "a # b ## c",
      "50 % {a}",
      "x::y",
    ]) {
      assert.equal(printable(text), text);
    }
  });

  it("escaped twice is as escaped once, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.equal(printable(printable(text)), printable(text));
        assert.equal(printableLines(printable(text)), printable(text));
      }),
    );
  });

  it("is one line, and has an end", () => {
    assert.equal(printable("a\nb\r\nc"), "a\\u000ab\\u000d\\u000ac");
    assert.match(printable("x".repeat(200_000)), /^x{2000} … \(198000 characters more\)$/);
  });

  it("cannot end the block of Markdown that it is in, with however many backticks", () => {
    for (const count of [3, 4, 200_000]) {
      const [opening = "", , closing = ""] = markdownBlock(`a\n${"`".repeat(count)}\nb`);
      assert.equal(opening, `${closing}text`);
      assert.equal(closing.length, count + 1);
    }
  });

  it("is no mark-up, mention, formula or link in Markdown", () => {
    const escaped = markdownText("<b>[x](http://y) @team $a$ www.evil.example **b** `c` | d");
    assert.doesNotMatch(escaped, /[<>[\]()@$*`|]|www\./);
  });

  it("in XML has no character that XML has no way to write", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.doesNotMatch(xmlText(text), /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|[<>"]/u);
      }),
    );
  });
});
