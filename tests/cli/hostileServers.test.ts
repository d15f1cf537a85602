// Servers that want the process to stay, to fill its memory or to show its credentials: it ends in time, and small.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ecsLock, newFolder, type Folder } from "./runCli";
import { instanceStep, preview } from "./previews";
import { compiledPack } from "../support/processes";

const DEADLINE_SECONDS = 2;
const MOST_MIB = 300;
const KEY = { id: "LTAI-planted-access-key", secret: "planted-secret-key-000", token: "planted-security-token-00" };
const PLAN = preview([instanceStep("update", "web", { instanceName: "x" })]);

type Behaviour = (response: ServerResponse) => void;

function forEver(response: ServerResponse, piece: string, pauseMs: number): void {
  const timer = setInterval(() => {
    for (let room = true; room;) room = response.write(piece) && pauseMs === 0;
  }, pauseMs);
  response.on("close", () => {
    clearInterval(timer);
  });
}

const json =
  (content: unknown): Behaviour =>
  (response) =>
    void response.end(JSON.stringify(content));
const unasked = (count: number, rest: object = {}): object => ({
  Instances: {
    Instance: Array.from({ length: count }, (_, at) => ({
      InstanceId: `i-${at}-${Math.random()}`,
      InstanceName: "x".repeat(200),
      OperationLocks: { LockReason: [] },
    })),
  },
  ...rest,
});

/** 256 MiB of blanks. */
const BOMB = gzipSync(Buffer.alloc(256 * 1024 * 1024, 0x20));

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  "says nothing": () => undefined,
  "sends its headers and nothing else": (response) => {
    response.writeHead(200).flushHeaders();
  },
  "sends a byte now and then": (response) => {
    forEver(response, " ", 50);
  },
  "sends without end": (response) => {
    forEver(response, "x".repeat(1024 * 1024), 0);
  },
  "sends a bomb of gzip": (response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(BOMB),
  "sends brackets": (response) => void response.end("[".repeat(2 * 1024 * 1024)),
  "sends what nobody asked for, page after page": (response) => {
    json(unasked(100, { NextToken: String(Math.random()) }))(response);
  },
  "sends more than a page": json(unasked(20_000)),
  "sends long names": json({ Instances: { Instance: [{ InstanceId: "i-web", InstanceName: "x".repeat(2_000_000) }] } }),
  "redirects to itself": (response) => void response.writeHead(302, { location: "/again" }).end(),
  "fails for ever": (response) => void response.writeHead(500).end("{}"),
  "wants to be asked much later": (response) => void response.writeHead(429, { "retry-after": "9999999" }).end("{}"),
  "hangs up": (response) => void response.destroy(),
  "answers with the caller's key as its code": (response) =>
    void response.writeHead(400).end(JSON.stringify({ Code: KEY.id, RequestId: KEY.secret })),
  "answers with a part of the caller's token as its id": (response) =>
    void response.writeHead(403).end(JSON.stringify({ Code: "Forbidden.RAM", RequestId: KEY.token.slice(0, 20) })),
  "answers with the caller's token as a name": json({
    RequestId: KEY.token,
    Instances: { Instance: [{ InstanceId: "i-web", InstanceName: KEY.token, OperationLocks: { LockReason: [] } }] },
  }),
};

interface Ended {
  readonly status: number | null;
  readonly printed: string;
  /** From the first request to the end of the process. */
  readonly seconds: number;
  readonly peakMib: number;
}

