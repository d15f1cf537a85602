// What the pack does not do, so that nobody has to wait for it. Times are measured by `npm run bench`.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { lockSources } from "../../policypack/locks/lockSources";
import { type LockSources } from "../../policypack/review/lookUps/lockSource";
import { DEFAULTS } from "../../policypack/configuration/configuration";
import { startSession } from "../../policypack/policies/session";
import { modelOf } from "../../policypack/resources";
import { FAMILIES } from "../../policypack/resources/familyTable";
import { deployment, repositoryRoot, urnOf } from "../support/engine";
import { compiledPack } from "../support/processes";
import type { ShownResource } from "../support/analyzerMessages";
import { addInstance, KEY_ID, KEY_SECRET, REGION } from "../support/emulator/cloud";
import { startEmulator, type Emulator } from "../support/emulator/emulator";
import { INSTANCE, PROGRAM } from "../support/scenario";
import type { PropertyMap } from "../support/testProvider/values";
import { serve, surroundingsFor, type Served } from "./support/served";

const BUCKET = "alicloud:oss/bucket:Bucket";
const PROVIDER = {
  urn: urnOf("pulumi:providers:alicloud", "default_3_108_0"),
  type: "pulumi:providers:alicloud",
  inputs: { region: REGION },
};

const COMPUTED = { systemDiskId: "d-system", instanceChargeType: "PostPaid" };

const stateOf = (count: number) =>
  deployment(
    Array.from({ length: count }, (_, index) => ({
      type: INSTANCE,
      name: `web-${index}`,
      id: `i-${index}`,
      inputs: PROGRAM,
      outputs: COMPUTED,
    })),
  );

/** The instances of `stateOf` as an engine shows them when the program has these changes. */
const shownOf = (count: number, changes: PropertyMap): ShownResource[] =>
  Array.from({ length: count }, (_, index) => ({
    type: INSTANCE,
    urn: urnOf(INSTANCE, `web-${index}`),
    inputs: { ...PROGRAM, ...changes },
    outputs: { ...COMPUTED, ...PROGRAM, ...changes, id: Object.keys(changes).length === 0 ? `i-${index}` : "" },
    provider: PROVIDER,
  }));

async function runAll(served: Served, shown: readonly ShownResource[]) {
  const reported = [];
  for (const one of shown) reported.push(...(await served.resource(one)));
  return [...reported, ...(await served.stack(shown))];
}

const neverAsked: LockSources = () => {
  throw new Error("nothing is to be looked up");
};

describe("the cost of a resource", () => {
  it("of a type that is not mapped: its properties are not even read", async () => {
    const session = startSession(surroundingsFor(stateOf(0), neverAsked));
    const args = { urn: urnOf(BUCKET, "b"), type: BUCKET } as ResourceValidationArgs;
    Object.defineProperty(args, "props", {
      get: () => {
        throw new Error("read");
      },
    });
    await session.resource(args);
    assert.deepEqual(session.take("ecs-lock-status"), []);
  });

  it("is one preparation of its properties in each phase of a preview, however many policies there are", async () => {
    const served = serve(surroundingsFor(stateOf(3), neverAsked));
    assert.ok(served.names.length > 30);
    assert.deepEqual(await runAll(served, shownOf(3, {})), []);
    assert.deepEqual(served.prepared(), { resources: 3, stack: 3 });
  });

  it("is the same with ecs-lock-status disabled", async () => {
    const served = serve(surroundingsFor(stateOf(3), neverAsked), (policy) => policy !== "ecs-lock-status");
    await runAll(served, shownOf(3, {}));
    assert.deepEqual(served.prepared(), { resources: 3, stack: 3 });
  });

  it("is nothing in the stack phase of an update, where all has been judged before", async () => {
    const served = serve(surroundingsFor(stateOf(3), neverAsked, "update"));
    assert.deepEqual(await runAll(served, shownOf(3, {})), []);
    assert.deepEqual(served.prepared(), { resources: 3, stack: 0 });
  });
});

describe("look-ups", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.stop());

  async function callsFor(count: number, changes: PropertyMap, phase: "preview" | "update" = "preview") {
    for (let index = 0; index < count; index += 1) addInstance(emulator.cloud, `i-${index}`);
    const environment = { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET };
    const sources = lockSources({ ...DEFAULTS, endpoint: emulator.endpoint }, { environment });
    assert.deepEqual(await runAll(serve(surroundingsFor(stateOf(count), sources, phase)), shownOf(count, changes)), []);
    return emulator.calls.length;
  }

  it("are none where nothing changes", async () => {
    assert.equal(await callsFor(150, {}), 0);
  });

  it("are none where no affected operation is planned", async () => {
    assert.equal(await callsFor(150, { tags: { team: "shop" } }), 0);
  });

  it("are one a hundred instances of a region", async () => {
    assert.equal(await callsFor(250, { instanceName: "renamed" }), 3);
  });

  it("are as many in an update, where one resource is judged after another", async () => {
    assert.equal(await callsFor(250, { instanceName: "renamed" }, "update"), 3);
  });
});

describe("the start of the pack", () => {
  /** Files that a process has loaded when it serves, of the pack's own folder and of others. */
  async function loadedFiles(main = "process.cwd()"): Promise<string[]> {
    const script = `
      const write = process.stdout.write.bind(process.stdout);
      const tell = () => write(JSON.stringify(Object.keys(require.cache)), () => process.exit(0));
      process.stdout.write = () => (tell(), true);
      require(${main});
      if (${main !== "process.cwd()"}) tell();`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], {
      cwd: repositoryRoot,
      env: { ...process.env, PULUMI_NODEJS_DRY_RUN: "true" },
      maxBuffer: 10_000_000,
    });
    return JSON.parse(stdout) as string[];
  }

  let own: string[];
  let foreign: string[];
  before(async () => {
    const dist = await compiledPack();
    const files = await loadedFiles();
    own = files.filter((file) => file.startsWith(dist)).map((file) => relative(dist, file));
    foreign = files.filter((file) => !file.startsWith(dist));
  });

  it("loads no package but the policy SDK, not even what look-ups need", async () => {
    const sdk = await loadedFiles('"@pulumi/policy"');
    assert.deepEqual(
      foreign.filter((file) => !sdk.includes(file)),
      ["entry.cjs", "package.json"].map((name) => join(repositoryRoot, name)),
    );
  });

  it("loads no look-up, no judgement and no family before a resource needs one", () => {
    assert.deepEqual(
      own.filter((name) => /^(locks\/|policies\/phases|resources\/(families|schema)\/|review\/judgePlan)/.test(name)),
      [],
    );
  });
});

describe("the table of families", () => {
  for (const [family, { types, load }] of Object.entries(FAMILIES)) {
    it(`names the types of ${family}`, () => {
      assert.deepEqual(load().types, types);
      for (const type of types) assert.equal(modelOf(type), load());
    });
  }
});
