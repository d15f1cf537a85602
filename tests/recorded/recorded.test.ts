// Previews of the real provider under the real engine, held against what `pulumi up` then called: README.md.
import assert from "node:assert/strict";
import { newFolder, type Folder } from "../cli/runCli";
import { DEVIATIONS, type Deviation } from "./deviations";
import { DOORS, type Door } from "./doors";
import { RECORDINGS, type Recording } from "./recordings";
import { verdictOn } from "./verdicts";

const DOOR_NAMES: Readonly<Record<Door, string>> = {
  pack: "the policy pack in a preview",
  update: "the policy pack in an update after its preview",
  skipPreview: "the policy pack in an update with --skip-preview",
  check: "ecs-lock check",
};

const isDoor = (name: string): name is Door => name in DOORS;

describe("a recorded preview of the real provider", () => {
  let folder: Folder;

  before(() => {
    folder = newFolder();
  });
  after(() => {
    folder.remove();
  });

  for (const door of Object.keys(DOORS).filter(isDoor)) {
    describe(`shown to ${DOOR_NAMES[door]}`, () => {
      for (const recording of RECORDINGS) {
        const listed = deviationOf(door, recording.name);
        it(titleOf(recording, listed), async () => {
          const answer = await DOORS[door](recording, folder);
          const expected = listed?.verdict ?? "right";
          assert.equal(
            verdictOn(recording, answer),
            expected,
            `deviations.ts says ${expected}: ${JSON.stringify(answer)}`,
          );
        });
      }
    });
  }
});

function titleOf({ name, want }: Recording, listed: Deviation | undefined): string {
  const expected = want.length === 0 ? "passes" : `is stopped for ${want.join(", ")}`;
  return listed === undefined ? `${name}: ${expected}` : `${name}: ${listed.verdict}: ${listed.why}`;
}

function deviationOf(door: Door, name: string): Deviation | undefined {
  return DEVIATIONS[door].find(({ names }) => names.includes(name));
}

describe("the list of deviations", () => {
  const names = new Set(RECORDINGS.map(({ name }) => name));

  for (const door of Object.keys(DOORS).filter(isDoor)) {
    it(`names recordings only, and each once: ${DOOR_NAMES[door]}`, () => {
      const listed = DEVIATIONS[door].flatMap((deviation) => deviation.names);
      assert.deepEqual(listed, [...new Set(listed)]);
      assert.deepEqual(
        listed.filter((name) => !names.has(name)),
        [],
      );
    });

    it(`allows by the documents only that something cannot be said: ${DOOR_NAMES[door]}`, () => {
      const allowed = door === "update" || door === "skipPreview" ? [...UNDECIDED, ...UNSEEN] : UNDECIDED;
      assert.deepEqual(
        DEVIATIONS[door].filter(({ verdict }) => !allowed.includes(verdict)),
        [],
      );
    });
  }

  it("is of 375 recordings, each with a name of its own", () => {
    assert.deepEqual([RECORDINGS.length, names.size], [375, 375]);
  });
});

const UNDECIDED = ["needless undecided", "undecided though refused"];

/** The update phase is not shown deletions, nor what no input gives away. */
const UNSEEN = ["silent", "partly missing", "extra"];
