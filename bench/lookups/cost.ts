/** Calls and time of look-ups without faults. */
import { concurrencyBound } from "../../policypack/locks/api/describe";
import { ecsApiSource } from "../../policypack/locks/api/ecsApi";
import { addInstance, KEY_ID, KEY_SECRET } from "../../tests/support/emulator/cloud";
import { startEmulator } from "../../tests/support/emulator/emulator";
import type { Emulator } from "../../tests/support/emulator/emulator";
import type { Row } from "./table";

const REGIONS = ["cn-hangzhou", "cn-beijing", "cn-shanghai"];
const SIZES = [1, 100, 101, 2500];

export async function callCounts(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const regions of [REGIONS.slice(0, 1), REGIONS]) {
    for (const size of SIZES) {
      const { calls, known } = await lookUpAll(size, regions, 0);
      const floor = regions.length * Math.ceil(size / 100);
      rows.push({ "instances a region": size, regions: regions.length, calls, floor, known });
    }
  }
  return rows;
}

export async function latencies(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const latencyMs of [0, 50, 200]) {
    for (const size of SIZES) {
      const { ms } = await lookUpAll(size, REGIONS.slice(0, 1), latencyMs);
      rows.push({ "latency (ms)": latencyMs, instances: size, "all look-ups (ms)": Math.round(ms) });
    }
  }
  return rows;
}

async function lookUpAll(
  size: number,
  regions: readonly string[],
  latencyMs: number,
): Promise<{ calls: number; known: number; ms: number }> {
  const emulator = await startEmulator({ latencyMs });
  const limit = concurrencyBound();
  const start = performance.now();
  const answers = await Promise.all(
    regions.map((region) => {
      const instanceIds = Array.from({ length: size }, (_, at) => `i-${region}-${at}`);
      for (const id of instanceIds) addInstance(emulator.cloud, id, { regionId: region });
      const source = ecsApiSource(identity(emulator, region), { timeoutSeconds: 30, environment: {}, limit });
      return source.lookUp({ instanceIds, diskIds: [] });
    }),
  );
  const ms = performance.now() - start;
  const known = answers.flatMap(({ instances }) => [...instances.values()]).filter((status) => status.known).length;
  await emulator.stop();
  return { calls: emulator.calls.length, known, ms };
}

export function identity(emulator: Emulator, region: string): Parameters<typeof ecsApiSource>[0] {
  return {
    region,
    endpoint: { protocol: "http", host: emulator.host },
    credential: { kind: "accessKey", accessKeyId: KEY_ID, accessKeySecret: KEY_SECRET },
    key: region,
  };
}
