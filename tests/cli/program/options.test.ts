import assert from "node:assert/strict";
import { parsed } from "./parsed";

/** The options of `check` with these arguments. */
async function optionsOf(...args: readonly string[]): Promise<unknown> {
  const { asked, error } = await parsed("check", "f", ...args);
  assert.equal(error, "");
  return asked[2];
}

describe("the options that commands share", () => {
  const READ: readonly (readonly [readonly string[], object])[] = [
    [[], {}],
    [["--locks", "locks.json"], { locks: "locks.json" }],
    [["--live"], { live: true }],
    [["--edition", "strict"], { edition: "strict" }],
    [["--config", "c.json"], { config: "c.json" }],
    [["--profile", "prod", "--endpoint", "e"], { profile: "prod", endpoint: "e" }],
    [["--timeout", "2.5"], { timeout: 2.5 }],
    [["--output", "-"], { output: "-" }],
    [["--format", "json"], { format: [{ format: "json" }] }],
    [
      ["--format", "text", "--format", "sarif=a=b.sarif"],
      { format: [{ format: "text" }, { format: "sarif", file: "a=b.sarif" }] },
    ],
    [["--debug"], { debug: true }],
  ];
  for (const [args, options] of READ) {
    it(`are read: ${args.join(" ") || "none"}`, async () => {
      assert.deepEqual(await optionsOf(...args), options);
    });
  }

  const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
    [["--locks", "locks.json", "--live"], /'--locks <file>' cannot be used with option '--live'/],
    [["--edition", "newest"], /Allowed choices are topic, current, strict/],
    [["--format", "xml"], /Allowed choices are text, json, sarif, junit, markdown, github, gitlab, html\./],
    [["--format", "sarif="], /Name a file after sarif=\./],
    [["--timeout", "0"], /It must be a number of seconds up to 3600\./],
    [["--timeout", "3601"], /It must be a number of seconds up to 3600\./],
    [["--timeout", "soon"], /It must be a number of seconds up to 3600\./],
    [["--nonsense"], /unknown option '--nonsense'/],
  ];
  for (const [args, error] of WRONG) {
    it(`are an error of the command line: ${args.join(" ")}`, async () => {
      const found = await parsed("check", "f", ...args);
      assert.match(found.error, error);
      assert.deepEqual(found.asked, []);
    });
  }
});
