import { compare } from "../../changes/equality";
import { flagsOf } from "../../changes/schemaFlags";
import type { Evidence } from "../../domain/decisions";
import type { ResourceVerdict } from "../../domain/verdicts";
import { modelOf } from "../../resources";

/**
 * The properties by which a reader knows the change again: those that force a replacement, or of an update those that lead
 * to a call or that the program has changed. The state may lack a default that the provider fills in: nobody has changed
 * that, and nothing is called for it.
 */
export function changedNames({ resource, change, operations }: ResourceVerdict): readonly string[] {
  if (change.kind === "replace") return change.replaceKeys;
  const leading = new Set(operations.flatMap(({ call }) => call.because));
  return [...change.changed.keys()].filter((name) => leading.has(name) || isProgramsOwn(name, resource.evidence));
}

/** Whether the program says other than it said before. */
function isProgramsOwn(name: string, { type, prior, program }: Evidence): boolean {
  const entry = modelOf(type)?.schema[name];
  if (entry === undefined || prior === undefined) return true;
  const flags = flagsOf(entry);
  const old = prior.inputs[name];
  const planned = program?.[name];
  if (old === undefined && planned !== undefined && planned === flags.default) return false;
  return compare(flags, old, planned) !== undefined;
}
