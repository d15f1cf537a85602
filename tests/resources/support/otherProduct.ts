import assert from "node:assert/strict";
import type { ValueMap } from "../../../policypack/domain/values";
import { callsFor, requireModel, type Planned } from "./plan";
import { samplesOf } from "./samples";

/** A family that another product's API manages: whatever changes, no ECS operation is called. */
export function itIsManagedWith(product: string, type: string): void {
  it(`is managed with ${product}`, () => {
    assert.equal(requireModel(type).product, product);
  });

  for (const [change, planned] of changesOf(type)) {
    it(`calls no ECS operation when it is ${change}`, () => {
      for (const one of planned) assert.deepEqual(callsFor(type, one), [], JSON.stringify(one));
    });
  }
}

/** With all of its properties, and with each of them changed on its own. */
function changesOf(type: string): [change: string, planned: Planned[]][] {
  const { schema } = requireModel(type);
  const [first, second] = [samplesOf(schema, "first"), samplesOf(schema, "second")];
  const changed = (name: string): ValueMap => ({ ...first, [name]: second[name] });
  return [
    ["created", [{ after: first }]],
    ["changed or replaced", Object.keys(schema).map((name) => ({ id: "x-1", before: first, after: changed(name) }))],
    ["deleted", [{ id: "x-1", before: first }]],
  ];
}
