// The engine and its runner: what every other end-to-end test takes for granted.
import assert from "node:assert/strict";
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

  const withState = (inputs: PropertyMap) =>
    stack.importState(deployment([{ type: instanceType, name: "web", id: "i-1", inputs }]));

  /** `web` as the stack phase of a preview saw it. */
  const plannedOutputs = async (env: Record<string, string> = {}): Promise<SeenResource["props"]> => {
    await stack.preview({ policyPack: pack.folder, env });
    const phases = pack.seen().flatMap((seen) => (seen.phase === "stack" ? [seen.resources] : []));
    const planned = phases.flat().find((resource) => resource.urn === web);
    assert.ok(planned, "the stack phase saw no instance");
    return planned.props;
  };

  const previewOf = async (args: alicloud.ecs.InstanceArgs): Promise<RunResult> => {
    stack.setProgram(program(args));
    return stack.preview({ policyPack: false });
  };

  describe("in the stack phase of a preview", () => {
    it("shows a new instance with an empty id, the defaults that apply to it and no computed properties", async () => {
      await stack.importState(deployment([]));
      stack.setProgram(program(settings));
      const props = await plannedOutputs();
      assert.equal(props.id, "");
      assert.equal(props.dryRun, false);
      assert.equal("periodUnit" in props, false, "a default of what is paid beforehand");
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
      const before = await stack.exportState({ showSecrets: true });
      await stack.importState(exported);
      // A secret is encrypted anew with each import.
      const { deployment: imported } = await stack.exportState({ showSecrets: true });
      assert.deepEqual(imported.resources, before.deployment.resources);
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
