// As much of Pulumi Cloud as `pulumi policy publish` needs, who is asking, a place to upload to, and a receipt; and policy
// groups, of which it keeps nothing but what was asked.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What was published. */
export type Published = {
  /** The description of the pack and its policies. */
  description?: unknown;
  tarball?: Buffer;
  completed?: string;
  /** What was asked of policy groups, in order: `PATCH GROUP BODY`. */
  readonly groups: string[];
};

export type PulumiCloud = {
  readonly env: Readonly<Record<string, string>>;
  readonly published: Published;
  stop(): Promise<void>;
};

const USER = {
  id: "1",
  githubLogin: "tester",
  name: "Tester",
  email: "",
  organizations: [{ githubLogin: "acme", name: "acme" }],
};

export async function startPulumiCloud(): Promise<PulumiCloud> {
  const published: Published = { groups: [] };
  const server = createServer((request, response) => {
    void serve(request, response, published);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = addressOf(server.address() as AddressInfo);
  return {
    env: { PULUMI_BACKEND_URL: address, PULUMI_ACCESS_TOKEN: "pul-test" },
    published,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

const addressOf = ({ port }: Pick<AddressInfo, "port">): string => `http://127.0.0.1:${port}`;

async function serve(request: IncomingMessage, response: ServerResponse, published: Published): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = answerTo(request, Buffer.concat(chunks), published);
  response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(answer ?? { code: 404, message: "Not Found" }));
}

function answerTo(request: IncomingMessage, body: Buffer, published: Published): unknown {
  const asked = `${request.method ?? ""} ${request.url ?? ""}`;
  if (asked === "GET /api/user") return USER;
  if (asked === "PUT /upload") {
    published.tarball = body;
    return {};
  }
  if (asked === "POST /api/orgs/acme/policypacks") {
    published.description = JSON.parse(body.toString("utf8"));
    return { version: 1, uploadURI: `http://${request.headers.host ?? ""}/upload`, requiredHeaders: {} };
  }
  if (/^POST \/api\/orgs\/acme\/policypacks\/.*\/complete$/.test(asked)) {
    published.completed = asked.split("/").at(-2) ?? "";
    return {};
  }
  const group = /^(POST|PATCH|GET) \/api\/orgs\/acme\/policygroups(?:\/([^/]+))?/.exec(asked);
  if (group !== null) {
    if (group[1] !== "GET") published.groups.push([group[1], group[2], body.toString("utf8")].join(" "));
    return {};
  }
  return asked === "GET /api/user/organizations/default" || asked === "GET /api/capabilities" ? {} : undefined;
}
