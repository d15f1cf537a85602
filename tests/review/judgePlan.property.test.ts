// What must hold of every judgement, for any type of resource, any state and any configuration.
import assert from "node:assert/strict";
import fc from "fast-check";
import { decide } from "../../policypack/changes/decision";
import type { PlannedResource, ResourceChange } from "../../policypack/domain/decisions";
import type { StackState } from "../../policypack/domain/resources";
import { known } from "../../policypack/domain/lookUps";
import { behaviorOf } from "../../policypack/operations/behavior";
import { programPlan, stackPlan } from "../../policypack/engine/analyzer/stackPlan";
import { wholeMessage } from "../../policypack/report/messages";
import { MAPPED_TYPES, modelOf } from "../../policypack/resources/index";
import { callsOf } from "../../policypack/resources/calls";
import { NOTHING_KNOWN } from "../../policypack/resources/model";
import {
  judgeAll,
  LOCKED,
  optionsOf,
  piecesOf,
  sourceOf,
  spoiled,
  stateOf,
  type Judgement,
  type Options,
  type Piece,
} from "./support/judging";

const RUNS = { numRuns: 400 };

/** The stack phase of a preview in which the program still has everything but `gone`. */
function stackPhase(pieces: readonly Piece[], state: StackState, gone: readonly Piece[] = []): PlannedResource[] {
  const left = pieces.filter((piece) => !gone.includes(piece));
  return stackPlan({
    program: left.map(({ program }) => program),
    planned: new Map(left.map(({ shown }) => [shown.urn, shown])),
    urns: new Set(left.map(({ shown }) => shown.urn)),
    state: known(state),
    leavesOut: () => false,
    refreshes: false,
    replaces: () => false,
  });
}

/** The resource phase of an update, one resource after another. */
const resourcePhase = (pieces: readonly Piece[], state: StackState): PlannedResource[] =>
  pieces.map(({ program }) => programPlan(program, state, {}));

const textsOf = ({ findings }: Judgement): string[] =>
  findings.map((finding) => wholeMessage(finding, { now: 0, defaultsHold: false, phase: "preview" as const }));

async function findsNothing(plan: readonly PlannedResource[], state: StackState, options: Options): Promise<void> {
  const source = sourceOf(LOCKED);
  const judgement = await judgeAll(plan, source, state, options);
  assert.deepEqual([textsOf(judgement), source.asked()], [[], 0]);
}

describe("where nothing changes, on locked instances only", () => {
  it("nothing is found and nothing looked up in a preview", () =>
    fc.assert(
      fc.asyncProperty(piecesOf(false), optionsOf, async (pieces, options) => {
        const state = stateOf(pieces.map(({ prior }) => prior));
        await findsNothing(stackPhase(pieces, state), state, options);
      }),
      RUNS,
    ));

  it("nor in an update", () =>
    fc.assert(
      fc.asyncProperty(piecesOf(false), optionsOf, async (pieces, options) => {
        const state = stateOf(pieces.map(({ prior }) => prior));
        await findsNothing(resourcePhase(pieces, state), state, options);
      }),
      RUNS,
    ));

  it("nor where the engine leaves alone what program and state differ in: untargeted, ignored, refreshed", () =>
    fc.assert(
      fc.asyncProperty(piecesOf(true), optionsOf, async (pieces, options) => {
        const untouched = pieces.map((piece) => ({ ...piece, shown: { ...piece.shown, id: piece.prior.id } }));
        const state = stateOf(pieces.map(({ prior }) => prior));
        await findsNothing(stackPhase(untouched, state), state, options);
      }),
      RUNS,
    ));

  it("nor where all that is gone is what the engine drops without asking the provider", () => {
    const dropped = fc.constantFrom(
      { retainOnDelete: true },
      { external: true },
      { pendingReplacement: true },
      { deletedWith: "urn:pulumi:dev::shop::my:app:App::gone" },
    );
    const stacks = fc.tuple(piecesOf(false), fc.array(dropped, { minLength: 4, maxLength: 4 }), optionsOf);
    return fc.assert(
      fc.asyncProperty(stacks, async ([pieces, flags, options]) => {
        const gone = pieces.map((piece, index) => ({ ...piece, prior: { ...piece.prior, ...flags[index] } }));
        const state = stateOf(gone.map(({ prior }) => prior));
        await findsNothing(stackPhase(gone, state, gone), state, options);
      }),
      RUNS,
    );
  });
});

