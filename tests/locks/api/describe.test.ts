import assert from "node:assert/strict";
import { INSTANCES, type Entry } from "../../../policypack/locks/api/answers";
import { AcsError } from "../../../policypack/locks/api/acsError";
import { deadline } from "../../../policypack/locks/api/deadline";
import { describer } from "../../../policypack/locks/api/describe";
import type { InstanceStatus } from "../../../policypack/domain/statuses";
import { addInstance, KEY_ID, KEY_SECRET, REGION } from "../../support/emulator/cloud";
import { startEmulator, type Emulator } from "../../support/emulator/emulator";

describe("One question to the ECS API", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
    for (let at = 0; at < 150; at += 1) addInstance(emulator.cloud, `i-${at}`);
  });
  afterEach(async () => emulator.stop());

  async function found(): Promise<readonly Entry<InstanceStatus>[]> {
    const credential = { kind: "accessKey", accessKeyId: KEY_ID, accessKeySecret: KEY_SECRET } as const;
    const endpoint = { protocol: "http", host: emulator.host } as const;
    const describe = describer({ region: REGION, endpoint, credential, key: "" }, { environment: {} });
    const entries: Entry<InstanceStatus>[] = [];
    const limit = deadline(20);
    try {
      await describe({ layout: INSTANCES, filter: {}, found: entries }, limit);
    } finally {
      limit.end();
    }
    return entries;
  }

  it("is asked page after page, and each status says which answer it is of", async () => {
    const entries = await found();
    assert.equal(entries.length, 150);
    const ids = emulator.calls.map(({ requestId }) => requestId);
    assert.equal(ids.length, 2);
    for (const [entry, requestId] of [
      [entries[0], ids[0]],
      [entries[149], ids[1]],
    ] as const) {
      assert.ok(entry?.status.known);
      assert.equal(entry.status.value.evidence.requestId, requestId);
    }
  });

  it("takes an entry of another region for none that was asked for", async () => {
    emulator.faults.add({ kind: "otherRegion" });
    const failed = (await found()).filter(({ status }) => !status.known);
    assert.ok(failed.length > 0);
  });

  it("ends where the pages do not", async () => {
    emulator.faults.add({ kind: "endlessPages", times: 100 });
    await assert.rejects(found(), (error) => error instanceof AcsError && error.message.includes("pages do not end"));
  });
});
