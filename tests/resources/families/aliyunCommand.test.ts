import assert from "node:assert/strict";
import fc from "fast-check";
import { UNDISCLOSED, UNKNOWN } from "../../../policypack/domain/values";
import { TOPIC } from "../../../policypack/operations/lockTable";
import { literalCommands } from "../../../policypack/resources/commands/commandLine";
import { callsFor, listed } from "../support/plan";
import { itCalls } from "../support/table";

const TYPE = "command:local:Command";
const STOP = "aliyun ecs StopInstance --InstanceId i-1";
const START = "aliyun ecs StartInstance --InstanceId i-1";

const created = (create: string): string[] => listed(TYPE, { after: { create } });

describe("A command", () => {
  itCalls(
    [TYPE],
    [
      {
        name: "runs create when it is created",
        after: { create: STOP, update: START, delete: START },
        calls: ["StopInstance i-1"],
      },
      { name: "without create runs nothing then", after: { update: STOP }, calls: [] },
      {
        name: "runs update when anything about it changes",
        id: "x",
        before: { create: STOP, update: START, environment: { A: "1" } },
        after: { create: STOP, update: START, environment: { A: "2" } },
        calls: ["StartInstance i-1"],
      },
      {
        name: "without update runs create again",
        id: "x",
        before: { create: STOP, stdin: "a" },
        after: { create: STOP, stdin: "b" },
        calls: ["StopInstance i-1"],
      },
      {
        name: "with an empty update runs nothing again",
        id: "x",
        before: { create: STOP, update: "", stdin: "a" },
        after: { create: STOP, update: "", stdin: "b" },
        calls: [],
      },
      {
        name: "is updated by another delete, too",
        id: "x",
        before: { create: STOP, delete: "true" },
        after: { create: STOP, delete: START },
        calls: ["StopInstance i-1"],
      },
      {
        name: "is replaced by its triggers: create, then the old delete",
        id: "x",
        before: { create: STOP, delete: START, triggers: ["1"] },
        after: { create: STOP, delete: "true", triggers: ["2"] },
        calls: ["StopInstance i-1", "StartInstance i-1"],
      },
      {
        name: "runs delete when it is deleted",
        id: "x",
        before: { create: STOP, delete: START },
        calls: ["StartInstance i-1"],
      },
      {
        name: "that has not changed runs nothing",
        id: "x",
        before: { create: STOP },
        after: { create: STOP },
        calls: [],
      },
      { name: "only known at apply is not read", after: { create: UNKNOWN }, calls: [] },
      { name: "that is a secret is not read", after: { create: UNDISCLOSED }, calls: [] },
      {
        name: "of a shell is read",
        after: { create: STOP, interpreter: ["/bin/bash", "-ec"] },
        calls: ["StopInstance i-1"],
      },
      {
        name: "of another interpreter is not read",
        after: { create: STOP, interpreter: ["python3", "-c"] },
        calls: [],
      },
      {
        name: "of an interpreter only known at apply is not read",
        after: { create: STOP, interpreter: UNKNOWN },
        calls: [],
      },
    ],
  );

  it("carries every operation of the topic", () => {
    for (const operation of Object.keys(TOPIC)) {
      assert.deepEqual(created(`aliyun ecs ${operation} --InstanceId i-1`), [`${operation} i-1`]);
    }
  });

  it("says which properties lead to a call", () => {
    const planned = { id: "x", before: { create: STOP, stdin: "a" }, after: { create: STOP, stdin: "b" } };
    assert.deepEqual(callsFor(TYPE, planned)[0]?.because, ["stdin"]);
  });

  it("names its own region where it has one", () => {
    for (const option of ["--RegionId cn-beijing", "--region cn-beijing", "--region=cn-beijing"]) {
      assert.equal(callsFor(TYPE, { after: { create: `${STOP} ${option}` } })[0]?.region, "cn-beijing");
    }
    assert.equal(callsFor(TYPE, { after: { create: STOP } })[0]?.region, undefined);
  });
});

