import { failureOf, malformedAnswer } from "./acsError";
import { askUntilAnswered, USUAL_PACE } from "./acsRetry";
import type { AcsAnswer, AcsCall } from "./acsCall";
import { field, text } from "../json";
import { deadline } from "./deadline";
import type { DescribeOptions } from "./describe";
import { credentialSource } from "../credentials/credentials";
import { serviceOf } from "../credentials/credentialServices";
import type { Identity } from "../credentials/identity";
import { known, notKnown, type LookUp } from "../../domain/lookUps";
import { transportOf } from "./transport";

/** The regions that the account may use, by DescribeRegions. Never rejects. */
export async function describeRegions(
  identity: Identity,
  { environment, now = () => new Date(), pace = USUAL_PACE }: DescribeOptions,
  timeoutSeconds: number,
): Promise<LookUp<readonly string[]>> {
  const { endpoint, region } = identity;
  const transport = transportOf(environment, pace.attemptMs);
  const until = deadline(timeoutSeconds);
  const ask = (call: AcsCall): Promise<AcsAnswer> => askUntilAnswered(call, transport, { deadline: until, pace });
  const askRegions = async (): Promise<readonly string[]> => {
    const services = { sts: ask, web: serviceOf(until.signal, pace.attemptMs) };
    const accessKey = await credentialSource(identity.credential, now)(services);
    const parameters = { RegionId: region };
    const call = { endpoint, action: "DescribeRegions", version: "2014-05-26", accessKey, parameters };
    return regionsIn(await ask(call));
  };
  try {
    return known(await until.race(askRegions()));
  } catch (error) {
    return notKnown(failureOf(error));
  } finally {
    until.end();
  }
}

function regionsIn({ json, requestId }: AcsAnswer): readonly string[] {
  const listed = field(json, "Regions", "Region");
  const regions = Array.isArray(listed) ? listed.flatMap((entry) => text(field(entry, "RegionId")) ?? []) : [];
  if (regions.length === 0) throw malformedAnswer("DescribeRegions", "it lists no region", requestId);
  return regions;
}
