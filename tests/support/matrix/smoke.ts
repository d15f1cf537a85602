// The main jobs of a pack on the real engine, for `npm run matrix`: node --import tsx tests/support/matrix/smoke.ts PACK
// tests the pack in the folder PACK with the node and the pulumi that come first on PATH.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { addInstance, KEY_ID, KEY_SECRET, REGION } from "../emulator/cloud";
import { startEmulator, type Emulator } from "../emulator/emulator";
import { newStack, type RunOptions, type TestStack } from "../engine";
import { runCommand } from "../engine/command";
import { advisories, importResources, mandatory, priorInstance, PROGRAM, withLockFile } from "../scenario";

type Subject = {
  readonly stack: TestStack;
  readonly emulator: Emulator;
  readonly pack: string;
  name: string | undefined;
};

const SCENARIOS: Readonly<Record<string, (subject: Subject) => Promise<void>>> = {
  "a change of a locked instance is refused in the preview": async (subject) => {
    const result = await subject.stack.preview({ ...options(subject), expectFailure: true });
    assert.deepEqual(mandatory(result), ["ecs-modify-instance-attribute"], result.log);
    assert.match(result.log, /What to do:/);
  },
  "nothing is applied by up --skip-preview": async (subject) => {
    const result = await subject.stack.up({ ...options(subject), args: ["--skip-preview"], expectFailure: true });
    assert.deepEqual(result.providerLog, []);
  },
  "the disks that go with a deleted instance are named": async (subject) => {
    subject.name = undefined;
    const result = await subject.stack.preview(options(subject));
    assert.match(advisories(result).join("\n"), /releases its disks/);
  },
  "the same change passes once the lock is lifted": async (subject) => {
    subject.emulator.cloud.instances.get("i-web")?.lockReasons.splice(0);
    assert.deepEqual(mandatory(await subject.stack.preview(options(subject))), []);
  },
  "ecs-lock check refuses the JSON of the preview": async ({ stack, pack }) => {
    const locks = await withLockFile(stack, { instances: [{ id: "i-web" }] });
    const config = join(stack.tempDir, "config.json");
    const plan = join(stack.tempDir, "preview.json");
    await writeFile(config, JSON.stringify(locks));
    await writeFile(plan, await stack.previewJson({ policyPack: false }));
    const args = [join(pack, "dist/cli/main.js"), "check", plan, "--config", config];
    const { exitCode, log } = await runCommand("node", args, stack.tempDir, { PATH: process.env.PATH ?? "" });
    assert.equal(exitCode, 1, log);
  },
};

const options = ({ emulator, pack }: Subject): RunOptions => ({
  policyPack: pack,
  policyPackConfig: { "ecs-lock-status": { endpoint: emulator.endpoint } },
  env: { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET, ALICLOUD_REGION: REGION },
});

async function main(pack: string): Promise<void> {
  const emulator = await startEmulator();
  const subject: Subject = { pack, emulator, name: "web-2", stack: await newStack(async () => undefined) };
  subject.stack.setProgram(async () => {
    if (subject.name !== undefined) new alicloud.ecs.Instance("web", { ...PROGRAM, instanceName: subject.name });
  });
  try {
    await importResources(subject.stack, [priorInstance("web")]);
    for (const [title, run] of Object.entries(SCENARIOS)) {
      addInstance(emulator.cloud, "i-web", { lockReasons: ["security"] });
      subject.name = "web-2";
      await run(subject);
      console.log(`ok: ${title}`);
    }
  } finally {
    await subject.stack.dispose();
    await emulator.stop();
  }
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
