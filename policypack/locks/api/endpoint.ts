/**
 * Where the ECS and STS APIs of a region are asked. An address that the program under preview sets must not receive
 * anything that was signed with the organisation's credentials unless it is Alibaba Cloud's own, this machine, or the one
 * that the pack's configuration allows. Pure.
 */
import { isIPv4, isIPv6 } from "node:net";
import { known, notKnown, type LookUp } from "../../domain/lookUps";

export interface Endpoint {
  readonly protocol: "https" | "http";
  /** Host name or address, with the port where one is given. */
  readonly host: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export interface EndpointChoice {
  readonly region: string;
  /** The provider's `endpoints[].ecs` or `endpoints[].sts`. */
  readonly byProgram: string | undefined;
  /** The provider's `protocol`: HTTP or HTTPS. */
  readonly protocol: string | undefined;
  /** The pack's `endpoint`; `{region}` in it stands for the region. */
  readonly configured: string | undefined;
  readonly environment: Environment;
  /** The provider's settings are those of a plan that somebody has handed in: this machine is not theirs. */
  readonly ofPlan?: boolean;
}

type Product = "ecs" | "sts";

/** The pack's configuration, then the provider's own order: its settings, the environment, the region's address. */
export function ecsEndpoint(choice: EndpointChoice): LookUp<Endpoint> {
  const { configured, byProgram, environment, region, protocol } = choice;
  if (configured !== undefined) {
    return parseEndpoint(configured.replaceAll("{region}", region), "endpoint of the policy pack's configuration");
  }
  if (byProgram !== undefined) return programEndpoint(byProgram, "ecs", choice);
  for (const name of ["ALIBABA_CLOUD_ENDPOINT_ECS", "ECS_ENDPOINT"]) {
    const value = environment[name]?.trim();
    if (value !== undefined && value !== "") return parseEndpoint(value, `environment variable ${name}`, protocol);
  }
  // Hangzhou is the oldest region, and its address has the older form.
  const host = region === "cn-hangzhou" ? "ecs-cn-hangzhou.aliyuncs.com" : `ecs.${region}.aliyuncs.com`;
  return known({ protocol: "https", host });
}

/** The provider takes no environment variable for STS. */
export function stsEndpoint(choice: EndpointChoice): LookUp<Endpoint> {
  if (choice.byProgram !== undefined) return programEndpoint(choice.byProgram, "sts", choice);
  return known({ protocol: "https", host: `sts.${choice.region}.aliyuncs.com` });
}

function programEndpoint(value: string, product: Product, choice: EndpointChoice): LookUp<Endpoint> {
  const endpoint = parseEndpoint(value, `endpoints.${product} of the provider`, choice.protocol);
  if (!endpoint.known) return endpoint;
  const { host } = endpoint.value;
  const isOwn = choice.ofPlan !== true && isLoopback(host);
  if (isOwn || isAlibabaCloud(host, product) || host === hostOf(choice.configured)) return endpoint;
  return notKnown({
    cause: `endpoints.${product} of the provider names ${host}, which is no ${product.toUpperCase()} address of Alibaba Cloud; nothing was sent there`,
    remedy: `if the address is meant, allow it by endpoint: "${host}" in the policy pack's configuration`,
  });
}

function hostOf(configured: string | undefined): string | undefined {
  const endpoint = configured === undefined ? undefined : parseEndpoint(configured, "");
  return endpoint?.known === true ? endpoint.value.host : undefined;
}

/**
 * The product's own names only (ecs.<region>, ecs-vpc.<region>, ecs-<region>): other names under aliyuncs.com, such as
 * OSS buckets and functions, serve what customers put there.
 */
function isAlibabaCloud(host: string, product: Product): boolean {
  const region = "(?:cn|ap|us|na|eu|me|rus)-[a-z0-9-]+";
  return new RegExp(`^${product}(?:-[a-z0-9-]+)?(?:\\.${region})?\\.aliyuncs\\.com$`).test(host);
}

function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  return name === "localhost" || name === "::1" || (isIPv4(name) && name.startsWith("127."));
}

/** https, except that a loopback address may have http: by its scheme, or as the provider's `protocol` says. */
function parseEndpoint(value: string, setBy: string, protocol = "HTTP"): LookUp<Endpoint> {
  const withScheme = /^[a-z]+:\/\//i.test(value) ? value : undefined;
  const url = parseUrl(withScheme ?? `https://${isIPv6(value) ? `[${value}]` : value}`);
  if (url === undefined) return invalid(setBy, "is not a host name");
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "" || url.pathname !== "/") {
    return invalid(setBy, "has more than a host and a port");
  }
  if (withScheme === undefined) {
    const scheme = isLoopback(url.host) && protocol.toUpperCase() === "HTTP" ? "http" : "https";
    return known({ protocol: scheme, host: url.host });
  }
  if (url.protocol === "https:") return known({ protocol: "https", host: url.host });
  if (url.protocol === "http:" && isLoopback(url.host)) return known({ protocol: "http", host: url.host });
  return invalid(setBy, "does not use https (http is for loopback addresses only)");
}

function parseUrl(value: string): URL | undefined {
  return URL.canParse(value) ? new URL(value) : undefined;
}

function invalid(setBy: string, problem: string): LookUp<never> {
  return notKnown({
    cause: `the ${setBy} ${problem}`,
    remedy: "set it to the address of the ECS API, such as https://ecs.cn-hangzhou.aliyuncs.com",
  });
}
