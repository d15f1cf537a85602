import assert from "node:assert/strict";
import { AcsError } from "../../../policypack/locks/api/acsError";
import { deadline } from "../../../policypack/locks/api/deadline";

const never = new Promise<never>(() => undefined);

async function endOf(promise: Promise<unknown>): Promise<AcsError> {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof AcsError);
  return error;
}

describe("The deadline of a batch of look-ups", () => {
  it("ends what never ends, and says so", async () => {
    const { failure } = await endOf(deadline(0.02).race(never));
    assert.equal(failure.cause, "the look-up was not finished within timeoutSeconds (0.02)");
    assert.match(failure.remedy, /raise timeoutSeconds/);
  });

  it("tells what went wrong last", async () => {
    const limit = deadline(0.02);
    limit.note({ cause: "first", remedy: "none" });
    limit.note({ cause: "it was throttled", remedy: "wait" });
    const { failure } = await endOf(limit.race(never));
    assert.match(failure.cause, /\(0\.02\); at last it was throttled$/);
    assert.equal(failure.remedy, "wait");
  });

  it("ends what begins after it at once", async () => {
    const limit = deadline(0.01);
    await endOf(limit.race(never));
    assert.equal(limit.left(), 0);
    await endOf(limit.race(never));
    assert.ok(limit.signal.aborted);
  });

  it("leaves an answer in time as it is", async () => {
    const limit = deadline(60);
    assert.equal(await limit.race(Promise.resolve("answer")), "answer");
    assert.ok(limit.left() > 50_000);
    limit.end();
  });
});
