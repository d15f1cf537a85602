/** `npm run emulator`: a small cloud with a healthy and a locked instance, to try the pack by hand. */
import { addDisk, addInstance, KEY_ID, KEY_SECRET, newCloud, REGION } from "./cloud";
import { startEmulator } from "./emulator";

async function main(): Promise<void> {
  const cloud = newCloud();
  addInstance(cloud, "i-healthy");
  addInstance(cloud, "i-locked", { lockReasons: ["security"] });
  addDisk(cloud, "d-healthy", ["i-healthy"]);
  addDisk(cloud, "d-locked", ["i-locked"]);
  const port = Number(process.env.PORT ?? 8290);
  const { endpoint } = await startEmulator({ cloud, port });
  console.log(`ECS API emulator on ${endpoint}; stop it with Ctrl-C.
Instances of ${REGION}: i-healthy, i-locked (security); disks: d-healthy, d-locked.

  export ALICLOUD_ACCESS_KEY=${KEY_ID} ALICLOUD_SECRET_KEY=${KEY_SECRET} ALICLOUD_REGION=${REGION}
  and in the policy pack's configuration  {"ecs-lock-status": {"endpoint": "${endpoint}"}}`);
}

main().catch((error: unknown) => {
  console.error(`emulator: ${error instanceof Error ? error.message : "failed"}; set PORT to another port`);
  process.exitCode = 1;
});
