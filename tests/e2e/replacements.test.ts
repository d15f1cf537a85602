// Replacements that the program's properties do not show, or show otherwise than they are made.
import assert from "node:assert/strict";
import * as alicloud from "@pulumi/alicloud";
import * as command from "@pulumi/command";
import type * as pulumi from "@pulumi/pulumi";
import { describeCases, foundOf, runCases, type Case } from "../support/cases";
import { newStack, urnOf, type PriorResource, type TestStack } from "../support/engine";
import { ATTACHMENT, attachment, instance, priorAttachment, together } from "../support/pieces";
import { priorInstance } from "../support/scenario";

const COMMAND = "command:local:Command";
const detach = (key: string): string => `aliyun ecs DetachDisk --DiskId d-${key} --InstanceId i-${key}`;

/** A command that undoes on its deletion what it has done. */
const script = (key: string) => ({ create: "echo done", delete: detach(key) });

const priorCommand = (key: string, entry: PriorResource["entry"] = {}): PriorResource => ({
  type: COMMAND,
  name: `${key}--command`,
  id: `${key}0123`,
  inputs: script(key),
  outputs: { ...script(key), stdout: "done", stderr: "" },
  entry,
});

const run =
  (key: string, args: command.local.CommandArgs = {}, options: pulumi.CustomResourceOptions = {}) =>
  (): void => {
    new command.local.Command(`${key}--command`, { ...script(key), ...args }, options);
  };

const live = (key: string) => ({
  instances: [{ id: `i-${key}` }],
  disks: [{ id: `d-${key}`, instanceId: `i-${key}` }],
});

const keyPair =
  (key: string, keyPairName: string, instanceIds: string[], options: pulumi.CustomResourceOptions) => (): void => {
    new alicloud.ecs.EcsKeyPairAttachment(`${key}--pair`, { keyPairName, instanceIds, force: true }, options);
  };

const CASES: readonly Case[] = [
  {
    key: "tainted",
    it: "of a tainted attachment is a Detach and an Attach",
    prior: [priorInstance("tainted"), priorAttachment("tainted", { taint: true })],
    program: together(instance("tainted"), attachment("tainted")),
    found: ["ecs-attach-disk", "ecs-detach-disk"],
  },
  {
    key: "forced",
    it: "of a command that --replace names runs its delete script",
    prior: [priorCommand("forced")],
    ...live("forced"),
    program: run("forced"),
    found: ["ecs-detach-disk"],
  },
  {
    key: "kept",
    it: "is not made of an unchanged command",
    prior: [priorCommand("kept")],
    ...live("kept"),
    program: run("kept"),
    found: [],
  },
  {
    key: "updated",
    it: "nor of one that is updated",
    prior: [priorCommand("updated")],
    ...live("updated"),
    program: run("updated", { create: "echo again" }),
    found: [],
  },
  {
    key: "on-changes",
    it: "may be made of one that is updated where replaceOnChanges has said so before: nobody is shown it",
    prior: [priorCommand("on-changes", { replaceOnChanges: ["create"] })],
    ...live("on-changes"),
    program: run("on-changes", { create: "echo again" }, { replaceOnChanges: ["create"] }),
    found: ["ecs-lock-status"],
  },
  {
    key: "ignored",
    it: "is made with the program's values, also of what ignoreChanges names",
    prior: [
      {
        type: "alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment",
        name: "ignored--pair",
        id: 'admin:["i-free"]',
        inputs: { keyPairName: "admin", instanceIds: ["i-free"], force: true },
      },
    ],
    instances: [{ id: "i-free", reasons: [] }, { id: "i-ignored" }],
    program: keyPair("ignored", "ops", ["i-free", "i-ignored"], { ignoreChanges: ["instanceIds"] }),
    found: ["ecs-reboot-instance"],
  },
];

describe("a replacement", () => {
  describeCases(CASES, { args: ["--replace", urnOf(COMMAND, "forced--command")] });
});

describe("an attachment that is created, not imported", () => {
  describeCases([
    {
      key: "again",
      it: "is refused also where the disk is on that instance already: the provider attaches it all the same",
      ...live("again"),
      program: attachment("again"),
      found: ["ecs-attach-disk"],
    },
  ]);
});

describe("in `pulumi up --skip-preview` a replacement", () => {
  const lost = (key: string, entry: Parameters<typeof priorAttachment>[1] = {}): Case => ({
    key,
    it: "",
    prior: [priorInstance(key), priorAttachment(key, entry)],
    program: together(instance(key), attachment(key)),
    found: [],
  });
  let stack: TestStack;
  before(async () => {
    stack = await newStack(async () => undefined);
  });
  after(() => stack.dispose());

  it("that --replace asks for is stopped before its first call: the engine's arguments name it", async () => {
    const args = ["--skip-preview", "--replace", urnOf(ATTACHMENT, "asked--disk")];
    const result = await runCases(stack, [lost("asked")], { args, expectFailure: true }, "up");
    assert.deepEqual(foundOf(result, "asked"), ["ecs-attach-disk", "ecs-detach-disk"], result.log);
    assert.deepEqual(result.providerLog, []);
  });

  it("of a tainted attachment is stopped before its first call", async () => {
    const options = { args: ["--skip-preview"], expectFailure: true };
    const result = await runCases(stack, [lost("spoilt", { taint: true })], options, "up");
    assert.deepEqual(foundOf(result, "spoilt"), ["ecs-attach-disk", "ecs-detach-disk"], result.log);
    assert.deepEqual(result.providerLog, []);
  });
});
