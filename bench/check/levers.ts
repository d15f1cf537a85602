// What was tried to make `ecs-lock check` faster. Figures of 2026-11-28, two cores with other work on them: CPU time of the
// main thread for 10,000 steps, the least of five to nine interleaved runs, as a multiple of JSON.parse in the same runs
// (3.75 before all of it), but where another measure is named.
import type { Row } from "../lookups/table";

export const LEVERS: readonly Row[] = [
  {
    change:
      "a change is judged while the preview is read, where nothing else decides on it, and its values are dropped",
    measured: "peak memory",
    without: "214 MB",
    with: "183 MB",
    kept: "yes",
  },
  {
    change: "the same, with properties converted when a model looks at them, and only the named ones compared",
    measured: "ratio; peak memory",
    without: "3.75; 214 MB",
    with: "3.40; 164 MB",
    kept: "yes",
  },
  {
    change: "what else differs in a replacement is compared when it is told; one outcome of it is judged, not three",
    measured: "ratio",
    without: "3.40",
    with: "2.96",
    kept: "yes, with the next three",
  },
  {
    change: "the steps of a model that a set of changed names reaches are looked for once",
    measured: "judging while reading, 10,000 steps",
    without: "370 ms",
    with: "350 ms",
    kept: "yes",
  },
  {
    change: "keys of a lock file are counted and not gathered; its entries are read without lists of names",
    measured: "lock file of 10,000 instances",
    without: "55 ms",
    with: "44 ms",
    kept: "yes",
  },
  {
    change: "ASCII is decoded as Latin-1",
    measured: "reading 35 MB",
    without: "135 ms",
    with: "130 ms",
    kept: "yes",
  },
  {
    change: "look-ups by the API, state exports and the other commands are loaded when they are needed",
    measured: "modules at the start; their CPU time",
    without: "121; 45 ms",
    with: "106; 35 ms",
    kept: "yes",
  },
  {
    change: "pieces of 512 KiB in place of 1 MiB",
    measured: "ratio; peak memory",
    without: "2.81; 177 MB",
    with: "2.73; 155 MB",
    kept: "yes",
  },
  {
    change: "one bundled file (esbuild) in place of a hundred",
    measured: "ratio at 1,000 steps; at 10,000",
    without: "2.68; 2.94",
    with: "2.53; 2.86",
    kept: "no: a build step and unreadable stacks for a twentieth",
  },
  {
    change: "V8 optimises later (--interrupt-budget=600000)",
    measured: "CPU of all threads; of the main thread",
    without: "1.62 s; 832 ms",
    with: "1.25 s; 891 ms",
    kept: "no: V8's own flags change, and an unknown one prints an error",
  },
  {
    change: "a larger young generation (--min-semi-space-size=16)",
    measured: "ratio",
    without: "2.96",
    with: "3.07",
    kept: "no",
  },
  {
    change: "V8's compile cache (module.enableCompileCache)",
    measured: "",
    without: "",
    with: "",
    kept: "not tried: Node 20 has none; its default folder is the shared temporary one, which anybody may have filled",
  },
  {
    change: "counting keys of each step, to find one that stands twice",
    measured: "scan of 35 MB in JavaScript",
    without: "",
    with: "66 ms more, before those that were parsed are counted",
    kept: "no: a tenth of the whole run",
  },
];
