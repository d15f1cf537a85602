// The plot of a run: bars for a small stack, lines for growing ones.
import { samplesOf, timeOf, type Results } from "./results";
import type { PackName } from "./packs";
import { quantile } from "./statistics";

const COLOURS: Readonly<Record<PackName, string>> = {
  none: "#9aa0a6",
  empty: "#5f6368",
  idle: "#188038",
  "this pack": "#1a73e8",
  awsguard: "#e8710a",
  TypeScript: "#9334e6",
};
const PACKS = Object.keys(COLOURS) as PackName[];
const [WIDTH, HEIGHT, TOP, BOTTOM] = [860, 360, 50, 310];

export function plot(results: Results): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${text(20, 28, "Preview of 10 resources, seconds", 'font-size="14"')}
${bars(results)}
${text(470, 28, "Preview of an unchanged stack, seconds by resources", 'font-size="14"')}
${lines(results)}
</svg>
`;
}

const text = (x: number, y: number, content: string, more = ""): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${content}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number, colour: string): string =>
  `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="${colour}"/>`;

function bars(results: Results): string {
  const measured = PACKS.filter((pack) => samplesOf(results, 10, "unchanged", pack).length > 0);
  const highest = Math.max(...measured.map((pack) => quantile(timesOf(results, pack), 0.75)));
  const height = (ms: number) => ((BOTTOM - TOP) * ms) / highest;
  return measured
    .map((pack, index) => {
      const [low, middle, high] = [0.25, 0.5, 0.75].map((part) => quantile(timesOf(results, pack), part));
      const x = 30 + index * 68;
      const top = BOTTOM - height(middle ?? 0);
      return [
        `<rect x="${x}" y="${top.toFixed(1)}" width="50" height="${(BOTTOM - top).toFixed(1)}" fill="${COLOURS[pack]}"/>`,
        line(x + 25, BOTTOM - height(low ?? 0), x + 25, BOTTOM - height(high ?? 0), "#000000"),
        text(x + 25, top - 8, ((middle ?? 0) / 1000).toFixed(2), 'text-anchor="middle"'),
        text(x + 25, BOTTOM + 18, pack, 'text-anchor="middle"'),
      ].join("\n");
    })
    .join("\n");
}

const timesOf = (results: Results, pack: PackName): number[] =>
  samplesOf(results, 10, "unchanged", pack).map(({ ms }) => ms);

interface Axes {
  readonly x: (size: number) => number;
  readonly y: (ms: number) => number;
}

function lines(results: Results): string {
  const sizes = [...new Set(results.samples.map(({ size }) => size))].sort((one, other) => one - other);
  const packs = PACKS.filter((pack) => pointsOf(results, sizes, pack).length > 1);
  const times = packs.flatMap((pack) => pointsOf(results, sizes, pack).map(({ ms }) => ms));
  const [low, high] = [Math.log(Math.min(...times)), Math.log(Math.max(...times))];
  const [first, last] = [Math.log(sizes[0] ?? 1), Math.log(sizes.at(-1) ?? 10)];
  const axes: Axes = {
    x: (size) => 510 + (250 * (Math.log(size) - first)) / Math.max(last - first, 1),
    y: (ms) => BOTTOM - ((BOTTOM - TOP) * (Math.log(ms) - low)) / Math.max(high - low, 1),
  };
  const ticks = [1, 3, 10, 30, 100].filter((value) => Math.log(value * 1000) >= low && Math.log(value * 1000) <= high);
  return [
    line(500, BOTTOM, 770, BOTTOM, "#000000"),
    line(500, TOP, 500, BOTTOM, "#000000"),
    ...ticks.map((value) => text(494, axes.y(value * 1000) + 4, String(value), 'text-anchor="end"')),
    ...sizes.map((size) => text(axes.x(size), BOTTOM + 18, String(size), 'text-anchor="middle"')),
    ...packs.map((pack, index) => curve(pointsOf(results, sizes, pack), axes, pack, index)),
  ].join("\n");
}

function curve(points: readonly Point[], { x, y }: Axes, pack: PackName, index: number): string {
  const path = points.map(({ size, ms }) => `${x(size).toFixed(1)},${y(ms).toFixed(1)}`).join(" ");
  return [
    `<polyline points="${path}" fill="none" stroke="${COLOURS[pack]}" stroke-width="2"/>`,
    text(776, TOP + 20 + index * 20, pack, `fill="${COLOURS[pack]}"`),
  ].join("\n");
}

interface Point {
  readonly size: number;
  readonly ms: number;
}

function pointsOf(results: Results, sizes: readonly number[], pack: PackName): Point[] {
  return sizes
    .map((size) => ({ size, ms: timeOf(results, size, "unchanged", pack) }))
    .filter(({ ms }) => !Number.isNaN(ms));
}
