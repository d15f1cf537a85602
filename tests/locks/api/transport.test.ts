import assert from "node:assert/strict";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import type { Failure } from "../../../policypack/domain/lookUps";
import type { Pace } from "../../../policypack/locks/api/acsRetry";
import { ecsApiSource } from "../../../policypack/locks/api/ecsApi";

const quick: Pace = { firstMs: 1, longestMs: 4, attemptMs: 5000, sleep: () => Promise.resolve() };

describe("A look-up through a proxy", () => {
  let proxy: Server;
  let lines: string[];
  const sockets = new Set<Socket>();
  let reply = "";
  beforeEach(async () => {
    lines = [];
    proxy = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.once("data", (data) => {
        lines.push(data.toString("latin1").split("\r\n")[0] ?? "");
        if (reply !== "") socket.end(reply);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });

  function look(
    environment: Record<string, string>,
    { host = "ecs.cn-beijing.aliyuncs.com", timeoutSeconds = 20 } = {},
  ): Promise<Failure> {
    const credential = { kind: "accessKey", accessKeyId: "AK", accessKeySecret: "SK" } as const;
    const identity = { region: "cn-beijing", endpoint: { protocol: "https", host }, credential, key: "" } as const;
    const source = ecsApiSource(identity, { timeoutSeconds, environment, pace: quick });
    return source.lookUp({ instanceIds: ["i-1"], diskIds: [] }).then(({ instances }) => {
      const status = instances.get("i-1");
      assert.ok(status?.known === false);
      return status.failure;
    });
  }
  const address = (): string => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  for (const name of ["HTTPS_PROXY", "https_proxy"]) {
    it(`goes to the proxy that ${name} names, and says when the proxy refuses`, async () => {
      reply = "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n";
      assert.match((await look({ [name]: address() })).cause, /could not be asked of ecs\.cn-beijing\.aliyuncs\.com/);
      assert.equal(lines[0], "CONNECT ecs.cn-beijing.aliyuncs.com:443 HTTP/1.1");
    });
  }

  it("ends at the deadline when the proxy hangs", async () => {
    reply = "";
    assert.match((await look({ HTTPS_PROXY: address() }, { timeoutSeconds: 2 })).cause, /timeoutSeconds/);
    assert.equal(lines.length, 1);
  });

  it("goes past the proxy for what NO_PROXY names", async () => {
    reply = "";
    const failure = await look({ HTTPS_PROXY: address(), NO_PROXY: "127.0.0.1,.example" }, { host: "127.0.0.1:1" });
    assert.match(failure.cause, /could not be asked of 127\.0\.0\.1:1/);
    assert.deepEqual(lines, []);
  });

  it("says when HTTPS_PROXY is no address, and does not repeat it", async () => {
    const failure = await look({ HTTPS_PROXY: "user:planted@proxy" });
    assert.match(JSON.stringify(failure), /HTTPS_PROXY/);
    assert.doesNotMatch(JSON.stringify(failure), /planted/);
  });
});
