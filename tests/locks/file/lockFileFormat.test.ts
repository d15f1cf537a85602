import assert from "node:assert/strict";
import { parseLockFile, type LockFileContent } from "../../../policypack/locks/file/lockFileFormat";

const FILE_TIME = new Date("2026-01-01T00:00:00Z");

const instance = (InstanceId: string, RegionId = "cn-a") => ({
  InstanceId,
  RegionId,
  OperationLocks: { LockReason: [{ LockReason: "security" }] },
});
const page = (ids: readonly string[], rest: object = {}) => ({
  Instances: { Instance: ids.map((id) => instance(id)) },
  ...rest,
});

function read(content: unknown): LockFileContent {
  const parsed = parseLockFile(JSON.stringify(content), "locks.json", FILE_TIME);
  assert.ok(parsed.ok, parsed.ok ? "" : parsed.problem);
  return parsed.value;
}

describe("The content of a lock file", () => {
  const SHAPES: readonly (readonly [string, unknown])[] = [
    ["a page", page(["i-1", "i-2"])],
    ["an array of pages", [page(["i-1"]), page(["i-2"])]],
    ["a bare list", [instance("i-1"), instance("i-2")]],
    ["a combined document", { instances: [page(["i-1"]), page(["i-2"])] }],
  ];
  for (const [what, content] of SHAPES) {
    it(`may be ${what}`, () => {
      assert.deepEqual([...read(content).instances.keys()], ["i-1", "i-2"]);
    });
  }

  it("is of the time that it names, else of the file's", () => {
    assert.equal(read(page(["i-1"])).at, "2026-01-01T00:00:00.000Z");
    assert.equal(read({ instances: page(["i-1"]), takenAt: "2025-06-01T10:00:00Z" }).at, "2025-06-01T10:00:00.000Z");
  });

  it("lacks pages where it counts more instances than it lists, or names a page that follows", () => {
    assert.equal(read(page(["i-1"], { TotalCount: 1 })).lacksPages, false);
    assert.equal(read(page(["i-1"], { TotalCount: 2 })).lacksPages, true);
    assert.equal(read(page(["i-1"], { NextToken: "next" })).lacksPages, true);
  });

  it("is of the regions of its instances, where the answers count them", () => {
    assert.deepEqual([...read(page(["i-1"], { TotalCount: 1 })).regions], ["cn-a"]);
    assert.deepEqual([...read(page(["i-1"], { NextToken: "" })).regions], ["cn-a"]);
  });

  it("is of no whole region where --pager or --cli-query have left a list without counts", () => {
    assert.deepEqual([...read(page(["i-1"])).regions], []);
    assert.deepEqual([...read([instance("i-1")]).regions], []);
  });

  for (const [what, source] of [
    ["nothing", ""],
    ["no JSON", "planted"],
    ["another JSON", '{"planted": 1}'],
    ["a time that is none", '{"instances": [], "takenAt": "planted"}'],
  ] as const) {
    it(`cannot be ${what}, and is not quoted`, () => {
      const parsed = parseLockFile(source, "locks.json", FILE_TIME);
      assert.ok(!parsed.ok);
      assert.doesNotMatch(parsed.problem, /planted/);
    });
  }
});
