import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { CliFailure } from "../../policypack/cli/failure";
import { isStandardOutput, writeOutput } from "../../policypack/cli/output";
import { newFolder, type Folder } from "./runCli";

describe("the output of a command", () => {
  let folder: Folder;
  let shown: string;
  before(() => {
    folder = newFolder();
  });
  beforeEach(() => {
    shown = "";
  });
  after(() => {
    folder.remove();
  });

  const write = (file: string | undefined): void => {
    writeOutput("text\n", file, {
      environment: {},
      stdin: Readable.from([]),
      stdout: { write: (text) => (shown += text) },
      stderr: { write: () => true },
      now: () => 0,
    });
  };

  for (const file of [undefined, "-"]) {
    it(`goes to standard output where --output is ${file ?? "left out"}`, () => {
      write(file);
      assert.deepEqual([shown, isStandardOutput(file)], ["text\n", true]);
    });
  }

  it("goes to the file that --output names, and nowhere else", () => {
    write(folder.path("report"));
    assert.deepEqual([readFileSync(folder.path("report"), "utf8"), shown], ["text\n", ""]);
    assert.equal(isStandardOutput("report"), false);
  });

  it("that cannot be written is told in one line, with what to do", () => {
    const file = folder.path("none/report");
    assert.throws(
      () => {
        write(file);
      },
      (error: unknown) =>
        error instanceof CliFailure &&
        error.message ===
          `${file} cannot be written: ENOENT, no such file or directory; name another file with --output`,
    );
  });
});
