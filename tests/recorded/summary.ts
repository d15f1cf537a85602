// `npm run replay [-- PART-OF-A-NAME]`: all recorded previews to all doors, each verdict that is not "right", and a count.
import { DOORS } from "./doors";
import { RECORDINGS } from "./recordings";
import { replayAll } from "./replay";
import { verdictOn, type Verdict } from "./verdicts";

async function main(part: string): Promise<void> {
  const recordings = RECORDINGS.filter(({ name }) => name.includes(part));
  for (const [door, replay] of Object.entries(DOORS)) {
    const answers = await replayAll(recordings, replay);
    const counts = new Map<Verdict, number>();
    for (const recording of recordings) {
      const answer = answers.get(recording.name);
      if (answer === undefined) continue;
      const verdict = verdictOn(recording, answer);
      counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
      if (verdict === "right") continue;
      const got = [...answer.refused, ...(answer.undecided ? ["undecided"] : [])];
      console.log(`${door} | ${verdict} | ${recording.name} | want ${list(recording.want)} | got ${list(got)}`);
    }
    console.log(`${door}: ${[...counts].map(([verdict, count]) => `${count} ${verdict}`).join(", ")}`);
  }
}

const list = (names: readonly string[]): string => (names.length === 0 ? "nothing" : names.join(", "));

void main(process.argv[2] ?? "");
