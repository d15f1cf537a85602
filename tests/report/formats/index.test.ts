import assert from "node:assert/strict";
import { FORMATS, render } from "../../../policypack/report/formats";
import { report } from "../reports";

describe("A report", () => {
  const STARTS: Readonly<Record<(typeof FORMATS)[number], RegExp>> = {
    text: /^REFUSED /,
    json: /^\{\s*"version": 1/,
    sarif: /^\{\s*"\$schema"/,
    junit: /^<\?xml /,
    markdown: /^## ECS security lock/,
    github: /^::error /,
    gitlab: /^\[\s*\{\s*"description"/,
    html: /^<!doctype html>/,
  };
  for (const format of FORMATS) {
    it(`is written as ${format}`, async () => {
      assert.match(await render(report(), format, { colour: false }), STARTS[format]);
    });
  }
});
