/** How requests leave this machine: directly, or through the proxy that the environment names. */
import { AcsError } from "./acsError";
import type { Endpoint, Environment } from "./endpoint";

export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

export interface Transport {
  /** One attempt of a call, headers and body. */
  readonly attemptMs: number;
  fetchOf(endpoint: Endpoint): Promise<Fetch>;
}

/** Node loads its fetch at the first mention of what belongs to it. */
export const loadFetch = (): unknown => new Headers();

export function transportOf(environment: Environment, attemptMs: number): Transport {
  const proxy = environment.HTTPS_PROXY ?? environment.https_proxy ?? "";
  let proxied: Promise<Fetch> | undefined;
  return {
    attemptMs,
    // http is for this machine only, and never goes through a proxy.
    fetchOf: ({ protocol }) =>
      proxy === "" || protocol === "http"
        ? Promise.resolve(fetch)
        : (proxied ??= proxyFetch(proxy, environment.NO_PROXY ?? environment.no_proxy ?? "")),
  };
}

async function proxyFetch(proxy: string, noProxy: string): Promise<Fetch> {
  if (!URL.canParse(proxy)) {
    throw new AcsError({ cause: "HTTPS_PROXY is not an address", remedy: "set it to http://HOST:PORT, or unset it" });
  }
  const { EnvHttpProxyAgent, fetch: fetchWith } = await import("undici");
  const dispatcher = new EnvHttpProxyAgent({ httpsProxy: proxy, noProxy });
  // The package's types of fetch differ from Node's in what may be undefined, and in nothing else.
  const send = fetchWith as unknown as (address: string, init: object) => Promise<Response>;
  return (address, init) => send(address, { ...init, dispatcher });
}
