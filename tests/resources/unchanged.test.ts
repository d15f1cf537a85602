import assert from "node:assert/strict";
import fc from "fast-check";
import { decide } from "../../policypack/changes/decision";
import { flagsOf, type PropertyFlags, type Schema } from "../../policypack/changes/schemaFlags";
import type { Value, ValueMap } from "../../policypack/domain/values";
import { MAPPED_TYPES } from "../../policypack/resources";
import type { ResourceModel } from "../../policypack/resources/model";
import { computedOf, inputsOf, reordered } from "./support/arbitraries";
import { requireModel } from "./support/plan";

/** What is planned for a resource whose program and state are these. */
function planned(model: ResourceModel, inputs: ValueMap, outputs: ValueMap, program: ValueMap) {
  const [type = ""] = model.types;
  const prior = { id: "x-1", inputs, outputs, unfinished: false, tainted: false };
  return decide(model, { type, prior, program, settings: {} }).readings[0];
}

/**
 * Zero values are not always written into the state. Where they are missing, an explicit false or 0 of a property that
 * replaces is a change all the same, to the provider as well (measured: systemDiskEncrypted, encrypted of a disk).
 */
const withoutZeros = (schema: Schema, values: ValueMap): ValueMap =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !isZero(value) || isReplacedByZero(schema[name])),
  );

const isZero = (value: Value | undefined): boolean => value === "" || value === 0 || value === false;

function isReplacedByZero(entry: PropertyFlags | undefined): boolean {
  const flags = entry === undefined ? undefined : flagsOf(entry);
  return flags?.computed === true && flags.forceNew;
}

describe("A resource whose program has not changed", () => {
  for (const model of new Set(MAPPED_TYPES.map(requireModel))) {
    it(`is not changed by the provider: ${model.types.join(", ")}`, () => {
      const state = fc.tuple(inputsOf(model.schema), computedOf(model.schema));
      fc.assert(
        fc.property(state, ([inputs, computed]) => {
          const outputs = { ...computed, ...inputs };
          assert.equal(planned(model, inputs, outputs, inputs), undefined);
          assert.equal(planned(model, inputs, withoutZeros(model.schema, outputs), inputs), undefined);
        }),
        { numRuns: 100 },
      );
    });

    it(`is not changed by another order in its sets: ${model.types.join(", ")}`, () => {
      fc.assert(
        fc.property(inputsOf(model.schema), (inputs) => {
          const program = reordered(model.schema, inputs);
          assert.equal(planned(model, inputs, inputs, program), undefined);
        }),
        { numRuns: 100 },
      );
    });
  }
});
