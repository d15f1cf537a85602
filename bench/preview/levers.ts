// What was tried to make the pack cheaper, measured on a quiet machine when it was tried: the pack against the same pack
// with this one change taken out again. "Preview" is the ratio of previews on the real engine, median of 11 to 15
// interleaved rounds, with quartiles; "alone" is the pack's own process (bench/preview/alone.ts).
import type { Row } from "../lookups/table";

export const LEVERS: readonly Row[] = [
  {
    change: "a policy without work hands out no function",
    measured: "alone, 5,000 resources: CPU; answer on the stack; peak memory",
    without: "5.9 s; 2.2 s; 504 MB",
    with: "3.6 s; 0.5 s; 262 MB",
    kept: "yes",
  },
  {
    change: "the same",
    measured: "preview of 10 resources",
    without: "1",
    with: "0.983 (0.977–0.993)",
    kept: "yes",
  },
  {
    change: "models, look-ups and judgement are loaded when a resource needs them",
    measured: "preview of 10 resources",
    without: "1",
    with: "0.986 (0.980–0.996)",
    kept: "yes",
  },
  {
    change: "the export starts before the SDK is loaded",
    measured: "preview of 10 resources, file backend",
    without: "1",
    with: "1.002 (0.994–1.016)",
    kept: "for the next row",
  },
  {
    change: "the same",
    measured: "preview of 10 resources, backend a second away",
    without: "1",
    with: "0.892 (0.890–0.894)",
    kept: "yes",
  },
  {
    change: "the export is read resource by resource while it arrives",
    measured: "alone, 20,000 resources: CPU; peak memory",
    without: "9.0 s; 809 MB",
    with: "9.3 s; 610 MB",
    kept: "yes: and no export is too large for a text",
  },
  {
    change: "models and judgement are loaded as soon as the export is there",
    measured: "preview of 10 resources",
    without: "1",
    with: "1.001 (0.989–1.008)",
    kept: "no",
  },
  {
    change: "one bundled file in place of thirty",
    measured: "preview of 10 resources",
    without: "1",
    with: "0.984 (0.970–0.999)",
    kept: "no: hardly more than the noise, for a build step and unreadable stacks",
  },
  {
    change: "a policy without work hands out nothing at all, in place of an empty list",
    measured: "alone, 5,000 resources: CPU; all resources",
    without: "3.53 s; 2.93 s",
    with: "3.52 s; 2.90 s",
    kept: "no",
  },
  {
    change: "all of these kept, against the pack before them",
    measured: "preview of 10 resources, by the empty pack",
    without: "1.082 (1.070–1.093)",
    with: "1.053 (1.049–1.067)",
    kept: "",
  },
  {
    change: "what look-ups take is loaded ahead, and V8 finds again what it has compiled",
    measured: "preview of 10 changed resources by the empty pack, Node 24",
    without: "1.22",
    with: "1.10",
    kept: "yes",
  },
  {
    change: "resources are not compared for loading ahead",
    measured: "alone, 5,000 resources: CPU, least of six",
    without: "4.15 s",
    with: "4.09 s",
    kept: "no",
  },
  {
    change: "the export's CLI collects its garbage later (GOGC=400)",
    measured: "CPU of the export of 5,000 resources",
    without: "0.77 s",
    with: "0.63 s",
    kept: "no: what the engine's CLI does with memory is its own affair",
  },
];
