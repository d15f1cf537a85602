import assert from "node:assert/strict";
import type { Decision, PlannedResource } from "../../policypack/domain/decisions";
import type { Step } from "../../policypack/resources/model";
import { NOTHING_KNOWN } from "../../policypack/resources/model";
import { decidedResource, possibleCalls } from "../../policypack/review/decidedResource";
import { INSTANCE } from "../support/scenario";
import { on, planned } from "./support/oneCall";

const resourceOf = (type: string, name: string): PlannedResource => ({
  urn: "u",
  provider: { settings: {} },
  priorUrn: "u",
  evidence: {
    type,
    prior: {
      id: "i-1",
      inputs: {},
      outputs: { instanceName: "a", status: "Running" },
      unfinished: false,
      tainted: false,
    },
    program: { instanceName: name },
    settings: {},
  },
});

describe("a resource of which something is asked", () => {
  it("has its change", () => {
    const decided = decidedResource(resourceOf(INSTANCE, "b"));
    assert.deepEqual([decided?.change.kind, decided?.change.id, decided?.decision.open], ["update", "i-1", undefined]);
    assert.ok(decided?.model.types.includes(INSTANCE));
  });
  it("is none where nothing changes", () => {
    assert.equal(decidedResource(resourceOf(INSTANCE, "a")), undefined);
  });
  it("is none of a type that is not known here", () => {
    assert.equal(decidedResource(resourceOf("alicloud:oss/bucket:Bucket", "b")), undefined);
  });
  it("has the first change that there may be", () => {
    const resource = resourceOf(INSTANCE, "a");
    const { prior } = resource.evidence;
    const shown = { id: undefined, outputs: { instanceName: "a", status: "Running" } };
    // Nothing differs, so that only what may have drifted is left.
    const evidence = { ...resource.evidence, prior, planned: shown };
    const decided = decidedResource({ ...resource, evidence });
    assert.deepEqual([decided?.change.kind, decided?.decision.open], ["update", "drift"]);
    assert.equal(decided?.change, decided?.decision.readings[0]);
  });
});

describe("the calls that may be made", () => {
  const call = (operation: string, id?: string): Step => ({
    operation,
    targets: () => (id === undefined ? [] : [on(id)]),
  });

  /** Of a creation, an update and a deletion, by what the decision leaves open. */
  function callsOf(steps: Partial<Record<"create" | "update" | "delete", Step[]>>, ...kinds: (string | undefined)[]) {
    const base = planned("TagResources");
    const readings: Decision["readings"] = kinds.map((kind) =>
      kind === undefined ? undefined : { ...base.change, kind: kind as "create" | "update" | "delete" },
    );
    const model = { ...base.model, create: [], update: [], delete: [], ...steps };
    return possibleCalls({ ...base, model, decision: { readings, open: "secret" } }, NOTHING_KNOWN).map(
      ({ call: { operation, target }, isCertain }) =>
        `${operation} ${target?.instanceId ?? "-"}${isCertain ? "" : "?"}`,
    );
  }

  const [a, b, c] = [call("StopInstance", "i-1"), call("StartInstance", "i-1"), call("StopInstance", "i-2")];

  const ROWS: readonly (readonly [string, Parameters<typeof callsOf>, readonly string[]])[] = [
    [
      "by the only reading are certain",
      [{ create: [a, b, c] }, "create"],
      ["StopInstance i-1", "StartInstance i-1", "StopInstance i-2"],
    ],
    ["by no reading are none", [{}, undefined], []],
    ["beside none are not certain", [{ create: [a] }, "create", undefined], ["StopInstance i-1?"]],
    ["by the second reading alone are not certain", [{ create: [a] }, undefined, "create"], ["StopInstance i-1?"]],
    [
      "by both readings are certain",
      [{ create: [a, b], update: [b] }, "create", "update"],
      ["StopInstance i-1?", "StartInstance i-1"],
    ],
    [
      "on another instance are others",
      [{ create: [a], update: [c] }, "create", "update"],
      ["StopInstance i-1?", "StopInstance i-2?"],
    ],
    [
      "of another operation are others",
      [{ create: [a], update: [b] }, "create", "update"],
      ["StopInstance i-1?", "StartInstance i-1?"],
    ],
    [
      "by two of three readings are not certain",
      [{ create: [a], update: [a] }, "create", "update", "delete"],
      ["StopInstance i-1?"],
    ],
    [
      "by the others are listed once",
      [{ update: [a, a], delete: [a] }, "create", "update", "delete"],
      ["StopInstance i-1?"],
    ],
    [
      "by all three readings are certain",
      [{ create: [a], update: [a], delete: [b, a] }, "create", "update", "delete"],
      ["StopInstance i-1", "StartInstance i-1?"],
    ],
  ];
  for (const [name, given, calls] of ROWS) {
    it(name, () => {
      assert.deepEqual(callsOf(...given), calls);
    });
  }
});
