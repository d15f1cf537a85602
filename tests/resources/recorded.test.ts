import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decide } from "../../policypack/changes/decision";
import { toValueMap } from "../../policypack/engine/propertyValues";
import { modelOf } from "../../policypack/resources";
import { callsOf } from "../../policypack/resources/calls";
import { repositoryRoot } from "../support/repository";

interface Patch {
  readonly set: Readonly<Record<string, unknown>>;
  readonly unset?: readonly string[];
}
interface Recorded {
  readonly name: string;
  readonly type?: string;
  readonly id: string;
  readonly inputs: Patch;
  readonly outputs: Patch;
  readonly planned: Patch;
  readonly settings?: object;
  readonly live: string;
  readonly kind: "none" | "update" | "replace";
  readonly calls: readonly string[];
}
interface Recording {
  readonly bases: Readonly<Record<string, { readonly inputs: object; readonly outputs: object }>>;
  readonly scenarios: readonly Recorded[];
}

const INSTANCE = "alicloud:ecs/instance:Instance";
const file = join(repositoryRoot, "tests/resources/recorded/calls.json");
const { bases, scenarios } = JSON.parse(readFileSync(file, "utf8")) as Recording;

/** What the models do not follow the provider in, and why that is right or harmless. */
const KNOWN: Readonly<Record<string, string>> = {
  'k3 imageOptions: {"loginAsNonRoot":false} absent in outputs and inputs':
    "an explicit zero in a block that the state does not have; the stack phase sees the replacement",
  'k3 cpuOptions: {"coreCount":0} absent in outputs and inputs': "no instance has 0 cores",
  "s3 ecsDiskAttachment instanceId changed":
    "the models list the new resource first; whether the disk's DeleteAutoSnapshot flips shows only live",
  "k7 same on PrePaid":
    "the state has no renewalStatus: the provider plans an update and calls nothing, and no lock affects what the models list",
  "k3 maintenanceTime: {} absent in outputs and inputs": "calls nothing that a lock affects",
};

describe("the calls of a change, against those recorded from the real provider", () => {
  for (const scenario of scenarios) {
    if (scenario.name in KNOWN) continue;
    it(`${scenario.name}: ${scenario.kind}${scenario.calls.length === 0 ? "" : `: ${scenario.calls.join(", ")}`}`, () => {
      const { kind, calls } = predicted(scenario);
      assert.deepEqual(withoutRepeats(calls), withoutRepeats(scenario.calls));
      // An update that calls nothing and no update are the same to a lock.
      if (scenario.kind === "replace" || scenario.calls.length > 0) assert.equal(kind, scenario.kind);
    });
  }

  it("are recorded for more than 700 changes", () => {
    assert.ok(scenarios.length - Object.keys(KNOWN).length > 700, String(scenarios.length));
  });
});

function predicted({ type = INSTANCE, id, live, settings = {}, ...scenario }: Recorded) {
  const [model, base] = [modelOf(type), bases[type]];
  assert.ok(model && base, type);
  const inputs = patched(base.inputs, scenario.inputs);
  const outputs = toValueMap(patched(base.outputs, scenario.outputs));
  const prior = { id, inputs: toValueMap(inputs), outputs, unfinished: false, tainted: false };
  const program = toValueMap(patched(inputs, scenario.planned));
  const [change] = decide(model, { type, prior, program, settings: toValueMap(settings) }).readings;
  const view = { instanceStatus: () => live, diskInstances: () => undefined };
  return {
    kind: change?.kind ?? "none",
    calls: change === undefined ? [] : callsOf(model, change, view).map((call) => call.operation),
  };
}

function patched(base: object, { set, unset = [] }: Patch): object {
  return Object.fromEntries(
    Object.entries({ ...base, ...set }).filter(([name]) => !unset.includes(name) || name in set),
  );
}

/** The provider calls some operations once for each of several ids; the models name them once. */
const withoutRepeats = (calls: readonly string[]): string[] => calls.filter((call, index) => call !== calls[index - 1]);
