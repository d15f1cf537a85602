import type { Decision, OpenQuestion, ResourceChange } from "../domain/decisions";

/** The decisions that evidence can come to: nothing, one change for certain, or several that are possible. */

export const NOTHING: Decision = { readings: [undefined] };
export const certain = (change: ResourceChange | undefined): Decision => ({ readings: [change] });

/** Readings that come to the same are one. */
export function open(question: OpenQuestion, readings: Decision["readings"]): Decision {
  const [first, ...others] = readings;
  const different = others.filter((other) => !isSame(first, other));
  return different.length === 0 ? { readings: [first] } : { readings: [first, ...different], open: question };
}

function isSame(left: ResourceChange | undefined, right: ResourceChange | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  const names = [...left.changed.keys()];
  return (
    left.kind === right.kind &&
    left.oldOne === right.oldOne &&
    names.length === right.changed.size &&
    names.every((name) => right.changed.has(name)) &&
    left.hidesSecrets === right.hidesSecrets
  );
}
