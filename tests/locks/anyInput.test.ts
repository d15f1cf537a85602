import assert from "node:assert/strict";
import fc from "fast-check";
import { DISKS, INSTANCES, byId, pageEntries } from "../../policypack/locks/api/answers";
import type { Layout } from "../../policypack/locks/api/answers";
import { jsonDocuments } from "../../policypack/locks/file/jsonDocuments";
import { lockFileText } from "../../policypack/locks/file/lockFile";
import { parseLockFile } from "../../policypack/locks/file/lockFileFormat";
import { isLocked } from "../../policypack/domain/statuses";
import type { Evidence, InstanceStatus } from "../../policypack/domain/statuses";

const TIME = new Date("2026-01-31T09:30:00Z");
const evidence: Evidence = { source: "file", at: TIME.toISOString(), file: "f" };

/** JSON that looks like an answer, with anything in the places of its values. */
const odd = fc.oneof(fc.jsonValue(), fc.constantFrom("security", "In_use", "__proto__", "i-1"));
const nearly = (names: readonly string[]): fc.Arbitrary<unknown> =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      odd,
      fc.array(tie("value")),
      fc.dictionary(fc.constantFrom(...names), tie("value")),
    ),
  })).value;
const answerLike = nearly([
  "Instances",
  "Instance",
  "InstanceId",
  "RegionId",
  "Status",
  "OperationLocks",
  "LockReason",
  "Disks",
  "Disk",
  "DiskId",
  "Attachments",
  "Attachment",
  "instances",
  "disks",
  "takenAt",
  "NextToken",
  "TotalCount",
  "__proto__",
  "constructor",
]);

describe("Whatever a lock file or an answer holds", () => {
  it("is read or refused with one line, and nothing is thrown", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          answerLike.map((value) => JSON.stringify(value)),
          fc.string(),
          fc.json(),
        ),
        (source) => {
          const content = parseLockFile(source, "f", TIME);
          if (content.ok) assert.ok(content.value.instances instanceof Map);
          else assert.match(content.problem, /^[^\n]{5,200}$/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("never makes an instance without a list of lock reasons look unlocked", () => {
    fc.assert(
      fc.property(answerLike, (locks) => {
        const json = { Instances: { Instance: [{ InstanceId: "i-1", OperationLocks: { LockReason: locks } }] } };
        const page = pageEntries(json, INSTANCES, { evidence, remedy: "r" });
        assert.ok(page.ok);
        const status = byId(page.value, "r").get("i-1");
        if (!Array.isArray(locks)) assert.equal(status?.known, false);
      }),
    );
  });

  it("leaves the prototype of objects alone", () => {
    const layouts: readonly Layout<{ readonly evidence: Evidence }>[] = [INSTANCES, DISKS];
    for (const layout of layouts) {
      const polluted: unknown = JSON.parse('{"__proto__": {"Instances": {"Instance": []}, "locked": true}}');
      assert.equal(pageEntries(polluted, layout, { evidence, remedy: "r" }).ok, false);
    }
    const file = parseLockFile('[{"InstanceId":"__proto__","OperationLocks":{"LockReason":[]}}]', "f", TIME);
    assert.ok(file.ok);
    assert.equal(file.value.instances.get("__proto__")?.known, true);
    assert.equal(file.value.instances.get("toString"), undefined);
    assert.equal(({} as Record<string, unknown>).locked, undefined);
  });

  it("is cut at the ends of its documents, wherever brackets and quotes stand in strings", () => {
    const documents = fc.array(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), {
      minLength: 1,
    });
    fc.assert(
      fc.property(documents, fc.constantFrom("", "\n", " \r\n "), (values, between) => {
        const texts = values.map((value) => JSON.stringify(value));
        const read = jsonDocuments(texts.join(between));
        assert.ok(read.ok);
        assert.deepEqual(
          read.value,
          texts.map((text) => JSON.parse(text) as unknown),
        );
      }),
    );
  });

  it("comes back as it was written", () => {
    const word = fc.string({ minLength: 1 });
    const status = fc.record({
      instanceId: word,
      name: word,
      regionId: word,
      status: word,
      lockReasons: fc.array(fc.constantFrom("security", "Security", "financial", "Recycling", "refunded")),
    });
    fc.assert(
      fc.property(fc.uniqueArray(status, { selector: ({ instanceId }) => instanceId.toLowerCase() }), (statuses) => {
        const all: InstanceStatus[] = statuses.map((each) => ({ ...each, evidence }));
        const content = parseLockFile(lockFileText({ instances: all, disks: [], regions: [] }, TIME), "f", new Date(0));
        assert.ok(content.ok);
        assert.deepEqual(
          [...content.value.instances.values()],
          all.map((value) => ({ known: true, value })),
        );
      }),
    );
  });

  it("counts as locked by the reason's name without regard to case", () => {
    const of = (...lockReasons: string[]): boolean => isLocked({ instanceId: "i", lockReasons, evidence });
    assert.deepEqual(
      [of("security"), of("Security"), of("financial", "SECURITY"), of("financial"), of()],
      [true, true, true, false, false],
    );
  });
});
