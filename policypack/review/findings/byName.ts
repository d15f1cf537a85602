/**
 * Puts `web-2` before `web-10`: runs of digits count as numbers. A collator would do it too, and takes longer to make than
 * a small plan to judge.
 */
export function byName(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)];
  for (const [at, part] of left.entries()) {
    const opposite = right[at] ?? "";
    const order = at % 2 === 1 ? Number(part) - Number(opposite) : byText(part, opposite);
    if (order !== 0 && !Number.isNaN(order)) return order;
  }
  return left.length - right.length || byText(one, other);
}

/** Texts and runs of digits in turn, beginning with a text. */
const partsOf = (name: string): readonly string[] => name.split(/(\d+)/);

/** As Pulumi sorts. */
export const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
