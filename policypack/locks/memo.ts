/** The same answer for the same name. */
export function memo<T>(of: (name: string) => T): (name: string) => T {
  const seen = new Map<string, T>();
  return (name) => {
    const value = seen.get(name) ?? of(name);
    seen.set(name, value);
    return value;
  };
}
