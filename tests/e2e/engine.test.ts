// The runner and the test provider themselves: what every other end-to-end test takes for granted.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { deployment, newStack, secretValue, urnOf, type RunResult, type TestStack } from "../support/engine";
import { writeRecordingPack, type RecordingPack, type SeenResource } from "../support/engine/policyPack";
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

describe("the engine under test", () => {
  let stack: TestStack;
  let pack: RecordingPack;

  before(async () => {
    stack = await newStack(program(settings));
    pack = await writeRecordingPack(join(stack.tempDir, "pack"));
  });
  after(() => stack.dispose());

  const withState = (inputs: PropertyMap, outputs: PropertyMap = {}) =>
    stack.importState(deployment([{ type: instanceType, name: "web", id: "i-1", inputs, outputs }]));

  /** `web` as the stack phase of a preview saw it. */
  const plannedOutputs = async (env: Record<string, string> = {}): Promise<SeenResource["props"]> => {
    await stack.preview({ policyPack: pack.folder, env });
    const phases = pack.seen().flatMap((seen) => (seen.phase === "stack" ? [seen.resources] : []));
    const planned = phases.flat().find((resource) => resource.urn === web);
    assert.ok(planned, "the stack phase saw no instance");
    return planned.props;
  };

  const previewOf = async (args: alicloud.ecs.InstanceArgs, more: readonly string[] = []): Promise<RunResult> => {
    stack.setProgram(program(args));
    return stack.preview({ policyPack: false, args: more });
  };

  describe("in the stack phase of a preview", () => {
    it("shows a new instance with an empty id, defaults filled in and no computed properties", async () => {
      await stack.importState(deployment([]));
      stack.setProgram(program(settings));
      const props = await plannedOutputs();
      assert.equal(props.id, "");
      assert.equal(props.periodUnit, "Month");
      assert.equal("systemDiskId" in props, false);
      assert.equal("__defaults" in props, false);
    });

    it("shows the computed properties of a new instance as unknown where the provider says so", async () => {
      await stack.importState(deployment([]));
      stack.setProgram(program(settings));
      const props = await plannedOutputs({ TEST_PROVIDER_UNKNOWNS: "true" });
      assert.deepEqual([props.id, props.systemDiskId, props.status], ["(unknown)", "(unknown)", "(unknown)"]);
    });

    it("shows an updated instance with an empty id, the planned inputs and the state's computed properties", async () => {
      await withState(settings);
      stack.setProgram(program({ ...settings, instanceName: "renamed" }));
      const props = await plannedOutputs();
      assert.deepEqual([props.id, props.instanceName, props.systemDiskId], ["", "renamed", "d-test-system-1"]);
    });

    it("shows an unchanged instance as it stands in the state", async () => {
      await withState(settings);
      stack.setProgram(program(settings));
      const props = await plannedOutputs();
      assert.deepEqual([props.id, props.status], ["i-1", "Running"]);
    });
  });

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

    it("nothing for security groups in another order", async () => {
      assert.deepEqual(opsOf(await previewOf({ ...settings, securityGroups: ["sg-2", "sg-1"] }), web), ["same"]);
    });

    it("nothing for a computed property that is left out, an update for one that isn't computed", async () => {
      await withState({ ...settings, description: "front" });
      assert.deepEqual(opsOf(await previewOf(settings), web), ["same"]);
      const withoutUserData = await previewOf({ ...settings, userData: undefined });
      assert.deepEqual(withoutUserData.steps.find((step) => step.urn === web)?.diffs, ["userData"]);
    });

    it("nothing for user data that is written in base64", async () => {
      const userData = Buffer.from(settings.userData).toString("base64");
      assert.deepEqual(opsOf(await previewOf({ ...settings, userData }), web), ["same"]);
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

  describe("stopped by a policy", () => {
    beforeEach(async () => {
      await withState(settings);
      stack.setProgram(program({ ...settings, instanceName: "renamed" }));
    });

    it("fails the preview with policy, level, severity and URN, and asks the stack policy all the same", async () => {
      const env = { FAIL_RESOURCE: "web", FAIL_STACK: "web" };
      const { violations } = await stack.preview({ policyPack: pack.folder, env, expectFailure: true });
      const found = { policyName: "recorder", enforcementLevel: "mandatory", severity: "high", urn: web };
      assert.deepEqual(
        violations.map(({ message, ...rest }) => [rest, message.trim().split("\n").at(-1)]),
        [
          [found, "not this resource"],
          [found, "not this stack"],
        ],
      );
    });

    it("applies nothing in `pulumi up`, whichever phase says no", async () => {
      for (const env of [{ FAIL_RESOURCE: "web" }, { FAIL_STACK: "web" }]) {
        const result = await stack.up({ policyPack: pack.folder, env, expectFailure: true });
        assert.deepEqual([result.violations.length, result.providerLog], [1, []]);
      }
    });

    it("is too late in the stack phase of `pulumi up --skip-preview`, and in time in the resource phase", async () => {
      const skip = { policyPack: pack.folder, args: ["--skip-preview"], expectFailure: true };
      const early = await stack.up({ ...skip, env: { FAIL_RESOURCE: "web" } });
      assert.deepEqual([early.violations.length, early.providerLog], [1, []]);
      const late = await stack.up({ ...skip, env: { FAIL_STACK: "web" } });
      assert.deepEqual([late.violations.length, late.providerLog.map(({ call }) => call)], [1, ["update"]]);
    });
  });

  describe("keeps the state", () => {
    it("as it was imported", async () => {
      await withState({ ...settings, dataDisks: [{ size: 20 }] });
      const exported = await stack.exportState();
      await stack.importState(exported);
      assert.deepEqual((await stack.exportState()).deployment.resources, exported.deployment.resources);
      assert.equal(exported.deployment.resources?.find((entry) => entry.urn === web)?.id, "i-1");
    });

    it("with secrets encrypted, and compares them all the same", async () => {
      const password = "correct horse battery staple";
      await withState({ ...settings, password: secretValue(password) });
      assert.equal(JSON.stringify(await stack.exportState()).includes(password), false);
      assert.equal(JSON.stringify(await stack.exportState({ showSecrets: true })).includes(password), true);
      assert.deepEqual(opsOf(await previewOf({ ...settings, password }), web), ["same"]);
      const changed = await previewOf({ ...settings, password: `${password}!` });
      assert.deepEqual([opsOf(changed, web), changed.log.includes(password)], [["update"], false]);
    });
  });

  describe("prints JSON", () => {
    it("of a preview, with the old and the new inputs of each step", async () => {
      await withState(settings);
      stack.setProgram(program({ ...settings, instanceName: "renamed" }));
      const preview = JSON.parse(await stack.previewJson({ policyPack: false })) as Plan;
      const step = preview.steps.find((candidate) => candidate.urn === web);
      assert.deepEqual(
        [step?.op, step?.oldState?.inputs?.instanceName, step?.newState?.inputs?.instanceName],
        ["update", "web", "renamed"],
      );
      assert.deepEqual(step?.detailedDiff, { instanceName: { kind: "update", inputDiff: false } });
    });

    it("of a destroy, without running it", async () => {
      await withState(settings);
      const plan = JSON.parse(await stack.destroyPreviewJson()) as Plan;
      const deleted = plan.steps.filter((step) => step.op === "delete").map((step) => step.urn);
      assert.equal(deleted.includes(web), true);
      assert.equal(
        (await stack.exportState()).deployment.resources?.some((entry) => entry.urn === web),
        true,
      );
    });
  });
});

describe("a stack whose backend only Pulumi.yaml names", () => {
  it("is previewed from another folder with -C", async () => {
    const stack = await newStack(program(settings), { backendIn: "Pulumi.yaml" });
    try {
      const pack = await writeRecordingPack(join(stack.tempDir, "pack"));
      const command = ["-C", stack.workDir, "preview", "--policy-pack", pack.folder];
      const result = await stack.runProgram(command, { cwd: tmpdir() });
      assert.equal(result.exitCode, 0, result.log);
      const start = pack.seen().find((seen) => seen.phase === "start");
      assert.deepEqual([start?.cwd, start?.env.PULUMI_BACKEND_URL], [pack.folder, undefined]);
    } finally {
      await stack.dispose();
    }
  });
});

type Plan = {
  readonly steps: readonly {
    readonly op: string;
    readonly urn: string;
    readonly oldState?: { readonly inputs?: Readonly<Record<string, unknown>> };
    readonly newState?: { readonly inputs?: Readonly<Record<string, unknown>> };
    readonly detailedDiff?: unknown;
  }[];
};