const READ: Readonly<Record<string, readonly string[]>> = {
  "aliyun ecs ResetDisk --DiskId d-1 --SnapshotId s-1": ["ResetDisk d-1"],
  "aliyun ecs ReInitDisk --DiskId=d-1": ["ReInitDisk d-1"],
  "aliyun ecs RebootInstances --InstanceId.1 i-1 --InstanceId.2 i-2": ["RebootInstances i-1", "RebootInstances i-2"],
  'aliyun ecs ModifyInstanceChargeType --InstanceIds \'["i-1","i-2"]\'': [
    "ModifyInstanceChargeType i-1",
    "ModifyInstanceChargeType i-2",
  ],
  "aliyun ecs ResetDisks --Disk.1.DiskId d-1 --Disk.1.SnapshotId s-1": ["ResetDisks d-1"],
  "aliyun ecs AttachDisk --InstanceId i-1 --DiskId d-1": ["AttachDisk i-1"],
  "aliyun ecs stop-instance --instance-id i-1 --force-stop true": ["StopInstance i-1"],
  "/usr/local/bin/aliyun ecs StopInstance --InstanceId i-1": ["StopInstance i-1"],
  "aliyun --region cn-beijing ecs StopInstance --InstanceId i-1": ["StopInstance i-1"],
  "aliyun ecs RunInstances --ImageId m-1": ["RunInstances"],
  [`${STOP} && sleep 5 && ${START}`]: ["StopInstance i-1", "StartInstance i-1"],
  [`${STOP}; ${START}`]: ["StopInstance i-1", "StartInstance i-1"],
  [`${STOP} | jq .RequestId > /dev/null 2>&1`]: ["StopInstance i-1"],
  [`${STOP} > /dev/null`]: ["StopInstance i-1"],
  [`${STOP} >> "$LOG" 2>&1`]: ["StopInstance i-1"],
  [`exec > log\n${STOP}`]: ["StopInstance i-1"],
  [`echo y | ${STOP}`]: ["StopInstance i-1"],
  [`set -e\n${STOP} # for the night\n\n${START}`]: ["StopInstance i-1", "StartInstance i-1"],
  "aliyun ecs StopInstance \\\n  --InstanceId i-1": ["StopInstance i-1"],
  [`echo "$HOME" && ${STOP}`]: ["StopInstance i-1"],
};

const LEFT_OUT: Readonly<Record<string, string>> = {
  "another product": "aliyun rds RestartDBInstance --DBInstanceId i-1",
  "another program": "terraform ecs StopInstance --InstanceId i-1",
  "a variable": "aliyun ecs StopInstance --InstanceId $ID",
  "a variable within a word": 'aliyun ecs StopInstance --InstanceId "i-$ID"',
  "a substitution": "aliyun ecs StopInstance --InstanceId $(cat id)",
  "a substitution in backticks": "aliyun ecs StopInstance --InstanceId `cat id`",
  "a pattern": "aliyun ecs StopInstance --InstanceId i-*",
  braces: "aliyun ecs StopInstance --InstanceId i-{1,2}",
  "an id of another kind": "aliyun ecs StopInstance --InstanceId lb-1",
  "a list that is no JSON": "aliyun ecs StopInstances --InstanceIds i-1,i-2",
  "a quotation over two lines": 'aliyun ecs StopInstance --InstanceId "i-1\n"',
  "other credentials": `${STOP} --profile prod`,
  "other credentials in the environment": `ALIBABA_CLOUD_PROFILE=prod ${STOP}`,
  "another endpoint": `${STOP} --endpoint ecs.example.com`,
  "a dry run": `${STOP} --dryrun`,
  help: `${STOP} --help`,
  "a condition": `if true; then ${STOP}; fi`,
  "a condition over several lines": `if true; then\n${STOP}\nfi`,
  "a test": `[ -f now ] && ${STOP}`,
  "the other branch": `true || ${STOP}`,
  "what comes after it": `false || true && ${STOP}`,
  "a loop": `for i in 1 2; do ${STOP}; done`,
  "what no shell takes": `${STOP}; echo \${`,
  "a subshell": `(${STOP})`,
  "a negation": `! ${STOP}`,
  "a here-document": `cat <<EOF\n${STOP}\nEOF`,
  "a comment": `# ${STOP}`,
  "what is never reached": `exit 0\n${STOP}`,
  "a word of another command": `echo ${STOP}`,
};

describe("A command line", () => {
  for (const [line, calls] of Object.entries(READ)) {
    it(`is read: ${JSON.stringify(line)}`, () => {
      assert.deepEqual(created(line), calls);
    });
  }

  for (const [what, line] of Object.entries(LEFT_OUT)) {
    it(`gives nothing where it is not certain: ${what}`, () => {
      assert.deepEqual(created(line), []);
    });
  }

  const shell = fc
    .array(
      fc.constantFrom(
        "aliyun",
        "ecs",
        "StopInstance",
        "--InstanceId",
        "i-1",
        "$X",
        "&&",
        "||",
        ";",
        "|",
        "'",
        '"',
        "\\",
        "\n",
        "(",
        ")",
        ">",
        "#",
        "*",
        "if",
        "exit",
        "`",
        "<<",
      ),
      { maxLength: 14 },
    )
    .map((words) => words.join(" "));

  it("is read without an exception, whatever it holds", () => {
    fc.assert(
      fc.property(fc.oneof(shell, fc.string()), (line) => Array.isArray(literalCommands(line))),
      { numRuns: 2000 },
    );
  });

  it("never gives a word that a variable or a substitution went into", () => {
    fc.assert(
      fc.property(shell, (line) => {
        for (const words of literalCommands(line.replaceAll("'", ""))) assert.ok(!words.join(" ").includes("$X"));
      }),
      { numRuns: 2000 },
    );
  });
});
