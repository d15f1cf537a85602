import assert from "node:assert/strict";
import { FAMILIES } from "../../policypack/resources/familyTable";
import { TEMPLATES } from "../../policypack/resources/families/oosExecution";
import type { ResourceModel } from "../../policypack/resources/model";
import { FACTS } from "./support/facts";
import { KNOWN_OPERATIONS } from "./support/knownOperations";
import { modelFaults } from "./support/modelFaults";

const known = { operations: KNOWN_OPERATIONS, facts: FACTS };

describe("Nothing is missing of the model", () => {
  for (const [name, { load }] of Object.entries(FAMILIES)) {
    it(name, () => {
      assert.deepEqual(modelFaults(load(), known), []);
    });
  }

  it("oosExecution: its templates call what a source names", () => {
    const unknown = Object.values(TEMPLATES).flatMap(({ calls }) =>
      calls.filter((call) => !KNOWN_OPERATIONS.has(call)),
    );
    assert.deepEqual(unknown, []);
  });
});

describe("A wrong model", () => {
  const TYPE = "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment";
  const right: ResourceModel = {
    types: [TYPE],
    schema: {},
    create: [{ operation: "AttachDisk" }],
    update: [{ operation: "ModifyDiskAttribute", on: ["deleteWithInstance"] }],
    delete: [{ operation: "DetachDisk" }],
    silent: [],
    source: "terraform-provider-alicloud 1.289.0, alicloud/resource_alicloud_ecs_disk_attachment.go",
  };

  const ROWS: readonly { name: string; model: Partial<ResourceModel>; facts?: typeof known.facts; fault: RegExp }[] = [
    {
      name: "with a typo in a creation is told the operation, and the one that is meant",
      model: { create: [{ operation: "AttachDisc" }] },
      fault: /^\S+: create calls AttachDisc, which no source names.*did you mean AttachDisk/,
    },
    {
      name: "with an operation of no source in an update is told it",
      model: { update: [{ operation: "PaintDisk", on: ["deleteWithInstance"] }] },
      fault: /update calls PaintDisk, which no source names/,
    },
    {
      name: "with an operation of another case in a deletion is told it",
      model: { delete: [{ operation: "detachDisk" }] },
      fault: /delete calls detachDisk, which no source names.*did you mean DetachDisk/,
    },
    {
      name: "with a step that the scaffold has left is told to name the operation",
      model: { create: [{ operation: "" }] },
      fault: /create has a step without an operation/,
    },
    {
      name: "with an update that no property leads to is told so",
      model: { update: [{ operation: "ModifyDiskAttribute" }] },
      fault: /update calls ModifyDiskAttribute on no property/,
    },
    {
      name: "without a source is told what a source looks like",
      model: { source: "" },
      fault: /source is ""; it must name the version and the file/,
    },
    {
      name: "with a source that names no file is told so",
      model: { source: "terraform-provider-alicloud 1.289.0" },
      fault: /must name the version and the file/,
    },
    {
      name: "of a type that the facts do not have is told that its row is missing",
      model: {},
      facts: FACTS.filter(({ type }) => type !== TYPE),
      fault: /ecsDiskAttachment:EcsDiskAttachment has no row in tests\/resources\/facts/,
    },
    {
      name: "one of whose types the facts do not have is told which",
      model: { types: [TYPE, "alicloud:ecs/discAttachment:DiscAttachment"] },
      fault: /discAttachment:DiscAttachment has no row/,
    },
    {
      name: "whose row is still the scaffold's is told that the row names no source",
      model: {},
      facts: FACTS.map((row) => (row.type === TYPE ? { ...row, source: "" } : row)),
      fault: /the row of \S+ in \S+ names no source/,
    },
  ];

  for (const { name, model, facts, fault } of ROWS) {
    it(name, () => {
      const faults = modelFaults({ ...right, ...model }, { ...known, facts: facts ?? FACTS });
      assert.equal(faults.length, 1, faults.join("\n"));
      assert.match(faults[0] ?? "", fault);
    });
  }

  it("is the only one to be told anything", () => {
    assert.deepEqual(modelFaults(right, known), []);
  });
});
