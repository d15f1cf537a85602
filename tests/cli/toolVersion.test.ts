import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toolVersion } from "../../policypack/cli/toolVersion";
import { repositoryRoot } from "../support/repository";

describe("The version of ecs-lock", () => {
  it("is that of its package", () => {
    const { version } = JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")) as { version: string };
    assert.equal(toolVersion(), version);
  });
});
