import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { CliFailure, STATUS } from "../../policypack/cli/failure";
import {
  asksForStatuses,
  regionIn,
  requireRegion,
  settledOptions,
  type LookUpOptions,
} from "../../policypack/cli/settledOptions";
import { DEFAULTS, type Configuration } from "../../policypack/configuration/configuration";
import { newFolder, type Folder } from "./runCli";

describe("the options of a command that looks up", () => {
  let folder: Folder;
  before(() => {
    folder = newFolder();
    folder.write("locks.json", {});
  });
  after(() => {
    folder.remove();
  });

  const settle = (options: LookUpOptions, environment: Readonly<Record<string, string>> = {}) =>
    settledOptions(options, {
      environment,
      stdin: Readable.from([]),
      stdout: { write: () => true },
      stderr: { write: () => true },
      now: () => 0,
    });
  const configurationOf = async (options: LookUpOptions): Promise<Configuration> =>
    (await settle(options)).configuration;

  it("leave the defaults where none is given", async () => {
    assert.deepEqual(await configurationOf({}), DEFAULTS);
  });

  it("come before the file of --config", async () => {
    const config = folder.write("config.json", { edition: "current", timeoutSeconds: 5, lockSource: "api" });
    const locks = folder.path("locks.json");
    assert.equal((await configurationOf({ config })).edition, "current");
    const { edition, timeoutSeconds, lockSource, lockFile, endpoint } = await configurationOf({
      config,
      edition: "strict",
      timeout: 7,
      locks,
      endpoint: "ecs.example.com",
    });
    assert.deepEqual([edition, timeoutSeconds, lockSource, lockFile], ["strict", 7, "file", locks]);
    assert.equal(endpoint, "ecs.example.com");
  });

  it("with --live ask the API, whatever the file of --config says", async () => {
    const lockFile = folder.path("none.json");
    const config = folder.write("config.json", { lockSource: "file", lockFile });
    assert.equal((await configurationOf({ config, live: true })).lockSource, "api");
  });

  it("take files of the configuration for the project's, as the pack does", async () => {
    const own = { lockSource: "file", lockFile: "locks.json", priorState: "file", priorStateFile: "state.json" };
    const config = folder.write("config.json", { ...own, projectDir: folder.path(".") });
    const { lockFile, priorStateFile } = await configurationOf({ config });
    assert.deepEqual([lockFile, priorStateFile], [folder.path("locks.json"), folder.path("state.json")]);
  });

  it("end at once where the lock file is not there, in a line that says how to write one", async () => {
    const file = folder.path("none.json");
    await assert.rejects(settle({ locks: file }), (error: unknown) => {
      assert.ok(error instanceof CliFailure);
      assert.equal(
        error.message,
        `the lock file ${file} cannot be read (ENOENT, no such file or directory): write it with \`ecs-lock locks --output FILE\``,
      );
      return true;
    });
  });

  it("have the levels of a file as for --policy-pack-config", async () => {
    const config = folder.write("config.json", { "ecs-stop-instance": "advisory" });
    const { levels } = await settle({ config });
    assert.equal(levels("ecs-stop-instance"), "advisory");
  });

  it("choose the profile that --profile names", async () => {
    const { environment } = await settle({ profile: "prod" }, { ALICLOUD_PROFILE: "dev" });
    assert.equal(environment.ALICLOUD_PROFILE, "prod");
  });
});

describe("whether statuses are asked for", () => {
  for (const [options, expected] of [
    [{}, false],
    [{ edition: "strict" }, false],
    [{ live: true }, true],
    [{ live: false }, false],
    [{ locks: "locks.json" }, true],
    [{ config: "config.json" }, true],
  ] as const) {
    it(`is ${expected ? "so" : "not so"} with ${JSON.stringify(options)}`, () => {
      assert.equal(asksForStatuses(options), expected);
    });
  }
});

describe("the region of a command", () => {
  it("is that of the environment, by the provider's variables in their order", () => {
    assert.equal(regionIn({ ALIBABA_CLOUD_REGION: "cn-b", ALICLOUD_REGION: " cn-a " }), "cn-a");
    assert.equal(regionIn({ ALIBABA_CLOUD_REGION: "cn-b", ALICLOUD_REGION: " " }), "cn-b");
    assert.equal(regionIn({}), undefined);
  });

  it("that is none is an error of the command line, which says where it comes from", () => {
    assert.equal(requireRegion(" cn-hangzhou ", "--region"), "cn-hangzhou");
    assert.throws(
      () => requireRegion("https://evil/\n", "--region"),
      (error: unknown) =>
        error instanceof CliFailure &&
        error.status === STATUS.usage &&
        error.message === '--region: "https://evil/" is not a region id of Alibaba Cloud: name one such as cn-hangzhou',
    );
    assert.throws(() => regionIn({ ALICLOUD_REGION: "x y" }), /^Error: ALICLOUD_REGION: "x y" is not a region id/);
  });
});
