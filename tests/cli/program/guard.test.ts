import assert from "node:assert/strict";
import { parsed } from "./parsed";

describe("the command line of ecs-lock guard", () => {
  const READ: readonly (readonly [readonly string[], readonly unknown[]])[] = [
    [["up"], ["up", [], { plan: true }]],
    [
      ["destroy", "--no-plan"],
      ["destroy", [], { plan: false }],
    ],
    [
      ["up", "--live", "--", "--stack", "dev", "-C", "infra"],
      ["up", ["--stack", "dev", "-C", "infra"], { plan: true, live: true }],
    ],
  ];
  for (const [args, asked] of READ) {
    it(`asks for it: guard ${args.join(" ")}`, async () => {
      assert.deepEqual(await parsed("guard", ...args), { asked: ["guard", ...asked], error: "" });
    });
  }

  const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /missing required argument 'action'/],
    [["refresh"], /Allowed choices are up, destroy/],
    [["up", "--stack", "dev"], /unknown option '--stack'/],
  ];
  for (const [args, error] of WRONG) {
    it(`is wrong: guard ${args.join(" ")}`, async () => {
      const found = await parsed("guard", ...args);
      assert.match(found.error, error);
      assert.deepEqual(found.asked, []);
    });
  }
});
