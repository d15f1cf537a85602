import assert from "node:assert/strict";
import { withFamily, withoutType } from "../../../tools/scaffold/edits";

const INDEX = `import { disk } from "./families/disk";
import { image } from "./families/image";
import type { ResourceModel } from "./model";

export const FAMILIES = {
  image,
  disk,
};
`;

describe("The index of families", () => {
  for (const [stem, before] of [
    ["eipAddress", "disk"],
    ["snapshot", "image"],
  ] as const) {
    it(`has the import of ${stem} after that of ${before}`, () => {
      const lines = withFamily(INDEX, stem).split("\n");
      const at = lines.indexOf(`import { ${stem} } from "./families/${stem}";`);
      assert.equal(lines[at - 1], `import { ${before} } from "./families/${before}";`);
      assert.ok(lines.includes(`  ${stem},`));
    });
  }
});

describe("The table of types that are not in the map", () => {
  const UNMAPPED = `export const UNMAPPED = {
  "one reason": ["a:b/c:C", "a:b/d:D"],
  "another one":
    [
      "a:b/e:E",
    ],
};
`;
  it("loses a type", () => {
    assert.match(withoutType(UNMAPPED, "a:b/c:C"), /"one reason": \["a:b\/d:D"\]/);
  });
  it("loses a reason that no type is left of", () => {
    assert.doesNotMatch(withoutType(UNMAPPED, "a:b/e:E"), /another one/);
  });
  it("stays as it is where the type is not in it", () => {
    assert.equal(withoutType(UNMAPPED, "a:b/x:X"), UNMAPPED);
  });
});
