// What holds for every recorded preview, whatever the cloud says of its instances and whichever look-up fails.
import assert from "node:assert/strict";
import fc from "fast-check";
import { behaviorOf } from "../../policypack/operations/behavior";
import { newFolder, type Folder } from "../cli/runCli";
import { DEVIATIONS } from "./deviations";
import { DOORS, type Door } from "./doors";
import { RECORDINGS, type Recording } from "./recordings";

type Locks = Recording["locks"];

/** Locked or not, in any status; some are missing from the answer, so that their look-up fails. */
const liveSides = ({ instances, disks }: Locks): fc.Arbitrary<Locks> =>
  fc.record({
    instances: someOf(
      instances.map(({ id }) =>
        fc.record({
          id: fc.constant(id),
          status: fc.constantFrom("Running", "Stopped", "Starting", "Stopping"),
          locked: fc.boolean(),
        }),
      ),
    ),
    disks: someOf(disks.map((disk) => fc.constantFrom(disk))),
  });

/** Each of them or not. */
const someOf = <Item>(items: readonly fc.Arbitrary<Item>[]): fc.Arbitrary<Item[]> =>
  fc.tuple(...items.map((item) => fc.option(item))).map((found) => found.flatMap((item) => item ?? []));

const withLive = (recordings: readonly Recording[]): fc.Arbitrary<Recording> =>
  fc
    .constantFrom(...recordings)
    .chain((recording) => liveSides(recording.locks).map((locks) => ({ ...recording, locks })));

const isListed = (door: Door, { name }: Recording): boolean =>
  DEVIATIONS[door].some(({ names }) => names.includes(name));

/** Of a preview that has failed, `check` cannot say that it is clean: steps may be missing. */
const hasFailed = ({ preview: { diagnostics = [] } }: Recording): boolean =>
  diagnostics.some(({ severity }) => severity === "error");

/** The recordings of which no call is refused, whoever is locked. `want` knows of RunInstances, `calls` of all others. */
const unaffected = (door: Door): Recording[] =>
  RECORDINGS.filter(
    (recording) =>
      recording.want.length === 0 &&
      !isListed(door, recording) &&
      !(door === "check" && hasFailed(recording)) &&
      recording.calls.every((operation) => behaviorOf(operation, "topic").behavior === "unaffected"),
  );

describe("of recorded previews", () => {
  let folder: Folder;

  before(() => {
    folder = newFolder();
  });
  after(() => {
    folder.remove();
  });

  for (const door of ["pack", "check"] as const) {
    it(`one that calls nothing affected is never stopped, whatever the look-up says: ${door}`, async () => {
      await fc.assert(
        fc.asyncProperty(withLive(unaffected(door)), async (recording) => {
          assert.deepEqual(await DOORS[door](recording, folder), { refused: [], undecided: false }, recording.name);
        }),
        { numRuns: 300 },
      );
    });
  }

  it("both doors say the same, whatever the look-up says", async () => {
    const alike = RECORDINGS.filter(
      (recording) => !isListed("pack", recording) && !isListed("check", recording) && !hasFailed(recording),
    );
    await fc.assert(
      fc.asyncProperty(withLive(alike), async (recording) => {
        const [check, pack] = [await DOORS.check(recording, folder), await DOORS.pack(recording, folder)];
        assert.deepEqual(check.refused, pack.refused, recording.name);
        // With --refresh the steps show what has drifted, and the pack is not shown it.
        if (!recording.refresh) assert.equal(check.undecided, pack.undecided, recording.name);
      }),
      { numRuns: 300 },
    );
  });

  it("one that is stopped when its instances are locked passes when none is", async () => {
    const unlocked = RECORDINGS.filter((recording) => !isListed("pack", recording)).map((recording) => ({
      ...recording,
      locks: { ...recording.locks, instances: recording.locks.instances.map((one) => ({ ...one, locked: false })) },
    }));
    for (const recording of unlocked) {
      assert.deepEqual(await DOORS.pack(recording, folder), { refused: [], undecided: false }, recording.name);
    }
  });
});
