import assert from "node:assert/strict";
import {
  answeredError,
  connectionError,
  failureOf,
  malformedAnswer,
  timeoutError,
  type AcsError,
} from "../../../policypack/locks/api/acsError";

const answered = (code: string | undefined, status = 400, action = "DescribeInstances"): AcsError =>
  answeredError({ action, status, ...(code === undefined ? {} : { code }) });

describe("The error of a call", () => {
  const REMEDIES: readonly (readonly [string, RegExp])[] = [
    ["Throttling.User", /^try again in a minute/],
    ["SecurityTokenExpired", /^renew the security token/],
    ["InvalidAccessKeyId.NotFound", /access key/],
    ["SignatureDoesNotMatch", /secret key/],
    ["IllegalTimestamp", /clock/],
    ["InvalidRegionId.NotFound", /region and the endpoint/],
    ["Forbidden.RAM", /^grant ecs:DescribeInstances/],
    ["ServiceUnavailable", /^try again later/],
    ["Whatever", /^check the provider's credentials/],
  ];
  for (const [code, remedy] of REMEDIES) {
    it(`tells what helps against ${code}`, () => {
      assert.match(answered(code).failure.remedy, remedy);
    });
  }

  it("names the permission of a role where a role cannot be assumed", () => {
    assert.match(answered("NoPermission", 403, "AssumeRole").failure.remedy, /sts:AssumeRole/);
  });

  it("names a code of the API, and nothing that only looks like one", () => {
    assert.equal(answered("A.B-1").failure.cause, "DescribeInstances answered A.B-1 (HTTP 400)");
    assert.equal(answered("planted secret\n").failure.cause, "DescribeInstances answered HTTP 400");
  });

  const ATTEMPTS: readonly (readonly [string, AcsError, number])[] = [
    ["is throttled", answered("Throttling"), 12],
    ["met an error of the server", answered(undefined, 502), 12],
    ["was not answered in time", timeoutError("DescribeDisks", "host", 9), 12],
    ["lost its connection", connectionError("DescribeDisks", "host", "ECONNRESET"), 12],
    ["was not read", malformedAnswer("DescribeDisks", "it is not JSON"), 3],
    ["found no host", connectionError("DescribeDisks", "host", "ENOTFOUND"), 3],
    ["met a certificate that nobody trusts", connectionError("DescribeDisks", "host", "CERT_HAS_EXPIRED"), 1],
    ["is forbidden", answered("Forbidden.RAM", 403), 1],
  ];
  for (const [what, error, attempts] of ATTEMPTS) {
    it(`lets a call that ${what} be made ${attempts} times`, () => {
      assert.equal(error.attempts, attempts);
    });
  }

  it("keeps what the server wishes, and the RequestId", () => {
    const error = answeredError({ action: "A", status: 429, retryAfterMs: 5, code: "Throttling", requestId: "R-1" });
    assert.deepEqual([error.retryAfterMs, error.code, error.failure.requestId], [5, "Throttling", "R-1"]);
  });

  it("tells of an error that is not ours nothing but its kind", () => {
    assert.equal(failureOf(new TypeError("planted")).cause, "the look-up failed with TypeError");
    assert.equal(failureOf("planted").cause, "the look-up failed with an error");
    assert.equal(failureOf(answered("X")).cause, "DescribeInstances answered X (HTTP 400)");
  });
});
