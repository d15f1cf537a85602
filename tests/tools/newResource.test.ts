import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../support/engine/command";
import { callerEnvironment, copyCheckout } from "../support/package/packing";

const TYPE = "alicloud:apigateway/vpcAccess:VpcAccess";

/** As `pulumi package get-schema` prints it. */
const property = (type: string) => ({ type, willReplaceOnChanges: true });
const inputProperties = {
  instanceId: property("string"),
  name: { type: "string" },
  port: property("integer"),
  vpcId: property("string"),
};
const SCHEMA = {
  name: "alicloud",
  version: "3.108.0",
  resources: {
    [TYPE]: {
      inputProperties,
      requiredInputs: ["instanceId", "port", "vpcId"],
      properties: { ...inputProperties, vpcAccessId: { type: "string" } },
      required: ["instanceId", "name", "port", "vpcId", "vpcAccessId"],
    },
  },
};

describe("npm run new:resource", () => {
  const folder = join(mkdtempSync(join(tmpdir(), "ecs-lock-scaffold-")), "checkout");
  before(async () => {
    await copyCheckout(folder);
    writeFileSync(join(folder, "given.json"), JSON.stringify(SCHEMA));
  });
  after(() => {
    rmSync(join(folder, ".."), { recursive: true });
  });

  const node = (...args: string[]) => runCommand(process.execPath, args, folder, callerEnvironment());
  const tool = (name: string, ...args: string[]) => node(require.resolve("tsx/cli"), `tools/${name}.ts`, ...args);
  const text = (path: string): string => readFileSync(join(folder, path), "utf8");

  it("says in one line where to get the schema of a type that is not pinned", async () => {
    const { exitCode, log } = await tool("newResource", TYPE);
    assert.equal(exitCode, 64, log);
    assert.match(
      log,
      /^\S+ does not have \S+: run `pulumi package get-schema .*` and add --schema \.\.\/schema\.json\n$/,
    );
  });

  it("says in one line that a given schema does not have the type", async () => {
    const { exitCode, log } = await tool("newResource", "alicloud:slb:ServerGroup", "--schema", "given.json");
    assert.equal(exitCode, 64, log);
    assert.match(log, /^given\.json does not have alicloud:slb\/serverGroup:ServerGroup: .*\n$/);
  });

  describe("with a type of unmapped.ts and its schema", () => {
    before(async () => {
      const { exitCode, log } = await tool("newResource", TYPE, "--schema", "given.json");
      assert.equal(exitCode, 0, log);
    });

    it("writes the flags, and names their source", () => {
      const table = text("policypack/resources/schema/vpcAccess.ts");
      assert.match(table, /Source: the Pulumi schema of alicloud 3\.108\.0/);
      for (const row of [
        /instanceId: "String required forceNew"/,
        /name: "String optional computed"/,
        /vpcAccessId: "String computed"/,
      ])
        assert.match(table, row);
    });

    it("takes the type into the map, and out of the table of those that are not in it", () => {
      assert.match(
        text("policypack/resources/familyTable.ts"),
        /^ {2}vpcAccess: \{\n {4}types: \["\S+:VpcAccess"\],$/m,
      );
      assert.doesNotMatch(text("policypack/resources/unmapped.ts"), /vpcAccess|API Gateway sends/);
    });

    it("writes what `npm run generate` would write", async () => {
      const { exitCode, log } = await tool("generate", "--check");
      assert.equal(exitCode, 0, log);
    });

    it("writes what compiles", async () => {
      const options = "--noEmit --strict --skipLibCheck --target es2023 --module nodenext --ignoreConfig".split(" ");
      const family = "policypack/resources/families/vpcAccess.ts";
      const { exitCode, log } = await node("node_modules/typescript/bin/tsc", ...options, family);
      assert.equal(exitCode, 0, log);
    }).timeout(300_000);

    it("writes what is formatted", async () => {
      const written = ["policypack/resources/*.ts", "**/vpcAccess*.ts", "tests/resources/facts", "tools/provider"];
      const { exitCode, log } = await node("node_modules/prettier/bin/prettier.cjs", "--check", ...written);
      assert.equal(exitCode, 0, log);
    });

    it("leaves a model that fails, and says what is to be filled in", async () => {
      const mocha = ["node_modules/mocha/bin/mocha.js", "--no-config", "--require", "tsx"];
      const tests = ["modelFaults", "families/vpcAccess"].map((name) => `tests/resources/${name}.test.ts`);
      const { exitCode, log } = await node(...mocha, ...tests);
      assert.notEqual(exitCode, 0);
      for (const line of [
        /source is ""/,
        /create has a step without an operation/,
        /row of \S+ in \S+ names no source/,
      ])
        assert.match(log, line);
    });
  });
});
