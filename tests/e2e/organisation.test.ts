// The files that docs/organisation.md hands out, as they stand, on the real engine.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import { Ajv } from "ajv";
import { addInstance, KEY_ID, KEY_SECRET, REGION } from "../support/emulator/cloud";
import { startEmulator, type Emulator } from "../support/emulator/emulator";
import { newStack, repositoryRoot, type RunResult, type TestStack } from "../support/engine";
import { importResources, mandatory, priorInstance, PROGRAM } from "../support/scenario";

const folder = join(repositoryRoot, "examples/organisation");

interface Row {
  readonly stops: readonly string[];
  readonly tells: readonly RegExp[];
}

const REFUSED = /ModifyInstanceAttribute would be refused: instance i-web/;
const UNDECIDED = /Cannot say whether ModifyInstanceAttribute on instance i-gone would be refused/;
const DELETED = /Deleting instance i-old .* releases its disks/;

/** Of a locked instance that is renamed, an unknown one that is renamed, and a locked one that is deleted. */
const FILES: Readonly<Record<string, Row>> = {
  "advisory.json": { stops: [], tells: [REFUSED, UNDECIDED, DELETED] },
  "staging.json": { stops: ["ecs-modify-instance-attribute"], tells: [REFUSED, UNDECIDED, DELETED] },
  "production.json": {
    stops: ["ecs-lock-status", "ecs-lock-status", "ecs-modify-instance-attribute"],
    tells: [
      REFUSED,
      UNDECIDED,
      /DeleteInstance would be refused by the configuration \(deleteLocked\): instance i-old/,
    ],
  },
  "inventory.json": { stops: [], tells: [REFUSED, UNDECIDED, DELETED, /Inventory: 2 instances of this stack locked/] },
};

describe("the configurations for an organisation", () => {
  let stack: TestStack;
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator();
    for (const id of ["i-web", "i-old"]) addInstance(emulator.cloud, id, { lockReasons: ["security"] });
    stack = await newStack(async () => {
      for (const name of ["web", "gone"]) new alicloud.ecs.Instance(name, { ...PROGRAM, instanceName: "renamed" });
    });
    await importResources(
      stack,
      ["web", "gone", "old"].map((name) => priorInstance(name)),
    );
  });
  after(async () => {
    await stack.dispose();
    await emulator.stop();
  });

  const preview = (file: string, expectFailure: boolean): Promise<RunResult> =>
    stack.preview({
      args: ["--policy-pack-config", file],
      env: {
        ALICLOUD_ACCESS_KEY: KEY_ID,
        ALICLOUD_SECRET_KEY: KEY_SECRET,
        ALICLOUD_REGION: REGION,
        ALIBABA_CLOUD_ENDPOINT_ECS: emulator.endpoint,
      },
      expectFailure,
    });

  for (const [name, { stops, tells }] of Object.entries(FILES)) {
    it(`${name} stops ${stops.length === 0 ? "nobody" : stops.join(", ")}, and tells the rest`, async () => {
      const result = await preview(join(folder, name), stops.length > 0);
      assert.deepEqual(mandatory(result), stops, result.log);
      for (const text of tells) assert.match(result.log, text);
    });
  }

  it("are all there, and are what their schema says", () => {
    const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
    const validate = new Ajv({ strict: false }).compile(
      read(join(repositoryRoot, "docs/configuration.schema.json")) as object,
    );
    assert.deepEqual(readdirSync(folder).sort(), Object.keys(FILES).sort());
    for (const name of Object.keys(FILES)) {
      const content = read(join(folder, name));
      assert.ok(validate(content), `${name}: ${JSON.stringify(validate.errors)}`);
      const { $schema = "" } = (content as Record<string, { readonly $schema?: string }>)["ecs-lock-status"] ?? {};
      assert.equal(join(folder, $schema), join(repositoryRoot, "docs/configuration.schema.json"));
    }
  });
});
