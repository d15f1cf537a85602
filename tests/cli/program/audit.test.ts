import assert from "node:assert/strict";
import { parsed } from "./parsed";

describe("the command line of ecs-lock audit", () => {
  const READ: readonly (readonly [readonly string[], readonly unknown[]])[] = [
    [[], [undefined, {}]],
    [
      ["state.json", "--live", "--region", "cn-a"],
      ["state.json", { live: true, region: "cn-a" }],
    ],
    [["--exit-zero"], [undefined, { exitZero: true }]],
  ];
  for (const [args, asked] of READ) {
    it(`asks for it: audit ${args.join(" ")}`, async () => {
      assert.deepEqual(await parsed("audit", ...args), { asked: ["audit", ...asked], error: "" });
    });
  }

  const WRONG: readonly (readonly [readonly string[], RegExp])[] = [[["a.json", "b.json"], /too many arguments/]];
  for (const [args, error] of WRONG) {
    it(`is wrong: audit ${args.join(" ")}`, async () => {
      const found = await parsed("audit", ...args);
      assert.match(found.error, error);
      assert.deepEqual(found.asked, []);
    });
  }
});
