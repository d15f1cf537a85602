// A preview that looks at the cloud first: the engine then knows a newer state than the export.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";
import { describeCases, type Case } from "../support/cases";
import { secretValue } from "../support/engine";
import { attachment, DISK, instance, priorAttachment, together } from "../support/pieces";
import { priorInstance } from "../support/scenario";

const PASSWORD = "Planted-Secret-1";

/** Of an instance, and of the disk that is its system disk. */
const UNDECIDED = ["ecs-lock-status", "ecs-lock-status"];

describe("`pulumi preview --refresh`", () => {
  const size = { size: 40, zoneId: "cn-hangzhou-h" };
  const secret = { password: secretValue(PASSWORD) };
  const cases: readonly Case[] = [
    {
      key: "done",
      it: "passes where the cloud has what the program wants, and only the state is old",
      prior: [priorInstance("done")],
      program: together(instance("done", { instanceName: "new" })),
      found: [],
    },
    {
      key: "drifted",
      it: "is undecided where the cloud differs from program and state",
      prior: [priorInstance("drifted")],
      program: together(instance("drifted")),
      found: UNDECIDED,
    },
    {
      key: "drifted-secret",
      it: "also where it has a secret, which the export does not show",
      prior: [priorInstance("drifted-secret", { inputs: secret, outputs: secret })],
      program: together(instance("drifted-secret", { password: pulumi.secret(PASSWORD) })),
      found: UNDECIDED,
    },
    {
      key: "reordered",
      it: "also where the state spells alike what the program spells otherwise",
      prior: [priorInstance("reordered", { outputs: { securityGroups: ["sg-2", "sg-1"] } })],
      program: together(instance("reordered")),
      found: UNDECIDED,
    },
    {
      key: "drifted-more",
      it: "also where there is a change of the program beside it, which hides it",
      prior: [priorInstance("drifted-more")],
      program: instance("drifted-more", { tags: { team: "web" } }),
      found: UNDECIDED,
    },
    {
      key: "renamed",
      it: "is undecided of what may have drifted beside a change of the program, which is refused as ever",
      prior: [priorInstance("renamed")],
      program: instance("renamed", { instanceName: "new" }),
      found: [...UNDECIDED, "ecs-modify-instance-attribute"],
    },
    {
      key: "deleted",
      it: "judges what the program no longer has: a disk detached, an instance deleted",
      prior: [priorInstance("deleted"), priorAttachment("deleted")],
      found: ["(ecs-lock-status)", "ecs-detach-disk"],
    },
    {
      key: "both-gone",
      it: "judges nothing of what is gone from the program and, as the refresh has found, from the cloud",
      prior: [priorInstance("both-gone"), priorAttachment("both-gone")],
      program: instance("both-gone"),
      found: [],
    },
    {
      key: "drifted-free",
      it: "passes such an instance when it is not locked",
      prior: [priorInstance("drifted-free")],
      instances: [{ id: "i-drifted-free", reasons: [] }],
      program: together(instance("drifted-free")),
      found: [],
    },
    {
      key: "drifted-disk",
      it: "is undecided for a disk in use that was resized elsewhere",
      prior: [priorInstance("drifted-disk"), { type: DISK, name: "drifted-disk--data", id: "d-drifted", inputs: size }],
      disks: [{ id: "d-drifted", instanceId: "i-drifted-disk" }],
      program: together(instance("drifted-disk"), () => {
        new alicloud.ecs.EcsDisk("drifted-disk--data", size);
      }),
      found: ["ecs-lock-status"],
    },
    {
      key: "same",
      it: "passes what is the same everywhere",
      prior: [priorInstance("same"), priorAttachment("same")],
      program: together(instance("same"), attachment("same")),
      found: [],
    },
    {
      key: "detached",
      it: "takes an attachment that is gone from the cloud for one to be replaced: no policy is shown the refresh",
      prior: [priorInstance("detached"), priorAttachment("detached")],
      program: together(instance("detached"), attachment("detached")),
      found: ["ecs-attach-disk", "ecs-detach-disk"],
    },
  ];
  const cloud = {
    "i-done": { instanceName: "new" },
    "i-drifted": { instanceName: "elsewhere" },
    "i-drifted-secret": { description: "elsewhere" },
    "i-reordered": { instanceName: "elsewhere", securityGroups: ["sg-2", "sg-1"] },
    "i-drifted-more": { instanceName: "elsewhere" },
    "i-drifted-free": { instanceName: "elsewhere" },
    "d-drifted": { size: 20 },
    "d-detached:i-detached": null,
    "d-both-gone:i-both-gone": null,
  };
  describeCases(
    cases,
    async (stack) => {
      const file = join(stack.tempDir, "cloud.json");
      await writeFile(file, JSON.stringify(cloud));
      return { args: ["--refresh"], env: { TEST_PROVIDER_CLOUD: file } };
    },
    {
      it: "says why it cannot tell, and what to do",
      check: (log) => {
        assert.match(
          log,
          /the engine has refreshed the state \(--refresh\), and what has drifted there is shown to no policy/,
        );
        assert.match(log, /run `pulumi refresh`, then preview without --refresh/);
        assert.doesNotMatch(log, /Planted-Secret/);
      },
    },
  );
});
