import { holdsUndisclosed, type Value, type ValueMap } from "../domain/values";
import { flagsOf, type Schema } from "./schemaFlags";

/**
 * Property maps that are read name by name. A plan has thousands of resources with some dozens of properties each, and of
 * most a few are looked at: what is not looked at is not converted and not copied.
 */
export interface ViewOf<T extends object> {
  readonly read: (from: T, name: string) => Value | undefined;
  /** Those that it may have, each once. */
  readonly names: (from: T) => readonly string[];
  /** Whether some value is a secret whose plain text is not at hand; true may be too cautious. */
  readonly hides: (from: T) => boolean;
}

/** Asks a view whether it hides secrets, which all its values would have to be read for otherwise. */
const HIDES: unique symbol = Symbol("hides");

/** Makes views of one kind: to whoever reads them they are maps as all others. */
export function viewsOf<T extends object>({ read, names, hides }: ViewOf<T>): (from: T) => ValueMap {
  const handler: ProxyHandler<T> = {
    get: (from, name) => (typeof name === "string" ? read(from, name) : name === HIDES ? hides(from) : undefined),
    has: (from, name) => typeof name === "string" && read(from, name) !== undefined,
    ownKeys: (from) => names(from).filter((name) => read(from, name) !== undefined),
    getOwnPropertyDescriptor: (from, name) => {
      const value = typeof name === "string" ? read(from, name) : undefined;
      return value === undefined ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
    getPrototypeOf: () => null,
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  };
  return (from) => new Proxy(from, handler) as ValueMap;
}

/** Whether some value is a secret whose plain text is not at hand. */
export function hidesSecrets(values: ValueMap): boolean {
  const told: unknown = Reflect.get(values, HIDES);
  return typeof told === "boolean" ? told : Object.keys(values).some((name) => isHidden(values[name]));
}

/** Most values are texts, and there are thousands of resources. */
const isHidden = (value: Value | undefined): boolean => typeof value !== "string" && holdsUndisclosed(value);

const union = (one: ValueMap, other: ValueMap): readonly string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
];

/** Maps that are no views may have the prototype of all objects, whose properties are none of theirs. */
const own = (values: ValueMap, name: string): Value | undefined =>
  name in Object.prototype && !Object.hasOwn(values, name) ? undefined : values[name];

/** One map over another: `{ ...below, ...above }`. */
export const layered: (maps: { readonly below: ValueMap; readonly above: ValueMap }) => ValueMap = viewsOf({
  read: ({ below, above }, name) => {
    const value = own(above, name);
    return value === undefined ? own(below, name) : value;
  },
  names: ({ below, above }) => union(below, above),
  hides: ({ below, above }) =>
    hidesSecrets(above) ||
    (hidesSecrets(below) && Object.keys(below).some((name) => own(above, name) === undefined && isHidden(below[name]))),
});

/** The program's values, and the prior ones of computed properties that it leaves out and of what is not applied. */
export const plannedValues: (from: {
  readonly schema: Schema;
  readonly before: ValueMap;
  readonly program: ValueMap;
  readonly unapplied: ReadonlySet<string>;
}) => ValueMap = viewsOf({
  read: ({ schema, before, program, unapplied }, name) => {
    const entry = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (entry === undefined) return undefined;
    if (unapplied.has(name)) return before[name];
    const value = program[name];
    return value === undefined && flagsOf(entry).computed ? before[name] : value;
  },
  names: ({ before, program }) => union(before, program),
  hides: ({ before, program }) => hidesSecrets(program) || hidesSecrets(before),
});
