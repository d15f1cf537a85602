import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AFFECTED_OPERATIONS } from "../../policypack/operations/behavior";
import { PACK_NAME, packOf } from "../../policypack/policies/pack";
import { repositoryRoot } from "../support/repository";
import { notingSession } from "./support/notingSession";

describe("the pack as it is served", () => {
  const pack = packOf(notingSession());
  const manifest = JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")) as { readonly name: string };

  it("has the name of its package, which logs and organisations know it by", () => {
    assert.equal(PACK_NAME, manifest.name);
  });

  it("is mandatory, and says to what it belongs", () => {
    assert.deepEqual([pack.enforcementLevel, pack.provider], ["mandatory", "alicloud"]);
    assert.deepEqual(pack.tags, ["alicloud", "ecs", "security-lock", "preview"]);
    assert.match(pack.description ?? "", /^Fails the preview when a planned change would call an ECS operation that /);
  });

  it("shows the README of the repository", () => {
    assert.equal(pack.readme, readFileSync(join(repositoryRoot, "README.md"), "utf8"));
  });

  it("has the status policy and one for each affected operation", () => {
    assert.equal(pack.policies.length, AFFECTED_OPERATIONS.length + 1);
  });
});
