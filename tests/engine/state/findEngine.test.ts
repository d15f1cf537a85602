import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type Server } from "node:net";
import { engineByTools } from "../../../policypack/engine/state/engineByTools";
import { findEngine, isWithoutEngine } from "../../../policypack/engine/state/findEngine";

/** A process that does nothing until its input ends. */
const IDLE = ["-e", "process.stdin.resume(); console.log(process.pid)", "run-policy-pack"];

describe("the engine's process", () => {
  let server: Server;
  const started: ChildProcess[] = [];

  before(async () => {
    server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
  });
  after(() => {
    server.close();
    for (const child of started) child.stdin?.end();
  });

  const port = (): number => {
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    return address.port;
  };

  /** The process id that the idle process prints, which is not that of the shell it may be started by. */
  const start = async (file: string, args: readonly string[]): Promise<number> => {
    const child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"] });
    started.push(child);
    return new Promise((resolve) => {
      child.stdout.once("data", (text: Buffer) => {
        resolve(Number(text.toString()));
      });
    });
  };
  const startAt = (address: string) => start(process.execPath, [...IDLE, address, "/a/pack"]);

  it("is the ancestor that listens at the address which the pack was given, whatever its name", async () => {
    const engine = findEngine(await startAt(`127.0.0.1:${port()}`));
    assert.equal(engine?.folder, process.cwd());
    assert.equal(engine.executable, process.execPath);
    assert.ok(
      engine.commandLine?.some((arg) => arg.includes("mocha")),
      String(engine.commandLine),
    );
  });

  it("is found above a process in between, as the language host is", async () => {
    const pid = await start("/bin/sh", [
      "-c",
      '"$0" "$@"; true',
      process.execPath,
      ...IDLE,
      `127.0.0.1:${port()}`,
      "/a/pack",
    ]);
    assert.equal(findEngine(pid)?.folder, process.cwd());
  });

  it("is not one that listens elsewhere, or to whom no address leads", async () => {
    assert.equal(findEngine(await startAt("127.0.0.1:1")), undefined);
    assert.equal(findEngine(await startAt("no-address")), undefined);
    assert.equal(findEngine(), undefined);
  });

  it("is known not to be there where nobody listens at the address", async () => {
    assert.ok(isWithoutEngine(await startAt("127.0.0.1:1")));
    assert.ok(!isWithoutEngine(await startAt(`127.0.0.1:${port()}`)));
    assert.ok(!isWithoutEngine(await startAt("no-address")));
    assert.ok(!isWithoutEngine(2 ** 22 + 1));
  });

  it("is not found for a process that does not exist", () => {
    assert.equal(findEngine(2 ** 22 + 1), undefined);
  });

  it("is found with the tools of macOS too, without its arguments", async () => {
    const engine = engineByTools(await startAt(`127.0.0.1:${port()}`));
    assert.equal(engine?.folder, process.cwd());
    assert.equal(engine.executable, process.execPath);
    assert.equal(engine.commandLine, undefined);
    assert.equal(engineByTools(2 ** 22 + 1), undefined);
  });
});
