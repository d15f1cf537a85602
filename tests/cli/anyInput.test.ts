// Whatever `ecs-lock check` is given: a status, one line of error at most, and no exception.
import assert from "node:assert/strict";
import fc from "fast-check";
import { MAPPED_TYPES } from "../../policypack/resources";
import { ecsLock, newFolder, type Folder } from "./runCli";
import { lockFile, MIXED, PROVIDER } from "./previews";

const OPS = [
  "create",
  "update",
  "replace",
  "create-replacement",
  "delete-replaced",
  "delete",
  "discard",
  "import",
  "read",
  "refresh",
  "same",
  "remove-pending-replace",
  "whatever",
];
const FORMATS = ["text", "json", "sarif", "junit", "markdown", "github"];
const NAMES = [
  "id",
  "instanceName",
  "instanceId",
  "diskId",
  "securityGroups",
  "tags",
  "dataDisks",
  "__proto__",
  "status",
];

const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom("i-web", "d-1", "[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", ["i-web", 1, null], {
    size: "x",
  }),
);
const properties = fc.dictionary(fc.constantFrom(...NAMES), value);
/** Mostly what is expected, sometimes anything. */
const maybe = <T>(expected: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: expected }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });

const step = fc
  .constantFrom(...MAPPED_TYPES, "pulumi:providers:alicloud", "alicloud:oss/bucket:Bucket")
  .chain((type) => {
    const state = fc.record(
      {
        type: fc.constant(type),
        id: maybe(fc.constantFrom("i-web", "i-gone", "d-1:i-web", "")),
        inputs: maybe(properties),
        outputs: maybe(properties),
        external: maybe(fc.boolean()),
        delete: maybe(fc.boolean()),
      },
      { requiredKeys: ["type"] },
    );
    return fc.record(
      {
        op: fc.constantFrom(...OPS),
        urn: fc.constantFrom("urn:a", "urn:b", `urn:pulumi:dev::shop::${type}::web`),
        provider: maybe(fc.constantFrom(`${PROVIDER}::1`, "", "x")),
        oldState: maybe(state),
        newState: maybe(state),
        diffReasons: maybe(fc.array(fc.constantFrom(...NAMES))),
        replaceReasons: maybe(fc.array(fc.constantFrom(...NAMES))),
        detailedDiff: maybe(fc.dictionary(fc.constantFrom("tags.a", "instanceName", '["a'), value)),
      },
      { requiredKeys: ["op", "urn"] },
    );
  });
const document = fc.record(
  {
    steps: maybe(fc.array(step, { maxLength: 8 })),
    config: maybe(properties),
    diagnostics: maybe(fc.array(value)),
    duration: value,
  },
  { requiredKeys: ["steps"] },
);
const events = fc
  .array(
    fc.oneof(fc.record({ resourcePreEvent: maybe(fc.record({ planning: fc.constant(true), metadata: step })) }), value),
  )
  .map((lines) => lines.map((line) => JSON.stringify(line)).join("\n"));

describe("ecs-lock check of any input", () => {
  let folder: Folder;
  let locks: string;

  before(() => {
    folder = newFolder();
    locks = folder.write("locks.json", lockFile({ "i-web": "security" }));
  });
  after(() => {
    folder.remove();
  });

  async function holds(input: string | Buffer, format: string): Promise<number> {
    const { status, stderr } = await ecsLock(["check", "--locks", locks, "--format", format], { input });
    assert.ok([0, 1, 2].includes(status), `status ${status}`);
    assert.match(stderr, /^([^\n]+\n)?$/);
    assert.doesNotMatch(stderr, /unexpected error/);
    if (status === 2 && format !== "text") assert.notEqual(stderr, "");
    return status;
  }

  const always = (inputs: fc.Arbitrary<string | Buffer>, numRuns: number): Promise<void> =>
    fc.assert(
      fc.asyncProperty(inputs, fc.constantFrom(...FORMATS), async (input, format) => {
        await holds(input, format);
      }),
      { numRuns },
    );

  it("that is JSON", () => always(fc.json(), 300));
  it("that looks like a preview", () =>
    always(
      document.map((one) => JSON.stringify(one)),
      600,
    ));
  it("that looks like its events", () => always(events, 200));
  it("that is bytes", () =>
    always(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      100,
    ));

  it("that is a preview with some bytes changed, or cut off", async () => {
    const bytes = Buffer.from(MIXED);
    const damaged = fc
      .tuple(fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 3 }), fc.nat(bytes.length))
      .map(([changes, end]) => {
        const copy = Buffer.from(bytes);
        for (const [at, byte] of changes) copy[at] = byte;
        return copy.subarray(0, end);
      });
    await always(damaged, 300);
  });

  it("that ends early is never a pass", async () => {
    const bytes = Buffer.from(MIXED.trimEnd());
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), async (end) => {
        assert.equal(await holds(bytes.subarray(0, end), "json"), 2);
      }),
      { numRuns: 100 },
    );
  });
});
