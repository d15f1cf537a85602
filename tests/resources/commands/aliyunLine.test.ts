import assert from "node:assert/strict";
import fc from "fast-check";
import { callsOfLine } from "../../../policypack/resources/commands/aliyunLine";
import { literalCommands } from "../../../policypack/resources/commands/commandLine";

const STOP = "aliyun ecs StopInstance --InstanceId i-1";

const callsOf = (line: string): string[] =>
  literalCommands(line)
    .flatMap((words) => callsOfLine(words, []))
    .map(({ operation, target }) => [operation, ...(target === undefined ? [] : [idOf(target)])].join(" "));

const idOf = (target: NonNullable<ReturnType<typeof callsOfLine>[number]["target"]>): string =>
  target.kind === "disk" ? target.diskId : target.instanceId;

const READ: Readonly<Record<string, readonly string[]>> = {
  "aliyun ecs ResetDisk --DiskId d-1 --SnapshotId s-1": ["ResetDisk d-1"],
  "aliyun ecs RebootInstances --InstanceId.1 i-1 --InstanceId.2 i-2": ["RebootInstances i-1", "RebootInstances i-2"],
  'aliyun ecs RebootInstances --InstanceIds \'["i-1","i-2"]\'': ["RebootInstances i-1", "RebootInstances i-2"],
  "aliyun ecs reboot-instances --instance-id i-1 i-2 --biz-region-id cn-beijing": [
    "RebootInstances i-1",
    "RebootInstances i-2",
  ],
  "aliyun ecs stop-instances --instance-ids i-1 i-2": ["StopInstances i-1", "StopInstances i-2"],
  "aliyun ecs re-init-disk --disk-id d-1": ["ReInitDisk d-1"],
  "aliyun ecs describe-instance-vnc-url --instance-id i-1": ["DescribeInstanceVncUrl i-1"],
  "aliyun ecs stop-instance --dry-run false --instance-id i-1": ["StopInstance i-1"],
  "aliyun --region cn-beijing ecs StopInstance --InstanceId i-1": ["StopInstance i-1"],
  "aliyun ecs RunInstances --ImageId m-1": ["RunInstances"],
  [`${STOP} --DryRun false`]: ["StopInstance i-1"],
  [`${STOP} --DryRun=false --ForceStop true`]: ["StopInstance i-1"],
  [`${STOP} --waiter expr='Status' to=Stopped`]: ["StopInstance i-1"],
};

const LEFT_OUT: Readonly<Record<string, string>> = {
  "another product": "aliyun rds RestartDBInstance --DBInstanceId i-1",
  "no operation": "aliyun ecs --InstanceId i-1",
  "a dry run": `${STOP} --dryrun`,
  "a dry run of the API": `${STOP} --DryRun true`,
  "a dry run that is only named": `${STOP} --DryRun`,
  "a dry run of a plugin": "aliyun ecs stop-instance --instance-id i-1 --cli-dry-run",
  "the CLI's own dry run, which takes no value": `${STOP} --dryrun false`,
  "another profile": `${STOP} --profile prod`,
  "several values for the CLI itself, which it does not take": "aliyun ecs RebootInstances --InstanceId i-1 i-2",
  "an id that is none among several": "aliyun ecs stop-instances --instance-ids i-1 lb-2",
  "an option without its id": "aliyun ecs StopInstance --InstanceId --ForceStop true",
  "a spelling that is half of each": "aliyun ecs Stop-Instance --InstanceId i-1",
  "a word that belongs to nothing": "aliyun ecs StopInstance i-1",
};

describe("A line of the aliyun CLI", () => {
  for (const [line, calls] of Object.entries(READ)) {
    it(`is read: ${line}`, () => {
      assert.deepEqual(callsOf(line), calls);
    });
  }

  for (const [what, line] of Object.entries(LEFT_OUT)) {
    it(`gives nothing where it is not certain: ${what}`, () => {
      assert.deepEqual(callsOf(line), []);
    });
  }

  it("names its own region where it has one", () => {
    for (const option of ["--RegionId cn-beijing", "--region cn-beijing", "--region=cn-beijing"]) {
      assert.equal(callsOfLine(`${STOP} ${option}`.split(" "), [])[0]?.region, "cn-beijing");
    }
    assert.equal(callsOfLine(STOP.split(" "), [])[0]?.region, undefined);
  });

  it("gives each id that it names once, and nothing else, in any order of its options", () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^i-[a-z0-9]{4}$/), { minLength: 1, maxLength: 5 });
    const others = fc.subarray([["--force-stop", "true"], ["--biz-region-id", "cn-beijing"], ["--quiet"]]);
    fc.assert(
      fc.property(ids, others, fc.boolean(), (named, rest, first) => {
        const own = ["--instance-id", ...named];
        const words = ["aliyun", "ecs", "stop-instances", ...(first ? [own, ...rest] : [...rest, own]).flat()];
        const found = callsOfLine(words, []).map(({ target }) => (target === undefined ? "" : idOf(target)));
        assert.deepEqual(found, named);
      }),
    );
  });
});
