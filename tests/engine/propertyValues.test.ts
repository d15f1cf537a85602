import assert from "node:assert/strict";
import fc from "fast-check";
import { toValue, toValueMap, valueView } from "../../policypack/engine/propertyValues";
import { hidesSecrets } from "../../policypack/changes/valueViews";
import { holdsUndisclosed, holdsUnknown, UNDISCLOSED, UNKNOWN } from "../../policypack/domain/values";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

const CASES: readonly (readonly [string, unknown, unknown])[] = [
  ["a sentinel of an unknown string is unknown", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", UNKNOWN],
  ["a sentinel of an unknown number is unknown", "3eeb2bf0-c639-47a8-9e75-3b44932eb421", UNKNOWN],
  ["an encrypted secret is undisclosed", { [SIGNATURE]: SECRET, ciphertext: "v1:abc" }, UNDISCLOSED],
  ["a secret in plain text is its value", { [SIGNATURE]: SECRET, plaintext: '"x"' }, "x"],
  ["a secret whose plain text is broken is undisclosed", { [SIGNATURE]: SECRET, plaintext: "{" }, UNDISCLOSED],
  ["a secret of the wire is its value", { [SIGNATURE]: SECRET, value: ["a"] }, ["a"]],
  ["a hidden secret of preview JSON is undisclosed", "[secret]", UNDISCLOSED],
  ["an output without a value is unknown", { [SIGNATURE]: OUTPUT }, UNKNOWN],
  ["an output with a value is its value", { [SIGNATURE]: OUTPUT, value: 1 }, 1],
  ["null stays null", null, null],
  ["a function is nothing", () => 1, null],
];

describe("a value from outside", () => {
  for (const [name, raw, expected] of CASES) {
    it(name, () => {
      assert.deepEqual(toValue(raw), expected);
    });
  }

  it("loses the names that the bridge keeps for itself, at every depth", () => {
    const map = toValueMap({ __defaults: [], a: { __meta: "x", b: [{ __defaults: [], c: 1 }] } });
    assert.equal(JSON.stringify(map), '{"a":{"b":[{"c":1}]}}');
  });

  it("has no properties that are null, at any depth or as a secret; members of lists stay", () => {
    const none = { a: null, b: { c: null }, d: [null, { e: null }], f: { [SIGNATURE]: SECRET, plaintext: "null" } };
    const left = { b: {}, d: [null, {}] };
    assert.equal(JSON.stringify(toValueMap(none)), JSON.stringify(left));
    assert.equal(JSON.stringify({ ...valueView(none) }), JSON.stringify(left));
  });

  it("has no prototype that a property could reach", () => {
    const map = toValueMap(JSON.parse('{"constructor": 1, "a": {"toString": 2}}'));
    assert.equal(Object.getPrototypeOf(map), null);
    assert.equal("hasOwnProperty" in map, false);
  });

  it("is read without touching what throws on being read", () => {
    const target = { known: "a", later: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
    const proxy = new Proxy(target, {
      get: () => {
        throw new Error("can't be known during preview");
      },
    });
    assert.deepEqual({ ...toValueMap(proxy) }, { known: "a", later: UNKNOWN });
  });

  it("is read whatever it is", () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        toValue(raw);
        toValueMap(raw);
      }),
    );
  });

  it("is cut where it is nested beyond all measure", () => {
    let deep: unknown = "x";
    for (let depth = 0; depth < 10_000; depth += 1) deep = [deep];
    assert.doesNotThrow(() => toValue(deep));
  });

  it("shows what it holds, at any depth", () => {
    assert.equal(holdsUnknown({ a: ["x", { b: UNKNOWN }] }), true);
    assert.equal(holdsUndisclosed(["x", { b: UNKNOWN }]), false);
    assert.equal(holdsUndisclosed(UNDISCLOSED), true);
  });
});

describe("a view of what JSON.parse has made", () => {
  const texts = fc.constantFrom("a", "[secret]", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "");
  const secret = fc.constantFrom({ [SIGNATURE]: SECRET, ciphertext: "x" }, { [SIGNATURE]: SECRET, plaintext: '"x"' });
  const names = fc.constantFrom("a", "b", "__defaults", "__proto__", "constructor", "id");
  const json = fc.dictionary(
    names,
    fc.oneof(texts, secret, fc.jsonValue(), fc.array(texts), fc.dictionary(names, texts)),
  );

  it("is the map that toValueMap makes of it, however it is looked at", () => {
    fc.assert(
      fc.property(json, (drawn) => {
        const raw = JSON.parse(JSON.stringify(drawn)) as unknown;
        const [map, view] = [toValueMap(raw), valueView(raw)];
        assert.deepEqual({ ...view }, { ...map });
        assert.deepEqual(Object.keys(view), Object.keys(map));
        for (const name of ["a", "b", "__defaults", "__proto__", "constructor", "toString", "id"]) {
          assert.deepEqual(view[name], map[name]);
          assert.equal(name in view, name in map);
          assert.equal(Object.hasOwn(view, name), Object.hasOwn(map, name));
        }
        assert.equal(hidesSecrets(view), hidesSecrets(map));
      }),
    );
  });

  it("of anything else has nothing", () => {
    for (const raw of [undefined, null, "text", 1, ["a"]]) assert.deepEqual(Object.keys(valueView(raw)), []);
  });
});
