import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../support/repository";
import { runCommand } from "../support/engine/command";
import { callerEnvironment } from "../support/package/packing";

const TOPIC = join(repositoryRoot, "docs/sources/ecs-security-lock-topic.txt");
const KEY_PAIR = "alicloud:ecs/keyPairAttachment:KeyPairAttachment";

/** Flags of the type as this project's dumps have them. */
const FLAGS = {
  force: { type: "Bool", optional: true, forceNew: true },
  instanceIds: { type: "Set", required: true, forceNew: true },
  keyName: { type: "String", optional: true, computed: true, forceNew: true },
  keyPairName: { type: "String", optional: true, computed: true, forceNew: true },
};

describe("npm run facts:diff", () => {
  const folder = mkdtempSync(join(tmpdir(), "ecs-lock-facts-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const run = async (...args: string[]) => {
    const script = join(repositoryRoot, "tools/factsDiff.ts");
    const { exitCode, log } = await runCommand(
      process.execPath,
      [require.resolve("tsx/cli"), script, ...args],
      folder,
      callerEnvironment(),
    );
    return { exitCode, lines: log.trim().split("\n").slice(1) };
  };
  const written = (text: string): string => {
    const file = join(folder, "given");
    writeFileSync(file, text);
    return file;
  };
  /** What it says of the key pair attachment; all other types are not in the file. */
  const saysOf = async (dump: object): Promise<string[]> => {
    const { exitCode, lines } = await run("--schema", written(JSON.stringify(dump)));
    assert.equal(exitCode, 1);
    const start = lines.indexOf(KEY_PAIR);
    if (start === -1) return [];
    const rest = lines.slice(start + 1);
    const end = rest.findIndex((line) => !line.startsWith(" "));
    return end === -1 ? rest : rest.slice(0, end);
  };

  it("says that the text in the repository and the lock table agree", async () => {
    assert.deepEqual(await run("--topic", TOPIC), { exitCode: 0, lines: ["no difference"] });
  });

  it("names the rows of a new topic that are other, new or gone, and what the current page says of them", async () => {
    const text = readFileSync(TOPIC, "utf8")
      .replace("StopInstanceAffected and returns an error", "StopInstanceUnaffected")
      .replace(/^DeleteDiskUnaffected\n/m, "MelInstanceAffected and returns an error\n");
    const { exitCode, lines } = await run("--topic", written(text));
    assert.equal(exitCode, 1);
    assert.equal(lines.length, 3, lines.join("\n"));
    assert.match(lines[0] ?? "", /^- DeleteDisk: unaffected, and not in the text/);
    assert.match(lines[1] ?? "", /^\+ MelInstance: new in the text, affected/);
    assert.match(
      lines[2] ?? "",
      /^~ StopInstance: affected in the table, unaffected in the text; the table of the current page says unaffected/,
    );
  });

  it("says so where a text has no table", async () => {
    const { exitCode, lines } = await run("--topic", written("a page that was moved"));
    assert.equal(exitCode, 1);
    assert.match(lines.join("\n"), /no table of operations/);
  });

  it("finds nothing in a schema that agrees", async () => {
    assert.deepEqual(await saysOf({ types: { [KEY_PAIR]: FLAGS } }), []);
  });

  it("names a property of a new schema that is new, gone, or has other flags", async () => {
    const { force, keyName, ...rest } = FLAGS;
    const changed = { ...rest, keyName: { ...keyName, forceNew: false }, hostName: { type: "String", optional: true } };
    assert.ok(force.forceNew);
    assert.deepEqual(await saysOf({ types: { [KEY_PAIR]: changed } }), [
      "  - force: not in the file",
      "  ~ keyName: no longer forceNew",
      "  + hostName: new in the file (String optional)",
    ]);
  });

  it("reads the schema that `pulumi package get-schema alicloud` prints, as far as that goes", async () => {
    const inputProperties = {
      force: { type: "boolean", willReplaceOnChanges: true },
      instanceIds: { type: "array", willReplaceOnChanges: true },
      keyPairName: { type: "string" },
      hostName: { type: "string" },
    };
    const resource = { inputProperties, properties: { keyName: { type: "string" } }, requiredInputs: ["instanceIds"] };
    assert.deepEqual(await saysOf({ resources: { [KEY_PAIR]: resource } }), [
      "  ~ keyName: no longer forceNew",
      "  ~ keyPairName: no longer forceNew",
      "  + hostName: new in the file",
    ]);
  });

  it("says that a mapped type is gone", async () => {
    const { lines } = await run("--schema", written(JSON.stringify({ types: {} })));
    assert.ok(lines.includes("  - the type is not in the file"));
  });

  it("says how it is called", async () => {
    assert.equal((await run()).exitCode, 64);
  });
});
