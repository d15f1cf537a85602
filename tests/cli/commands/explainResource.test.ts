import assert from "node:assert/strict";
import { mappedType, resourceText } from "../../../policypack/cli/commands/explainResource";
import { MAPPED_TYPES } from "../../../policypack/resources";

const INSTANCE = "alicloud:ecs/instance:Instance";

describe("the type that is meant", () => {
  for (const [how, given] of [
    ["by its full name", INSTANCE],
    ["as every log prints it", "alicloud:ecs:Instance"],
    ["in any case", "ALICLOUD:ecs:instance"],
    ["by its last part", "instance"],
  ] as const) {
    it(`is found ${how}`, () => {
      assert.equal(mappedType(given), INSTANCE);
    });
  }

  it("is every one of the map, by both of its names", () => {
    for (const type of MAPPED_TYPES) {
      assert.equal(mappedType(type), type);
      assert.equal(mappedType(type.replace(/\/[^:]*(?=:)/, "")), type);
    }
  });

  const WRONG: readonly (readonly [string, RegExp])[] = [
    [
      "Attachment",
      /is not one whose changes are known to call ECS on an instance or a disk: did you mean alicloud:\S+ or /,
    ],
    ["alicloud:ecs:Instnace", /^the type "alicloud:ecs:Instnace" is not one .*: did you mean alicloud:ecs:Instance\b/],
    [
      "alicloud:slb:ServerGroup",
      /^no change of the type "alicloud:slb:ServerGroup" calls an operation that a lock refuses: /,
    ],
    [
      "x\n\u001b[2J",
      /^the type "x\\n\\u001b\[2J" is not one whose changes are known to call ECS on an instance or a disk$/,
    ],
  ];
  for (const [given, message] of WRONG) {
    it(`is not, and what is meant is asked for: ${JSON.stringify(given)}`, () => {
      assert.throws(
        () => mappedType(given),
        (error: unknown) => error instanceof Error && message.test(error.message),
      );
    });
  }
});

describe("what changes of a type call", () => {
  const linesOf = (type: string, edition: "topic" | "current" = "topic"): string[] =>
    resourceText(type, edition).split("\n");

  it("is told by change, in call order, with a mark at what is refused", () => {
    const lines = linesOf("alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment");
    assert.equal(lines[0], "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment (edition topic)");
    const start = lines.indexOf("  create");
    assert.match(lines[start + 1] ?? "", /^ {4}refused {2}AttachDisk \(to the new instance\)$/);
    assert.ok(lines.includes("  delete"));
  });

  it("is marked by the edition", () => {
    const stop = (edition: "topic" | "current"): string =>
      linesOf(INSTANCE, edition).find((line) => /^ {4}.{7} {2}StopInstance \(if/.test(line)) ?? "";
    assert.match(stop("topic"), /^ {4}refused /);
    assert.match(stop("current"), /^ {4} {7} /);
  });

  it("is not marked at a call on what is new: that meets no lock", () => {
    const lines = linesOf(INSTANCE);
    const create = lines.slice(
      lines.indexOf("  create"),
      lines.findIndex((line) => line.startsWith("  update")),
    );
    assert.ok(
      create.some((line) => /^ {4} {7} {2}StopInstance \(of the new instance/.test(line)),
      create.join("\n"),
    );
  });

  it("is told for properties of the same calls together", () => {
    const headings = linesOf(INSTANCE).filter((line) => line.startsWith("  update of "));
    const names = headings.flatMap((line) => line.replace("  update of ", "").split(", "));
    assert.equal(new Set(names).size, names.length);
    assert.ok(headings.includes("  update of tags"), headings.join("\n"));
  });

  it("says what replaces it, under which condition, and what calls nothing", () => {
    const text = resourceText(INSTANCE, "topic").replace(/\s+/g, " ");
    assert.match(text, /Replaced \(create, then delete\) by a change of: .*availabilityZone/);
    assert.match(text, /Under a condition replaced by a change of: imageId/);
    assert.match(text, /No ECS call by a change of: .*forceDelete/);
  });

  it("says of what calls no ECS whose API it is managed with, and of what spells its calls out that it does", () => {
    const text = resourceText("alicloud:slb/backendServer:BackendServer", "topic");
    assert.match(text, /No change of it makes an ECS call\.\n {2}It is managed with the API of /);
    const command = resourceText("command:local:Command", "topic");
    assert.match(command, /What is called depends on what the resource's own properties say\./);
    assert.doesNotMatch(command, /No change of it makes an ECS call/);
  });

  it("fits a terminal of 80 columns, for every type", () => {
    for (const type of MAPPED_TYPES) {
      // The longest type is longer itself.
      const long = linesOf(type).filter((line) => line.length > 80 && line !== type);
      assert.deepEqual(long, [], type);
    }
  });

  it("is nothing of a type that is not in the map", () => {
    assert.equal(resourceText("alicloud:oss/bucket:Bucket", "topic"), "");
  });
});
