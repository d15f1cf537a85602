import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { CliFailure, STATUS } from "../../policypack/cli/failure";
import { collectInput, type Collector } from "../../policypack/cli/input";
import type { Surroundings } from "../../policypack/cli/surroundings";
import { PreviewSyntaxError } from "../../policypack/engine/preview/reader";
import { newFolder, type Folder } from "./runCli";

const from = (stdin: Readable): Surroundings => ({
  environment: {},
  stdin,
  stdout: { write: () => true },
  stderr: { write: () => true },
  now: () => 0,
});

const whole = (): Collector<string> => {
  const chunks: Buffer[] = [];
  return {
    push: (chunk) => {
      chunks.push(chunk);
    },
    end: () => Buffer.concat(chunks).toString("utf8"),
  };
};
const failing = (error: Error): Collector<string> => ({
  push: () => undefined,
  end: () => {
    throw error;
  },
});

describe("the input of a command", () => {
  let folder: Folder;
  before(() => {
    folder = newFolder();
  });
  after(() => {
    folder.remove();
  });
  const nothing = from(Readable.from([]));

  it("is a file, in pieces", async () => {
    const text = "x".repeat(3 * 1024 * 1024);
    assert.equal(await collectInput(folder.write("big", text), whole(), nothing), text);
  });

  it("is standard input where the file is -", async () => {
    assert.equal(await collectInput("-", whole(), from(Readable.from([Buffer.from("a"), Buffer.from("b")]))), "ab");
  });

  it("is read whatever PowerShell has made of it", async () => {
    const bytes = Buffer.from("\uFEFFä", "utf16le");
    assert.equal(await collectInput("-", whole(), from(Readable.from([bytes]))), "ä");
  });

  const ROWS: readonly (readonly [string, string, Error, string])[] = [
    ["that is no preview", "-", new PreviewSyntaxError("it is empty"), "standard input cannot be checked: it is empty"],
    ["that a command has its own words for", "-", new CliFailure("own words"), "own words"],
    [
      "that cannot be read, by the code of the error and nothing of its message",
      "-",
      Object.assign(new Error("a secret"), { code: "EIO" }),
      "standard input cannot be read: EIO, i/o error",
    ],
  ];
  for (const [what, file, error, message] of ROWS) {
    it(`is told in one line where it is one ${what}`, async () => {
      await assert.rejects(collectInput(file, failing(error), nothing), (thrown: unknown) => {
        assert.ok(thrown instanceof CliFailure);
        assert.deepEqual([thrown.message, thrown.status], [message, STATUS.cannotSay]);
        return true;
      });
    });
  }

  it("is told by the name of a file that is not there", async () => {
    const file = folder.path("none.json");
    await assert.rejects(collectInput(file, whole(), nothing), {
      message: `${file} cannot be read: ENOENT, no such file or directory`,
    });
  });
});
