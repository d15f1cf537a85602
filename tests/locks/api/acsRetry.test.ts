import assert from "node:assert/strict";
import { addInstance, KEY_ID, KEY_SECRET, REGION } from "../../support/emulator/cloud";
import { startEmulator, type Emulator } from "../../support/emulator/emulator";
import type { FaultKind } from "../../support/emulator/faults";
import type { Pace } from "../../../policypack/locks/api/acsRetry";
import { ecsApiSource, type EcsApiOptions } from "../../../policypack/locks/api/ecsApi";
import type { Endpoint } from "../../../policypack/locks/api/endpoint";
import type { Failure } from "../../../policypack/domain/lookUps";
import type { LockSource } from "../../../policypack/review/lookUps/lockSource";

const quick: Pace = { firstMs: 1, longestMs: 4, attemptMs: 5000, sleep: () => Promise.resolve() };

describe("A look-up by the ECS API that meets", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
    for (let at = 0; at < 101; at += 1) addInstance(emulator.cloud, `i-${at}`, { lockReasons: ["security"] });
  });
  afterEach(async () => emulator.stop());

  function source(options: Partial<EcsApiOptions> = {}, endpoint?: Endpoint, secret = KEY_SECRET): LockSource {
    const identity = {
      region: REGION,
      endpoint: endpoint ?? { protocol: "http", host: emulator.host },
      credential: { kind: "accessKey", accessKeyId: KEY_ID, accessKeySecret: secret },
      key: "",
    } as const;
    return ecsApiSource(identity, { timeoutSeconds: 20, environment: {}, pace: quick, ...options });
  }
  async function failureOf(from: LockSource, id = "i-0"): Promise<Failure> {
    const status = (await from.lookUp({ instanceIds: [id], diskIds: [] })).instances.get(id);
    assert.ok(status?.known === false, "expected a failure");
    return status.failure;
  }
  async function isFound(from: LockSource): Promise<boolean> {
    return (await from.lookUp({ instanceIds: ["i-0"], diskIds: [] })).instances.get("i-0")?.known === true;
  }

  const passing: FaultKind[] = [
    "throttled",
    "tooMany",
    "serverError",
    "unavailable",
    "badGateway",
    "reset",
    "resetInBody",
    "truncated",
    "html",
  ];
  for (const kind of passing) {
    it(`${kind} once asks again and knows`, async () => {
      emulator.faults.add({ kind });
      assert.equal(await isFound(source()), true);
      assert.equal(emulator.calls.length, 2);
    });
  }

  const staying: [FaultKind, RegExp, RegExp, number][] = [
    ["throttled", /Throttling\.User \(HTTP 400\)/, /in a minute/, 12],
    ["tooMany", /Throttling \(HTTP 429\)/, /in a minute/, 12],
    ["serverError", /InternalError \(HTTP 500\)/, /later/, 12],
    ["unavailable", /ServiceUnavailable \(HTTP 503\)/, /later/, 12],
    ["badGateway", /DescribeInstances answered HTTP 502/, /later/, 12],
    ["reset", /could not be asked of 127\.0\.0\.1:\d+ \(\w+\)/, /network/, 12],
    ["truncated", /cannot be read: it is not JSON/, /proxy/, 3],
    ["html", /cannot be read: it is not JSON/, /proxy/, 3],
    ["notAnAnswer", /no list Instances\.Instance/, /endpoint/, 1],
    ["redirect", /HTTP 302/, /endpoint/, 1],
    [
      "forbidden",
      /Forbidden\.RAM \(HTTP 403\)/,
      /grant ecs:DescribeInstances to .* and ecs:DescribeDisks, nothing else$/,
      1,
    ],
    ["expiredToken", /InvalidSecurityToken\.Expired/, /renew the security token/, 1],
    ["badSignature", /SignatureDoesNotMatch/, /secret key/, 1],
    ["noOperationLocks", /no OperationLocks/, /lock file/, 1],
    ["missingEntries", /not found in region/, /pulumi refresh/, 1],
    ["contradiction", /listed twice, with different statuses/, /lock file/, 1],
    ["otherRegion", /another region than cn-hangzhou/, /region and the endpoint/, 1],
  ];
  for (const [kind, cause, remedy, calls] of staying) {
    it(`${kind} for good tells cause and remedy after ${calls} call(s)`, async () => {
      emulator.faults.add({ kind, times: 100 });
      const failure = await failureOf(source());
      assert.match(failure.cause, cause);
      assert.match(failure.remedy, remedy);
      assert.equal(emulator.calls.length, calls);
      const hasId = !["badGateway", "reset", "truncated", "html", "redirect", "missingEntries", "notAnAnswer"].includes(
        kind,
      );
      if (hasId) assert.equal(failure.requestId, emulator.calls.at(-1)?.requestId);
    });
  }

  it("pages without end stops, and does not say what is locked in the region", async () => {
    emulator.faults.add({ kind: "endlessPages", times: 100 });
    const answer = await source().lockedInRegion();
    assert.ok(!answer.known);
    assert.match(answer.failure.cause, /pages do not end/);
    assert.equal(emulator.calls.length, 2);
  });

  it("a fault in one batch still judges the other", async () => {
    emulator.faults.add({ kind: "forbidden" });
    const ids = [...emulator.cloud.instances.keys()];
    const { instances } = await source().lookUp({ instanceIds: ids, diskIds: [] });
    const known = [...instances.values()].filter((status) => status.known).length;
    assert.ok(known === 1 || known === 100, `${known} of 101 are known`);
  });

  it("a fault on the second page keeps what the first page told", async () => {
    emulator.faults.add({ kind: "smallPages" }, { kind: "forbidden" });
    const { instances } = await source().lookUp({ instanceIds: ["i-0", "i-1"], diskIds: [] });
    assert.deepEqual(
      [...instances.values()].map(({ known }) => known),
      [true, false],
    );
  });

  for (const [wish, ms] of [
    ["2", 2000],
    ["0", 0],
    [new Date(Date.now() - 5000).toUTCString(), 0],
  ] as const) {
    it(`429 with Retry-After ${ms === 0 && wish !== "0" ? "of a past date" : wish} waits ${ms} ms`, async () => {
      const waits: number[] = [];
      const pace = { ...quick, sleep: (pause: number) => Promise.resolve(void waits.push(pause)) };
      emulator.faults.add({ kind: "tooMany", retryAfter: wish });
      assert.equal(await isFound(source({ pace })), true);
      assert.deepEqual(waits, [ms]);
    });
  }

  it("429 with a Retry-After beyond the deadline does not wait for it", async () => {
    emulator.faults.add({ kind: "tooMany", retryAfter: "3600", times: 100 });
    assert.match((await failureOf(source())).cause, /HTTP 429/);
    assert.equal(emulator.calls.length, 1);
  });

  for (const kind of ["hang", "hangInBody"] as const) {
    it(`${kind} ends at the deadline, long before the attempt would`, async () => {
      emulator.faults.add({ kind, times: 100 });
      const start = performance.now();
      const failure = await failureOf(source({ timeoutSeconds: 0.3 }));
      assert.match(failure.cause, /not finished within timeoutSeconds \(0\.3\)/);
      assert.ok(performance.now() - start < 4000);
    });
    it(`${kind} once asks again after the time of one attempt`, async () => {
      emulator.faults.add({ kind });
      assert.equal(await isFound(source({ pace: { ...quick, attemptMs: 100 } })), true);
    });
  }

  it("throttling past the deadline ends at the deadline, and says that it was throttled", async () => {
    emulator.faults.add({ kind: "throttled", times: 100 });
    const pace = { ...quick, firstMs: 10_000, longestMs: 10_000 };
    const failure = await failureOf(source({ timeoutSeconds: 0.5, pace }));
    assert.match(failure.cause, /within timeoutSeconds \(0\.5\); at last DescribeInstances answered Throttling\.User/);
    assert.match(failure.remedy, /in a minute/);
    assert.equal(failure.requestId, emulator.calls.at(-1)?.requestId);
  });

  it("a port that nobody listens on says so soon", async () => {
    const { host } = emulator;
    await emulator.stop();
    const failure = await failureOf(source({}, { protocol: "http", host }));
    assert.match(failure.cause, /could not be asked of 127\.0\.0\.1:\d+ \(ECONNREFUSED\)/);
  });

  it("a server that speaks no TLS says so", async () => {
    const failure = await failureOf(source({}, { protocol: "https", host: emulator.host }));
    assert.match(failure.cause, /could not be asked of 127\.0\.0\.1:\d+ \(ERR_SSL/);
  });

  it("a wrong secret key, a wrong access key, and a region that does not exist say so", async () => {
    assert.match((await failureOf(source({}, undefined, "wrong"))).remedy, /secret key/);
    emulator.cloud.keys.clear();
    assert.match((await failureOf(source())).cause, /InvalidAccessKeyId\.NotFound/);
    const elsewhere = {
      region: "cn-nowhere",
      endpoint: { protocol: "http", host: emulator.host },
      credential: { kind: "accessKey", accessKeyId: KEY_ID, accessKeySecret: KEY_SECRET },
      key: "",
    } as const;
    emulator.cloud.keys.set(KEY_ID, { account: "a", secret: KEY_SECRET });
    assert.match(
      (await failureOf(ecsApiSource(elsewhere, { timeoutSeconds: 5, environment: {} }))).remedy,
      /region and the endpoint/,
    );
  });

  it("a key without the permission names the one that is missing", async () => {
    emulator.cloud.keys.set(KEY_ID, { account: "a", secret: KEY_SECRET, denied: ["DescribeDisks"] });
    const { disks } = await source().lookUp({ instanceIds: [], diskIds: ["d-1"] });
    const status = disks.get("d-1");
    assert.ok(status?.known === false);
    assert.match(status.failure.remedy, /grant ecs:DescribeDisks/);
  });
});
