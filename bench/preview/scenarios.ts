// What is measured on the real engine: kinds of change, on stacks of some sizes, with some packs.
import type { PackName } from "./packs";

export type Change = "unchanged" | "1 % changed" | "all changed" | "one locked";

export interface Scenario {
  readonly size: number;
  readonly change: Change;
  readonly packs: readonly PackName[];
  readonly rounds: number;
}

/** Whether the program changes the resource at this place. 101 hits every kind in turn, the first one an instance. */
export function isChanged(change: Change, at: number): boolean {
  switch (change) {
    case "unchanged":
      return false;
    case "all changed":
      return true;
    default:
      return at % 101 === 0;
  }
}

const ALL: readonly PackName[] = ["none", "empty", "idle", "this pack", "awsguard", "TypeScript"];
const PAIR: readonly PackName[] = ["empty", "this pack"];

/** About 40 minutes on two cores. */
export const FULL: readonly Scenario[] = [
  { size: 10, change: "unchanged", packs: ALL, rounds: 15 },
  { size: 10, change: "1 % changed", packs: PAIR, rounds: 7 },
  { size: 10, change: "all changed", packs: PAIR, rounds: 7 },
  { size: 10, change: "one locked", packs: PAIR, rounds: 7 },
  { size: 200, change: "unchanged", packs: ["none", ...PAIR], rounds: 3 },
  { size: 1000, change: "unchanged", packs: ALL, rounds: 5 },
  { size: 1000, change: "1 % changed", packs: PAIR, rounds: 2 },
  { size: 1000, change: "all changed", packs: PAIR, rounds: 5 },
  { size: 1000, change: "one locked", packs: PAIR, rounds: 2 },
  { size: 5000, change: "unchanged", packs: ["awsguard", "TypeScript"], rounds: 1 },
  { size: 5000, change: "unchanged", packs: ["none", "idle", ...PAIR], rounds: 4 },
  { size: 5000, change: "1 % changed", packs: PAIR, rounds: 2 },
  { size: 5000, change: "all changed", packs: PAIR, rounds: 4 },
  { size: 5000, change: "one locked", packs: PAIR, rounds: 2 },
];

/**
 * Run before the first scenario of a size, and not counted: the packs are read from the disk for the first time, and the
 * program, served by the bench's own process, is slow at first. A run of the largest stack is too long to be thrown away.
 */
export function warmUp(size: number, scenarios: readonly Scenario[]): readonly PackName[] {
  if (size > 1000) return [];
  return size > 10 ? ["none"] : [...new Set(scenarios.flatMap(({ packs }) => packs))];
}

/** Less than two minutes. */
export const QUICK: readonly Scenario[] = [
  { size: 10, change: "unchanged", packs: ["none", "empty", "this pack", "awsguard"], rounds: 5 },
  { size: 10, change: "one locked", packs: PAIR, rounds: 2 },
  { size: 1000, change: "all changed", packs: PAIR, rounds: 1 },
];
