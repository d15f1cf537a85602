// What look-ups take is loaded while the engine is still at work, and only where something looks changed.
import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { DEFAULTS } from "../../policypack/configuration/configuration";
import { known, notKnown, type LookUp } from "../../policypack/domain/lookUps";
import type { StackState } from "../../policypack/domain/resources";
import type { ProgramResource } from "../../policypack/engine/analyzer/messages";
import { enabledPolicies } from "../../policypack/policies/enabledPolicies";
import { prepareFor } from "../../policypack/policies/prepare";
import type { RunState } from "../../policypack/policies/runState";
import { failingSource } from "../../policypack/review/lookUps/lockSource";
import { stateOf } from "../review/support/judging";
import { priorOf } from "../review/support/resources";
import { INSTANCE } from "../support/scenario";

const urnOf = (name: string): string => `urn:pulumi:dev::shop::${INSTANCE}::${name}`;
const STATE = known(stateOf([priorOf(INSTANCE, "i-web", { instanceName: "a" }, {}, { urn: urnOf("web") })]));
const EMPTY = known(stateOf([]));
const UNREAD = notKnown({ cause: "the backend is away", remedy: "wait" });

const resource = (name: string, instanceName: string): ProgramResource => ({
  urn: urnOf(name),
  type: INSTANCE,
  inputs: { instanceName },
  aliases: [],
  ignoreChanges: [],
  deleteBeforeReplace: false,
  provider: { settings: {} },
});

/** How often it was loaded, and how often the state was read. */
async function loaded(
  state: () => Promise<LookUp<StackState>>,
  resources: readonly ProgramResource[],
  load = (): Promise<void> => Promise.resolve(),
) {
  const found = { loads: 0, reads: 0 };
  const run: RunState = {
    surroundings: {
      preview: true,
      previewed: undefined,
      priorState: () => {
        const read = (): Promise<LookUp<StackState>> => {
          found.reads += 1;
          return state();
        };
        return { read, readWithSecrets: read };
      },
      sources: () => () => failingSource({ cause: "nobody is to be asked", remedy: "none" }),
      prepareLookUps: () => {
        found.loads += 1;
        return load();
      },
      leavesOut: () => false,
      refreshes: false,
      replaces: () => false,
      now: () => 0,
    },
    recorded: new Map(),
    waiting: new Map(),
    configuration: DEFAULTS,
    configured: true,
    broken: false,
    stackJudged: false,
    enabled: enabledPolicies(),
  };
  for (const one of resources) prepareFor(run, one);
  await run.prior?.catch(() => undefined);
  await turn();
  return found;
}

const CHANGED = resource("web", "b");
const SAME = resource("web", "a");
const NEW = resource("api", "a");

describe("what look-ups take", () => {
  const ROWS: readonly (readonly [string, LookUp<StackState>, readonly ProgramResource[], number])[] = [
    ["is loaded where a resource is changed", STATE, [SAME, CHANGED], 1],
    ["is loaded where one is new in a stack that has others", STATE, [NEW], 1],
    ["is loaded once, however many there are", STATE, [CHANGED, NEW, CHANGED], 1],
    ["is not loaded where none is changed", STATE, [SAME, SAME], 0],
    ["is not loaded for the first resources of a stack", EMPTY, [CHANGED, NEW], 0],
    ["is not loaded where the state cannot be read", UNREAD, [CHANGED], 0],
  ];
  for (const [title, state, resources, loads] of ROWS) {
    it(title, async () => {
      assert.deepEqual(await loaded(() => Promise.resolve(state), resources), { loads, reads: 1 });
    });
  }

  it("is told when it is needed, if it cannot be loaded", async () => {
    const fails = (): Promise<never> => Promise.reject(new Error("no such module"));
    assert.deepEqual(await loaded(() => Promise.resolve(STATE), [CHANGED], fails), { loads: 1, reads: 1 });
    assert.deepEqual(await loaded(fails, [CHANGED, CHANGED]), { loads: 0, reads: 1 });
  });
});
