import assert from "node:assert/strict";
import { acsCall, type AcsCall } from "../../../policypack/locks/api/acsCall";
import { AcsError } from "../../../policypack/locks/api/acsError";
import type { Transport } from "../../../policypack/locks/api/transport";

type Sent = { readonly address: string; readonly init: RequestInit };

const ANONYMOUS: AcsCall = {
  endpoint: { protocol: "https", host: "ecs.example" },
  action: "DescribeInstances",
  version: "2014-05-26",
  parameters: { InstanceIds: "['i 1*']" },
};
const CALL: AcsCall = {
  ...ANONYMOUS,
  accessKey: { kind: "accessKey", accessKeyId: "AK", accessKeySecret: "SK", securityToken: "token" },
};

describe("One call of the API", () => {
  let sent: Sent[];
  beforeEach(() => {
    sent = [];
  });

  function call(answer: () => Response | Promise<Response>, given: AcsCall = CALL) {
    const transport: Transport = {
      attemptMs: 2000,
      fetchOf: async () => async (address, init) => {
        sent.push({ address, init });
        return answer();
      },
    };
    return acsCall(given, transport, new AbortController().signal);
  }
  const json =
    (body: object, init: ResponseInit = {}) =>
    () =>
      new Response(JSON.stringify(body), init);
  const failing = async (answer: () => Response | Promise<Response>): Promise<AcsError> => {
    const error: unknown = await call(answer).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof AcsError);
    return error;
  };

  it("gives the JSON of the answer with its RequestId", async () => {
    const answer = await call(json({ RequestId: "R-1", Instances: {} }));
    assert.deepEqual(answer, { json: { RequestId: "R-1", Instances: {} }, requestId: "R-1" });
  });

  it("encodes parameters as the signature does", async () => {
    await call(json({}));
    assert.equal(sent[0]?.address, "https://ecs.example/?InstanceIds=%5B%27i%201%2A%27%5D");
  });

  it("keeps what holds a token out of the address", async () => {
    await call(json({}), { ...CALL, inBody: true, parameters: { OIDCToken: "planted" } });
    assert.equal(sent[0]?.address, "https://ecs.example/");
    assert.equal(sent[0].init.body, "OIDCToken=planted");
  });

  it("signs with the key, and not at all without one", async () => {
    await call(json({}));
    const headers = new Headers(sent[0]?.init.headers);
    assert.match(headers.get("authorization") ?? "", /^ACS3-HMAC-SHA256 Credential=AK,/);
    assert.equal(headers.get("x-acs-security-token"), "token");
    assert.ok(!JSON.stringify(sent[0]).includes("SK"));
    await call(json({}), ANONYMOUS);
    assert.equal(new Headers(sent[1]?.init.headers).get("authorization"), null);
  });

  it("follows no redirect", async () => {
    await call(json({}));
    assert.equal(sent[0]?.init.redirect, "manual");
  });

  it("names the code of an error, and waits as long as the server wishes", async () => {
    const headers = { "retry-after": "2" };
    const error = await failing(json({ Code: "Throttling", RequestId: "R-2" }, { status: 429, headers }));
    assert.deepEqual([error.code, error.retryAfterMs, error.failure.requestId], ["Throttling", 2000, "R-2"]);
  });

  it("passes on no RequestId that is none", async () => {
    assert.equal((await failing(json({ RequestId: "planted\n" }, { status: 500 }))).failure.requestId, undefined);
  });

  it("says that an answer is no JSON", async () => {
    assert.match((await failing(() => new Response("<html>"))).failure.cause, /it is not JSON/);
  });

  it("names the error of the connection, and nothing else of it", async () => {
    const cause = Object.assign(new Error("planted"), { code: "ECONNRESET" });
    const error = await failing(() => Promise.reject(new TypeError("fetch failed", { cause })));
    assert.equal(error.failure.cause, "DescribeInstances could not be asked of ecs.example (ECONNRESET)");
  });
});
