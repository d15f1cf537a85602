// The goals, and what was measured.
import type { Row } from "../lookups/table";
import { INSTANCE, mixOf } from "./mix";
import { peakOf, ratios, samplesOf, type Results } from "./results";
import type { Change } from "./scenarios";
import { median } from "./statistics";

interface Goal {
  readonly name: string;
  readonly most: number;
  readonly measured: number;
  readonly unit?: string;
}

export function goals(results: Results): Row[] {
  return [...times(results), ...memory(results), ...lookUps(results)]
    .filter(({ measured }) => !Number.isNaN(measured))
    .map(({ name, most, measured, unit = "" }) => ({
      goal: name,
      "at most": `${most}${unit}`,
      measured: `${Number.isInteger(measured) ? measured : measured.toFixed(2)}${unit}`,
      met: measured <= most ? "yes" : "no",
    }));
}

function times(results: Results): Goal[] {
  const ratio = (size: number, change: Change) => median(ratios(results, size, change, ["this pack", "empty"]));
  const large = ([1000, 5000] as const).flatMap((size) => [
    { name: `${size} resources, unchanged: this pack / empty pack`, most: 1.03, measured: ratio(size, "unchanged") },
    {
      name: `${size} resources, all changed, look-ups of 50 ms: this pack / empty pack`,
      most: 1.1,
      measured: ratio(size, "all changed"),
    },
  ]);
  return [
    { name: "10 resources: this pack / empty pack", most: 1.1, measured: ratio(10, "unchanged") },
    {
      name: "10 resources: this pack / awsguard",
      most: 0.85,
      measured: median(ratios(results, 10, "unchanged", ["this pack", "awsguard"])),
    },
    {
      name: "10 resources, all changed, look-ups of 50 ms: this pack / empty pack",
      most: 1.12,
      measured: ratio(10, "all changed"),
    },
    ...large,
  ];
}

function memory(results: Results): Goal[] {
  const { installed } = results;
  const peaks = (["unchanged", "all changed"] as const).map((change) => ({
    name: `1000 resources, ${change}: peak memory, this pack / empty pack`,
    most: 1.3,
    measured: peakOf(results, 1000, change, "this pack") / peakOf(results, 1000, change, "empty"),
  }));
  const more = Math.round((installed.thisPack - installed.empty) / 2 ** 20);
  return [...peaks, { name: "installed beyond what @pulumi/policy brings", most: 30, measured: more, unit: " MB" }];
}

function lookUps(results: Results): Goal[] {
  const sizes = [...new Set(results.samples.map(({ size }) => size))];
  return sizes.flatMap((size) => {
    const instances = mixOf(size).filter(({ type }) => type === INSTANCE).length;
    const calls = {
      name: `${size} resources, all changed: look-ups of ${instances} instances`,
      most: Math.ceil(instances / 100),
    };
    return [
      { name: `${size} resources, unchanged: look-ups`, most: 0, measured: highest(results, size, "unchanged") },
      { ...calls, measured: highest(results, size, "all changed") },
    ];
  });
}

/** NaN: not measured. */
function highest(results: Results, size: number, change: Change): number {
  const counts = samplesOf(results, size, change, "this pack").map((sample) => sample.lookUps);
  return counts.length === 0 ? NaN : Math.max(...counts);
}
