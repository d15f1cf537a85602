// The ECS API that the look-ups ask: every instance and disk of the stack, 50 ms away.
import type { PriorResource } from "../../tests/support/engine";
import type { Environment } from "../../tests/support/engine/command";
import { addDisk, addInstance, KEY_ID, KEY_SECRET, newCloud } from "../../tests/support/emulator/cloud";
import { startEmulator } from "../../tests/support/emulator/emulator";
import { INSTANCE } from "./mix";

export const LATENCY_MS = 50;

export interface BenchCloud {
  readonly endpoint: string;
  readonly env: Environment;
  /** Locks the first instance, or none. */
  lock(isLocked: boolean): void;
  calls(): number;
  stop(): Promise<void>;
}

export async function startBenchCloud(resources: readonly PriorResource[]): Promise<BenchCloud> {
  const cloud = newCloud();
  const instances = resources.filter(({ type }) => type === INSTANCE).map(({ id }) => addInstance(cloud, id));
  for (const { id } of resources.filter(({ type }) => type.endsWith("Attachment"))) {
    const [diskId = "", instanceId = ""] = id.split(":");
    addDisk(cloud, diskId, [instanceId]);
  }
  const emulator = await startEmulator({ cloud, latencyMs: LATENCY_MS });
  return {
    endpoint: emulator.endpoint,
    env: { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET },
    lock: (isLocked) => {
      const [first] = instances;
      if (first !== undefined) first.lockReasons = isLocked ? ["security"] : [];
    },
    calls: () => emulator.calls.length,
    stop: () => emulator.stop(),
  };
}
