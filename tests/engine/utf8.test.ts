import assert from "node:assert/strict";
import { utf8 } from "../../policypack/engine/utf8";

async function read(chunks: readonly (Buffer | string)[]): Promise<string> {
  async function* given() {
    yield* chunks;
  }
  const read: Buffer[] = [];
  for await (const chunk of utf8(given())) read.push(chunk);
  return Buffer.concat(read).toString("utf8");
}

const utf16 = Buffer.from("\ufeffa\u00e4{}", "utf16le");

describe("What is read", () => {
  for (const [what, chunks, expected] of [
    ["UTF-8", [Buffer.from("aä")], "aä"],
    ["texts", ["a", "ä"], "aä"],
    ["UTF-8 with a byte order mark", [Buffer.from("\ufeffa"), Buffer.from("\ufeffb")], "a\ufeffb"],
    ["UTF-16, as PowerShell writes it", [utf16], "aä{}"],
    ["UTF-16 cut inside a character", [utf16.subarray(0, 5), utf16.subarray(5)], "aä{}"],
    ["nothing", [], ""],
  ] as const) {
    it(`is UTF-8 in the end: ${what}`, async () => {
      assert.equal(await read(chunks), expected);
    });
  }
});
