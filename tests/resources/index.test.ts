import assert from "node:assert/strict";
import { isMapped, MAPPED_TYPES, modelOf } from "../../policypack/resources";

describe("the map of resource types", () => {
  it("has a model for every type that it names, which names the type again", () => {
    assert.ok(MAPPED_TYPES.length > 50);
    for (const type of MAPPED_TYPES) {
      assert.equal(isMapped(type), true);
      assert.ok(modelOf(type)?.types.includes(type), type);
    }
  });

  it("names every type once", () => {
    assert.equal(new Set(MAPPED_TYPES).size, MAPPED_TYPES.length);
  });

  it("has one model for the types of a family, made once", () => {
    const model = modelOf("alicloud:ecs/disk:Disk");
    assert.equal(modelOf("alicloud:ecs/ecsDisk:EcsDisk"), model);
    assert.equal(modelOf("alicloud:ecs/disk:Disk"), model);
  });

  for (const type of ["alicloud:oss/bucket:Bucket", "", "constructor", "alicloud:ecs:Instance"]) {
    it(`has none of what it does not name: "${type}"`, () => {
      assert.deepEqual([isMapped(type), modelOf(type)], [false, undefined]);
    });
  }
});
