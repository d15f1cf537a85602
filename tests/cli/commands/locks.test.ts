import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { lockFileSource } from "../../../policypack/locks/file/lockFile";
import { addDisk, addInstance, KEY_ID, KEY_SECRET } from "../../support/emulator/cloud";
import { startEmulator, type Emulator } from "../../support/emulator/emulator";
import { ecsLock, newFolder, NOW, type CliResult, type Folder } from "../runCli";
import { instanceStep, preview } from "../previews";

describe("ecs-lock locks", () => {
  let emulator: Emulator;
  let folder: Folder;

  before(async () => {
    folder = newFolder();
    emulator = await startEmulator();
    const { cloud } = emulator;
    for (let index = 0; index < 250; index += 1) addInstance(cloud, `i-${index}`);
    addInstance(cloud, "i-web", { name: "web", lockReasons: ["security"] });
    addInstance(cloud, "i-late", { name: "late", lockReasons: ["financial"] });
    addInstance(cloud, "i-away", { regionId: "cn-beijing", lockReasons: ["Security"], status: "Stopped" });
    addDisk(cloud, "d-web", ["i-web"]);
    addDisk(cloud, "d-free", []);
  });
  after(async () => {
    folder.remove();
    await emulator.stop();
  });
  beforeEach(() => {
    emulator.calls.length = 0;
  });

  const ENV = { ALICLOUD_ACCESS_KEY: KEY_ID, ALICLOUD_SECRET_KEY: KEY_SECRET };
  const locksWith = (env: Readonly<Record<string, string>>, ...args: string[]): Promise<CliResult> =>
    ecsLock(["locks", ...args], { env: { ALIBABA_CLOUD_ENDPOINT_ECS: emulator.endpoint, ...env } });
  const locks = (...args: string[]): Promise<CliResult> => locksWith(ENV, ...args);

  it("prints what is locked for security reasons in a region, in one call", async () => {
    const { status, stdout, stderr } = await locks("--region", "cn-hangzhou");
    assert.deepEqual([status, stderr, emulator.calls.length], [0, "", 1]);
    const [headline, row, seen, end] = stdout.split("\n");
    assert.equal(headline, "cn-hangzhou: 1 instance is locked for security reasons");
    assert.equal(row, "  i-web  web  Running  locked: security");
    assert.match(seen ?? "", /^ {2}seen 2026-11-24T12:00:00\.000Z by DescribeInstances, RequestId \S+$/);
    assert.equal(end, "");
  });

  it("prints several regions, and says where nothing is locked", async () => {
    const { stdout } = await locks("--region", "cn-beijing", "cn-shanghai");
    assert.match(
      stdout,
      /^cn-beijing: 1 instance is locked[^]*i-away .*Stopped {2}locked: Security[^]*cn-shanghai: no instance is locked/,
    );
  });

  it("prints the instances that are named, locked or not", async () => {
    const { status, stdout } = await locks("--region", "cn-hangzhou", "--instance", "i-web", "i-late", "i-1");
    assert.equal(status, 0);
    const rows = stdout.split("\n").slice(1, 4);
    assert.deepEqual(
      rows.map((row) => row.trim().split(/ {2,}/)),
      [
        ["i-web", "web", "Running", "locked: security"],
        ["i-late", "late", "Running", "locked: financial"],
        ["i-1", "name-of-i-1", "Running", "not locked"],
      ],
    );
  });

  it("writes the status of everything in the regions as a lock file that the pack and check read", async () => {
    const file = folder.path("locks.json");
    const { status, stdout, stderr } = await locks("--region", "cn-hangzhou", "cn-beijing", "--output", file);
    assert.deepEqual([status, stdout], [0, ""]);
    assert.match(stderr, /^253 instances \(2 locked\) and 2 disks written to .*locks\.json\n$/);
    const source = lockFileSource(file, { maxAgeMinutes: 1, now: () => new Date(NOW) });
    const { instances, disks } = await source.lookUp({
      instanceIds: ["i-web", "i-0", "i-249", "i-away"],
      diskIds: ["d-web", "d-free"],
    });
    const locked = [...instances].map(([id, found]) => [id, found.known && found.value.lockReasons.length > 0]);
    assert.deepEqual(locked, [
      ["i-web", true],
      ["i-0", false],
      ["i-249", false],
      ["i-away", true],
    ]);
    assert.deepEqual(
      [...disks].map(([id, found]) => [id, found.known && found.value.status]),
      [
        ["d-web", "In_use"],
        ["d-free", "Available"],
      ],
    );
    const input = preview([
      instanceStep("update", "web", { instanceName: "x" }),
      instanceStep("update", "7", { instanceName: "x" }),
    ]);
    const { stdout: report } = await ecsLock(["check", "--locks", file], { input });
    assert.match(report, /2 changes, 2 ECS calls: 1 refused, 0 undecided, 0 exempt/);
  });

  it("writes the instances that are named and their disks only", async () => {
    const file = folder.path("some.json");
    const { stderr } = await locks("--region", "cn-hangzhou", "--instance", "i-web", "--output", file);
    assert.match(stderr, /^1 instance \(1 locked\) and 1 disk written/);
    assert.match(readFileSync(file, "utf8"), /"DiskId": "d-web"/);
  });

  it("writes no lock file, and ends with 2, where a part of it could not be looked up", async () => {
    const file = folder.path("none.json");
    const missing = await locks("--region", "cn-hangzhou", "--instance", "i-web", "i-gone", "--output", file);
    assert.deepEqual([missing.status, existsSync(file)], [2, false]);
    assert.equal(
      missing.stderr,
      "ecs-lock: instance i-gone was not found in cn-hangzhou: check it, --region, and the account and permissions of the credentials; no lock file was written\n",
    );
  });

  it("ends with 2 and one line where the API refuses, without the key in it", async () => {
    const { status, stdout, stderr } = await ecsLock(["locks", "--region", "cn-hangzhou"], {
      env: {
        ALICLOUD_ACCESS_KEY: "LTAIwrong",
        ALICLOUD_SECRET_KEY: "Planted-Secret",
        ALIBABA_CLOUD_ENDPOINT_ECS: emulator.endpoint,
      },
    });
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /^ecs-lock: cn-hangzhou: [^\n]*InvalidAccessKeyId[^\n]*\n$/);
    assert.doesNotMatch(stderr, /Planted-Secret|LTAIwrong/);
  });

  it("prints the lock file with --format json, as it writes it", async () => {
    const { status, stdout } = await locks("--region", "cn-beijing", "--format", "json");
    assert.equal(status, 0);
    const content = JSON.parse(stdout) as { regions: string[]; instances: { Instances: { Instance: object[] } } };
    assert.deepEqual([content.regions, content.instances.Instances.Instance.length], [["cn-beijing"], 1]);
  });

  it("writes text to a file with --format text, and to standard output with --output -", async () => {
    const expected = /^cn-beijing: 1 instance is locked/;
    const file = folder.path("locked.txt");
    await locks("--region", "cn-beijing", "--format", "text", "--output", file);
    assert.match(readFileSync(file, "utf8"), expected);
    assert.match((await locks("--region", "cn-beijing", "--output", "-")).stdout, expected);
  });

  it("asks every region of the account with --all-regions", async () => {
    const { status, stdout } = await locks("--all-regions");
    assert.equal(status, 0);
    assert.match(
      stdout,
      /cn-hangzhou: 1 instance is locked[^]*cn-beijing: 1 instance is locked[^]*cn-shanghai: no instance/,
    );
    assert.equal(emulator.calls.filter(({ action }) => action === "DescribeRegions").length, 1);
  });

  it("takes the region of the environment, or of the profile that --profile names", async () => {
    assert.match(
      (await locksWith({ ...ENV, ALICLOUD_REGION: "cn-beijing" })).stdout,
      /^cn-beijing: 1 instance is locked/,
    );
    mkdirSync(folder.path(".aliyun"));
    const profile = { mode: "AK", access_key_id: KEY_ID, access_key_secret: KEY_SECRET };
    folder.write(".aliyun/config.json", {
      current: "other",
      profiles: [
        { name: "work", region_id: "cn-beijing", ...profile },
        { name: "other", region_id: "cn-shanghai", ...profile },
      ],
    });
    // The environment's keys, which are wrong, do not come before it.
    const env = { HOME: folder.path("."), ALICLOUD_ACCESS_KEY: "LTAIwrong", ALICLOUD_SECRET_KEY: "wrong" };
    assert.match((await locksWith(env, "--profile", "work")).stdout, /^cn-beijing: 1 instance is locked/);
    const { status, stderr } = await locksWith(env, "--profile", "nobody", "--region", "cn-beijing");
    assert.equal(status, 2);
    assert.match(stderr, /^ecs-lock: cn-beijing: the profile is not in its credentials file; add it with/);
  });

  it("finds instances by name, locked or not", async () => {
    const { status, stdout } = await locks("--region", "cn-hangzhou", "--name", "we*", "late");
    assert.equal(status, 0);
    assert.match(stdout, /^cn-hangzhou: 1 instance is locked[^]*i-web[^]*i-late +late +Running +locked: financial/);
    const none = await locks("--region", "cn-hangzhou", "--name", "nobody-*");
    assert.deepEqual([none.status, none.stdout], [2, ""]);
    assert.match(none.stderr, /^ecs-lock: an instance of the name nobody-\* was not found in cn-hangzhou: [^\n]+\n$/);
  });

  it("looks for named instances in all regions, and says which are in none", async () => {
    const { status, stdout, stderr } = await locks(
      "--all-regions",
      "--instance",
      "i-away",
      "i-gone",
      "i-web",
      "i-lost",
    );
    assert.equal(status, 2);
    assert.match(stdout, /^cn-hangzhou: 1 instance is locked[^]*i-web[^]*cn-beijing: 1 instance is locked[^]*i-away/);
    assert.deepEqual(stderr.match(/instance i-\w+ was not found in 4 regions/g), [
      "instance i-gone was not found in 4 regions",
      "instance i-lost was not found in 4 regions",
    ]);
  });

  it("says by its exit status with --exit-code whether something is locked", async () => {
    assert.equal((await locks("--region", "cn-beijing", "--exit-code")).status, 1);
    assert.equal((await locks("--region", "cn-shanghai", "--exit-code")).status, 0);
    assert.equal((await locks("--region", "cn-hangzhou", "--instance", "i-late", "--exit-code")).status, 0);
  });

  it("uses the endpoint of --endpoint", async () => {
    const { status, stdout } = await ecsLock(["locks", "--region", "cn-beijing", "--endpoint", emulator.endpoint], {
      env: ENV,
    });
    assert.deepEqual([status, stdout.includes("1 instance is locked")], [0, true]);
  });

  it("ends with 64 without a region, for a region that is none, and with a timeout that is none", async () => {
    const WRONG: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /no region is named: name one with --region, set ALICLOUD_REGION, or ask all with --all-regions/],
      [
        ["--region", "Hangzhou"],
        /--region: "Hangzhou" is not a region id of Alibaba Cloud: name one such as cn-hangzhou/,
      ],
      [["--region", "cn-hangzhou", "--timeout", "soon"], /--timeout/],
      [
        ["--region", "cn-hangzhou", "--all-regions"],
        /--all-regions.*cannot be used with|cannot be used with.*--all-regions/,
      ],
    ];
    for (const [args, message] of WRONG) {
      const { status, stderr } = await locks(...args);
      assert.equal(status, 64);
      assert.match(stderr, message);
      assert.match(stderr, /^ecs-lock: [^\n]+\n$/);
    }
  });
});
