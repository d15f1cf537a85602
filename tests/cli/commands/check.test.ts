import assert from "node:assert/strict";
import { FORMATS } from "../../../policypack/report/formats";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { Ajv } from "ajv";
import type { Log } from "sarif";
import { run } from "../../../policypack/cli/runCommand";
import type { Surroundings } from "../../../policypack/cli/surroundings";
import { addInstance, KEY_ID, KEY_SECRET } from "../../support/emulator/cloud";
import { startEmulator } from "../../support/emulator/emulator";
import { compiledPack, typeScriptArguments } from "../../support/processes";
import { repositoryRoot } from "../../support/repository";
import { ecsLock, newFolder, type CliResult, type Folder } from "../runCli";
import { instanceStep, lockFile, MIXED, preview, urnOf } from "../previews";

const ESCAPE = "\u001b";
const UNDECIDED = preview([instanceStep("update", "gone", { instanceName: "x" })]);
const main = typeScriptArguments("policypack/cli/main.ts");

describe("ecs-lock check", () => {
  let folder: Folder;
  let locks: string;

  before(() => {
    folder = newFolder();
    locks = folder.write("locks.json", lockFile({ "i-web": "security", "i-db": "", "i-old": "" }));
  });
  after(() => {
    folder.remove();
  });

  const check = (input: string, args: readonly string[] = [], lockFileName = locks): Promise<CliResult> =>
    ecsLock(["check", "--locks", lockFileName, ...args], { input });

  const unlocked = (): string => folder.write("none.json", lockFile({ "i-web": "", "i-db": "", "i-old": "" }));

  describe("says by its exit status", () => {
    it("0: nothing is refused", async () => {
      const { status, stdout, stderr } = await check(MIXED, [], unlocked());
      assert.deepEqual([status, stdout, stderr], [0, "3 changes, 3 ECS calls: nothing is refused\n", ""]);
    });

    it("1: something is refused, whatever else there is", async () => {
      const steps = [
        instanceStep("update", "web", { instanceName: "x" }),
        instanceStep("update", "gone", { instanceName: "x" }),
      ];
      assert.equal((await check(preview(steps))).status, 1);
      assert.equal((await check(preview(steps, { diagnostics: [{ severity: "error" }] }))).status, 1);
    });

    it("2: an affected operation's target cannot be looked up", async () => {
      const { status, stdout } = await check(UNDECIDED);
      assert.equal(status, 2);
      assert.match(
        stdout,
        /^UNDECIDED {2}gone {2}ecs-lock-status\n {2}Cannot say whether ModifyInstanceAttribute on instance i-gone/,
      );
    });

    it("0 for the same with onUndecided advisory, which it reports all the same", async () => {
      const config = folder.write("config.json", { onUndecided: "advisory" });
      const { status, stdout } = await check(UNDECIDED, ["--config", config]);
      assert.equal(status, 0);
      assert.match(stdout, /^ADVISORY {2}gone/);
    });

    it("1: a locked instance would be deleted, and deleteLocked is mandatory", async () => {
      const config = folder.write("deletions.json", { deleteLocked: "mandatory" });
      const destroy = preview([instanceStep("delete", "web"), instanceStep("delete", "db")]);
      const { status, stdout } = await check(destroy, ["--config", config]);
      assert.equal(status, 1);
      assert.match(
        stdout,
        /^REFUSED {2}web {2}ecs-lock-status\n {2}DeleteInstance would be refused by the configuration/,
      );
      assert.match(stdout, /Disks that would go with it: d-system\n/);
      assert.match(stdout, /The configuration \(deleteLocked\) refuses DeleteInstance, not the ECS API/);
      assert.doesNotMatch(stdout, /i-db|documents differ/);
      assert.equal((await check(destroy)).status, 0);
    });

    it("2: an instance would be deleted that cannot be looked up, and deleteLocked is mandatory", async () => {
      const config = folder.write("deletions.json", { deleteLocked: "mandatory" });
      const deletion = preview([instanceStep("delete", "gone")]);
      assert.equal((await check(deletion, ["--config", config])).status, 2);
      const advisory = folder.write("undecided.json", { deleteLocked: "mandatory", onUndecided: "advisory" });
      assert.equal((await check(deletion, ["--config", advisory])).status, 0);
      assert.equal((await check(deletion)).status, 0);
    });

    it("2: the preview itself failed, so that steps may be missing", async () => {
      const { status, stdout } = await check(preview([], { diagnostics: [{ severity: "error" }] }));
      assert.equal(status, 2);
      assert.match(stdout, /^INCOMPLETE {2}the preview itself failed: what it does not show was not judged/);
    });

    it("2: the input is none, with one line that names it", async () => {
      const file = folder.write("text.json", "Previewing update (dev)");
      const { status, stdout, stderr } = await ecsLock(["check", file, "--locks", locks]);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, /^ecs-lock: .*text\.json cannot be checked: it is not what `pulumi preview --json`.*\n$/);
    });

    it("2: it is two previews, of which the second may have failed", async () => {
      const { status, stdout, stderr } = await check(`${MIXED}${preview([])}`, [], unlocked());
      const line = "ecs-lock: standard input cannot be checked: it holds more than one preview: check each by itself\n";
      assert.deepEqual([status, stdout, stderr], [2, "", line]);
    });

    it("2: the file is not there", async () => {
      const { status, stderr } = await ecsLock(["check", folder.path("nowhere.json")]);
      assert.equal(status, 2);
      assert.match(stderr, /^ecs-lock: .*nowhere\.json cannot be read: ENOENT, no such file or directory\n$/);
    });

    it("64: the command line is wrong, with one line", async () => {
      const wrong = [
        ["check", "--lock", "x"],
        ["check", "--locks", "x", "--live"],
        ["check", "--format", "xml"],
        ["check", "--edition", "newest"],
        ["check", "a", "b"],
        ["chek"],
      ];
      for (const args of wrong) {
        const { status, stdout, stderr } = await ecsLock(args);
        assert.deepEqual([status, stdout], [64, ""], args.join(" "));
        assert.match(stderr, /^ecs-lock: [^\n]+\n$/);
      }
    });

    it("64: there is no file, and standard input is a terminal", async () => {
      const { status, stderr } = await ecsLock(["check"], { interactive: true });
      assert.deepEqual(
        [status, stderr],
        [64, "ecs-lock: name a file, or give the JSON of a preview on standard input\n"],
      );
    });
  });

  it("names the lock, the calls and what to do, the refused change first", async () => {
    const steps = [
      instanceStep("update", "gone", { instanceName: "x" }),
      instanceStep("update", "web", { instanceType: "ecs.g7.xlarge" }),
    ];
    const { stdout } = await check(preview(steps));
    const blocks = stdout.split("\n\n");
    assert.deepEqual(
      blocks.map((block) => block.split("  ")[0]),
      ["REFUSED", "UNDECIDED", blocks[2]?.split("  ")[0], "2 changes, 4 ECS calls: 3 refused, 1 undecided, 0 exempt\n"],
    );
    assert.match(
      blocks[2] ?? "",
      /^3 calls on 1 resource would be refused[^]*\nCannot say of gone: [^]*\nWhat to do: /,
    );
    assert.match(
      blocks[0] ?? "",
      /calls, in order: StopInstance \(refused\), ModifyInstanceSpec \(refused\), StartInstance \(refused\)/,
    );
    assert.match(blocks[0] ?? "", /seen in the lock file .*locks\.json of 2026-11-24T11:59:00\.000Z/);
    assert.match(
      blocks[0] ?? "",
      /\n {2}ecs-modify-instance-spec: ModifyInstanceSpec would be refused, in the change of web: i/,
    );
  });

  async function checkedJson(input: string): Promise<unknown> {
    const { stdout } = await check(input, ["--format", "json"]);
    const schema = JSON.parse(readFileSync(join(repositoryRoot, "docs/check-output.schema.json"), "utf8")) as object;
    const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
    const report: unknown = JSON.parse(stdout);
    assert.ok(validate(report), JSON.stringify(validate.errors));
    return report;
  }

  it("says in its JSON of a preview that failed that changes may be missing", async () => {
    assert.deepEqual(await checkedJson(preview([], { diagnostics: [{ severity: "error" }] })), {
      version: 1,
      incomplete: "the preview itself failed",
      summary: { changes: 0, operations: 0, uncertain: 0, refused: 0, undecided: 0, exempt: 0 },
      changes: [],
    });
  });

  it("writes several formats in one run, each into its file", async () => {
    const sarif = folder.path("several.sarif");
    const page = folder.path("several.html");
    const { status, stdout, stderr } = await check(MIXED, [
      ...["--format", "text", "--format", `sarif=${sarif}`, "--format", `html=${page}`],
    ]);
    assert.equal(status, 1);
    assert.match(stdout, /^REFUSED /);
    assert.match(readFileSync(sarif, "utf8"), /"version": "2\.1\.0"/);
    assert.match(readFileSync(page, "utf8"), /^<!doctype html>/);
    assert.equal(stderr.match(/; written to /g)?.length, 2);
  });

  for (const args of [
    ["--format", "text", "--format", "json"],
    ["--format", "sarif=same", "--format", "json=same"],
    ["--format", "sarif="],
    ["--format", "sarif=a", "--output", "b"],
  ]) {
    it(`64: ${args.join(" ")} leaves open what goes where`, async () => {
      const { status, stdout, stderr } = await check(MIXED, args);
      assert.deepEqual([status, stdout], [64, ""]);
      assert.match(stderr, /^ecs-lock: [^\n]+\n$/);
    });
  }

  it("says where the program declares a resource, as the preview's step does", async () => {
    const state = (instanceName: string) => ({
      ...{ urn: urnOf("web"), type: "alicloud:ecs/instance:Instance", id: "i-web", inputs: { instanceName } },
      ...{ outputs: { instanceName }, sourcePosition: "project:///src/index.ts#9,33" },
    });
    const step = { op: "update", urn: urnOf("web"), oldState: state("a"), newState: state("b") };
    const { stdout } = await check(preview([step]), ["--format", "json"]);
    assert.match(stdout, /"place": \{\s*"file": "src\/index\.ts",\s*"line": 9,\s*"column": 33\s*\}/);
  });

  it("counts the calls that a property of a newer provider may lead to as the most that there can be", async () => {
    const state = (laterProperty: string) => ({
      ...{ urn: urnOf("db"), type: "alicloud:ecs/instance:Instance", id: "i-db", inputs: { laterProperty } },
      ...{ outputs: { laterProperty } },
    });
    const detailedDiff = { laterProperty: { kind: "update" } };
    const plan = preview([
      { op: "update", urn: urnOf("db"), oldState: state("a"), newState: state("b"), detailedDiff },
      instanceStep("update", "web", { instanceName: "x" }),
    ]);
    const { stdout, status } = await check(plan, [], unlocked());
    const [, most] = /^2 changes, up to (\d+) ECS calls: nothing is refused\n$/.exec(stdout) ?? assert.fail(stdout);
    assert.equal(status, 0);
    const { summary, changes } = (await checkedJson(plan)) as {
      readonly summary: Readonly<Record<string, number>>;
      readonly changes: readonly { readonly operations: readonly { readonly certain: boolean }[] }[];
    };
    assert.deepEqual([summary.operations, summary.uncertain], [Number(most), Number(most) - 1]);
    const certain = changes.map(({ operations }) => operations.filter((one) => one.certain).length);
    assert.deepEqual(certain, [0, 1]);
    for (const format of ["markdown", "html", "junit", "github"])
      assert.match((await check(plan, ["--format", format], unlocked())).stdout, /up to \d+ ECS calls/, format);
  });

  it("prints JSON that is as its schema says", async () => {
    assert.deepEqual(await checkedJson(MIXED), {
      version: 1,
      incomplete: null,
      summary: { changes: 3, operations: 3, uncertain: 0, refused: 1, undecided: 0, exempt: 0 },
      changes: [
        {
          urn: urnOf("web"),
          type: "alicloud:ecs/instance:Instance",
          change: "update",
          place: null,
          operations: [
            {
              operation: "ModifyInstanceAttribute",
              policy: "ecs-modify-instance-attribute",
              behavior: "affected",
              verdict: "refused",
              certain: true,
              target: { instanceId: "i-web", diskId: null, region: "cn-hangzhou" },
              because: ["instanceName"],
              lockReasons: ["security"],
            },
          ],
        },
        {
          urn: urnOf("db"),
          type: "alicloud:ecs/instance:Instance",
          change: "update",
          place: null,
          operations: [
            {
              operation: "TagResources",
              policy: null,
              behavior: "unaffected",
              verdict: "allowed",
              certain: true,
              target: { instanceId: "i-db", diskId: null, region: "cn-hangzhou" },
              because: ["tags"],
              lockReasons: [],
            },
          ],
        },
        {
          urn: urnOf("old"),
          type: "alicloud:ecs/instance:Instance",
          change: "delete",
          place: null,
          operations: [
            {
              operation: "DeleteInstance",
              policy: "ecs-delete-instance",
              behavior: "unaffected",
              verdict: "allowed",
              certain: true,
              target: { instanceId: "i-old", diskId: null, region: "cn-hangzhou" },
              because: [],
              lockReasons: [],
            },
          ],
        },
      ],
    });
  });

  it("tells the reader of the log why a machine's format ended with status 2", async () => {
    const input = preview([
      instanceStep("update", "gone", { instanceName: "x" }),
      instanceStep("update", "away", { instanceName: "x" }),
    ]);
    const { stderr } = await check(input, ["--format", "json"]);
    assert.match(
      stderr,
      /^ecs-lock: Cannot say whether ModifyInstanceAttribute on instance i-gone .*\(and 1 more\)\n$/,
    );
  });

  it("judges by the edition asked for", async () => {
    const input = preview([instanceStep("delete", "web")]);
    assert.equal((await check(input)).status, 0);
    assert.match((await check(input)).stdout, /Deleting instance i-web .* releases its disks[^]*Disks: d-system/);
    const { status, stdout } = await check(input, ["--edition", "strict"]);
    assert.equal(status, 1);
    assert.match(stdout, /^REFUSED {2}web {2}ecs-delete-instance/);
  });

  it("lets an exemption through, and says so", async () => {
    const exemption = { reason: "ticket 17", expires: "2026-12-31", instances: ["i-web"] };
    const config = folder.write("exempt.json", { "ecs-lock-status": { exemptions: [exemption] } });
    const { status, stdout } = await check(MIXED, ["--config", config]);
    assert.equal(status, 0);
    assert.match(
      stdout,
      /ADVISORY {2}web {2}ecs-lock-status\n {2}ModifyInstanceAttribute is let through by an exemption/,
    );
    assert.match(stdout, /0 refused, 0 undecided, 1 exempt/);
  });

  it("reads the state of the disks of a deleted instance from priorStateFile", async () => {
    const disk = { urn: "urn:d", type: "alicloud:ecs/disk:Disk", id: "d-data", outputs: { instanceId: "i-web" } };
    const priorStateFile = folder.write("state.json", { deployment: { resources: [disk] } });
    const config = folder.write("prior.json", { priorState: "file", priorStateFile });
    const { stdout } = await check(preview([instanceStep("delete", "web")]), ["--config", config]);
    assert.match(stdout, /Disks: d-data/);
  });

  it("finds the files that the configuration names in its projectDir, and that of --locks where it runs", async () => {
    const projectDir = folder.path("project");
    mkdirSync(projectDir);
    const content = lockFile({ "i-web": "security", "i-db": "", "i-old": "" });
    writeFileSync(join(projectDir, "its-locks.json"), JSON.stringify(content));
    const disk = { urn: "urn:d", type: "alicloud:ecs/disk:Disk", id: "d-data", outputs: { instanceId: "i-web" } };
    writeFileSync(join(projectDir, "its-state.json"), JSON.stringify({ deployment: { resources: [disk] } }));
    const files = { lockFile: "its-locks.json", priorStateFile: "its-state.json" };
    const inFiles = { lockSource: "file", priorState: "file", ...files };
    const input = preview([instanceStep("delete", "web")]);
    for (const dir of [projectDir, relative(".", projectDir)]) {
      const config = folder.write("in-project.json", { projectDir: dir, ...inFiles });
      const { status, stdout } = await ecsLock(["check", "--config", config], { input });
      assert.equal(status, 0);
      assert.match(stdout, /Disks: d-data/);
    }
    const config = folder.write("in-project.json", { projectDir, ...inFiles, lockFile: "none.json" });
    const named = relative(".", locks);
    const { status } = await ecsLock(["check", "--config", config, "--locks", named], { input: MIXED });
    assert.equal(status, 1);
  });

  it("points into the project, relative to where it runs, wherever its projectDir starts", async () => {
    const uriWith = async (projectDir?: string): Promise<string | undefined> => {
      const config = folder.write("place.json", projectDir === undefined ? {} : { projectDir });
      const { stdout } = await check(MIXED, ["--config", config, "--format", "sarif"]);
      return (JSON.parse(stdout) as Log).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
    };
    assert.equal(await uriWith(), "Pulumi.yaml");
    for (const projectDir of ["infra/shop #1", "./infra/../infra/shop #1/", resolve("infra/shop #1")]) {
      assert.equal(await uriWith(projectDir), "infra/shop%20%231/Pulumi.yaml");
    }
    assert.equal(await uriWith(resolve("../other")), "../other/Pulumi.yaml");
  });

  describe("with --config", () => {
    const WRONG: readonly (readonly [string, unknown, RegExp])[] = [
      [
        "a key that is none",
        { editoin: "topic" },
        /"editoin" is not a key of the configuration: remove it, or use one of lockSource/,
      ],
      [
        "a value of another type",
        { timeoutSeconds: "30" },
        /timeoutSeconds must be a number, without quotation marks$/m,
      ],
      [
        "a value that is none of those allowed",
        { edition: "newest" },
        /edition must be one of "topic", "current", "strict"/,
      ],
      [
        "an exemption without a reason",
        { exemptions: [{ expires: "2026-12-31" }] },
        /exemptions\.0 has no reason: add it/,
      ],
      [
        "an exemption with a key that is none",
        { exemptions: [{ reason: "x", expires: "2026-12-31", urn: "x" }] },
        /"urn" is not a key of exemptions\.0/,
      ],
      [
        "a date that is none",
        { exemptions: [{ reason: "x", expires: "2026-13-01" }] },
        /exemptions\[0\]\.expires is not a date/,
      ],
      ["a number that is not more than 0", { timeoutSeconds: 0 }, /timeoutSeconds must be more than 0$/m],
      ["a number that is too large", { timeoutSeconds: 3601 }, /timeoutSeconds must be at most 3600$/m],
      ["an empty text", { endpoint: "" }, /endpoint is empty: write a text, or leave it out/],
      ["a text in place of a list", { exemptions: "all" }, /exemptions must be a list/],
      [
        "an exemption of no operation",
        { exemptions: [{ reason: "x", expires: "2026-12-31", operations: [] }] },
        /exemptions\.0\.operations is an empty list: name something in it, or leave it out/,
      ],
      [
        "a reason of many pages",
        { exemptions: [{ reason: "x".repeat(3000), expires: "2026-12-31" }] },
        /exemptions\.0\.reason is too long: use at most 2048 characters/,
      ],
      ["lockSource file without lockFile", { lockSource: "file" }, /lockFile is missing/],
      ["a list", [], /must be a JSON object/],
      ["a version of Pulumi's that is not known", { version: 3, policies: {} }, /version must be 2, or left out/],
      ["policies that are none", { version: 2, policies: [] }, /policies must be a JSON object/],
      [
        "a key that is none, as Pulumi takes it",
        { version: 2, policies: { "ecs-lock-status": { editoin: "topic" } } },
        /"editoin" is not a key of the configuration/,
      ],
      [
        "a key of ecs-lock-status beside Pulumi's",
        { all: "mandatory", edition: "strict" },
        /"edition" is a key of ecs-lock-status: write it under ecs-lock-status/,
      ],
      [
        "a key of ecs-lock-status among the policies of version 2",
        { version: 2, policies: { edition: {} } },
        /"edition" is a key of ecs-lock-status/,
      ],
      [
        "a policy beside those of version 2",
        { version: 2, "ecs-lock-status": { edition: "strict" } },
        /"ecs-lock-status" is none of version, environments, policies, exceptions: write it under policies/,
      ],
      [
        "what is no policy beside Pulumi's keys",
        { "ecs-lock-status": {}, somebody: ["x"] },
        /"somebody" must be an object, or one of advisory, mandatory, remediate, disabled/,
      ],
      [
        "a policy that the pack does not have",
        { "s3-no-public": { buckets: ["x"] }, "ecs-lock-status": {} },
        /"s3-no-public" is not a policy of this pack: correct it, or take it out/,
      ],
      [
        "a policy that is misspelt",
        { "ecs-stop-instnace": "advisory" },
        /"ecs-stop-instnace" is not a policy of this pack: did you mean ecs-stop-instance/,
      ],
      ["a level that is none", { all: "manadtory" }, /"all" must be an object, or one of advisory/],
      [
        "a level inside that is none",
        { "ecs-lock-status": { enforcementLevel: 1 } },
        /enforcementLevel of "ecs-lock-status" must be one of advisory/,
      ],
      ["text", "edition: topic", /is not JSON: write its keys as one JSON object/],
    ];
    for (const [name, content, message] of WRONG) {
      it(`that has ${name} ends with 2 and one line that names the file`, async () => {
        const file = folder.write("wrong.json", content);
        const { status, stdout, stderr } = await ecsLock(["check", "--config", file], { input: MIXED });
        assert.deepEqual([status, stdout], [2, ""]);
        assert.match(stderr, message);
        assert.match(stderr, /^ecs-lock: [^\n]*wrong\.json[^\n]*\n$/);
      });
    }

    const advisory = { onUndecided: "advisory" };
    const PULUMIS: readonly (readonly [string, unknown])[] = [
      ["under the policy's name", { "ecs-lock-status": advisory }],
      ["beside an enforcement level", { "ecs-lock-status": { enforcementLevel: "mandatory", ...advisory } }],
      ["beside other policies and environments", { all: "advisory", environments: ["e"], "ecs-lock-status": advisory }],
      ["in version 2, beside exceptions", { version: 2, policies: { "ecs-lock-status": advisory }, exceptions: {} }],
    ];
    for (const [name, content] of PULUMIS) {
      it(`that has the keys ${name}, as Pulumi takes them, is read`, async () => {
        const file = folder.write("pulumi.json", content);
        assert.equal((await check(UNDECIDED, ["--config", file])).status, 0);
      });
    }

    for (const [name, content] of [
      ["nothing", " "],
      ["levels alone", { "ecs-lock-status": "mandatory", "ecs-stop-instance": "advisory" }],
      ["other policies of version 2 alone", { version: 2, policies: { "ecs-stop-instance": "disabled" } }],
      ["no policies of version 2", { version: 2 }],
    ] as const) {
      it(`that has ${name}, as Pulumi takes it, leaves the defaults`, async () => {
        const file = folder.write("pulumi.json", content);
        assert.equal((await check(UNDECIDED, ["--config", file])).status, 2);
      });
    }

    it("that is a device or a pipe ends with 2, at once", async () => {
      const pipe = folder.path("pipe");
      execFileSync("mkfifo", [pipe]);
      for (const file of [pipe, "/dev/zero"]) {
        const { status, stderr } = await ecsLock(["check", "--config", file], { input: MIXED });
        assert.equal(status, 2);
        assert.match(stderr, /is not a regular file: write it into one\n$/);
      }
    });

    it("that is not there ends with 2 and its name", async () => {
      const { status, stderr } = await ecsLock(["check", "--config", folder.path("nowhere.json")], { input: MIXED });
      assert.deepEqual(
        [status, stderr.includes("nowhere.json cannot be read: ENOENT, no such file or directory")],
        [2, true],
      );
    });
  });

  describe("with the levels of --config", () => {
    const LEVELS: readonly (readonly [string, unknown, string, number, RegExp])[] = [
      ["advisory stops nothing", { "ecs-modify-instance-attribute": "advisory" }, MIXED, 0, /^ADVISORY {2}web/],
      ["all advisory stops nothing", { all: "advisory" }, MIXED, 0, /^ADVISORY {2}web/],
      [
        "a policy's own level comes before that of all",
        { all: "advisory", "ecs-modify-instance-attribute": { enforcementLevel: "mandatory" } },
        MIXED,
        1,
        /^REFUSED {2}web/,
      ],
      ["remediate is mandatory here", { version: 2, policies: { all: "remediate" } }, MIXED, 1, /^REFUSED {2}web/],
      [
        "disabled says nothing, and the sum still counts the call",
        { version: 2, policies: { "ecs-modify-instance-attribute": "disabled" } },
        MIXED,
        0,
        /^3 changes, 3 ECS calls: 1 refused/,
      ],
      [
        "what is undecided is advisory with ecs-lock-status",
        { "ecs-lock-status": "advisory" },
        UNDECIDED,
        0,
        /^ADVISORY/,
      ],
      [
        "what is undecided stays with ecs-lock-status disabled, and its keys reach nobody",
        { "ecs-lock-status": { enforcementLevel: "disabled", onUndecided: "advisory" } },
        UNDECIDED,
        2,
        /^UNDECIDED/,
      ],
    ];
    for (const [name, content, input, expected, text] of LEVELS) {
      it(name, async () => {
        const { status, stdout } = await check(input, ["--config", folder.write("levels.json", content)]);
        assert.match(stdout, text);
        assert.equal(status, expected);
      });
    }
  });

  it("ends with 0 with --exit-zero whatever is found, and still tells a wrong command line and a wrong input", async () => {
    assert.equal((await check(MIXED, ["--exit-zero"])).status, 0);
    assert.equal((await check(UNDECIDED, ["--exit-zero"])).status, 0);
    assert.equal((await check("Previewing update (dev)", ["--exit-zero"])).status, 2);
    assert.equal((await check(MIXED, ["--exit-zero", "--format", "pdf"])).status, 64);
  });

  it("writes to standard output with --output -", async () => {
    const { stdout, stderr } = await check(MIXED, ["--output", "-"]);
    assert.deepEqual([stdout, stderr], [(await check(MIXED)).stdout, ""]);
  });

  it("ends at once where the lock file is not there, in one line, before the input is read", async () => {
    const { status, stdout, stderr } = await check("no preview", [], folder.path("nowhere.json"));
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(
      stderr,
      /^ecs-lock: the lock file [^\n]*nowhere\.json cannot be read \(ENOENT, no such file or directory\): write it with[^\n]*\n$/,
    );
  });

  it("says of a plan without ECS what it counts, and that nothing is refused", async () => {
    const { status, stdout } = await check(preview([]));
    assert.deepEqual([status, stdout], [0, "0 changes of resources that call ECS: nothing is refused\n"]);
  });

  describe("with --live", () => {
    const input = preview([instanceStep("update", "web", { instanceName: "x" }, { provider: "urn:own::2222" })]);

    it("asks nothing where nothing is affected", async () => {
      const harmless = preview([instanceStep("update", "web", { tags: { a: "b" } })]);
      assert.equal((await ecsLock(["check", "--live"], { input: harmless })).status, 0);
    });

    it("asks once in the region of each provider: the stack's configuration, or the provider's own step", async () => {
      const emulator = await startEmulator();
      try {
        addInstance(emulator.cloud, "i-web", { lockReasons: ["security"] });
        addInstance(emulator.cloud, "i-db");
        addInstance(emulator.cloud, "i-away", { regionId: "cn-beijing", lockReasons: ["security"] });
        const beijing = "urn:pulumi:dev::shop::pulumi:providers:alicloud::beijing";
        const type = "pulumi:providers:alicloud";
        const { status, stdout } = await ecsLock(["check", "--live", "--format", "json"], {
          input: preview([
            instanceStep("update", "web", { instanceName: "x" }),
            instanceStep("update", "db", { instanceName: "x" }),
            instanceStep("update", "away", { instanceName: "x" }, { provider: `${beijing}::2222` }),
            { op: "same", urn: beijing, newState: { urn: beijing, type, inputs: { region: "cn-beijing" } } },
          ]),
          env: {
            ALICLOUD_ACCESS_KEY: KEY_ID,
            ALICLOUD_SECRET_KEY: KEY_SECRET,
            ALIBABA_CLOUD_ENDPOINT_ECS: emulator.endpoint,
          },
        });
        const { changes } = JSON.parse(stdout) as { changes: { operations: { verdict: string; target: object }[] }[] };
        assert.equal(status, 1);
        assert.deepEqual(
          changes.flatMap(({ operations }) => operations.map(({ verdict, target }) => [verdict, target])),
          [
            ["refused", { instanceId: "i-web", diskId: null, region: "cn-hangzhou" }],
            ["allowed", { instanceId: "i-db", diskId: null, region: "cn-hangzhou" }],
            ["refused", { instanceId: "i-away", diskId: null, region: "cn-beijing" }],
          ],
        );
        assert.deepEqual(emulator.calls.map(({ action, parameters }) => [action, parameters.get("RegionId")]).sort(), [
          ["DescribeInstances", "cn-beijing"],
          ["DescribeInstances", "cn-hangzhou"],
        ]);
      } finally {
        await emulator.stop();
      }
    });

    it("cannot say without credentials, and says what to set", async () => {
      const { status, stdout } = await ecsLock(["check", "--live"], { input: MIXED });
      assert.equal(status, 2);
      assert.match(stdout, /no credential for Alibaba Cloud was found[^]*set ALICLOUD_ACCESS_KEY/);
    });

    it("cannot say for a provider that the preview does not show, and says how to show it", async () => {
      const { status, stdout } = await ecsLock(["check", "--live"], { input });
      assert.equal(status, 2);
      assert.match(stdout, /does not show the provider of the resource[^]*--show-sames, or set ALICLOUD_REGION/);
    });
  });

  describe("of hostile input", () => {
    const EVIL = "web\u001b[31m\n::error::forged\u202e\u009b";

    for (const format of FORMATS) {
      it(`prints no control character as ${format}, and no forged line`, async () => {
        const evilLocks = folder.write("evil.json", lockFile({ [`i-${EVIL}`]: "security" }));
        const input = preview([
          instanceStep("update", EVIL, { instanceName: "x" }),
          instanceStep("update", `${EVIL}2`, { instanceName: "x" }),
        ]);
        const { status, stdout, stderr } = await check(input, ["--format", format], evilLocks);
        assert.equal(status, 1);
        assert.doesNotMatch(stdout + stderr, /(?!\n)\p{Cc}|\p{Bidi_Control}/u);
        assert.doesNotMatch(stdout + stderr, /^\s*::error::forged/m);
      });
    }

    it("writes no property value, in whichever format", async () => {
      const secret = "Planted-Secret-1";
      const steps = [instanceStep("update", "web", { userData: secret, password: secret, description: secret })];
      for (const format of FORMATS) {
        const { stdout, stderr } = await check(preview(steps), ["--format", format]);
        assert.doesNotMatch(stdout + stderr, /Planted-Secret/);
      }
    });
  });

  describe("writes", () => {
    it("to a file with --output, nothing to standard output, and one line to the log", async () => {
      const output = folder.path("report.json");
      const { status, stdout, stderr } = await check(MIXED, ["--format", "json", "--output", output]);
      const line = `3 changes, 3 ECS calls: 1 refused, 0 undecided, 0 exempt; written to ${output}\n`;
      assert.deepEqual([status, stdout, stderr], [1, "", line]);
      assert.equal((JSON.parse(readFileSync(output, "utf8")) as { version: number }).version, 1);
    });

    it("to a file, and says in a second line of the log why the status is 2", async () => {
      const output = folder.path("report.txt");
      const { status, stderr } = await check(UNDECIDED, ["--output", output]);
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^1 change, 1 ECS call: 0 refused, 1 undecided.*report\.txt\necs-lock: Cannot say [^\n]+\n$/,
      );
    });

    it("one line where the file cannot be written", async () => {
      const { status, stderr } = await check(MIXED, ["--output", folder.path("no/such/folder")]);
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^ecs-lock: .*folder cannot be written: ENOENT, no such file or directory; name another file with --output\n$/,
      );
    });

    it("in colour on a terminal that has colours, and not to a file or a pipe", async () => {
      const args = ["check", "--locks", locks];
      const coloured = await ecsLock(args, { input: MIXED, terminal: "coloured" });
      assert.ok(coloured.stdout.includes(`${ESCAPE}[31mREFUSED${ESCAPE}[39m`));
      for (const options of [{}, { terminal: "plain" as const }]) {
        assert.equal((await ecsLock(args, { input: MIXED, ...options })).stdout.includes(ESCAPE), false);
      }
      const output = folder.path("report.txt");
      await ecsLock([...args, "--output", output], { input: MIXED, terminal: "coloured" });
      assert.equal(readFileSync(output, "utf8").includes(ESCAPE), false);
    });
  });

  describe("reads", () => {
    it("a file, and standard input named - or not at all", async () => {
      const file = folder.write("preview.json", MIXED);
      const fromFile = await ecsLock(["check", file, "--locks", locks]);
      const named = await ecsLock(["check", "-", "--locks", locks], { input: MIXED });
      assert.deepEqual([fromFile, named], [await check(MIXED), await check(MIXED)]);
    });

    it("what PowerShell's > writes: UTF-16, or UTF-8 with a byte order mark", async () => {
      for (const bytes of [Buffer.from(`\ufeff${MIXED}`, "utf16le"), Buffer.from(`\ufeff${MIXED}`)]) {
        writeFileSync(folder.path("windows.json"), bytes);
        assert.equal((await ecsLock(["check", folder.path("windows.json"), "--locks", locks])).status, 1);
      }
    });
  });

  describe("as a process", () => {
    const text = (): string => folder.write("process.json", MIXED);
    const freshLocks = (): string => {
      const content = { ...lockFile({ "i-web": "security", "i-old": "" }), takenAt: new Date().toISOString() };
      return folder.write("fresh.json", content);
    };

    it("ends with its status, and reads standard input from a pipe", () => {
      const { status, stdout } = spawnSync(process.execPath, [...main, "check", "--locks", freshLocks()], {
        input: MIXED,
      });
      assert.equal(status, 1);
      assert.match(stdout.toString(), /^REFUSED {2}web/);
    });

    it("takes a reader that stops reading for no error, and keeps its status", async () => {
      const steps = Array.from({ length: 3000 }, (_, index) =>
        instanceStep("update", `web-${index}`, { instanceName: "x" }),
      );
      const reasons = Object.fromEntries(steps.map((_, index) => [`i-web-${index}`, "security"]));
      const many = folder.write("many.json", { ...lockFile(reasons), takenAt: new Date().toISOString() });
      const child = spawn(process.execPath, [
        ...main,
        "check",
        folder.write("big.json", preview(steps)),
        "--locks",
        many,
      ]);
      let stderr = "";
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
      child.stdout.once("data", () => child.stdout.destroy());
      const status = await new Promise((ended) => child.on("close", ended));
      assert.deepEqual([status, stderr], [1, ""]);
    });

    const WRITTEN: readonly (readonly [string, ReturnType<typeof instanceStep>, number])[] = [
      ["nothing is refused, and says that nobody can know", instanceStep("update", "db", { tags: { a: "b" } }), 2],
      ["something is refused, and keeps that status", instanceStep("update", "web", { instanceName: "x" }), 1],
    ];
    for (const [title, step, expected] of WRITTEN) {
      it(`tells in one line that its report could not be written, where ${title}`, () => {
        const readOnly = openSync(folder.write("read-only.txt", ""), "r");
        const input = preview([step]);
        const args = [...main, "check", "--locks", freshLocks(), "--format", "json"];
        const { status, stderr } = spawnSync(process.execPath, args, { input, stdio: ["pipe", readOnly, "pipe"] });
        closeSync(readOnly);
        assert.equal(status, expected);
        assert.match(stderr.toString(), /^ecs-lock: standard output cannot be written: [A-Z]+; send it elsewhere\n$/);
      });
    }

    it("loads neither Pulumi nor the cloud SDK nor ajv", async () => {
      const compiled = join(await compiledPack(), "cli/main.js");
      const script = `
        process.argv.splice(1, 1, "ecs-lock", ...${JSON.stringify(["check", text(), "--locks", freshLocks()])});
        require(${JSON.stringify(compiled)});
        process.on("exit", () => console.error(Object.keys(require.cache).join("\\n")));`;
      const { stderr } = spawnSync(process.execPath, ["-e", script, "x"], { encoding: "utf8" });
      assert.match(stderr, /commander/);
      assert.doesNotMatch(stderr, /node_modules\/(@pulumi|@alicloud|ajv|undici)/);
    });

    it("shows help and version", () => {
      const run = (...args: string[]): string =>
        execFileSync(process.execPath, [...main, ...args], { encoding: "utf8" });
      assert.match(run("--version"), /^\d+\.\d+\.\d+\n$/);
      assert.match(
        run("check", "--help"),
        /Exit status:[^]*pulumi preview --json --show-replacement-steps \| ecs-lock check/,
      );
    });
  });

  it("shows the stack of an unexpected error with --debug only, and never a crash", async () => {
    const stderr: string[] = [];
    const surroundings: Surroundings = {
      environment: {},
      stdin: process.stdin,
      stdout: { write: () => true },
      stderr: { write: (line) => stderr.push(line) },
      now: () => {
        throw new TypeError("Planted-Secret");
      },
    };
    const file = folder.write("mixed.json", MIXED);
    assert.equal(await run(["check", file], surroundings), 2);
    assert.deepEqual(stderr, ["ecs-lock: unexpected error (TypeError): run with --debug, and report it\n"]);
    assert.equal(await run(["check", file, "--debug"], surroundings), 2);
    assert.match(stderr.join(""), /TypeError: Planted-Secret\n {4}at /);
  });

  it("shows no stack of an error that it knows, with --debug either", async () => {
    const { status, stderr } = await ecsLock(["check", folder.path("nowhere.json"), "--debug"]);
    assert.equal(status, 2);
    assert.match(stderr, /^ecs-lock: [^\n]+nowhere\.json cannot be read: ENOENT, no such file or directory\n$/);
  });
});
