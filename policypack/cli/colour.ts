import type { Surroundings } from "./surroundings";

/** Whether standard output gets colours: a terminal that has some, unless NO_COLOR or FORCE_COLOR say otherwise. */
export function hasColours({ environment, stdout }: Pick<Surroundings, "environment" | "stdout">): boolean {
  const { NO_COLOR: no = "", FORCE_COLOR: force } = environment;
  if (no !== "") return false;
  if (force !== undefined) return !["0", "false"].includes(force);
  return stdout.hasColors?.() === true;
}
