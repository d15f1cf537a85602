// The two phases of a policy, the two halves of `pulumi up`, and a state without a program: what is said, and how often.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { runCases, type Case } from "../support/cases";
import { newStack, repositoryRoot, type RunResult, type TestStack } from "../support/engine";
import { instance, priorAttachment, together } from "../support/pieces";
import { priorInstance, withLockFile } from "../support/scenario";

const EXEMPTION = { reason: "agreed with the security team", expires: "2999-01-01" };

/** Whatever can be found at once: refused, refused twice on several targets, deleted, undecided. */
const EVERYTHING: readonly Case[] = [
  {
    key: "updated",
    it: "",
    prior: [priorInstance("updated")],
    program: instance("updated", { userData: "#!/bin/bash", instanceType: "ecs.g7.xlarge" }),
    found: ["ecs-modify-instance-attribute", "ecs-modify-instance-spec", "ecs-start-instance", "ecs-stop-instance"],
  },
  {
    key: "moved",
    it: "",
    prior: [priorInstance("moved"), priorAttachment("moved")],
    instances: [{ id: "i-moved-to" }],
    program: together(instance("moved"), () => {
      new alicloud.ecs.EcsDiskAttachment("moved--disk", { diskId: "d-moved", instanceId: "i-moved-to" });
    }),
    found: ["ecs-attach-disk", "ecs-detach-disk"],
  },
  {
    key: "keys",
    it: "",
    prior: [priorInstance("keys")],
    instances: [{ id: "i-keys-too" }],
    program: together(instance("keys"), () => {
      const args = { keyPairName: "admin", instanceIds: ["i-keys", "i-keys-too"], force: true };
      new alicloud.ecs.EcsKeyPairAttachment("keys--pair", args);
    }),
    found: ["ecs-reboot-instance", "ecs-reboot-instance"],
  },
  { key: "deleted", it: "", prior: [priorInstance("deleted")], found: ["(ecs-lock-status)"] },
];

const times = (text: string, log: string): number => log.split(text).length - 1;

/** What a violation is about: policy, resource, and the first line of its text, which names operation and target. */
const subjects = ({ violations }: RunResult): string[] =>
  violations.map(({ policyName, urn, message }) => {
    const about = /^(.*) (would be refused|is let through)|^Deleting (.*) is allowed/m.exec(message)?.[0];
    return [policyName, urn, about, /instance (i-[\w-]+)/.exec(message)?.[1]].join(" ");
  });

describe("each resource, operation and target", () => {
  let stack: TestStack;
  before(async () => {
    stack = await newStack(async () => undefined);
  });
  after(() => stack.dispose());

  it("is reported once in a preview, although both phases of a policy run", async () => {
    const result = await runCases(stack, EVERYTHING, { expectFailure: true });
    const found = subjects(result);
    assert.equal(found.length, EVERYTHING.flatMap((one) => one.found).length, result.log);
    assert.deepEqual(found, [...new Set(found)]);
    assert.equal(times("releases its disks", result.log), 1);
  });

  it("is reported once in an update without a preview, and what is gone from the program is not", async () => {
    const result = await runCases(stack, EVERYTHING, { args: ["--skip-preview"], expectFailure: true }, "up");
    const found = subjects(result);
    assert.deepEqual(found, [...new Set(found)]);
    // Which resources come before the first refusal is the engine's to choose.
    assert.ok(found.length > 0 && found.every((one) => !one.includes("deleted")), result.log);
    assert.deepEqual(result.providerLog, []);
  });

  it("is mentioned once in the preview and once in the update of a `pulumi up` that goes through", async () => {
    const configuration = { exemptions: [EXEMPTION] };
    const updated = EVERYTHING.filter(({ key }) => key === "updated");
    const { log, providerLog } = await runCases(stack, updated, { configuration }, "up");
    assert.equal(times("ModifyInstanceAttribute is let through by an exemption", log), 2, log);
    assert.equal(times("StopInstance is let through by an exemption", log), 2, log);
    assert.equal(providerLog.length, 1);
  });

  it("is mentioned once in such a `pulumi up` where only the preview can see it: a delete", async () => {
    const deleted = EVERYTHING.filter(({ key }) => key === "deleted");
    const { log, providerLog } = await runCases(stack, deleted, {}, "up");
    assert.equal(times("releases its disks", log), 1, log);
    assert.equal(providerLog.length, 1);
  });

  it("is not reported where the engine itself stops: a protected resource that would be deleted", async () => {
    const prior = [priorInstance("guarded", { entry: { protect: true } })];
    const result = await runCases(stack, [{ key: "guarded", it: "", prior, found: [] }], { expectFailure: true });
    assert.match(result.log, /is protected/);
    assert.doesNotMatch(result.log, /\.js:\d+/);
  });
});

describe("`pulumi policy analyze`, where nothing is planned,", () => {
  let stack: TestStack;
  let policies: readonly string[];
  before(async () => {
    stack = await newStack(async () => undefined);
    const leftovers: Case = {
      key: "left",
      it: "",
      prior: [
        priorInstance("left", { outputs: { securityGroups: ["sg-1"] }, entry: { pendingReplacement: true } }),
        priorAttachment("left", { delete: true }),
      ],
      found: [],
    };
    await runCases(stack, [...EVERYTHING, leftovers], { policyPack: false });
    const configuration = await withLockFile(stack, { instances: [{ id: "i-updated" }] });
    const file = join(stack.tempDir, "analyze.json");
    await writeFile(file, JSON.stringify(configuration));
    policies = ["--policy-pack", repositoryRoot, "--policy-pack-config", file];
  });
  after(() => stack.dispose());

  it("finds nothing in the state of a stack", async () => {
    const result = await stack.runPulumi(["policy", "analyze", "--stack", "dev", ...policies]);
    assert.equal(result.exitCode, 0, result.log);
    assert.doesNotMatch(result.log, /would be refused|Cannot say|releases its disks/);
  });

  it("finds nothing in a state in a file", async () => {
    const file = join(stack.tempDir, "state.json");
    await writeFile(file, JSON.stringify(await stack.exportState()));
    const result = await stack.runPulumi(["policy", "analyze", "--file", file, ...policies]);
    assert.equal(result.exitCode, 0, result.log);
    assert.doesNotMatch(result.log, /would be refused|Cannot say|releases its disks/);
  });
});
