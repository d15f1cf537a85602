import assert from "node:assert/strict";
import { parsed } from "./parsed";

describe("the command line of ecs-lock check", () => {
  const READ: readonly (readonly [readonly string[], readonly unknown[]])[] = [
    [[], [undefined, {}]],
    [["-"], ["-", {}]],
    [
      ["preview.json", "--exit-zero"],
      ["preview.json", { exitZero: true }],
    ],
  ];
  for (const [args, asked] of READ) {
    it(`asks for it: check ${args.join(" ")}`, async () => {
      assert.deepEqual(await parsed("check", ...args), { asked: ["check", ...asked], error: "" });
    });
  }

  const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
    [["a.json", "b.json"], /too many arguments/],
    [["--no-plan"], /unknown option '--no-plan'/],
  ];
  for (const [args, error] of WRONG) {
    it(`is wrong: check ${args.join(" ")}`, async () => {
      const found = await parsed("check", ...args);
      assert.match(found.error, error);
      assert.deepEqual(found.asked, []);
    });
  }
});