describe("ecs-lock check --live, asking a server that", () => {
  let folder: Folder;
  let server: Server;
  let behave: Behaviour = () => undefined;
  let requests: number[] = [];
  let address = "";
  let command = "";
  before(async () => {
    command = join(await compiledPack(), "cli/main.js");
    folder = newFolder();
    folder.write("config.json", { timeoutSeconds: DEADLINE_SECONDS });
    folder.write(
      "peak.cjs",
      `process.on("exit", () => require("fs").writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)))`,
    );
    server = createServer((_, response) => {
      requests.push(performance.now());
      behave(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    folder.remove();
  });
  beforeEach(() => {
    requests = [];
  });

  function ended(environment: Readonly<Record<string, string>>): Promise<Ended> {
    const args = ["--require", folder.path("peak.cjs"), command, "check", "--live"];
    const env = {
      PATH: process.env.PATH,
      HOME: folder.path("."),
      PEAK_FILE: folder.path("peak"),
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
      ...environment,
    };
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [...args, "--config", folder.path("config.json")],
        { env },
        (_, stdout, stderr) => {
          const [first = performance.now()] = requests;
          const peakMib = Number(readFileSync(folder.path("peak"), "utf8")) / 1024;
          const seconds = (performance.now() - first) / 1000;
          resolve({ status: child.exitCode, printed: stdout + stderr, seconds, peakMib });
        },
      );
      child.stdin?.end(PLAN);
    });
  }

  function assertEnded({ status, printed, seconds, peakMib }: Ended): void {
    assert.equal(status, 2, printed);
    assert.match(printed, /Cannot say whether ModifyInstanceAttribute/);
    for (const secret of Object.values(KEY)) assert.ok(!printed.includes(secret.slice(0, 20)), printed);
    assert.ok(requests.length > 0, "nothing was asked");
    assert.ok(seconds < DEADLINE_SECONDS + 1, `${seconds} s`);
    assert.ok(peakMib < MOST_MIB, `${peakMib} MiB`);
  }

  for (const [what, behaviour] of Object.entries(BEHAVIOURS)) {
    it(`${what} ends in time, as the API`, async () => {
      behave = behaviour;
      const keys = { ALICLOUD_ACCESS_KEY: KEY.id, ALICLOUD_SECRET_KEY: KEY.secret, ALICLOUD_SECURITY_TOKEN: KEY.token };
      assertEnded(await ended({ ...keys, ALIBABA_CLOUD_ENDPOINT_ECS: address }));
    });

    it(`${what} ends in time, as the credentials URI that the environment names`, async () => {
      behave = behaviour;
      assertEnded(await ended({ ALICLOUD_CREDENTIALS_URI: `${address}/?${KEY.token}` }));
    });
  }

  describe("a plan names", () => {
    const token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjaSJ9.c2lnbmF0dXJl";
    const role = { roleArn: "acs:ram::1:role/r", oidcProviderArn: "acs:p" };
    const named: readonly (readonly [string, () => object, RegExp])[] = [
      ["a credentials URI", () => ({ credentialsUri: `${address}/` }), /an address of its own by credentialsUri/],
      [
        "a file of profiles",
        () => ({ profile: "p", sharedCredentialsFile: "/etc/passwd" }),
        /a file of its own by shared/,
      ],
      [
        "a file with a token, and an STS of its own",
        () => ({
          assumeRoleWithOidc: JSON.stringify({ ...role, oidcTokenFile: folder.write("token", token) }),
          endpoints: JSON.stringify([{ sts: address }]),
        }),
        /a file of its own by oidcTokenFile/,
      ],
      [
        "an STS on this machine",
        () => ({
          assumeRoleWithOidc: JSON.stringify({ ...role, oidcToken: token }),
          endpoints: JSON.stringify([{ sts: address }]),
        }),
        /endpoints\.sts of the provider names 127\.0\.0\.1:\d+, which is no STS address/,
      ],
      [
        "an ECS API on this machine",
        () => ({ accessKey: "a", secretKey: "b", endpoints: JSON.stringify([{ ecs: address }]) }),
        /endpoints\.ecs of the provider names 127\.0\.0\.1:\d+, which is no ECS address/,
      ],
    ];
    for (const [what, settings, cause] of named) {
      it(`${what} asks nothing of anyone, and says so`, async () => {
        behave = json({});
        const config = Object.fromEntries(
          Object.entries({ region: "cn-hangzhou", ...settings() }).map(([name, value]) => [`alicloud:${name}`, value]),
        );
        const input = preview([instanceStep("update", "web", { instanceName: "x" })], { config });
        const { status, stdout } = await ecsLock(["check", "--live"], { input });
        assert.equal(status, 2);
        assert.match(stdout, cause);
        assert.equal(requests.length, 0);
      });
    }

    it("the address that the environment names as well uses it", async () => {
      behave = json({});
      const uri = `${address}/`;
      const input = preview([instanceStep("update", "web", { instanceName: "x" })], {
        config: { "alicloud:region": "cn-hangzhou", "alicloud:credentialsUri": uri },
      });
      const { stdout } = await ecsLock(["check", "--live"], { input, env: { ALICLOUD_CREDENTIALS_URI: uri } });
      assert.match(stdout, /credentialsUri gave no credential/);
      assert.equal(requests.length, 1);
    });
  });
});
