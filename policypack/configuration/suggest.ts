/** The names that come nearest to one that is not known, for "did you mean". */
export function suggestions(unknown: string, names: readonly string[]): string[] {
  const wanted = unknown.toLowerCase();
  const most = Math.max(2, Math.floor(wanted.length / 3));
  return names
    .map((name) => ({ name, distance: distance(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

export function didYouMean(unknown: string, names: readonly string[]): string {
  const found = suggestions(unknown, names);
  return found.length === 0 ? "" : `: did you mean ${found.join(" or ")}?`;
}

/** Levenshtein's: characters to insert, delete or replace. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, character] of left.split("").entries()) {
    const next = [index + 1];
    for (const [at, other] of right.split("").entries()) {
      const replaced = (row[at] ?? 0) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
