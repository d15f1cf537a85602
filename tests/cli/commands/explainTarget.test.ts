import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { operationOnTarget, targetText, type TargetQuestion } from "../../../policypack/cli/commands/explainTarget";
import { CliFailure, STATUS } from "../../../policypack/cli/failure";
import type { Surroundings } from "../../../policypack/cli/surroundings";
import { DEFAULTS } from "../../../policypack/configuration/configuration";
import { ALL_MANDATORY } from "../../../policypack/configuration/policyPackConfig";
import type { Target } from "../../../policypack/domain/targets";
import { lockFile } from "../previews";
import { newFolder, NOW, type Folder } from "../runCli";

const SURROUNDINGS: Surroundings = {
  environment: {},
  stdin: Readable.from([]),
  stdout: { write: () => true },
  stderr: { write: () => true },
  now: () => NOW,
};
const on = (instanceId: string): Target => ({ kind: "instance", instanceId });
const onDisk = (diskId: string): Target => ({ kind: "disk", diskId });

describe("one target", () => {
  let folder: Folder;
  let file: string;
  before(() => {
    folder = newFolder();
    const disk = { DiskId: "d-1", Status: "In_use", InstanceId: "i-web", RegionId: "cn-hangzhou" };
    const disks = { Disks: { Disk: [disk, { ...disk, DiskId: "d-2", Status: "Available", InstanceId: "" }] } };
    file = folder.write("locks.json", { ...lockFile({ "i-web": "security", "i-free": "" }), disks });
  });
  after(() => {
    folder.remove();
  });

  const question = (target: Target, more: Partial<typeof DEFAULTS> = {}): TargetQuestion => ({
    target,
    region: "cn-hangzhou",
    configuration: { ...DEFAULTS, lockSource: "file", lockFile: file, ...more },
    levels: ALL_MANDATORY,
    environment: {},
  });
  const verdictOn = async (operation: string, target: Target, more: Partial<typeof DEFAULTS> = {}) => {
    const { text, status } = await operationOnTarget(operation, question(target, more), SURROUNDINGS);
    return [text.trimEnd().split("\n").at(-1), status];
  };

  describe("and an operation", () => {
    it("would be refused where the instance is locked, and with a status that says so", async () => {
      assert.deepEqual(await verdictOn("StopInstance", on("i-web")), [
        "StopInstance would be refused now.",
        STATUS.refused,
      ]);
    });

    it("would not be where it is not, or where the edition says otherwise", async () => {
      const allowed = ["StopInstance would not be refused now.", STATUS.ok];
      assert.deepEqual(await verdictOn("StopInstance", on("i-free")), allowed);
      assert.deepEqual(await verdictOn("StopInstance", on("i-web"), { edition: "current" }), allowed);
    });

    it("goes by the instance that a disk is in use on", async () => {
      assert.deepEqual(await verdictOn("CreateSnapshot", onDisk("d-1")), [
        "CreateSnapshot would be refused now.",
        STATUS.refused,
      ]);
      assert.deepEqual(await verdictOn("CreateSnapshot", onDisk("d-2")), [
        "CreateSnapshot would not be refused now.",
        STATUS.ok,
      ]);
    });

    it("tells the statuses that it goes by, each with its source", async () => {
      const { text } = await operationOnTarget("CreateSnapshot", question(onDisk("d-1")), SURROUNDINGS);
      const [disk, instance] = text.split("\n");
      assert.match(disk ?? "", /^Disk d-1: In_use; seen in the lock file .*locks\.json of 2026-11-24T11:59:00/);
      assert.match(instance ?? "", /^Instance i-web \("web", cn-hangzhou\) is locked for security reasons; seen in /);
    });

    it("cannot be told of what is not looked up, in one line that says why", async () => {
      await assert.rejects(
        operationOnTarget("StopInstance", question(on("i-none")), SURROUNDINGS),
        (error: unknown) => {
          assert.ok(error instanceof CliFailure);
          assert.match(
            error.message,
            /^cannot say whether StopInstance would be refused: the lock file \S+ does not list this instance; [^\n]+$/,
          );
          return true;
        },
      );
    });
  });

  describe("alone", () => {
    const textOn = (target: Target) => targetText(question(target), SURROUNDINGS);

    it("is told with what is refused, what still works, and what to do, where its instance is locked", async () => {
      const { text, status } = await textOn(on("i-web"));
      assert.equal(status, STATUS.refused);
      for (const part of [
        /^Instance i-web \("web", cn-hangzhou\) is locked/,
        /\nSince when is not known: the ECS API does not say it\. Seen to be locked at\n?/,
        /\nRefused on the instance \(edition topic\):\n/,
        /\nStill works:\n/,
        /\nWhat to do: Find out why the instance is locked/,
      ])
        assert.match(text, part);
    });

    it("is told to be free where it is", async () => {
      for (const target of [on("i-free"), onDisk("d-2")]) {
        const { text, status } = await textOn(target);
        assert.match(text, /\nNo operation is refused on account of a security lock\.\n$/);
        assert.equal(status, STATUS.ok);
      }
    });

    it("cannot be told where its instance, or it itself, could not be looked up", async () => {
      for (const target of [on("i-none"), onDisk("d-none")]) {
        await assert.rejects(textOn(target), /^Error: cannot say what is refused on [id]-none: /);
      }
    });
  });
});
