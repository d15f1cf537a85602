// What an engine sends to a policy pack about one resource.
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { toStruct, type PropertyMap } from "./testProvider/values";

export interface ShownResource {
  readonly type: string;
  readonly urn: string;
  /** What the resource phase shows. */
  readonly inputs: PropertyMap;
  /** What the stack phase shows, `id` included. */
  readonly outputs: PropertyMap;
  readonly provider?: { readonly urn: string; readonly type: string; readonly inputs: PropertyMap } | undefined;
}

export function analyzeRequest(shown: ShownResource): proto.AnalyzeRequest {
  const request = new proto.AnalyzeRequest();
  describeResource(request, shown);
  return request.setProperties(toStruct(shown.inputs));
}

export function analyzerResource(shown: ShownResource): proto.AnalyzerResource {
  const resource = new proto.AnalyzerResource();
  describeResource(resource, shown);
  return resource.setProperties(toStruct(shown.outputs));
}

function describeResource(message: proto.AnalyzeRequest | proto.AnalyzerResource, shown: ShownResource): void {
  message.setType(shown.type);
  message.setUrn(shown.urn);
  message.setName(shown.urn.split("::").at(-1) ?? "");
  message.setOptions(new proto.AnalyzerResourceOptions());
  if (shown.provider === undefined) return;
  const { urn, type, inputs } = shown.provider;
  const provider = new proto.AnalyzerProviderResource().setUrn(urn).setType(type).setName("default");
  message.setProvider(provider.setProperties(toStruct(inputs)));
}
