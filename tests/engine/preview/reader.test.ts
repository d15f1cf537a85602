import assert from "node:assert/strict";
import fc from "fast-check";
import { PreviewSyntaxError, previewReader } from "../../../policypack/engine/preview/reader";

/** What the reader hands on of a text that comes in chunks of so many bytes. */
function read(text: string | Buffer, chunkBytes = 1 << 20): unknown[] {
  const found: unknown[] = [];
  const reader = previewReader({
    object: () => {
      found.push("object");
    },
    step: (raw) => {
      found.push(["step", raw]);
    },
    member: (name, raw) => {
      found.push([name, raw]);
    },
    readsMember: (name) => name !== "unread",
  });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) reader.push(bytes.subarray(at, at + chunkBytes));
  reader.end();
  return found;
}

const STEPS = [
  { op: "same", urn: "a", text: 'a } ] " \\ ü 😀' },
  { op: "update", urn: "b", nested: [{ deep: {} }, []] },
];
const DOCUMENT = { config: { a: "b" }, steps: STEPS, duration: 7, changeSummary: { same: 1 } };
const READ = [
  "object",
  ["config", DOCUMENT.config],
  ...STEPS.map((step) => ["step", step]),
  ["duration", 7],
  ["changeSummary", DOCUMENT.changeSummary],
];

describe("a preview's JSON", () => {
  for (const [what, indentation] of [
    ["as Pulumi prints it", 4],
    ["on one line", 0],
    ["otherwise indented", 1],
  ] as const) {
    it(`is taken apart into its steps and its other members: ${what}`, () => {
      assert.deepEqual(read(JSON.stringify(DOCUMENT, undefined, indentation)), READ);
    });

    it(`is the same in pieces of any size: ${what}`, () => {
      const text = JSON.stringify(DOCUMENT, undefined, indentation);
      for (const size of [1, 2, 3, 7, 64]) assert.deepEqual(read(text, size), READ, `${size} bytes`);
    });
  }

  it("has nothing parsed that nobody reads", () => {
    const brackets = "[".repeat(100_000) + "]".repeat(100_000);
    assert.deepEqual(read(`{"unread": ${brackets}, "duration": 7}`), [
      "object",
      ["unread", undefined],
      ["duration", 7],
    ]);
  });

  it("is none where zeros are, at once and not at the end of them", () => {
    assert.throws(() => read(Buffer.alloc(10)), PreviewSyntaxError);
    assert.throws(() => read('{"duration": 7}\0'), PreviewSyntaxError);
  });

  it("is whatever JSON says, whatever the values and wherever it is cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 4 }),
        fc.nat({ max: 40 }),
        fc.constantFrom(0, 1, 4),
        (steps, size, indentation) => {
          // As JSON has them: no -0.
          const same = JSON.parse(JSON.stringify(steps)) as unknown[];
          const text = JSON.stringify({ steps }, undefined, indentation);
          assert.deepEqual(read(text, size + 1), ["object", ...same.map((step) => ["step", step])]);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("may be several objects, one after another, as events are", () => {
    const events = [{ preludeEvent: { config: {} } }, { resourcePreEvent: { planning: true } }];
    assert.deepEqual(read(events.map((event) => JSON.stringify(event)).join("\n")), [
      "object",
      ["preludeEvent", { config: {} }],
      "object",
      ["resourcePreEvent", { planning: true }],
    ]);
  });

  it("has members that nothing is read from", () => {
    const event = { sequence: 3, timestamp: 5, maybeCorrupt: true, stdoutEvent: {}, resOutputsEvent: {}, x: 1 };
    assert.deepEqual(read(JSON.stringify(event)), ["object", ["x", 1]]);
  });

  it("has steps that are no list as a member like others", () => {
    assert.deepEqual(read('{"steps": null}'), ["object", ["steps", null]]);
  });

  it("tells how many bytes a step takes", () => {
    const sizes: number[] = [];
    const reader = previewReader({
      object: () => undefined,
      step: (_raw, bytes) => {
        sizes.push(bytes);
      },
      member: () => undefined,
      readsMember: () => true,
    });
    const [first, second] = ['{"a":"ü"}', "{}"] as const;
    reader.push(Buffer.from(`{"steps":[${first},${second}]}`));
    reader.end();
    assert.deepEqual(sizes, [Buffer.byteLength(first), 2]);
  });
});

describe("what is no preview's JSON", () => {
  const MALFORMED = /^it is not what `pulumi preview --json` or `pulumi destroy --preview-only --json` prints$/;
  const ROWS: readonly (readonly [string, string, RegExp])[] = [
    ["nothing", "", /^it is empty$/],
    ["blanks", " \n\t ", /^it is empty$/],
    ["a list", "[1]", MALFORMED],
    ["a text", '"x"', MALFORMED],
    ["a log", "Previewing update (dev):", MALFORMED],
    ["a name without quotation marks", "{steps: []}", MALFORMED],
    ["a member without a value", '{"a" 1}', MALFORMED],
    ["a step that is none", '{"steps": [nonsense]}', MALFORMED],
    ["a value that is none", '{"a": nonsense}', MALFORMED],
    ["one that ends in a step", '{"steps": [{"op": "same"', /^it ends in the middle$/],
    ["one that ends between two steps", '{"steps": [{},', /^it ends in the middle$/],
    ["one that ends in a name", '{"ste', /^it ends in the middle$/],
    ["one whose object is not closed", '{"a": 1', /^it ends in the middle$/],
  ];
  for (const [what, text, message] of ROWS) {
    it(`is told in one line, which quotes nothing of it: ${what}`, () => {
      for (const size of [1, 1 << 20]) {
        assert.throws(
          () => read(text, size),
          (error: unknown) => error instanceof PreviewSyntaxError && message.test(error.message),
        );
      }
    });
  }

  it("is a value of more than any step needs, without keeping it", () => {
    const reader = previewReader({
      object: () => undefined,
      step: () => undefined,
      member: () => undefined,
      readsMember: () => true,
    });
    reader.push(Buffer.from('{"a": "'));
    const chunk = Buffer.alloc(8 * 1024 * 1024, "x");
    assert.throws(() => {
      for (let count = 0; count < 20; count += 1) reader.push(chunk);
    }, /it holds a value of more than 64 MiB$/);
  });
});
