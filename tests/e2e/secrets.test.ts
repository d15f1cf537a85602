// Secrets of the state, which the export shows as ciphertext: what hangs on them is found in the end, and no more.
import * as alicloud from "@pulumi/alicloud";
import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { describeCases, type Case } from "../support/cases";
import { secretValue, urnOf, type PriorResource } from "../support/engine";
import { DISK, instance } from "../support/pieces";
import { priorInstance } from "../support/scenario";

const KEY = "Planted-Secret-Key";
const diskInputs = { size: 40, zoneId: "cn-hangzhou-h", encrypted: true };

function priorDisk(key: string): PriorResource {
  const inputs = { ...diskInputs, kmsKeyId: secretValue(KEY) };
  return { type: DISK, name: `${key}--disk`, id: `d-${key}`, inputs, outputs: { ...inputs, status: "In_use" } };
}

const disk = (key: string, size: number, kmsKeyId: string) => (): void => {
  new alicloud.ecs.EcsDisk(`${key}--disk`, { ...diskInputs, size, kmsKeyId: pulumi.secret(kmsKeyId) });
};

const live = (key: string) => ({
  instances: [{ id: `i-${key}` }],
  disks: [{ id: `d-${key}`, instanceId: `i-${key}` }],
});

const CASES: readonly Case[] = [
  {
    key: "kept-key",
    it: "a disk whose secret key, which would replace it, has not changed is resized in place",
    prior: [priorDisk("kept-key")],
    ...live("kept-key"),
    program: disk("kept-key", 80, KEY),
    found: ["ecs-resize-disk"],
  },
  {
    key: "new-key",
    it: "a disk whose secret key has changed is replaced, and not resized",
    prior: [priorDisk("new-key")],
    ...live("new-key"),
    program: disk("new-key", 80, "Planted-Secret-Other"),
    found: [],
  },
  {
    key: "same",
    it: "a disk in which nothing has changed is left alone",
    prior: [priorDisk("same")],
    ...live("same"),
    program: disk("same", 40, KEY),
    found: [],
  },
  {
    key: "retained",
    it: "an instance that a replacement would retain is updated in place, as its secret has not changed",
    prior: [
      priorInstance("retained", {
        inputs: { availabilityZone: secretValue("cn-hangzhou-h") },
        outputs: { availabilityZone: secretValue("cn-hangzhou-h") },
        entry: { retainOnDelete: true },
      }),
    ],
    program: instance(
      "retained",
      { instanceName: "new", availabilityZone: pulumi.secret("cn-hangzhou-h") },
      { retainOnDelete: true },
    ),
    found: ["ecs-modify-instance-attribute"],
  },
];

const COMMAND = "command:local:Command";
const detach = (key: string): string => `aliyun ecs DetachDisk --DiskId d-${key} --InstanceId i-${key}`;

function priorCommand(key: string, inputs: PriorResource["inputs"]): PriorResource {
  const all = { create: "echo done", delete: detach(key), ...inputs };
  return {
    type: COMMAND,
    name: `${key}--command`,
    id: `${key}0`,
    inputs: all,
    outputs: { ...all, stdout: "", stderr: "" },
  };
}

const COMMANDS: readonly Case[] = [
  {
    key: "script",
    it: "a command that is gone runs its secret delete script",
    prior: [priorCommand("script", { delete: secretValue(detach("script")) })],
    ...live("script"),
    found: ["ecs-detach-disk"],
  },
  {
    key: "environment",
    it: "a command that --replace names is replaced although a secret of it is not shown",
    prior: [priorCommand("environment", { environment: { A: secretValue(KEY) } })],
    ...live("environment"),
    program: () => {
      const args = { create: "echo done", delete: detach("environment"), environment: { A: pulumi.secret(KEY) } };
      new command.local.Command("environment--command", args);
    },
    found: ["ecs-detach-disk"],
  },
];

describe("secrets of the state, in a preview", () => {
  const cases = [...CASES, ...COMMANDS];
  const args = ["--replace", urnOf(COMMAND, "environment--command")];
  describeCases(cases, { args });
});
