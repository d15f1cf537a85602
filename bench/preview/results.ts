// Everything that one run of the bench has measured, and figures out of it.
import type { Sample } from "./engineRuns";
import type { Grown, Start } from "./growth";
import type { PackName } from "./packs";
import type { Share } from "./profile";
import type { Change } from "./scenarios";
import { median, powerLaw, type Fit } from "./statistics";

export interface Results {
  readonly machine: string;
  readonly samples: readonly Sample[];
  readonly grown: readonly Grown[];
  readonly starts: { readonly empty: Start; readonly thisPack: Start };
  readonly profile: { readonly size: number; readonly shares: readonly Share[] };
  /** Bytes of node_modules. */
  readonly installed: { readonly empty: number; readonly thisPack: number };
}

export function samplesOf({ samples }: Results, size: number, change: Change, pack: PackName): Sample[] {
  return samples.filter((one) => one.size === size && one.change === change && one.pack === pack);
}

/** Time of one pack by that of another, round by round: what slows the machine down slows both. */
export function ratios(
  results: Results,
  size: number,
  change: Change,
  [pack, other]: readonly [PackName, PackName],
): number[] {
  const others = samplesOf(results, size, change, other);
  return samplesOf(results, size, change, pack).flatMap(({ round, ms }) => {
    const same = others.find((one) => one.round === round);
    return same === undefined ? [] : [ms / same.ms];
  });
}

/** NaN: not measured. */
export const timeOf = (results: Results, size: number, change: Change, pack: PackName): number =>
  median(samplesOf(results, size, change, pack).map(({ ms }) => ms));

export const peakOf = (results: Results, size: number, change: Change, pack: PackName): number =>
  median(samplesOf(results, size, change, pack).flatMap(({ cost }) => (cost === undefined ? [] : [cost.peakBytes])));

/** Time on the engine beyond what a stack of ten takes, by resources. */
export function engineFit(results: Results, pack: PackName): Fit {
  const start = timeOf(results, 10, "unchanged", pack);
  const sizes = [...new Set(results.samples.map(({ size }) => size))].filter((size) => size > 10);
  return powerLaw(sizes.map((size) => ({ x: size - 10, y: timeOf(results, size, "unchanged", pack) - start })));
}

/** Time of both phases in the pack's own process, by resources. */
export function aloneFit({ grown }: Results, pack: Grown["pack"]): Fit {
  const points = grown.filter((one) => one.pack === pack && one.size >= 1000);
  return powerLaw(points.map(({ size, resourcesMs, stackMs }) => ({ x: size, y: resourcesMs + stackMs })));
}

/** Peak memory beyond that of the smallest stack, by resources. */
export function memoryFit({ grown }: Results, pack: Grown["pack"]): Fit & { readonly base: number } {
  const points = grown.filter((one) => one.pack === pack);
  const base = Math.min(...points.map(({ peakBytes }) => peakBytes));
  const fit = powerLaw(
    points.filter(({ size }) => size >= 5000).map(({ size, peakBytes }) => ({ x: size, y: peakBytes - base })),
  );
  return { ...fit, base };
}
