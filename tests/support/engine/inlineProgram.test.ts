import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceMonitorService, type ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { SupportsFeatureRequest, SupportsFeatureResponse } from "@pulumi/pulumi/proto/resource_pb";
import { getMonitor, resetOptions } from "@pulumi/pulumi/runtime";
import "./inlineProgram";

const supportsFeature = (_: unknown, answer: (error: null, response: SupportsFeatureResponse) => void): void => {
  answer(null, new SupportsFeatureResponse());
};

function monitorAt(port: number): Promise<{ readonly server: Server; readonly port: number }> {
  const server = new Server();
  server.addService(ResourceMonitorService, { supportsFeature });
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve({ server, port: bound });
      else reject(error);
    });
  });
}

/** What the SDK gives a program to register its resources with. */
function programAt(port: number): ResourceMonitorClient {
  resetOptions("project", "dev", 1, "", `127.0.0.1:${port}`, true, "organization");
  return (getMonitor() as ResourceMonitorClient | undefined) ?? assert.fail("no monitor");
}

const isReached = (program: ResourceMonitorClient): Promise<boolean> =>
  new Promise((resolve) => {
    program.supportsFeature(new SupportsFeatureRequest(), (error: ServiceError | null) => {
      resolve(error === null);
    });
  });

describe("a program in the process of the tests", () => {
  after(() => {
    resetOptions("", "", -1, "", "", false, "");
  });

  it("reaches the engine at a port where another program still looks for an earlier one", async () => {
    const earlier = await monitorAt(0);
    const first = programAt(earlier.port);
    assert.ok(await isReached(first));
    earlier.server.forceShutdown();
    // It waits longer after each failure.
    for (let failures = 0; failures < 4; failures += 1) {
      assert.ok(!(await isReached(first)));
      await setTimeout(500);
    }
    const later = await monitorAt(earlier.port);
    const second = programAt(earlier.port);
    const reached = await isReached(second);
    for (const program of [first, second]) program.close();
    later.server.forceShutdown();
    assert.ok(reached);
  });
});
