// The provider that stands in for the real one: it plans as that does (facts of the bridge), and logs what it applies.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { deployment, newStack, urnOf, type RunResult, type TestStack } from "../support/engine";
import type { PriorResource } from "../support/engine/deployment";
import type { PropertyMap } from "../support/testProvider/values";

const instanceType = "alicloud:ecs/instance:Instance";
const web = urnOf(instanceType, "web");
const settings = {
  imageId: "aliyun_3_x64_20G",
  instanceType: "ecs.g7.large",
  instanceName: "web",
  securityGroups: ["sg-1", "sg-2"],
  vswitchId: "vsw-1",
  userData: "echo ready",
};

function program(args: alicloud.ecs.InstanceArgs): () => Promise<void> {
  return async () => {
    new alicloud.ecs.Instance("web", args);
  };
}

const emptyProgram = async (): Promise<void> => undefined;

function opsOf(result: RunResult, urn: string): string[] {
  return result.steps.filter((step) => step.urn === urn).map((step) => step.op);
}

describe("the test provider", () => {
  let stack: TestStack;

  before(async () => {
    stack = await newStack(program(settings));
  });
  after(() => stack.dispose());

  const withState = (inputs: PropertyMap, outputs: PriorResource["outputs"] = {}) =>
    stack.importState(deployment([{ type: instanceType, name: "web", id: "i-1", inputs, outputs }]));

  const previewOf = async (args: alicloud.ecs.InstanceArgs, more: readonly string[] = []): Promise<RunResult> => {
    stack.setProgram(program(args));
    return stack.preview({ policyPack: false, args: more });
  };

  describe("plans", () => {
    beforeEach(() => withState(settings));

    it("nothing for an unchanged program", async () => {
      assert.deepEqual(opsOf(await previewOf(settings), web), ["same"]);
    });

    it("an update with the names of the changed properties", async () => {
      const result = await previewOf({ ...settings, instanceName: "renamed", tags: { team: "a" } });
      assert.deepEqual(opsOf(result, web), ["update"]);
      assert.deepEqual(result.steps.find((step) => step.urn === web)?.diffs, ["instanceName", "tags"]);
    });

    it("a replacement for a property that the provider can't change", async () => {
      const result = await previewOf({ ...settings, hpcClusterId: "hpc-1" });
      assert.deepEqual(opsOf(result, web), ["create-replacement", "replace", "delete-replaced"]);
    });

    it("a replacement for a nested property that the provider can't change", async () => {
      await withState({ ...settings, dataDisks: [{ size: 20 }] });
      const result = await previewOf({ ...settings, dataDisks: [{ size: 40 }] });
      assert.deepEqual(opsOf(result, web), ["create-replacement", "replace", "delete-replaced"]);
    });

    it("a replacement that deletes first where the provider asks for it", async () => {
      stack.setProgram(program({ ...settings, hpcClusterId: "hpc-1" }));
      const env = { TEST_PROVIDER_DELETE_BEFORE_REPLACE: "true" };
      const result = await stack.preview({ policyPack: false, env });
      assert.equal(opsOf(result, web)[0], "delete-replaced");
    });

    it("a replacement with --replace, though nothing has changed", async () => {
      const result = await previewOf(settings, ["--replace", web]);
      assert.deepEqual(opsOf(result, web), ["create-replacement", "replace", "delete-replaced"]);
    });

    it("a delete of what the program no longer has", async () => {
      stack.setProgram(emptyProgram);
      assert.deepEqual(opsOf(await stack.preview({ policyPack: false }), web), ["delete"]);
    });

    it("an update for another image, or a replacement where the provider is configured so", async () => {
      const args = { ...settings, imageId: "another" };
      assert.deepEqual(opsOf(await previewOf(args), web), ["update"]);
      const features = JSON.stringify({ ecsInstance: { replaceOnImageUpdate: "true" } });
      await stack.runPulumi(["config", "set", "alicloud:features", features]);
      const replacing = await previewOf(args);
      await stack.runPulumi(["config", "rm", "alicloud:features"]);
      assert.deepEqual(opsOf(replacing, web), ["create-replacement", "replace", "delete-replaced"]);
    });

    it("nothing for security groups in another order", async () => {
      assert.deepEqual(opsOf(await previewOf({ ...settings, securityGroups: ["sg-2", "sg-1"] }), web), ["same"]);
    });

    it("nothing for a computed property that is left out, an update for one that isn't computed", async () => {
      await withState({ ...settings, description: "front" });
      assert.deepEqual(opsOf(await previewOf(settings), web), ["same"]);
      const withoutUserData = await previewOf({ ...settings, userData: undefined });
      assert.deepEqual(withoutUserData.steps.find((step) => step.urn === web)?.diffs, ["userData"]);
    });

    it("an update for user data that is written in base64", async () => {
      const userData = Buffer.from(settings.userData).toString("base64");
      assert.deepEqual(opsOf(await previewOf({ ...settings, userData }), web), ["update"]);
    });

    it("an update that shows no difference where the state lacks volumeTags, which nobody sets", async () => {
      await withState(settings, { volumeTags: undefined });
      const result = await previewOf(settings);
      assert.deepEqual(opsOf(result, web), ["update"]);
      assert.deepEqual(result.steps.find((step) => step.urn === web)?.diffs, []);
    });

    it("an update for an explicit false that the state lacks", async () => {
      const result = await previewOf({ ...settings, isOutdated: false });
      assert.deepEqual(result.steps.find((step) => step.urn === web)?.diffs, ["isOutdated"]);
    });

    it("the refused security group again, nothing for the name that the outputs hold already", async () => {
      await withState({ ...settings, instanceName: "old" }, { securityGroups: ["sg-1"], instanceName: "web" });
      assert.deepEqual((await previewOf(settings)).steps.find((step) => step.urn === web)?.diffs, ["securityGroups"]);
    });

    it("an update after a refresh found that the cloud differs", async () => {
      const cloud = join(stack.tempDir, "cloud.json");
      writeFileSync(cloud, JSON.stringify({ "i-1": { instanceName: "changed elsewhere" } }));
      stack.setProgram(program(settings));
      const env = { TEST_PROVIDER_CLOUD: cloud };
      const result = await stack.preview({ policyPack: false, args: ["--refresh"], env });
      assert.deepEqual(opsOf(result, web), ["refresh", "update"]);
    });
  });

  describe("applies", () => {
    it("a create, an update and a delete, and each is in the provider's log", async () => {
      await stack.importState(deployment([]));
      stack.setProgram(program(settings));
      const created = await stack.up({ policyPack: false });
      stack.setProgram(program({ ...settings, instanceName: "renamed" }));
      const updated = await stack.up({ policyPack: false });
      stack.setProgram(emptyProgram);
      const deleted = await stack.up({ policyPack: false });
      const calls = [created, updated, deleted].map((result) => result.providerLog.map(({ call, urn }) => [call, urn]));
      assert.deepEqual(calls, [[["create", web]], [["update", web]], [["delete", web]]]);
    });

    it("nothing in a preview", async () => {
      await withState(settings);
      assert.deepEqual((await previewOf({ ...settings, hpcClusterId: "hpc-1" })).providerLog, []);
    });
  });
});
