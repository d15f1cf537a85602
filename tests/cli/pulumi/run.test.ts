import assert from "node:assert/strict";
import { constants } from "node:os";
import { CliFailure } from "../../../policypack/cli/failure";
import { runPulumi, type Ended } from "../../../policypack/cli/pulumi/run";
import { newFolder, type Folder } from "../runCli";
import { environmentWith } from "./standIn";

describe("a run of pulumi", () => {
  let folder: Folder;
  before(() => {
    folder = newFolder();
  });
  after(() => {
    folder.remove();
  });

  async function run(script: string, args: readonly string[] = [], terminal = false) {
    const chunks: Buffer[] = [];
    const ended = await runPulumi(args, {
      environment: environmentWith(folder, script),
      terminal,
      output: (chunk) => {
        chunks.push(chunk);
      },
    });
    return { ...ended, said: Buffer.concat(chunks).toString("utf8") };
  }

  it("gets its arguments as they are, without a shell, and nothing of another environment", async () => {
    const { said } = await run('for word in "$@"; do echo "[$word]"; done; echo "${HOME-none}"', ["up", "$(id) 'x'"]);
    assert.equal(said, "[up]\n[$(id) 'x']\nnone\n");
  });

  it("ends with the exit status that Pulumi ends with", async () => {
    assert.deepEqual(await run("exit 3"), { exitCode: 3, interrupted: false, said: "" });
    assert.equal((await run("kill -KILL $$")).exitCode, 128 + constants.signals.SIGKILL);
  });

  it("that is not there is told in one line, with what to do", async () => {
    const running = runPulumi([], { environment: { PATH: folder.path("none") }, terminal: false, output: "inherit" });
    await assert.rejects(running, (error: unknown) => {
      assert.ok(error instanceof CliFailure);
      assert.equal(
        error.message,
        "pulumi cannot be run (not found on PATH): install it (https://www.pulumi.com/docs/install), or correct PATH",
      );
      return true;
    });
  });

  /** Sends this process a signal as soon as the script says that it is ready. */
  async function interrupted(
    signal: "SIGHUP" | "SIGTERM",
    terminal: boolean,
    times = 1,
  ): Promise<Ended & { said: string }> {
    let said = "";
    const script = `trap 'echo got; exit 7' ${signal.slice(3)}\necho ready\nfor i in 1 2 3 4 5; do sleep 0.1; done; echo alone`;
    const ended = await runPulumi([], {
      environment: environmentWith(folder, script),
      terminal,
      output: (chunk) => {
        said += chunk.toString("utf8");
        if (said === "ready\n") for (let time = 0; time < times; time += 1) process.emit(signal);
      },
    });
    return { ...ended, said };
  }

  it("gets a signal once, even where several come at once, and its end is awaited", async () => {
    const { exitCode, said, ...ended } = await interrupted("SIGTERM", false, 2);
    assert.deepEqual([exitCode, said, ended.interrupted], [7, "ready\ngot\n", true]);
  });

  it("gets none from here that a terminal has sent it as well", async () => {
    const { exitCode, said, ...ended } = await interrupted("SIGHUP", true);
    assert.deepEqual([exitCode, said, ended.interrupted], [0, "ready\nalone\n", true]);
  });

  it("at a terminal gets what no terminal sends", async () => {
    assert.equal((await interrupted("SIGTERM", true)).exitCode, 7);
  });

  it("leaves no handler behind", async () => {
    const before = process.listenerCount("SIGTERM");
    await run("true");
    assert.equal(process.listenerCount("SIGTERM"), before);
  });
});
