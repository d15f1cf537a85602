// What must hold of every judgement, for any type of resource, any state and any configuration.
import assert from "node:assert/strict";
import fc from "fast-check";
import { planChange } from "../../policypack/changes/change";
import type { StackState } from "../../policypack/domain/resources";
import { known } from "../../policypack/domain/lookUps";
import { behaviorOf } from "../../policypack/operations/behavior";
import { subjectOf, subjectsOfStack, type JudgedSubject } from "../../policypack/policies/subjects";
import { MAPPED_TYPES } from "../../policypack/resources/index";
import { callsOf } from "../../policypack/resources/calls";
import { NOTHING_KNOWN } from "../../policypack/resources/model";
import { judgeAll, LOCKED, optionsOf, piecesOf, sourceOf, spoiled, stateOf, type Options, type Piece } from "../policies/support/judging";

const RUNS = { numRuns: 400 };

/** The stack phase of a preview in which the program still has everything but `gone`. */
function stackPhase(pieces: readonly Piece[], state: StackState, gone: readonly Piece[] = []): JudgedSubject[] {
  const left = pieces.filter((piece) => !gone.includes(piece));
  return subjectsOfStack({
    recorded: left.map(({ planned }) => planned),
    seen: new Map(left.map(({ seen }) => [seen.urn, seen])),
    urns: new Set(left.map(({ seen }) => seen.urn)),
    state: known(state),
    leavesOut: () => false,
  });
}

/** The resource phase of an update, one resource after another. */
const resourcePhase = (pieces: readonly Piece[], state: StackState): JudgedSubject[] =>
  pieces.map(({ planned }) => subjectOf(planned, state, undefined));

async function findsNothing(subjects: readonly JudgedSubject[], state: StackState, options: Options): Promise<void> {
  const source = sourceOf(LOCKED);
  const { violations } = await judgeAll(subjects, source, state, options);
  assert.deepEqual([violations.map((one) => one.text(undefined)), source.asked()], [[], 0]);
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
        const untouched = pieces.map((piece) => ({ ...piece, seen: { ...piece.seen, id: piece.prior.id } }));
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
        const subjects = [
          ...stackPhase(others, state, gone === undefined ? [] : [gone]),
          ...resourcePhase(others, state),
          ...resourcePhase(others, stateOf([])),
        ];
        const { violations, judged } = await judgeAll(subjects, sourceOf(statuses), state, options);
        assert.deepEqual(
          violations.map((one) => one.text(undefined)),
          [],
        );
        assert.ok(judged.every(({ reviewed }) => reviewed.effects.length + reviewed.deletesLocked.length === 0));
      }),
      RUNS,
    ));

  it("nor with values that are hidden, unknown or senseless; secrets are read in plain text where they decide on calls", () =>
    fc.assert(
      fc.asyncProperty(piecesOf(true), fc.nat(21), live, optionsOf, async (whole, choice, statuses, options) => {
        const pieces = whole.map((piece) => spoiled(piece, choice));
        const state = stateOf(pieces.map(({ prior }) => prior));
        const subjects = [...stackPhase(pieces, state), ...resourcePhase(pieces, state)];
        const { disclosures, violations } = await judgeAll(subjects, sourceOf(statuses), state, options);
        const texts = violations.map((one) => one.text(undefined));
        assert.deepEqual(
          texts.filter((text) => !text.includes("a secret decides what is called")),
          [],
        );
        const spellsCalls = subjects.some(({ model }) => model.calls !== undefined);
        assert.ok(disclosures === 0 || texts.length > 0 || spellsCalls);
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
        const subjects = [...stackPhase(pieces, state, pieces.slice(0, 1)), ...resourcePhase(pieces, state)];
        const { violations } = await judgeAll(subjects, sourceOf(LOCKED), state, options);
        assert.ok(violations.every((one) => one.text(undefined).length > 0));
      }),
      RUNS,
    ));
});

describe("where only operations are called that a lock does not affect", () => {
  const DELETIONS = ["DeleteInstance", "DeleteInstances"];

  /** Nothing that is affected or warned of, by the model alone. */
  function isHarmless({ model, subject, unseen }: JudgedSubject, { edition }: Options): boolean {
    const change = planChange(model, subject, "changed");
    if (unseen !== undefined) return false;
    if (change === undefined) return true;
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
        const subjects = all.filter((subject) => isHarmless(subject, options));
        harmless += subjects.filter(({ model, subject }) => planChange(model, subject, "changed")).length;
        await findsNothing(subjects, state, options);
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
        const { violations } = await judgeAll(resourcePhase(pieces, state), sourceOf(LOCKED), state, options);
        found += violations.length;
      }),
      RUNS,
    );
    assert.ok(found > MAPPED_TYPES.length, String(found));
  });
});
