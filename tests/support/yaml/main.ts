// The test provider with the package schema that Pulumi YAML asks for: main.js VERSION.
import { Server, ServerCredentials, type handleUnaryCall } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { provider } from "../testProvider/provider";
import { types, type Flags, type Properties } from "../testProvider/schema";

const version = process.argv[2] ?? "0.0.0";
const ANY = { $ref: "pulumi.json#/Any" };

function typeOf({ type, block, maxItems }: Flags): object {
  const isList = (type === "List" || type === "Set") && maxItems !== 1;
  if (isList) return { type: "array", items: block === undefined ? { type: "string" } : ANY };
  if (block !== undefined || type === "List" || type === "Set") return ANY;
  if (type === "Map") return { type: "object", additionalProperties: { type: "string" } };
  return { type: { String: "string", Int: "integer", Float: "number", Bool: "boolean" }[type] };
}

function resourceOf(properties: Properties): object {
  const all = Object.entries(properties).map(([name, flags]) => [name, typeOf(flags), flags] as const);
  const settable = all.filter(([, , flags]) => flags.optional === true || flags.required === true);
  return {
    properties: Object.fromEntries(all.map(([name, type]) => [name, type])),
    inputProperties: Object.fromEntries(settable.map(([name, type]) => [name, type])),
    requiredInputs: settable.filter(([, , flags]) => flags.required === true).map(([name]) => name),
  };
}

const schema = {
  name: "alicloud",
  version,
  meta: { moduleFormat: "(.*)(?:/[^/]*)" },
  config: {},
  provider: {},
  resources: Object.fromEntries(Object.entries(types).map(([type, properties]) => [type, resourceOf(properties)])),
};

const getSchema: handleUnaryCall<proto.GetSchemaRequest, proto.GetSchemaResponse> = (_call, callback) => {
  callback(null, new proto.GetSchemaResponse().setSchema(JSON.stringify(schema)));
};

const server = new Server();
server.addService(ResourceProviderService, { ...provider(version), getSchema });
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  // The engine reads the port from the first line of standard output.
  process.stdout.write(`${port}\n`);
});
