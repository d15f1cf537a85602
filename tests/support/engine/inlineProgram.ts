import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";

// What Stack.preview and Stack.up of the Automation API serve inline programs with. They themselves can neither run
// `pulumi up` with its preview nor print a preview as JSON, and both are what the tests are about.
type LanguageServer = new (program: PulumiFn) => UntypedServiceImplementation;
// eslint-disable-next-line @typescript-eslint/no-require-imports -- its declarations are empty (@internal)
const { LanguageServer } = require("@pulumi/pulumi/automation/server") as { LanguageServer: LanguageServer };

// Each run of the engine listens at a port that is new to it, but not always to this process. By default all channels of
// a process share their connections by address, and what still waits to try the engine of an earlier run again would
// fail the program of this one at once: without its resources, and for the engine with success.
// eslint-disable-next-line @typescript-eslint/no-require-imports -- its declarations lack them (@internal)
const settings = require("@pulumi/pulumi/runtime/settings") as Readonly<Record<string, object | undefined>>;
// Newer SDKs have a copy with interceptors for their clients.
for (const options of [settings.grpcChannelOptions, settings.grpcClientOptions])
  Object.assign(options ?? {}, { "grpc.use_local_subchannel_pool": 1 });

/** Serves the program while `use` runs; the address is for `pulumi … --client`. */
export async function withInlineProgram<Result>(program: PulumiFn, use: (address: string) => Promise<Result>) {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(LanguageRuntimeService, new LanguageServer(program));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  try {
    return await use(`127.0.0.1:${port}`);
  } finally {
    server.forceShutdown();
  }
}
