import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv } from "ajv";
import { readConfiguration } from "../../policypack/configuration/configurationFile";
import { fileSchema } from "../../policypack/configuration/fileSchema";
import { repositoryRoot } from "../support/repository";

const validate = new Ajv({ allowUnionTypes: true, strict: true, strictRequired: false }).compile(fileSchema());

/** What the schema says, and what the command makes of the same file. */
const ROWS: readonly (readonly [string, unknown, boolean])[] = [
  ["nothing", {}, true],
  ["levels", { all: "advisory", "ecs-stop-instance": "mandatory" }, true],
  ["a level as an object", { all: { enforcementLevel: "advisory" } }, true],
  ["keys of ecs-lock-status under it", { "ecs-lock-status": { edition: "strict" } }, true],
  ["its level beside them", { "ecs-lock-status": { enforcementLevel: "advisory", edition: "strict" } }, true],
  ["$schema beside them", { "ecs-lock-status": { $schema: "s.json", edition: "strict" } }, true],
  ["the keys alone, with $schema", { $schema: "s.json", edition: "strict", deleteLocked: "mandatory" }, true],
  ["version 2, with $schema", { $schema: "s.json", version: 2, policies: { all: "advisory" } }, true],
  ["exceptions in version 2", { version: 2, exceptions: { one: { reason: "r" } } }, true],
  ["environments", { environments: ["acme/prod"], all: "advisory" }, true],
  ["$schema beside names of policies, which Pulumi takes for one", { $schema: "s.json", all: "advisory" }, false],
  ["a policy that is none", { all: "advisory", "ecs-stop-instnace": "mandatory" }, false],
  ["a level that is none", { all: "fatal" }, false],
  ["a key that is none", { "ecs-lock-status": { lockSuorce: "api" } }, false],
  ["a value that is none", { "ecs-lock-status": { deleteLocked: "never" } }, false],
  ["a lock file that is missing", { "ecs-lock-status": { lockSource: "file" } }, false],
  ["an exemption without its reason", { "ecs-lock-status": { exemptions: [{ expires: "2026-12-31" }] } }, false],
  ["another version", { version: 3 }, false],
];

describe("the schema of a file of the configuration", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "ecs-lock-schema-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const [what, content, isRight] of ROWS) {
    it(`${isRight ? "takes" : "refuses"} ${what}, as the command does`, async () => {
      assert.equal(validate(content), isRight, JSON.stringify(validate.errors));
      const file = join(folder, "config.json");
      writeFileSync(file, JSON.stringify(content));
      if (isRight) await readConfiguration(file);
      else await assert.rejects(readConfiguration(file));
    });
  }

  it("takes every example", () => {
    const examples = ["organisation", "typescript", "yaml"].flatMap((name) => {
      const path = join(repositoryRoot, "examples", name);
      return readdirSync(path)
        .filter((file) => file.endsWith(".json") && !/^(package|tsconfig)/.test(file))
        .map((file) => join(path, file));
    });
    assert.ok(examples.length >= 5);
    for (const file of examples) assert.ok(validate(JSON.parse(readFileSync(file, "utf8"))), file);
  });
});
