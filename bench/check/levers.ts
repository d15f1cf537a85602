// What was tried to make `ecs-lock check` faster. Figures of 2026-11-28, two cores with other work on them: CPU time of the
// main thread for 10,000 steps, the least of five to nine interleaved runs, as a multiple of JSON.parse in the same runs
// (3.75 before all of it), but where another measure is named. Whole runs are wall time, in turn with the build before.
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
    change: "other flags: --always-sparkplug, --no-lazy-feedback-allocation, --maglev, --max-lazy",
    measured: "whole run of 10,000 steps",
    without: "755 ms",
    with: "894, 816, 790, 779 ms",
    kept: "no",
  },
  {
    change: "V8's compile cache (module.enableCompileCache), Node 24",
    measured: "whole run of 0, 1,000, 10,000 steps",
    without: "70, 170, 580 ms",
    with: "60, 170, 590 ms",
    kept: "no: nothing where there is work, Node 20 has none, and a folder that anybody may fill is no place for it",
  },
  {
    change:
      "steps, their states and their changes as objects of one shape, without accessors or spreads: V8 made a hidden class " +
      "of its own for nearly each of them; of a cleared step its disks and one text a provider and type are kept",
    measured: "whole run; CPU; kept of a step; peak memory",
    without: "763 ms; 1.12 s; 1,660 B; 156 MB",
    with: "700 ms; 1.03 s; 900 B; 140 MB",
    kept: "yes",
  },
  {
    change: "what only some formats show is made when one asks; arrays of the size that they need",
    measured: "pipe of 100,000 steps: CPU a step; peak memory",
    without: "53 µs; 325 MB (before the last two 68 µs; 427 MB)",
    with: "49 µs; 296 MB",
    kept: "yes",
  },
  {
    change: "the live view is asked once for the calls of a change; names in order without a collator of ICU",
    measured: "whole run of 1,000 steps, of 10,000",
    without: "227; 768 ms",
    with: "221; 746 ms",
    kept: "yes",
  },
  {
    change: "inputs and outputs cut out of a step by its indentation, and parsed when somebody looks at them",
    measured: "reading and parsing 35 MB, 3.5 MB",
    without: "118; 13 ms",
    with: "77; 18 ms, before any is parsed",
    kept: "no: two of three are looked at for most changes, and what is not parsed is not checked",
  },
  {
    change: "step by step in place of all the steps of a piece at one go",
    measured: "reading and parsing 35 MB",
    without: "128 ms",
    with: "155 ms",
    kept: "no",
  },
  {
    change: "counting keys of each step, to find one that stands twice",
    measured: "scan of 35 MB in JavaScript",
    without: "",
    with: "66 ms more, before those that were parsed are counted",
    kept: "no: a tenth of the whole run",
  },
];
