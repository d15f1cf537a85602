import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Behavior } from "../../policypack/domain/behaviors";
import { API_REFERENCE, CURRENT_PAGE, SAME_AS, TOPIC } from "../../policypack/operations/lockTable";
import { repositoryRoot } from "../support/repository";

const text = readFileSync(join(repositoryRoot, "docs/sources/ecs-security-lock-topic.txt"), "utf8");

/** The rows of the topic's table: the name and its behaviour stand next to each other without a space. */
function rows(): Map<string, Behavior> {
  const table = text
    .slice(text.indexOf("OperationBehavior") + "OperationBehavior".length)
    .replace(/\n\s*•[^\n]*/g, (item) => item.trim());
  const found = new Map<string, Behavior>();
  for (const [, name = "", behavior = ""] of table.matchAll(/^([A-Z][A-Za-z]+?)((?:Affected|Unaffected|•|$).*)/gm)) {
    found.set(name, classify(behavior));
  }
  return found;
}

function classify(behavior: string): Behavior {
  if (behavior.includes("only when the disk")) return "affectedWhenDiskInUse";
  return behavior.startsWith("Unaffected") ? "unaffected" : "affected";
}

describe("the lock table", () => {
  const topic = rows();

  it("has the 39 operations of the topic and no other", () => {
    assert.equal(topic.size, 39);
    assert.deepEqual(Object.keys(TOPIC).sort(), [...topic.keys()].sort());
  });

  for (const [operation, behavior] of topic) {
    it(`says of ${operation} what the topic says: ${behavior}`, () => {
      assert.equal(TOPIC[operation], behavior);
    });
  }

  it("names a source for every row of the API reference", () => {
    for (const [operation, row] of Object.entries(API_REFERENCE)) assert.ok(row.source, operation);
  });

  it("has 29 rows of the current page and 28 of the API reference", () => {
    assert.deepEqual([Object.keys(CURRENT_PAGE).length, Object.keys(API_REFERENCE).length], [29, 28]);
  });

  it("repeats only operations that the topic lists", () => {
    for (const [batch, classic] of Object.entries(SAME_AS)) assert.ok(classic in TOPIC, batch);
  });
});
