import { isPassedOver } from "./stepKinds";

/** What a preview says of itself, held against what it shows: a part that is missing or changed must not look clean. */
export interface Contradictions {
  /** A step that is shown. */
  step(op: string, isNamedByUrn: boolean): void;
  /** The number of steps of each kind, as the preview's own summary has them. */
  summary(raw: unknown): void;
  /** The first contradiction; to be asked when everything is read. */
  found(): string | undefined;
}

export function contradictions(): Contradictions {
  const shown = new Map<string, number>();
  const counted = new Map<string, number>();
  let misnamed = false;
  let unreadable = false;
  return {
    step: (op, isNamedByUrn) => {
      shown.set(op, (shown.get(op) ?? 0) + 1);
      if (!isNamedByUrn) misnamed = true;
    },
    summary: (raw) => {
      if (raw === null || raw === undefined) return;
      if (typeof raw !== "object" || Array.isArray(raw)) unreadable = true;
      for (const [op, count] of Object.entries(raw)) {
        if (typeof count === "number" && Number.isInteger(count) && count >= 0) counted.set(op, count);
        else unreadable = true;
      }
    },
    found: () => {
      if (misnamed) return "a step's type is missing, or is not the one that its URN names";
      if (unreadable) return "its summary does not count steps";
      const lacks = [...counted].some(([op, count]) => !isPassedOver(op) && count > (shown.get(op) ?? 0));
      return lacks ? "its summary counts changes that its steps do not show" : undefined;
    },
  };
}
