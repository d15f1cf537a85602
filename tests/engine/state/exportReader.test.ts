import assert from "node:assert/strict";
import fc from "fast-check";
import { exportReader, ExportSyntaxError } from "../../../policypack/engine/state/exportReader";

/** What the reader hands over of a text that arrives in chunks of the given sizes, in turn. */
function read(text: string, sizes: readonly number[] = [text.length + 1]): unknown[] {
  const resources: unknown[] = [];
  const reader = exportReader((raw) => resources.push(raw));
  const bytes = Buffer.from(text);
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const end = at + (sizes[turn % sizes.length] ?? 1);
    reader.push(bytes.subarray(at, end));
    at = end;
  }
  reader.end();
  return resources;
}

const document = (resources: unknown) => ({
  version: 3,
  deployment: {
    manifest: { time: "2026-01-01T00:00:00Z", magic: "{[", version: "" },
    secrets_providers: { type: "passphrase", state: { salt: 'v1:"]}"' } },
    resources,
    pending_operations: [{ type: "creating", resource: { urn: "u9" } }],
    metadata: {},
  },
});

const RESOURCES = [
  { urn: "u1", type: "t", inputs: { text: 'a "}\n            }, {" in a text', list: [{}, [], [{ a: [1.5e3] }]] } },
  { urn: "u2", type: "t", outputs: { backslash: "\\", quote: '\\"', unicode: "é漢😀", none: null } },
  null,
  { urn: "u3", type: "t" },
];

describe("the reader of an export", () => {
  for (const [name, indentation] of [
    ["as the CLI prints it", 4],
    ["on one line", 0],
  ] as const) {
    const text = JSON.stringify(document(RESOURCES), null, indentation);

    it(`finds every resource of one ${name}`, () => {
      assert.deepEqual(read(text), RESOURCES);
    });

    it(`finds them wherever the chunks of one ${name} end`, () => {
      for (let size = 1; size < 200; size += 1) assert.deepEqual(read(text, [size]), RESOURCES, `chunks of ${size}`);
    });

    it(`takes no beginning of one ${name} for the whole`, () => {
      for (let length = 0; length < text.length; length += 1) {
        assert.throws(() => read(text.slice(0, length)), ExportSyntaxError, text.slice(0, length).slice(-40));
      }
    });
  }

  it("reads any resources, in any chunks", () => {
    const resource = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(
        fc.array(resource, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(0, 1, 2, 4),
        (resources, sizes, indentation) => {
          const text = JSON.stringify(document(resources), null, indentation);
          assert.deepEqual(read(text, sizes), JSON.parse(JSON.stringify(resources)));
        },
      ),
    );
  });

  it("takes a missing list, or null in its place, for an empty one", () => {
    assert.deepEqual(read('{"deployment": {}}'), []);
    assert.deepEqual(read('\n{"deployment": {"resources": null}, "version": 3}\n'), []);
  });

  for (const text of [
    "",
    "[]",
    "null",
    "{}",
    '{"deployment": null}',
    '{"deployment": []}',
    '{"deployment": {"resources": {}}}',
    '{"deployment": {"resources": [{"urn": ]}}',
    '{"deployment": {"resources": [{"urn": "u1" "type": "t"}]}}',
    '{"deployment": {}} {}',
    '{"deployment" {}}',
    "error: no such stack",
  ]) {
    it(`does not take ${JSON.stringify(text)} for an export`, () => {
      assert.throws(() => read(text), ExportSyntaxError);
    });
  }
});
