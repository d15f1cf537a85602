// The report of a run, as Markdown.
import { table, type Row } from "../lookups/table";
import { goals } from "./goals";
import { LEVERS } from "./levers";
import { aloneFit, engineFit, memoryFit, peakOf, ratios, samplesOf, type Results } from "./results";
import type { PackName } from "./packs";
import type { Change } from "./scenarios";
import { median, quantile, type Fit } from "./statistics";

const seconds = (ms: number): string => (ms / 1000).toFixed(2);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
const known = (value: number, text: string): string => (Number.isNaN(value) ? "–" : text);

export function report(results: Results, command: string): string {
  return `# What the pack costs

Written by \`${command}\`: ${results.machine}.

A stack is a mix of instances, disks, attachments, security groups and their rules, VPC switches, DNS records and
commands (bench/preview/mix.ts); an inline program, the real engine, a file backend, and the test provider in the
cloud's place. The packs: none; an empty one of compiled JavaScript, which is the floor; an idle one with a
single policy that looks at nothing, for which the SDK prepares each resource all the same; this one; @pulumi/awsguard
0.3.1; and one of TypeScript with a single policy that imports @pulumi/alicloud, on a machine that has not compiled it
before, such as one of a CI service. Packs run in turn, and in the opposite order in every other round. A ratio is the
median of the ratios of single rounds, in brackets the lowest and the highest.

## Goals

${table(goals(results))}

## Previews

Seconds: median, in brackets the quartiles. Memory is the peak of the pack's process, CPU its CPU time. Look-ups are calls
of an ECS API that is 50 ms away. In "one locked" the first instance is locked and renamed: this pack stops the preview.

${table(previews(results))}

![Time of previews](results.svg)

## Where the time goes

### From the start of the pack's process until it serves (ms)

${table(startRows(results))}

### CPU of this pack's process, ${results.profile.size} resources, all changed, without an engine

${table(profileRows(results))}

## Growth

The pack's own process without an engine: all resources one after another, then the stack; unchanged.

${table(growthRows(results))}
${fitted(results)}

## What was tried

The pack against itself without one change (bench/preview/levers.ts), each on the day on which it was tried.

${table(LEVERS)}
`;
}

function previews(results: Results): Row[] {
  const seen = new Map<string, { size: number; change: Change; pack: PackName }>();
  for (const { size, change, pack } of results.samples) seen.set(`${size} ${change} ${pack}`, { size, change, pack });
  return [...seen.values()].map(({ size, change, pack }) => {
    const samples = samplesOf(results, size, change, pack);
    const times = samples.map(({ ms }) => ms);
    const peak = peakOf(results, size, change, pack);
    const cpu = median(samples.flatMap(({ cost }) => (cost === undefined ? [] : [cost.cpuMs])));
    return {
      resources: size,
      change,
      pack,
      runs: times.length,
      seconds: `${seconds(median(times))} (${seconds(quantile(times, 0.25))}–${seconds(quantile(times, 0.75))})`,
      "/ empty pack": pack === "empty" ? "1" : ratioText(ratios(results, size, change, [pack, "empty"])),
      "memory (MB)": known(peak, megabytes(peak)),
      "CPU (s)": known(cpu, seconds(cpu)),
      "look-ups": Math.max(...samples.map(({ lookUps }) => lookUps)),
    };
  });
}

function ratioText(all: readonly number[]): string {
  if (all.length === 0) return "–";
  return `${median(all).toFixed(3)} (${Math.min(...all).toFixed(3)}–${Math.max(...all).toFixed(3)})`;
}

function startRows({ starts: { empty, thisPack } }: Results): Row[] {
  const row = (step: string, of: (start: typeof empty) => number): Row => ({
    step,
    "empty pack": of(empty).toFixed(0),
    "this pack": of(thisPack).toFixed(0),
  });
  return [
    row("Node, Pulumi's runner, its TypeScript", ({ pack }) => pack),
    row("@pulumi/policy and the whole of @pulumi/pulumi", ({ sdk }) => sdk),
    row("the pack's own files, and serving them", ({ pack, sdk, served }) => served - pack - sdk),
    row("together", ({ served }) => served),
  ];
}

function profileRows({ profile: { shares } }: Results): Row[] {
  const all = shares.reduce((sum, { ms }) => sum + ms, 0);
  return shares
    .filter(({ ms }) => ms >= all / 500)
    .map(({ owner, ms }) => ({ owner, ms: ms.toFixed(0), "%": ((100 * ms) / all).toFixed(1) }));
}

function growthRows({ grown }: Results): Row[] {
  return grown.map((one) => ({
    resources: one.size,
    pack: one.pack,
    "resources (s)": seconds(one.resourcesMs),
    "stack (s)": seconds(one.stackMs),
    "CPU (s)": seconds(one.cpuMs),
    "peak (MB)": megabytes(one.peakBytes),
    "stack's message (MB)": (one.messageBytes / 1e6).toFixed(1),
    "export (MB)": (one.exportBytes / 1e6).toFixed(1),
  }));
}

function fits(results: Results): string {
  const engine = (["none", "empty", "this pack"] as const).map(
    (pack) => [`${pack === "none" ? "no pack" : pack} on the engine`, engineFit(results, pack)] as const,
  );
  const alone = (["empty", "this pack"] as const).map((pack) => [`${pack} alone`, aloneFit(results, pack)] as const);
  return [...engine, ...alone]
    .filter(([, { exponent }]) => !Number.isNaN(exponent))
    .map(([name, { exponent }]) => `${name} ${exponent.toFixed(2)}`)
    .join(", ");
}

/** Nothing where one size alone was measured. */
function fitted(results: Results): string {
  const rows = expectations(results);
  if (rows.length === 0) return "";
  return `
Fitted exponents of time against resources, from 1,000 on (on the engine: beyond the time of ten): ${fits(results)}.

Carried on by the fits:

${table(rows)}
`;
}

/** From the fits; where nothing was fitted, nothing. */
function expectations(results: Results): Row[] {
  const [engine, alone] = [engineFit(results, "none"), aloneFit(results, "this pack")];
  const memory = memoryFit(results, "this pack");
  const largest = results.grown.at(-1);
  if (largest === undefined || [engine, alone, memory].some(({ exponent }) => Number.isNaN(exponent))) return [];
  const perResource = (bytes: number, size: number) => ((bytes / largest.size) * size) / 1e6;
  return [50_000, 500_000].map((size) => ({
    resources: size,
    "engine without a pack (min)": (at(engine, size) / 60_000).toFixed(0),
    "this pack's process (min)": (at(alone, size) / 60_000).toFixed(1),
    "its peak memory (GB)": ((memory.base + at(memory, size)) / 1e9).toFixed(1),
    "stack's message (MB)": perResource(largest.messageBytes, size).toFixed(0),
    "export (MB)": perResource(largest.exportBytes, size).toFixed(0),
  }));
}

const at = ({ factor, exponent }: Fit, size: number): number => factor * size ** exponent;