describe("where no instance is locked for security reasons", () => {
  const live = fc.record({
    lockReasons: fc.subarray(["financial", "Recycling", "dedicatedhostfinancial", "refunded"]),
    status: fc.constantFrom("Running", "Stopped", "Starting", undefined),
    diskStatus: fc.constantFrom("In_use", "Available", "Attaching"),
  });

  it("nothing is found, whatever changes, is deleted or is left over", () =>
    fc.assert(
      fc.asyncProperty(piecesOf(true, 5), live, optionsOf, async (pieces, statuses, options) => {
        const [left, ...others] = pieces;
        const [gone] = others;
        const pending = left === undefined ? [] : [left.prior];
        const state = stateOf(
          others.map(({ prior }) => prior),
          pending,
        );
        const plan = [
          ...stackPhase(others, state, gone === undefined ? [] : [gone]),
          ...resourcePhase(others, state),
          ...resourcePhase(others, stateOf([])),
        ];
        const judgement = await judgeAll(plan, sourceOf(statuses), state, options);
        assert.deepEqual(textsOf(judgement), []);
        assert.ok(
          judgement.verdicts.every(({ effects, deletesLocked }) => effects.length + deletesLocked.length === 0),
        );
      }),
      RUNS,
    ));

  it("nor with values that are hidden, unknown or senseless; secrets are read in plain text where they decide on calls", () =>
    fc.assert(
      fc.asyncProperty(piecesOf(true), fc.nat(21), live, optionsOf, async (whole, choice, statuses, options) => {
        const pieces = whole.map((piece) => spoiled(piece, choice));
        const state = stateOf(pieces.map(({ prior }) => prior));
        const plan = [...stackPhase(pieces, state), ...resourcePhase(pieces, state)];
        const judgement = await judgeAll(plan, sourceOf(statuses), state, options);
        const texts = textsOf(judgement);
        assert.deepEqual(
          texts.filter((text) => !text.includes("a secret decides what is called")),
          [],
        );
        const spellsCalls = plan.some(({ evidence }) => modelOf(evidence.type)?.calls !== undefined);
        assert.ok(judgement.disclosures === 0 || texts.length > 0 || spellsCalls);
      }),
      RUNS,
    ));
});

describe("with values that are hidden, unknown or senseless, on locked instances only,", () => {
  it("everything is judged, and every violation has a text", () =>
    fc.assert(
      fc.asyncProperty(piecesOf(true), fc.nat(21), optionsOf, async (whole, choice, options) => {
        const pieces = whole.map((piece) => spoiled(piece, choice));
        const state = stateOf(pieces.map(({ prior }) => prior));
        const plan = [...stackPhase(pieces, state, pieces.slice(0, 1)), ...resourcePhase(pieces, state)];
        const judgement = await judgeAll(plan, sourceOf(LOCKED), state, options);
        assert.ok(textsOf(judgement).every((text) => text.length > 0));
      }),
      RUNS,
    ));
});

describe("where only operations are called that a lock does not affect", () => {
  const DELETIONS = ["DeleteInstance", "DeleteInstances"];

  const changesOf = ({ evidence }: PlannedResource): readonly ResourceChange[] => {
    const model = modelOf(evidence.type);
    return model === undefined ? [] : decide(model, evidence).readings.flatMap((change) => change ?? []);
  };

  /** Nothing that is affected or warned of, by the model alone. */
  const isHarmless = (resource: PlannedResource, options: Options): boolean =>
    changesOf(resource).every((change) => isHarmlessChange(change, options));

  function isHarmlessChange(change: ResourceChange, { edition }: Options): boolean {
    const model = modelOf(change.type);
    assert.ok(model);
    const calls = callsOf(model, change, NOTHING_KNOWN);
    const isAffected = calls.some(
      ({ operation }) => behaviorOf(operation, edition).behavior !== "unaffected" || DELETIONS.includes(operation),
    );
    return !isAffected && (model.effects?.(change) ?? []).length === 0;
  }

  it("nothing is found and nothing looked up, on locked instances only", async () => {
    let harmless = 0;
    await fc.assert(
      fc.asyncProperty(piecesOf(true, 6), optionsOf, async (pieces, options) => {
        const state = stateOf(pieces.map(({ prior }) => prior));
        const all = [...stackPhase(pieces, state, pieces.slice(0, 2)), ...resourcePhase(pieces, state)];
        const plan = all.filter((resource) => isHarmless(resource, options));
        harmless += plan.filter((resource) => changesOf(resource).length > 0).length;
        await findsNothing(plan, state, options);
      }),
      RUNS,
    );
    // The property says something only if there were changes to judge.
    assert.ok(harmless > RUNS.numRuns, String(harmless));
  });

  it("and whatever is affected is found, on locked instances only, of some of each kind", async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(piecesOf(true), optionsOf, async (pieces, options) => {
        const state = stateOf(pieces.map(({ prior }) => prior));
        const { findings } = await judgeAll(resourcePhase(pieces, state), sourceOf(LOCKED), state, options);
        found += findings.length;
      }),
      RUNS,
    );
    assert.ok(found > MAPPED_TYPES.length, String(found));
  });
});
