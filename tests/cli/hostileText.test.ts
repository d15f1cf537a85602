// Every field of every input holds everything that a log obeys, and no output of the command does.
import assert from "node:assert/strict";
import { ecsLock, newFolder, type Folder } from "./runCli";
import { INSTANCE, PROVIDER } from "./previews";

const EVIL = "\u001b[31m\n::error::forged\r##[error]forged <{%fg 1%}>\u202e\u200b\u009b`#@$<b>&\"'|";
const FORMATS = ["text", "json", "sarif", "junit", "markdown", "github"];

const urn = `urn:pulumi:dev::shop::${INSTANCE}::web${EVIL}`;
const inputs = { instanceName: "web", description: "old" };

function plan(settings: object = {}): string {
  const state = { urn, type: INSTANCE, custom: true };
  const names = ["instanceName", `tags.${EVIL}`];
  const update = {
    op: "update",
    urn,
    provider: `${PROVIDER}::1`,
    oldState: { ...state, id: `i-${EVIL}.`, inputs, outputs: inputs },
    newState: { ...state, inputs: { ...inputs, instanceName: EVIL } },
    detailedDiff: Object.fromEntries(names.map((name) => [name, { kind: "update" }])),
  };
  const provider = { op: "same", urn: PROVIDER, newState: { type: "pulumi:providers:alicloud", inputs: settings } };
  return JSON.stringify({
    steps: [provider, update],
    changeSummary: {},
    duration: 1,
    diagnostics: [{ message: EVIL }],
  });
}

const locks = (reason: string) => ({
  takenAt: "2026-11-24T11:59:00Z",
  instances: [
    {
      InstanceId: `i-${EVIL}.`,
      InstanceName: EVIL,
      RegionId: EVIL,
      Status: EVIL,
      OperationLocks: { LockReason: [{ LockReason: reason }] },
    },
  ],
});

function assertHarmless(printed: string): void {
  assert.doesNotMatch(printed, /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  assert.doesNotMatch(printed, /<\{%|##\[/);
  assert.doesNotMatch(printed, /^\s*::error::forged/m);
}

describe("Text of strangers", () => {
  let folder: Folder;
  before(() => {
    folder = newFolder();
  });
  after(() => {
    folder.remove();
  });

  for (const format of FORMATS) {
    const cases: readonly (readonly [string, number, () => readonly string[], string])[] = [
      ["a refusal", 1, () => ["--locks", folder.write("locked.json", locks("security"))], plan()],
      ["a reason that nobody can read", 2, () => ["--locks", folder.write("odd.json", locks(EVIL))], plan()],
      ["a lock file with such a name", 2, () => ["--locks", folder.path(`none${EVIL.replace("/", "")}`)], plan()],
      ["a region", 2, () => ["--live"], plan({ region: EVIL })],
      ["a profile", 2, () => ["--live"], plan({ region: "cn-hangzhou", profile: EVIL })],
      ["a file of profiles", 2, () => ["--live"], plan({ profile: "p", sharedCredentialsFile: `/tmp/${EVIL}` })],
      ["an endpoint", 2, () => ["--live"], plan({ endpoints: `[{"ecs":"evil.example/${EVIL.length}"}]` })],
      [
        "an exemption",
        0,
        () => {
          const lockFile = folder.write("exempt-locks.json", locks("security"));
          const exemptions = [{ reason: EVIL, expires: "2027-01-01", urns: ["urn:*"], operations: ["*", EVIL] }];
          return ["--config", folder.write("exempt.json", { lockSource: "file", lockFile, exemptions })];
        },
        plan(),
      ],
    ];
    for (const [what, expected, options, input] of cases) {
      it(`in ${what} commands nothing as ${format}`, async () => {
        const { status, stdout, stderr } = await ecsLock(["check", "--format", format, ...options()], { input });
        assert.equal(status, expected, stderr);
        assertHarmless(stdout + stderr);
      });
    }
  }

  const others: readonly (readonly [string, readonly string[]])[] = [
    ["a file to check", ["check", `none${EVIL}`]],
    ["a configuration", ["check", "--config", `none${EVIL}`]],
    ["an output", ["check", "--output", `no/${EVIL}`]],
    ["an option", ["check", `--${EVIL}`]],
    ["a command", [EVIL]],
    ["an operation", ["explain", EVIL]],
    ["a type", ["explain", "--resource", EVIL]],
    ["a region of locks", ["locks", "--region", EVIL]],
    ["an id", ["explain", "StartInstance", "--instance", `i-${EVIL}`, "--region", "cn-hangzhou"]],
  ];
  for (const [what, args] of others) {
    it(`as ${what} is told in one line that commands nothing`, async () => {
      const { status, stdout, stderr } = await ecsLock(args, { input: plan() });
      assert.notEqual(status, 0);
      assertHarmless(stdout + stderr);
      assert.match(stderr, /^ecs-lock: [^\n]+\n$/);
    });
  }

  it("with 200,000 backticks is no error of any format", async () => {
    const input = plan().replaceAll("::web", `::${"`".repeat(200_000)}`);
    for (const format of FORMATS) {
      const lockFile = folder.write("locked.json", locks("security"));
      assert.equal((await ecsLock(["check", "--locks", lockFile, "--format", format], { input })).status, 1, format);
    }
  });
});
