import assert from "node:assert/strict";
import { sdkProviders } from "../../../policypack/locks/credentials/sdkProviders";

describe("The providers of the SDK", () => {
  it("are one for the role of an instance, which asks nobody before it is used", async () => {
    const [open, ...others] = await sdkProviders({ kind: "instanceRole", roleName: "role" });
    assert.deepEqual(others, []);
    assert.equal(typeof open?.().getCredentials, "function");
  });

  it("are the profile and then the instance where nothing is configured, and not the environment", async () => {
    assert.equal((await sdkProviders({ kind: "default" })).length, 2);
  });
});
