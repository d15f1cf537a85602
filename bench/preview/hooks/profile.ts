// Loaded before a pack's process starts: profiles it until the engine, or the bench, ends it.
import { writeFileSync } from "node:fs";
import { Session, type Profiler } from "node:inspector";

const INTERVAL_MICROSECONDS = 500;
const file = process.env.BENCH_PROFILE ?? "";
const session = new Session();
session.connect();
session.post("Profiler.enable");
session.post("Profiler.setSamplingInterval", { interval: INTERVAL_MICROSECONDS });
session.post("Profiler.start");
process.on("SIGINT", () => {
  session.post("Profiler.stop", (_error: Error | null, { profile }: Profiler.StopReturnType) => {
    writeFileSync(file, JSON.stringify(profile));
    process.exit(0);
  });
});
