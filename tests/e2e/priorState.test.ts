import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import * as alicloud from "@pulumi/alicloud";
import { newStack, repositoryRoot, type TestStack } from "../support/engine";
import { importResources, mandatory, priorInstance, PROGRAM, withLockFile } from "../support/scenario";

describe("the prior state of a stack whose backend only Pulumi.yaml names", () => {
  let stack: TestStack;
  let config: string;

  before(async () => {
    const program = async () => {
      new alicloud.ecs.Instance("web", { ...PROGRAM, instanceName: "web-2" });
    };
    stack = await newStack(program, { backendIn: "Pulumi.yaml" });
    await importResources(stack, [priorInstance("web")]);
    config = join(stack.tempDir, "config.json");
    await writeFile(config, JSON.stringify(await withLockFile(stack, { instances: [{ id: "i-web" }] })));
  });
  after(() => stack.dispose());

  const args = () => ["preview", "--policy-pack", repositoryRoot, "--policy-pack-config", config];
  const FOUND = /ModifyInstanceAttribute would be refused: instance i-web \("web", cn-hangzhou\) is locked/;

  it("is found from the project's folder", async () => {
    const policyPackConfig = await withLockFile(stack, { instances: [{ id: "i-web" }] });
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute"]);
  });

  it("is found with `pulumi -C` from another folder", async () => {
    const { exitCode, log } = await stack.runProgram([...args(), "-C", stack.workDir], { cwd: tmpdir() });
    assert.notEqual(exitCode, 0);
    assert.match(log, FOUND);
  });

  it("and the lock file may be named by paths relative to the project's folder", async () => {
    const configuration = await withLockFile(stack, { instances: [{ id: "i-web" }] });
    const paths = { lockFile: "../locks.json", priorState: "file", priorStateFile: "state.json" };
    await writeFile(join(stack.workDir, "state.json"), JSON.stringify(await stack.exportState()));
    const policyPackConfig = { "ecs-lock-status": { ...configuration["ecs-lock-status"], ...paths } };
    const result = await stack.preview({ policyPackConfig, expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute"]);
  });

  it("is read by the engine's own CLI, also where PATH has none", async () => {
    const { log } = await stack.runProgram(args(), { env: { PATH: "/usr/bin:/bin" } });
    assert.match(log, FOUND);
  });
});
