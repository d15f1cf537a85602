import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";
import { status, type handleUnaryCall, type UntypedServiceImplementation } from "@grpc/grpc-js";
import * as pluginProto from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type * as emptyTypes from "google-protobuf/google/protobuf/empty_pb";
import { checkedInputs } from "./check";
import { changesOf, type Change } from "./diff";
import {
  createdOutputs,
  importedOutputs,
  inputsOf,
  newId,
  plannedCreate,
  plannedUpdate,
  refreshedOutputs,
  updatedOutputs,
} from "./resources";
import { flagsOf } from "./schema";
import { cloudAnswers, createdBefore, logCall, settings } from "./settings";
import { fromStruct, plainProperties, toStruct, unknownValue, type PropertyMap } from "./values";

const requireOfPulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Empty } = requireOfPulumi("google-protobuf/google/protobuf/empty_pb.js") as typeof emptyTypes;

type Handler<Request, Response> = (request: Request) => Response;

function unary<Request, Response>(handler: Handler<Request, Response>): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    try {
      callback(null, handler(call.request));
    } catch (error) {
      callback({ code: status.UNKNOWN, message: String(error) });
    }
  };
}

const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

/** The provider's option features.ecsInstance.replaceOnImageUpdate. Each provider resource has a process of its own. */
let replacesOnImageUpdate = false;

function configure(request: proto.ConfigureRequest): proto.ConfigureResponse {
  const { features } = fromStruct(request.getArgs());
  replacesOnImageUpdate = typeof features === "string" && /"replaceOnImageUpdate":"?true/.test(features);
  const response = new proto.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  return response;
}

function checkConfig(request: proto.CheckRequest): proto.CheckResponse {
  return new proto.CheckResponse().setInputs(request.getNews());
}

function diffConfig(request: proto.DiffRequest): proto.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const [olds, news] = [request.getOldInputs(), request.getNews()].map((config) => plainProperties(fromStruct(config)));
  return new proto.DiffResponse().setChanges(isDeepStrictEqual(olds, news) ? DIFF_NONE : DIFF_SOME);
}

function check(request: proto.CheckRequest): proto.CheckResponse {
  const inputs = checkedInputs(flagsOf(typeOf(request.getUrn())), fromStruct(request.getNews()));
  return new proto.CheckResponse().setInputs(toStruct(inputs));
}

function diff(request: proto.DiffRequest): proto.DiffResponse {
  const type = typeOf(request.getUrn());
  const outputs = fromStruct(request.getOlds());
  const planned = keepIgnored(request.getIgnorechangesList(), fromStruct(request.getNews()), outputs);
  const sides = { planned, outputs, inputs: fromStruct(request.getOldInputs()) };
  const changes = changesOf(type, sides).map((change) => {
    const isNewImage = type === "alicloud:ecs/instance:Instance" && change.path === "imageId";
    const bothKnown = change.kind === "update" && sides.planned.imageId !== unknownValue;
    return isNewImage && bothKnown && replacesOnImageUpdate ? { ...change, replaces: true } : change;
  });
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
  const named = changes.filter(({ kind }) => kind !== "hidden");
  const response = new proto.DiffResponse();
  response.setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(topLevel(named));
  response.setReplacesList(topLevel(named.filter(({ replaces }) => replaces)));
  response.setDeletebeforereplace(settings.deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const change of named) response.getDetaileddiffMap().set(change.path, propertyDiff(change));
  return response;
}

/** The engine puts the prior input where ignoreChanges names a property; the bridge keeps the prior output. */
function keepIgnored(ignored: readonly string[], news: PropertyMap, olds: PropertyMap): PropertyMap {
  const isIgnored = (name: string): boolean => ignored.includes(name) || ignored.includes("*");
  const given = Object.entries(news).filter(([name]) => !isIgnored(name));
  const kept = Object.entries(olds).filter(([name]) => isIgnored(name));
  return Object.fromEntries([...given, ...kept]);
}

function propertyDiff({ kind, replaces }: Change): proto.PropertyDiff {
  const kinds = proto.PropertyDiff.Kind;
  const [change, replacement] = {
    add: [kinds.ADD, kinds.ADD_REPLACE] as const,
    delete: [kinds.DELETE, kinds.DELETE_REPLACE] as const,
    update: [kinds.UPDATE, kinds.UPDATE_REPLACE] as const,
    hidden: [kinds.UPDATE, kinds.UPDATE_REPLACE] as const,
  }[kind];
  return new proto.PropertyDiff().setKind(replaces ? replacement : change);
}

const topLevel = (changes: readonly Change[]): string[] => [
  ...new Set(changes.map(({ path }) => path.split(/[.[]/)[0] ?? path)),
];

let count = createdBefore();

function create(request: proto.CreateRequest): proto.CreateResponse {
  const type = typeOf(request.getUrn());
  const inputs = fromStruct(request.getProperties());
  if (request.getPreview()) {
    return new proto.CreateResponse().setProperties(toStruct(plannedCreate(type, inputs, settings.unknowns)));
  }
  count += 1;
  const id = newId(type, inputs, count);
  logCall({ call: "create", urn: request.getUrn(), id });
  const outputs = createdOutputs(type, inputs, id, count);
  return new proto.CreateResponse().setId(id).setProperties(toStruct(outputs));
}

function update(request: proto.UpdateRequest): proto.UpdateResponse {
  const type = typeOf(request.getUrn());
  const olds = fromStruct(request.getOlds());
  const news = keepIgnored(request.getIgnorechangesList(), fromStruct(request.getNews()), olds);
  if (request.getPreview()) {
    return new proto.UpdateResponse().setProperties(toStruct(plannedUpdate(type, olds, news, settings.unknowns)));
  }
  logCall({ call: "update", urn: request.getUrn(), id: request.getId() });
  return new proto.UpdateResponse().setProperties(toStruct(updatedOutputs(type, olds, news)));
}

function remove(request: proto.DeleteRequest): emptyTypes.Empty {
  logCall({ call: "delete", urn: request.getUrn(), id: request.getId() });
  return new Empty();
}

function read(request: proto.ReadRequest): proto.ReadResponse {
  const id = request.getId();
  const answer = cloudAnswers()[id];
  if (answer === null) return new proto.ReadResponse();
  const type = typeOf(request.getUrn());
  const [olds, known] = [fromStruct(request.getProperties()), fromStruct(request.getInputs())];
  // On refresh only inputs that the state already has follow the cloud; an import takes all that could be set.
  const isRefresh = Object.keys(known).length > 0;
  const outputs = isRefresh
    ? refreshedOutputs(type, olds, { ...answer, id })
    : importedOutputs(type, { ...olds, ...answer }, id);
  const inputs = isRefresh ? { ...known, ...pick(answer ?? {}, Object.keys(known)) } : inputsOf(type, outputs);
  return new proto.ReadResponse().setId(id).setProperties(toStruct(outputs)).setInputs(toStruct(inputs));
}

function pick<Item>(source: Readonly<Record<string, Item>>, names: readonly string[]): Record<string, Item> {
  return Object.fromEntries(Object.entries(source).filter(([name]) => names.includes(name)));
}

export function provider(version: string): UntypedServiceImplementation {
  return {
    getPluginInfo: unary(() => new pluginProto.PluginInfo().setVersion(version)),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    checkConfig: unary(checkConfig),
    diffConfig: unary(diffConfig),
    configure: unary(configure),
    check: unary(check),
    diff: unary(diff),
    create: unary(create),
    update: unary(update),
    delete: unary(remove),
    read: unary(read),
  };
}
