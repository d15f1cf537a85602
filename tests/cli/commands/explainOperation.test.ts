import assert from "node:assert/strict";
import {
  knownOperations,
  listText,
  operationText,
  STATUS_TEXT,
} from "../../../policypack/cli/commands/explainOperation";
import { AFFECTED_OPERATIONS, behaviorOf, EDITIONS, OPERATIONS } from "../../../policypack/operations/behavior";
import { SAME_AS, TOPIC } from "../../../policypack/operations/lockTable";
import { isHiddenByProvider } from "../../../policypack/report/refusals";

/** On one line, as it was before it was wrapped. */
const textOf = (operation: string, edition: "topic" | "current" | "strict" = "topic"): string =>
  operationText(operation, edition).replace(/\s+/g, " ");

describe("the operations that can be explained", () => {
  it("are those of the lock table, those that a change calls, and those of templates, each once", () => {
    const known = knownOperations();
    for (const operation of [...OPERATIONS, "TagResources", "ModifyInstanceMaintenanceAttributes"])
      assert.ok(known.includes(operation), operation);
    assert.deepEqual(known, [...new Set(known)].sort());
  });
});

describe("what a lock does to an operation", () => {
  for (const edition of EDITIONS) {
    it(`begins with the answer of the edition: ${edition}`, () => {
      for (const operation of OPERATIONS) {
        const { behavior } = behaviorOf(operation, edition);
        const word = behavior === "affectedWhenDiskInUse" ? "affected while the disk is In_use" : behavior;
        assert.ok(operationText(operation, edition).startsWith(`${operation}: ${word} (edition ${edition})\n`));
      }
    });
  }

  const MEANINGS: readonly (readonly [string, string])[] = [
    ["StopInstance", "It is refused on an instance that is locked for security reasons."],
    ["CreateSnapshot", "It is refused while the disk is attached to an instance that is locked for security reasons."],
    ["DeleteInstance", "A security lock does not keep it from working."],
    [
      "CreateInstance",
      "It has no target: the pack refuses it where it replaces a locked instance (configuration key createInstance).",
    ],
    ["RunInstances", "No source lists it: it is taken to behave as CreateInstance, whose operation it repeats."],
    ["TagResources", "No source lists it."],
  ];
  for (const [operation, meaning] of MEANINGS) {
    it(`says what that means: ${operation}`, () => {
      assert.ok(textOf(operation).includes(meaning), textOf(operation));
    });
  }

  it("says that the provider hides a refusal, of those that it hides and of no other", () => {
    const hidden =
      "The provider hides the refusal: `pulumi up` reports success, and nothing has changed. Only a preview";
    for (const operation of AFFECTED_OPERATIONS)
      assert.equal(textOf(operation, "strict").includes(hidden), isHiddenByProvider(operation), operation);
  });

  it("names every source with what it says", () => {
    const text = textOf("StopInstance");
    assert.match(
      text,
      /the topic on security locks: affected the current page of the topic[^:]*: unaffected the API ref/,
    );
    assert.match(text, /Editions: topic affected, current unaffected, strict affected Policy: ecs-stop-instance /);
  });

  it("names the policy of what can be refused, and none of what cannot", () => {
    assert.match(textOf("RunInstances"), /Policy: ecs-create-instance /);
    assert.doesNotMatch(operationText("TagResources", "topic"), /^Policy:/m);
  });

  it("names the changes that call it, and what spells it out", () => {
    const lines = operationText("AttachDisk", "topic").split("\n");
    assert.ok(lines.includes("  alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment"));
    assert.ok(lines.includes("    create (to the new instance)"));
    assert.ok(lines.includes("  command:local:Command with a literal `aliyun ecs AttachDisk …`"));
    assert.match(textOf("RebootInstance"), /alicloud:oos\/execution:Execution of the template ACS-ECS-/);
  });

  it("says what to do where it can be refused, the lock first", () => {
    assert.match(
      textOf("StopInstance"),
      /What to do: 1\. Find out why the instance is locked .* 2\. Most often the change of another property needs it/,
    );
    assert.doesNotMatch(textOf("TagResources"), /What to do/);
  });
});

describe("the table of all operations", () => {
  const lines = listText().split("\n");
  const cellsOf = (operation: string): string[] | undefined =>
    lines.find((line) => line.startsWith(`${operation} `))?.split(/ {2,}/);

  it("has a row for each, by source and by edition", () => {
    assert.deepEqual(lines[0]?.split(/ {2,}/), ["REFUSED?", "TOPIC", "PAGE", "API", "=topic", "=current", "=strict"]);
    for (const operation of OPERATIONS) assert.equal(cellsOf(operation)?.length, 7, operation);
    assert.deepEqual(cellsOf("CreateSnapshot")?.slice(1, 2), ["disk"]);
    assert.deepEqual(cellsOf("StopInstance"), ["StopInstance", "yes", "no", "yes", "yes", "no", "yes"]);
  });

  it("marks what no source lists itself, and names what that repeats", () => {
    assert.deepEqual(cellsOf("RunInstances")?.slice(1, 4), ["-", "-", "-"]);
    const words = lines.join(" ").replace(/\s+/g, " ");
    for (const [operation, sameAs] of Object.entries(SAME_AS)) assert.ok(words.includes(`${operation} (${sameAs})`));
  });

  it("has the 39 rows of the topic", () => {
    const rows = Object.keys(TOPIC).filter((operation) => cellsOf(operation)?.[1] !== "-");
    assert.equal(rows.length, 39);
  });

  it("fits a terminal of 80 columns", () => {
    assert.deepEqual(
      lines.filter((line) => line.length > 80),
      [],
    );
  });
});

describe("ecs-lock-status", () => {
  it("is explained in one sentence", () => {
    assert.match(STATUS_TEXT, /^ecs-lock-status reports [^.\n]+\.\n$/);
  });
});
