import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addInstance, KEY_ID, KEY_SECRET } from "../support/emulator/cloud";
import { startEmulator, type Emulator } from "../support/emulator/emulator";
import { UNDISCLOSED, UNKNOWN, type ValueMap } from "../../policypack/domain/values";
import { lockSources, type LockOptions, type Surroundings } from "../../policypack/locks/lockSources";
import type { LockSources, LockSource } from "../../policypack/review/lookUps/lockSource";

const keys = { accessKey: KEY_ID, secretKey: KEY_SECRET };
const urnOf = (name: string): string => `urn:pulumi:dev::shop::pulumi:providers:alicloud::${name}`;

async function causeOf(source: LockSource): Promise<string> {
  const status = (await source.lookUp({ instanceIds: ["i-1"], diskIds: [] })).instances.get("i-1");
  assert.ok(status?.known === false);
  return status.failure.cause;
}

describe("The lock source of a resource, by the API,", () => {
  let emulator: Emulator;
  const metadata = process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED;
  before(async () => {
    process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = "true";
    emulator = await startEmulator();
  });
  after(async () => {
    if (metadata === undefined) delete process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED;
    else process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = metadata;
    await emulator.stop();
  });
  const sources = (surroundings: Partial<Surroundings> = {}): LockSources => {
    const options: LockOptions = {
      lockSource: "api",
      lockFileMaxAgeMinutes: 60,
      timeoutSeconds: 5,
      endpoint: emulator.endpoint,
    };
    return lockSources(options, { environment: {}, ...surroundings });
  };

  it("is shared by resources of one account and region, whatever their providers are called", () => {
    const of = sources();
    const here = { ...keys, region: "cn-hangzhou" };
    assert.equal(
      of({ urn: urnOf("a"), settings: here }),
      of({ urn: urnOf("b"), settings: { ...here, unrelated: "x" } }),
    );
    assert.notEqual(of({ settings: here }), of({ settings: { ...here, region: "cn-beijing" } }));
    assert.notEqual(of({ settings: here }), of({ settings: { ...here, accessKey: "another" } }));
  });

  it("takes the stack's configuration for default providers only, as the engine does", async () => {
    const of = sources({ stackConfiguration: { ...keys, region: "cn-hangzhou" } });
    const isFound = async (urn?: string): Promise<boolean> => {
      const source = of({ ...(urn === undefined ? {} : { urn }), settings: {} });
      return (await source.lookUp({ instanceIds: ["i-1"], diskIds: [] })).instances.get("i-1")?.known === true;
    };
    addInstance(emulator.cloud, "i-1");
    assert.equal(await isFound(), true);
    assert.equal(await isFound(urnOf("default_3_108_0")), true);
    assert.equal(await isFound(urnOf("default")), true);
    assert.equal(await isFound(urnOf("my-default")), false);
  });

  it("is a failure for every id where the provider cannot be used", async () => {
    const source = sources()({ settings: { ...keys, region: UNKNOWN } });
    assert.match(await causeOf(source), /region is only known at apply/);
    assert.equal((await source.lockedInRegion()).known, false);
    const { disks } = await source.lookUp({ instanceIds: [], diskIds: ["d-1"] });
    assert.equal(disks.get("d-1")?.known, false);
  });

  it("says that no credential was found where there is none at all", async () => {
    const source = sources({ environment: { HOME: "/nonexistent" } })({ settings: { region: "cn-hangzhou" } });
    assert.match(await causeOf(source), /no credential for Alibaba Cloud was found/);
  });
});

describe("The lock source of a resource, by a file,", () => {
  let folder = "";
  before(() => (folder = mkdtempSync(join(tmpdir(), "sources-"))));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const instance = (id: string, region: string): object => ({
    InstanceId: id,
    RegionId: region,
    OperationLocks: { LockReason: [{ LockReason: "security" }] },
  });
  function sources(): LockSources {
    const lockFile = join(folder, "locks.json");
    writeFileSync(lockFile, JSON.stringify([instance("i-1", "cn-hangzhou"), instance("i-2", "cn-beijing")]));
    const options: LockOptions = { lockSource: "file", lockFile, lockFileMaxAgeMinutes: 60, timeoutSeconds: 5 };
    return lockSources(options, { environment: {} });
  }
  const source = (settings: ValueMap): LockSource => sources()({ settings });
  async function lockedIds(settings: ValueMap): Promise<string[]> {
    const answer = await source(settings).lockedInRegion();
    assert.ok(answer.known);
    return answer.value.map(({ instanceId }) => instanceId);
  }

  it("is one for a region, whatever the credentials", () => {
    const of = sources();
    assert.equal(of({ settings: { accessKey: "A" } }), of({ settings: { region: "cn-beijing", accessKey: "B" } }));
    assert.notEqual(of({ settings: {} }), of({ settings: { region: "cn-hangzhou" } }));
  });

  it("needs no credential that can be used", async () => {
    const settings: ValueMap = { region: "cn-hangzhou", accessKey: UNDISCLOSED, secretKey: UNKNOWN, endpoints: "[{}" };
    const { instances } = await source(settings).lookUp({ instanceIds: ["i-1", "i-2"], diskIds: [] });
    assert.deepEqual(
      [...instances.values()].map(({ known }) => known),
      [true, true],
    );
    assert.deepEqual(await lockedIds(settings), ["i-1"]);
  });

  it("tells what is locked in the provider's region", async () => {
    assert.deepEqual(await lockedIds({ region: "cn-hangzhou" }), ["i-1"]);
    assert.deepEqual(await lockedIds({}), ["i-2"]);
  });

  it("cannot tell what is locked in a region that is only known at apply, but knows instances", async () => {
    const unknown = source({ region: UNKNOWN });
    assert.equal((await unknown.lockedInRegion()).known, false);
    const { instances } = await unknown.lookUp({ instanceIds: ["i-1"], diskIds: [] });
    assert.equal(instances.get("i-1")?.known, true);
  });

  it("says that no file is named", async () => {
    const options: LockOptions = { lockSource: "file", lockFileMaxAgeMinutes: 60, timeoutSeconds: 5 };
    assert.match(await causeOf(lockSources(options, { environment: {} })({ settings: {} })), /lockFile names none/);
  });
});
