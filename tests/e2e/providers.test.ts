// Resources of several providers: each instance is looked up in the region and with the keys of its own one.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";
import { foundOf, itPassesInUpdate, runCases, type Case, type CaseOptions } from "../support/cases";
import { addInstance, KEY_ID, KEY_SECRET } from "../support/emulator/cloud";
import { startEmulator, type Emulator } from "../support/emulator/emulator";
import { newStack, secretValue, urnOf, type PriorResource, type RunResult, type TestStack } from "../support/engine";
import { attachment, instance, priorAttachment } from "../support/pieces";
import { importResources, priorInstance } from "../support/scenario";

const PROVIDER = "pulumi:providers:alicloud";
const OTHER_ACCOUNT = { account: "9876543210987654", keyId: "LTAIotherAccessKey", keySecret: "otherAccessKeySecret" };
const PROVIDER_ID = "22222222-2222-4333-8444-555555555555";

interface Given {
  readonly region: string;
  readonly keyId?: string;
  readonly keySecret?: string;
}

const EAST: Given = { region: "cn-hangzhou" };
const NORTH: Given = { region: "cn-beijing", keyId: OTHER_ACCOUNT.keyId, keySecret: OTHER_ACCOUNT.keySecret };

/** A provider as the state has it, with its keys encrypted. */
function priorProvider(name: string, { region, keyId = KEY_ID, keySecret = KEY_SECRET }: Given): PriorResource {
  const inputs = { region, accessKey: secretValue(keyId), secretKey: secretValue(keySecret), version: "3.108.0" };
  return { type: PROVIDER, name, id: PROVIDER_ID, inputs, entry: { provider: undefined } };
}

const through = (name: string): { provider: string } => ({ provider: `${urnOf(PROVIDER, name)}::${PROVIDER_ID}` });

function newProvider(
  name: string,
  given: Omit<Given, "region"> & { readonly region: pulumi.Input<string> },
): alicloud.Provider {
  const { region, keyId = KEY_ID, keySecret = KEY_SECRET } = given;
  return new alicloud.Provider(name, {
    region,
    accessKey: pulumi.secret(keyId),
    secretKey: pulumi.secret(keySecret),
  });
}

const renamed = { instanceName: "new" };

const CASES: readonly Case[] = [
  {
    key: "plain",
    it: "of the default provider: the stack's region and the environment's keys",
    prior: [priorInstance("plain")],
    program: instance("plain", renamed),
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "east",
    it: "of an explicit provider",
    prior: [priorProvider("east--provider", EAST), priorInstance("east", { entry: through("east--provider") })],
    program: () => {
      instance("east", renamed, { provider: newProvider("east--provider", EAST) })();
    },
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "north",
    it: "of a provider of another account and region",
    prior: [priorProvider("north--provider", NORTH), priorInstance("north", { entry: through("north--provider") })],
    program: () => {
      instance("north", renamed, { provider: newProvider("north--provider", NORTH) })();
    },
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "astray",
    it: "not in another region than its provider's, where it is not found",
    prior: [priorProvider("astray--provider", EAST), priorInstance("astray", { entry: through("astray--provider") })],
    program: () => {
      instance("astray", renamed, { provider: newProvider("astray--provider", { region: "cn-shanghai" }) })();
    },
    found: ["ecs-lock-status"],
  },
  {
    key: "inherited",
    it: "of the provider that a component hands down",
    prior: [
      priorProvider("inherited--provider", NORTH),
      priorInstance("inherited", { entry: through("inherited--provider") }),
    ],
    program: () => {
      const provider = newProvider("inherited--provider", NORTH);
      const parent = new pulumi.ComponentResource("test:index:App", "inherited--app", {}, { provider });
      instance("inherited", renamed, { parent, aliases: [{ parent: pulumi.rootStackResource }] })();
    },
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "fresh",
    it: "of a provider that is created in the same preview",
    program: () => {
      attachment("fresh", { provider: newProvider("fresh--provider", { region: "cn-shanghai" }) })();
    },
    found: ["ecs-attach-disk"],
  },
  {
    key: "vague",
    it: "of a provider whose region is not known yet: undecided",
    prior: [priorInstance("vague")],
    program: () => {
      const region = new alicloud.ecs.SecurityGroup("vague--group", {}).id;
      instance("vague", renamed, { provider: newProvider("vague--provider", { region }) })();
    },
    found: ["ecs-lock-status"],
  },
  {
    key: "vague-same",
    it: "but of nothing that it would change: nothing, although nobody has filled in the provider's defaults",
    prior: [priorInstance("vague-same", { inputs: { dataDisks: [{ size: 20 }] } })],
    program: () => {
      const region = new alicloud.ecs.SecurityGroup("vague-same--group", {}).id;
      instance(
        "vague-same",
        { dataDisks: [{ size: 20 }] },
        { provider: newProvider("vague-same--provider", { region }) },
      )();
    },
    found: [],
  },
  {
    key: "leaving",
    it: "of what is deleted while its provider stays: with the provider's keys",
    prior: [
      priorProvider("leaving--provider", NORTH),
      priorInstance("leaving", { entry: through("leaving--provider") }),
      priorAttachment("leaving", through("leaving--provider")),
    ],
    program: () => {
      instance("leaving", {}, { provider: newProvider("leaving--provider", NORTH) })();
    },
    found: ["ecs-detach-disk"],
  },
  {
    key: "left",
    it: "of what is deleted together with its provider: with the keys of the state",
    prior: [
      priorProvider("left--provider", NORTH),
      priorInstance("left", { entry: through("left--provider") }),
      priorAttachment("left", through("left--provider")),
    ],
    found: ["(ecs-lock-status)", "ecs-detach-disk"],
  },
];

