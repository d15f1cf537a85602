/** Mutants of JSON: each has one to three parts changed, by a seed, so that every one of them can be made again. */
export type Random = () => number;

/** Mulberry32: small, fast, and the same everywhere. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

const ODD: readonly [unknown, ...unknown[]] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  " ",
  [],
  {},
  [[]],
  "security",
  "i-web",
  "__proto__",
  "\u001b[31m\n::error::x##[error]<{%reset%}>",
  "x".repeat(5000),
  "`".repeat(3000),
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "[secret]",
  { __proto__: null, constructor: 1 },
  "2027-02-30",
];

type Container = unknown[] | Record<string, unknown>;
const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;

/** A copy with one part changed. */
export function mutated(value: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(value);
  const containers: Container[] = [];
  const visit = (part: unknown): void => {
    if (!isContainer(part)) return;
    containers.push(part);
    for (const inner of Object.values(part)) visit(inner);
  };
  visit(copy);
  const container = containers[Math.floor(random() * containers.length)];
  if (container === undefined) return pick(random, ODD);
  if (Array.isArray(container)) changeList(container, random);
  else changeObject(container, random);
  return copy;
}

function changeList(list: unknown[], random: Random): void {
  const at = Math.floor(random() * (list.length + 1));
  const kind = random();
  if (kind < 0.3) list.splice(at, 1);
  else if (kind < 0.5) list.splice(at, 0, structuredClone(list[0]));
  else if (kind < 0.7) list.reverse();
  else list[at] = changed(list[at], random);
}

function changeObject(object: Record<string, unknown>, random: Random): void {
  const names = Object.keys(object);
  const name = names[Math.floor(random() * names.length)] ?? "added";
  const kind = random();
  if (kind < 0.25) Reflect.deleteProperty(object, name);
  else if (kind < 0.35) {
    object[pick(random, [name.toUpperCase(), `${name} `, "__proto__x", "id"])] = object[name];
    Reflect.deleteProperty(object, name);
  } else if (kind < 0.45)
    object[pick(random, ["id", "type", "takenAt", "external", "deletedWith"])] = pick(random, ODD);
  else object[name] = changed(object[name], random);
}

const STEPS: readonly [string, ...string[]] = ["same", "create", "delete", "replace", "update", "read", "import", "x"];

function changed(value: unknown, random: Random): unknown {
  if (typeof value === "string" && random() < 0.5) {
    const at = Math.floor(random() * (value.length + 1));
    const put = pick(random, [" ", "\n", "\u200b", "ѕ", "A", "\u0000", "::", "0", ""]);
    return random() < 0.2 ? pick(random, STEPS) : value.slice(0, at) + put + value.slice(at + Math.round(random()));
  }
  if (typeof value === "number" && random() < 0.5) return value + pick(random, [1, -1, 0.5]);
  return pick(random, ODD);
}

/** The text of a mutant; now and then bytes are changed or cut off as well, or a key is written twice. */
export function mutantText(value: unknown, random: Random): string {
  let mutant = value;
  for (let times = Math.ceil(random() * 3); times > 0; times -= 1) mutant = mutated(mutant, random);
  // What is no JSON has no text.
  const text = (JSON.stringify(mutant, undefined, random() < 0.5 ? 4 : undefined) as string | undefined) ?? "";
  const kind = random();
  const at = Math.floor(random() * text.length);
  if (kind < 0.04) return text.slice(0, at);
  if (kind < 0.08) return text.slice(0, at) + pick(random, ['"', "}", "[", ",", "\u0000"]) + text.slice(at + 1);
  if (kind < 0.1) return `${text}\n${text}`;
  return text;
}
