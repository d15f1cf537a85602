// A pack without an engine: what its process does on its own for a stack, from its start to the answer on the stack.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Client, credentials } from "@grpc/grpc-js";
import { bundled } from "../../tests/support/processes";
import { messagesOf, type Change, type Messages } from "./messages";
import { mixOf, stateOf } from "./mix";
import { costOf } from "./packProcess";

export interface Alone {
  /** From the start of the process to its port. */
  readonly startMs: number;
  /** All resources, one after another. */
  readonly resourcesMs: number;
  readonly stackMs: number;
  readonly cpuMs: number;
  readonly peakBytes: number;
}

/** The stack of one size, as an engine would tell a pack of it. */
export interface ToldStack {
  readonly folder: string;
  readonly messages: Messages;
  readonly exportBytes: number;
  remove(): Promise<void>;
}

/** A `pulumi` whose export is a file: what the real one takes is not the pack's. */
const FAKE_CLI = '#!/bin/sh\nexec cat "$(dirname "$0")/export.json"\n';

export async function toldStack(size: number, change: Change): Promise<ToldStack> {
  const folder = await mkdtemp(join(tmpdir(), "ecs-lock-bench-"));
  const resources = mixOf(size);
  const state = JSON.stringify(stateOf(resources), null, 4);
  await writeFile(join(folder, "export.json"), state);
  await writeFile(join(folder, "pulumi"), FAKE_CLI, { mode: 0o755 });
  return {
    folder,
    messages: messagesOf(stateOf(resources), change),
    exportBytes: state.length,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A file of ./hooks that is loaded before the process starts, and what it wants to know. */
export interface Hook {
  readonly hook: "profile" | "start";
  readonly env: Readonly<Record<string, string>>;
}

export async function runAlone(pack: string, { folder, messages }: ToldStack, hook?: Hook): Promise<Alone> {
  const hooks = hook === undefined ? [] : ["--require", await bundled(`bench/preview/hooks/${hook.hook}.ts`)];
  const start = performance.now();
  const child = startPack(pack, folder, hooks, hook?.env);
  const gone = new Promise<void>((resolve) =>
    child.once("exit", () => {
      resolve();
    }),
  );
  try {
    const port = await portOf(child);
    const startMs = performance.now() - start;
    const call = caller(port);
    for (const [method, message] of messages.first) await call(method, message);
    const resourcesMs = await timed(async () => {
      for (const message of messages.resources) await call("Analyze", message);
    });
    const stackMs = await timed(() => call("AnalyzeStack", messages.stack));
    const { cpuMs, peakBytes } = costOf(String(child.pid)) ?? { cpuMs: NaN, peakBytes: NaN };
    return { startMs, resourcesMs, stackMs, cpuMs, peakBytes };
  } finally {
    child.kill("SIGINT");
    await gone;
  }
}

function startPack(pack: string, folder: string, hooks: readonly string[], env: Hook["env"] = {}): ChildProcess {
  const runner = join(pack, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
  return spawn(process.execPath, [...hooks, runner, "127.0.0.1:1", "."], {
    cwd: pack,
    env: {
      ...process.env,
      ...env,
      PATH: `${folder}${delimiter}${process.env.PATH ?? ""}`,
      // There is no engine whose folder could be found.
      PULUMI_BACKEND_URL: "file:///",
      PULUMI_NODEJS_PROJECT: "test-project",
      PULUMI_NODEJS_STACK: "dev",
      PULUMI_NODEJS_DRY_RUN: "true",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout?.once("data", (line: Buffer) => {
      resolve(Number(line.toString()));
    });
    child.once("exit", () => {
      reject(new Error("the pack's process has ended before it served"));
    });
  });
}

type Call = (method: string, message: Uint8Array) => Promise<void>;

function caller(port: number): Call {
  const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), unlimited);
  const asIs = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (method, message) =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(`/pulumirpc.Analyzer/${method}`, asIs, asIs, message, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