const REGIONS: Readonly<Record<string, string>> = {
  "i-fresh": "cn-shanghai",
  "i-north": "cn-beijing",
  "i-inherited": "cn-beijing",
  "i-leaving": "cn-beijing",
  "i-left": "cn-beijing",
};

describe("an instance is looked up by the API", () => {
  let emulator: Emulator;
  let stack: TestStack;
  let options: CaseOptions;
  let result: RunResult;
  const environment = { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET };

  before(async () => {
    emulator = await startEmulator();
    const { account, keyId, keySecret } = OTHER_ACCOUNT;
    emulator.cloud.keys.set(keyId, { account, secret: keySecret });
    for (const { key } of CASES) {
      const regionId = REGIONS[`i-${key}`] ?? "cn-hangzhou";
      const owner = regionId === "cn-beijing" ? { account } : {};
      addInstance(emulator.cloud, `i-${key}`, { regionId, lockReasons: ["security"], ...owner });
    }
    stack = await newStack(async () => undefined);
    const configuration = { lockSource: "api", lockFile: undefined, endpoint: emulator.endpoint };
    options = { configuration, env: environment };
    result = await runCases(stack, CASES, { ...options, expectFailure: true });
  });
  after(async () => {
    await stack.dispose();
    await emulator.stop();
  });

  for (const { key, it: sentence, found } of CASES) {
    it(sentence, () => {
      assert.deepEqual(foundOf(result, key), found, result.log);
    });
  }

  it("once for each account and region", () => {
    const asked = emulator.calls.map(({ action, parameters }) => `${action} ${parameters.get("RegionId") ?? ""}`);
    assert.deepEqual(asked.sort(), [
      "DescribeInstances cn-beijing",
      "DescribeInstances cn-hangzhou",
      "DescribeInstances cn-shanghai",
    ]);
  });

  it("and the log names neither keys nor the engine's stack", () => {
    assert.match(result.log, /the provider's region is only known at apply/);
    assert.doesNotMatch(result.log, new RegExp([KEY_ID, KEY_SECRET, ...Object.values(OTHER_ACCOUNT)].join("|")));
    assert.doesNotMatch(result.log, /can't run policy|\.js:\d+/);
  });

  it("not with keys that a prior state file hides: undecided, and told how the file is to be made", async () => {
    const left = CASES.filter(({ key }) => key === "left");
    await importResources(
      stack,
      left.flatMap(({ prior }) => prior ?? []),
    );
    const runWith = async (showSecrets: boolean): Promise<RunResult> => {
      const priorStateFile = join(stack.tempDir, "state.json");
      await writeFile(priorStateFile, JSON.stringify(await stack.exportState({ showSecrets })));
      const files = { lockFile: undefined, priorState: "file", priorStateFile };
      const configuration = { lockSource: "api", endpoint: emulator.endpoint, ...files };
      return runCases(stack, left, { configuration, env: environment, expectFailure: true });
    };
    const hidden = await runWith(false);
    // What is gone has no URN of its own in the log: the line names it.
    const stopping = hidden.violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    assert.deepEqual(
      stopping.map(({ policyName }) => policyName),
      ["ecs-lock-status"],
      hidden.log,
    );
    assert.match(hidden.log, /Cannot say whether DetachDisk on instance i-left .* in the change of left--disk/);
    assert.match(hidden.log, /the provider's \w+ is a secret that is not shown/);
    assert.match(hidden.log, /What to do: .* give it a state exported with --show-secrets/);
    assert.deepEqual(foundOf(await runWith(true), "left"), ["(ecs-lock-status)", "ecs-detach-disk"]);
  });

  itPassesInUpdate(CASES, () => ({ stack, options }));

  it("also in `pulumi up --skip-preview`, before the first call", async () => {
    const north = CASES.filter(({ key }) => key === "north");
    await importResources(stack, []);
    const configuration = { lockSource: "api", lockFile: undefined, endpoint: emulator.endpoint };
    const options = { configuration, env: environment, args: ["--skip-preview"], expectFailure: true };
    const updated = await runCases(stack, north, options, "up");
    assert.deepEqual([foundOf(updated, "north"), updated.providerLog], [["ecs-modify-instance-attribute"], []]);
  });
});
