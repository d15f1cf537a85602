import assert from "node:assert/strict";
import { lazyMap } from "../../policypack/changes/lazyMap";

describe("a map that is made when somebody looks into it", () => {
  const entries: readonly (readonly [string, number])[] = [
    ["a", 1],
    ["b", 2],
  ];
  const LOOKS: Readonly<Record<string, (map: ReadonlyMap<string, number>) => unknown>> = {
    size: (map) => map.size,
    get: (map) => map.get("b"),
    has: (map) => [map.has("a"), map.has("c")],
    keys: (map) => [...map.keys()],
    values: (map) => [...map.values()],
    iteration: (map) => [...map],
    "a copy": (map) => [...new Map(map)],
  };
  for (const [name, look] of Object.entries(LOOKS)) {
    it(`has the ${name} of the map itself`, () => {
      assert.deepEqual(look(lazyMap(() => new Map(entries))), look(new Map(entries)));
    });
  }

  it("is not made before, and once", () => {
    let times = 0;
    const map = lazyMap(() => {
      times += 1;
      return new Map(entries);
    });
    assert.equal(times, 0);
    assert.deepEqual([map.size, map.get("a"), map.has("b")], [2, 1, true]);
    assert.equal(times, 1);
  });
});
