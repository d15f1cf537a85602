// Holds the provider of the end-to-end tests against what the real one has planned.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { checkedInputs } from "../support/testProvider/check";
import { createdOutputs, importedOutputs, inputsOf, updatedOutputs } from "../support/testProvider/resources";
import { flagsOf } from "../support/testProvider/schema";
import { isMap, secret, type PropertyMap, type Value } from "../support/testProvider/values";
import { realPlan, recordedChanges, testPlan, withSortedSets } from "./providerPlan";
import { disclosed, RECORDINGS } from "./recordings";

/** Resources of recordings that the test provider plans otherwise, and why. */
const KNOWN: Readonly<Record<string, string>> = {
  'unit-N: enia deleted + web.deletionProtection := true + eni replaceOnChanges networkInterfaceName + eni.networkInterfaceName := "zz" (up): eni_4':
    "replaceOnChanges: the engine makes a replacement of the provider's update",
};

describe("the test provider, against the real one", () => {
  const cases = RECORDINGS.flatMap((recording) =>
    recordedChanges(recording).map((change) => ({ title: `${recording.name}: ${change.name}`, change })),
  );

  for (const { title, change } of cases) {
    const reason = KNOWN[title];
    const real = withSortedSets(change.type, realPlan(change));
    it(`${reason === undefined ? "plans" : "does not plan"} ${real.kind} for ${title}`, () => {
      const planned = withSortedSets(change.type, testPlan(change));
      if (reason === undefined) assert.deepEqual(planned, real);
      else assert.notDeepEqual(planned, real, `no longer a deviation: ${reason}`);
    });
  }
});

describe("the test provider's check, against the real one", () => {
  const steps = RECORDINGS.flatMap(({ name, preview }) =>
    preview.steps.flatMap(({ op, newState }) => {
      const { type = "", inputs } = newState ?? {};
      const isChecked = op !== "refresh" && type.startsWith("alicloud:") && inputs?.__defaults !== undefined;
      return isChecked ? [{ title: `${name}: ${op}`, type, inputs }] : [];
    }),
  );

  it("fills in the same defaults, and none that is empty", () => {
    for (const { title, type, inputs } of steps) {
      assert.deepEqual(checkedInputs(flagsOf(type), withoutDefaults(inputs)), inputs, title);
    }
  });
});

/** The program's own inputs: those that check has filled in are named in `__defaults`. */
function withoutDefaults(inputs: PropertyMap): PropertyMap {
  const filled: readonly Value[] = Array.isArray(inputs.__defaults) ? inputs.__defaults : [];
  const own = Object.entries(inputs).filter(([name]) => name !== "__defaults" && !filled.includes(name));
  return Object.fromEntries(own.map(([name, value]) => [name, withoutNestedDefaults(value)]));
}

function withoutNestedDefaults(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => withoutNestedDefaults(item));
  return isMap(value) ? withoutDefaults(value) : value;
}

describe("a state that the test provider leaves, against the real one", () => {
  const TYPES = [
    "alicloud:ecs/instance:Instance",
    "alicloud:ecs/disk:Disk",
    "alicloud:ecs/ecsDisk:EcsDisk",
    "alicloud:ecs/diskAttachment:DiskAttachment",
    "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment",
  ];
  // Of some an output was taken away on purpose.
  const entries = RECORDINGS.filter(({ name }) => !name.includes("lack")).flatMap(({ name, state }) =>
    state.deployment.resources.flatMap(({ type, inputs = {}, outputs = {} }) =>
      TYPES.includes(type) ? [{ title: `${name}: ${type}`, name, type, inputs, outputs }] : [],
    ),
  );

  it("has the same outputs of what was created", () => {
    for (const { title, type, inputs, outputs } of entries.filter(({ name }) => name.includes("(up)"))) {
      const created = createdOutputs(type, inputs, "an id", 1);
      // Some have been updated since.
      const states = [created, updatedOutputs(type, created, inputs)].map(namesOf);
      const alike = states.find((state) => isDeepStrictEqual(state, namesOf(outputs)));
      assert.deepEqual(alike ?? states[0], namesOf(outputs), title);
    }
  });

  it("has the same inputs of what was imported", () => {
    // Of PrePaid instances the real one keeps defaults of two properties among the inputs.
    const imported = entries.filter(({ name }) => name.includes("(import)") && !name.startsWith("prepaid"));
    for (const { title, type, inputs, outputs } of imported) {
      // subnetId is an old name of vswitchId that the SDK no longer has.
      const real = Object.keys(inputs).filter((name) => name !== "subnetId");
      assert.deepEqual(Object.keys(inputsOf(type, outputs)).sort(), real.sort(), title);
    }
  });

  it("has the password that nobody has set as a secret empty text", () => {
    const instances = entries.filter(({ type, inputs }) => type.endsWith(":Instance") && inputs.password === undefined);
    for (const { title, type, inputs, outputs } of instances) {
      const states = [createdOutputs(type, inputs, "an id", 1), importedOutputs(type, inputs, "an id")];
      assert.deepEqual(disclosed(outputs).password, "", title);
      for (const { password } of states) assert.deepEqual(password, secret(""), title);
    }
  });

  it("lacks what no import reads", () => {
    for (const { title, type, inputs, outputs } of entries.filter(({ name }) => name.includes("(import)"))) {
      const imported = importedOutputs(type, withoutDefaults(inputs), "an id");
      assert.deepEqual(namesOf(imported), namesOf(outputs), title);
    }
  });
});

const namesOf = (outputs: PropertyMap): string[] =>
  Object.keys(outputs)
    .filter((name) => name !== "__meta")
    .sort();
