import { FAMILIES } from "./familyTable";
import type { ResourceModel } from "./model";

type Load = () => ResourceModel;

const byType: ReadonlyMap<string, Load> = new Map(
  Object.values(FAMILIES).flatMap(({ types, load }) => types.map((type) => [type, load] as const)),
);

export const MAPPED_TYPES: readonly string[] = [...byType.keys()];

/** Whether changes of this type can be turned into ECS API calls. */
export const isMapped = (type: string): boolean => byType.has(type);

const loaded = new Map<Load, ResourceModel>();

/** How the provider turns changes of this type into ECS API calls; undefined: a type that is not in the map. */
export function modelOf(type: string): ResourceModel | undefined {
  const load = byType.get(type);
  if (load === undefined) return undefined;
  let model = loaded.get(load);
  if (model === undefined) loaded.set(load, (model = load()));
  return model;
}
