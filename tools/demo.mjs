// `npm run demo`: the main job on the real Pulumi engine, with nothing in the cloud. A stack has two instances; the ECS
// API is played by the emulator of the tests, which has locked one of them.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const support = new URL("../tests/support/", import.meta.url);
const load = (file) => require(fileURLToPath(new URL(file, support)));

const { newStack } = load("engine.ts");
const { importResources, priorInstance, PROGRAM } = load("scenario.ts");
const { startEmulator } = load("emulator/emulator.ts");
const { addInstance, KEY_ID, KEY_SECRET, REGION } = load("emulator/cloud.ts");
const alicloud = require("@pulumi/alicloud");

const line = (text = "") => console.log(text);
const hasColours = process.stdout.hasColors?.() === true;
const heading = (text) => line(hasColours ? `\n\u001b[1m${text}\u001b[0m\n` : `\n${text}\n`);

const emulator = await startEmulator();
addInstance(emulator.cloud, "i-healthy", { name: "healthy" });
addInstance(emulator.cloud, "i-locked", { name: "locked", lockReasons: ["security"] });

/** What each instance's program says of it beside what it has. */
let changes = {};
const stack = await newStack(async () => {
  for (const name of ["healthy", "locked"]) new alicloud.ecs.Instance(name, { ...PROGRAM, ...changes[name] });
});

async function preview(expectFailure) {
  const options = {
    policyPackConfig: { "ecs-lock-status": { endpoint: emulator.endpoint } },
    env: { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET, ALICLOUD_REGION: REGION },
    expectFailure,
  };
  line("$ pulumi preview --policy-pack .");
  const { log } = await stack.preview(options);
  line(log.trim().replace(/^/gm, "    "));
  line(`\nexit status ${expectFailure ? "not 0: the deployment stops here" : "0"}`);
}

try {
  line("alicloud-ecs-security-lock: a real `pulumi preview`, no cloud account.");
  line(
    `The stack has two ECS instances, i-healthy and i-locked; Alibaba Cloud has locked i-locked for security reasons.`,
  );
  await importResources(stack, [priorInstance("healthy"), priorInstance("locked")]);

  heading("1. Someone adds a security group to the locked instance and changes its user data: the preview stops it.");
  const change = { securityGroups: [...PROGRAM.securityGroups, "sg-admin"], userData: "#!/bin/bash" };
  changes = { locked: change };
  await preview(true);

  heading("2. The same change of the healthy instance passes.");
  changes = { healthy: change };
  await preview(false);

  heading("3. The lock is lifted: the change of i-locked passes as well.");
  emulator.cloud.instances.get("i-locked").lockReasons = [];
  changes = { locked: change };
  await preview(false);

  heading("In a project of your own, with the credentials that its provider uses:");
  line(`    pulumi preview --policy-pack ${fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "")}`);
} finally {
  await stack.dispose();
  await emulator.stop();
}
