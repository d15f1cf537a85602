import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { run } from "../../policypack/cli/runCommand";
import { ecsLock } from "./runCli";

describe("a command line that is wrong", () => {
  const ROWS: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["a command that there is none of", ["chek"], /^ecs-lock: unknown command 'chek' \(Did you mean check\?\)$/],
    [
      "an option that there is none of",
      ["check", "--formt"],
      /^ecs-lock: unknown option '--formt' \(Did you mean --format\?\)$/,
    ],
    [
      "an option of pulumi before the dashes",
      ["guard", "up", "--stack", "dev"],
      /^ecs-lock: unknown option '--stack' \(pulumi's own arguments come after --, as in `ecs-lock guard up -- --stack dev`\)$/,
    ],
    ["what would forge a line", ["a\nb\u001b[2J"], /^ecs-lock: unknown command 'a b\\u001b\[2J'$/],
    [
      "a wrong value",
      ["check", "--timeout", "x"],
      /^ecs-lock: option '--timeout <seconds>' argument 'x' is invalid\. It must /,
    ],
  ];
  for (const [what, args, line] of ROWS) {
    it(`is told in one line on stderr, with status 64: ${what}`, async () => {
      const { status, stdout, stderr } = await ecsLock(args);
      assert.deepEqual([status, stdout], [64, ""]);
      assert.match(stderr.trimEnd(), line);
      assert.equal(stderr.split("\n").length, 2);
    });
  }

  for (const [command, remedy] of [
    ["check", "name a file, or give the JSON of a preview on standard input"],
    ["audit", "name a file, or give a state on standard input: pulumi stack export | ecs-lock audit"],
  ] as const) {
    it(`names no file, and nobody pipes one in: ${command} does not wait for a keyboard`, async () => {
      const { status, stderr } = await ecsLock([command], { interactive: true });
      assert.deepEqual([status, stderr], [64, `ecs-lock: ${remedy}\n`]);
    });
  }
});

describe("help and version", () => {
  for (const args of [["--help"], ["help", "check"], ["check", "--help"], ["--version"]]) {
    it(`go to standard output, with status 0: ${args.join(" ")}`, async () => {
      const { status, stdout, stderr } = await ecsLock(args);
      assert.deepEqual([status, stderr], [0, ""]);
      assert.notEqual(stdout, "");
    });
  }
});

describe("a defect of a command", () => {
  async function failing(...args: readonly string[]) {
    const stderr: string[] = [];
    const status = await run(args, {
      environment: {},
      stdin: Readable.from([]),
      stdout: {
        write: () => {
          throw new RangeError("a secret");
        },
      },
      stderr: { write: (text) => stderr.push(text) },
      now: () => 0,
    });
    return { status, stderr: stderr.join("") };
  }

  it("is told by its kind, without its message, and what to do", async () => {
    const { status, stderr } = await failing("explain", "--list");
    assert.deepEqual(
      [status, stderr],
      [2, "ecs-lock: unexpected error (RangeError): run with --debug, and report it\n"],
    );
  });

  it("is told with its stack where --debug asks for it", async () => {
    const { stderr } = await failing("explain", "--list", "--debug");
    assert.match(stderr, /^ecs-lock: unexpected error \(RangeError\)[^\n]*\nRangeError: a secret\n +at /);
  });
});
