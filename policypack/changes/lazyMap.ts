/** A map that is made when somebody looks into it. */
export function lazyMap<Key, Content>(make: () => ReadonlyMap<Key, Content>): ReadonlyMap<Key, Content> {
  let made: ReadonlyMap<Key, Content> | undefined;
  return new Proxy<ReadonlyMap<Key, Content>>(NOTHING, {
    get: (_, name) => {
      made ??= make();
      const member: unknown = Reflect.get(made, name, made);
      return typeof member === "function" ? (member.bind(made) as unknown) : member;
    },
  });
}

const NOTHING: ReadonlyMap<never, never> = new Map<never, never>();
