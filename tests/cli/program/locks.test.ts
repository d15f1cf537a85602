import assert from "node:assert/strict";
import { parsed } from "./parsed";

describe("the command line of ecs-lock locks", () => {
  const READ: readonly (readonly [readonly string[], readonly unknown[]])[] = [
    [[], [{}]],
    [["--region", "cn-a", "cn-b"], [{ region: ["cn-a", "cn-b"] }]],
    [["--instance", "i-1", "i-2", "--name", "web-*"], [{ instance: ["i-1", "i-2"], name: ["web-*"] }]],
    [["--all-regions", "--exit-code"], [{ allRegions: true, exitCode: true }]],
    [["--format", "json"], [{ format: "json" }]],
  ];
  for (const [args, asked] of READ) {
    it(`asks for it: locks ${args.join(" ")}`, async () => {
      assert.deepEqual(await parsed("locks", ...args), { asked: ["locks", ...asked], error: "" });
    });
  }

  const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
    [["--region", "cn-a", "--all-regions"], /'--region <region...>' cannot be used with option '--all-regions'/],
    [["--format", "html"], /Allowed choices are text, json/],
    [["--locks", "f"], /unknown option '--locks'/],
  ];
  for (const [args, error] of WRONG) {
    it(`is wrong: locks ${args.join(" ")}`, async () => {
      const found = await parsed("locks", ...args);
      assert.match(found.error, error);
      assert.deepEqual(found.asked, []);
    });
  }
});
