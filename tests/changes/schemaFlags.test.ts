import assert from "node:assert/strict";
import { flagsOf, type Flags, type Schema } from "../../policypack/changes/schemaFlags";

const block: Schema = { a: "String optional" };
const none = { optional: false, computed: false, forceNew: false, single: false, default: undefined };

const ROWS: readonly (readonly [string, Omit<Flags, "block">])[] = [
  ["String", { ...none, type: "String" }],
  ["Int required", { ...none, type: "Int" }],
  ["Float optional", { ...none, type: "Float", optional: true }],
  ["Bool computed", { ...none, type: "Bool", computed: true }],
  ["List optional computed", { ...none, type: "List", optional: true, computed: true }],
  ["Set required forceNew", { ...none, type: "Set", forceNew: true }],
  ["Map optional maxItems=1 diffSuppress", { ...none, type: "Map", optional: true, single: true }],
  [
    'String optional default="computed forceNew"',
    { ...none, type: "String", optional: true, default: "computed forceNew" },
  ],
  ["Int optional default=60", { ...none, type: "Int", optional: true, default: 60 }],
  ["Bool optional default=true", { ...none, type: "Bool", optional: true, default: true }],
];

describe("the flags of a schema's property", () => {
  for (const [text, flags] of ROWS) {
    // An entry of its own each time: what has been read is kept.
    it(`are read: ${text}`, () => {
      assert.deepEqual(flagsOf({ flags: text, block }), { ...flags, block });
    });
  }

  it("are the same without a block", () => {
    assert.deepEqual(flagsOf("String optional"), { ...none, type: "String", optional: true, block: undefined });
  });

  it("are read once", () => {
    const entry = { flags: "String", block };
    assert.equal(flagsOf(entry), flagsOf(entry));
  });

  for (const text of ["", "string", "optional String", "Text"]) {
    it(`of no type are a mistake of the table: "${text}"`, () => {
      assert.throws(() => flagsOf({ flags: text, block }), new RegExp(`"${text}": unknown type`));
    });
  }

  it("with a default that no property has are a mistake of the table", () => {
    assert.throws(() => flagsOf({ flags: "List optional default=[1]", block }), /unknown default/);
  });
});

describe("the default of a schema's property", () => {
  const DEFAULTS: readonly (readonly [string, unknown])[] = [
    ["Bool optional diffSuppress default=true", true],
    ["Int optional default=60", 60],
    ['String optional default="a b"', "a b"],
    ['String optional default=""', ""],
    ["String optional", undefined],
  ];
  for (const [text, value] of DEFAULTS) {
    it(`is read: ${text}`, () => {
      assert.equal(flagsOf(text).default, value);
      assert.equal(flagsOf({ flags: text, block }).default, value);
    });
  }
});
