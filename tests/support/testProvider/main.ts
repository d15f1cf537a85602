// The process behind `pulumi-resource-alicloud` and `pulumi-resource-command` in tests: main.js VERSION.
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { provider } from "./provider";

// State and inputs of a large stack may pass gRPC's limit of 4 MB.
const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(ResourceProviderService, provider(process.argv[2] ?? "0.0.0"));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  // The engine reads the port from the first line of standard output.
  process.stdout.write(`${port}\n`);
});
