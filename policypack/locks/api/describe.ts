/** DescribeInstances and DescribeDisks of one account and region, page after page. */
import type { LimitFunction } from "p-limit";
import type { AcsAnswer, AcsCall } from "./acsCall";
import { malformedAnswer } from "./acsError";
import { askUntilAnswered, USUAL_PACE, type Pace } from "./acsRetry";
import { pageEntries, type Entry, type Layout } from "./answers";
import { field, optional, text } from "../json";
import { credentialSource, type CredentialServices } from "../credentials/credentials";
import { serviceOf } from "../credentials/credentialServices";
import type { Deadline } from "./deadline";
import type { Environment } from "./endpoint";
import type { Identity } from "../credentials/identity";
import { notKnown } from "../../domain/lookUps";
import type { Evidence } from "../../domain/statuses";
import { transportOf } from "./transport";

export interface DescribeOptions {
  readonly environment: Environment;
  readonly now?: () => Date;
  readonly pace?: Pace;
  /** Shared by the sources of a run, so that the bound holds for all of them. */
  readonly limit?: Bound;
}

/** One question, its pages to the end: adds what they list to `found`, rejects with an AcsError. */
export type Describe = <T>(question: Question<T>, deadline: Deadline) => Promise<void>;

export interface Question<T> {
  readonly layout: Layout<T>;
  readonly filter: Readonly<Record<string, string>>;
  readonly found: Entry<T>[];
  /** Entries of other ids are of no use, and are dropped. */
  readonly ids?: ReadonlySet<string>;
}

export const ASK_AGAIN = "try again; if it stays, check the endpoint, or use a lock file";

const VERSION = "2014-05-26";
/** The API's own number is 10. */
const PAGE = 100;
const MAX_CONCURRENT = 8;
/** More than a region can hold: a page that names itself must not turn us round for ever. */
const MAX_PAGES = 1_000;
/** The API's have some 30 characters. */
const LONGEST_TOKEN = 4_096;

export type Bound = <T>(task: () => Promise<T>) => Promise<T>;

/** An ES module: before 22.12, Node 22 cannot require it. */
export const loadBound = () => import("p-limit");

export function concurrencyBound(): Bound {
  let limit: Promise<LimitFunction> | undefined;
  const load = async (): Promise<LimitFunction> => (await loadBound()).default(MAX_CONCURRENT);
  return async (task) => (await (limit ??= load()))(task);
}

export function describer(identity: Identity, options: DescribeOptions): Describe {
  const { environment, now = () => new Date(), pace = USUAL_PACE, limit = concurrencyBound() } = options;
  const { endpoint, region } = identity;
  const transport = transportOf(environment, pace.attemptMs);
  const credential = credentialSource(identity.credential, now);
  return (question, deadline) => {
    const ask = (call: AcsCall): Promise<AcsAnswer> => askUntilAnswered(call, transport, { deadline, pace });
    const services: CredentialServices = { sts: ask, web: serviceOf(deadline.signal, pace.attemptMs) };
    const askPage = async (filter: Readonly<Record<string, string>>): Promise<AcsAnswer> => {
      const accessKey = await credential(services);
      const parameters = { RegionId: region, ...filter, MaxResults: String(PAGE) };
      return ask({ endpoint, action: question.layout.operation, version: VERSION, accessKey, parameters });
    };
    return deadline.race(limit(() => readPages(question, askPage, { region, now })));
  };
}

async function readPages<T>(
  { layout, filter, found, ids }: Question<T>,
  askPage: (filter: Readonly<Record<string, string>>) => Promise<AcsAnswer>,
  { region, now }: { readonly region: string; readonly now: () => Date },
): Promise<void> {
  const tokens = new Set<string>();
  for (let token: string | undefined; ;) {
    const { json, requestId } = await askPage({ ...filter, ...optional("NextToken", token) });
    const evidence: Evidence = { source: "api", at: now().toISOString(), ...optional("requestId", requestId) };
    const page = pageEntries(json, layout, { evidence, remedy: ASK_AGAIN });
    if (!page.ok) throw malformedAnswer(layout.operation, page.problem, requestId);
    if (page.value.length > PAGE) throw malformedAnswer(layout.operation, "it lists more than a page", requestId);
    for (const entry of page.value) {
      if (ids === undefined || ids.has(entry.id.toLowerCase())) found.push(ofRegion(entry, region, requestId));
    }
    token = text(field(json, "NextToken"));
    if (token === undefined) return;
    if (tokens.has(token) || tokens.size === MAX_PAGES || token.length > LONGEST_TOKEN) {
      throw malformedAnswer(layout.operation, "its pages do not end", requestId);
    }
    tokens.add(token);
  }
}

/** An entry of another region is not the one that was asked for. */
function ofRegion<T>(entry: Entry<T>, region: string, requestId: string | undefined): Entry<T> {
  if (entry.regionId === undefined || entry.regionId === region) return entry;
  const failure = {
    cause: `the answer is of another region than ${region}`,
    remedy: "let the region and the endpoint of the provider agree",
    ...optional("requestId", requestId),
  };
  return { id: entry.id, status: notKnown(failure) };
}
