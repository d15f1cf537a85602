import assert from "node:assert/strict";
import { parsed } from "./parsed";

describe("the command line of ecs-lock explain", () => {
  const READ: readonly (readonly [readonly string[], readonly unknown[]])[] = [
    [["StopInstance"], ["StopInstance", {}]],
    [["--list"], [undefined, { list: true }]],
    [
      ["--resource", "Instance"],
      [undefined, { resource: "Instance" }],
    ],
    [
      ["StopInstance", "--instance", "i-1", "--region", "cn-a"],
      ["StopInstance", { instance: "i-1", region: "cn-a" }],
    ],
    [
      ["--disk", "d-1", "--output", "f"],
      [undefined, { disk: "d-1", output: "f" }],
    ],
  ];
  for (const [args, asked] of READ) {
    it(`asks for it: explain ${args.join(" ")}`, async () => {
      assert.deepEqual(await parsed("explain", ...args), { asked: ["explain", ...asked], error: "" });
    });
  }

  const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
    [["--instance", "i-1", "--disk", "d-1"], /'--instance <id>' cannot be used with option '--disk <id>'/],
    [["--format", "json"], /unknown option '--format'/],
  ];
  for (const [args, error] of WRONG) {
    it(`is wrong: explain ${args.join(" ")}`, async () => {
      const found = await parsed("explain", ...args);
      assert.match(found.error, error);
      assert.deepEqual(found.asked, []);
    });
  }
});
