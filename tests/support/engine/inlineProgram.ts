import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";

// What Stack.preview and Stack.up of the Automation API serve inline programs with. They themselves can neither run
// `pulumi up` with its preview nor print a preview as JSON, and both are what the tests are about.
type LanguageServer = new (program: PulumiFn) => UntypedServiceImplementation;
// eslint-disable-next-line @typescript-eslint/no-require-imports -- its declarations are empty (@internal)
const { LanguageServer } = require("@pulumi/pulumi/automation/server") as { LanguageServer: LanguageServer };

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
