import assert from "node:assert/strict";
import { requestOf } from "../../../tools/scaffold/request";

const present = {
  families: [{ stem: "disk", types: ["alicloud:ecs/ecsDisk:EcsDisk", "alicloud:ecs/disk:Disk"] }],
  inSdk: ({ file }: { readonly file: string }) => !file.includes("foo"),
};

describe("A new family is asked for", () => {
  const NAMED: readonly (readonly [type: string, name: string | undefined, stem: string])[] = [
    ["alicloud:slb/serverGroup:ServerGroup", undefined, "serverGroup"],
    ["alicloud:ecs/ecsElasticity:EcsElasticity", undefined, "elasticity"],
    ["alicloud:ens/disk:Disk", undefined, "ensDisk"],
    ["alicloud:ens/disk:Disk", "edgeDisk", "edgeDisk"],
  ];
  for (const [type, name, stem] of NAMED) {
    it(`and called ${stem}: ${type}${name === undefined ? "" : ` --name ${name}`}`, () => {
      assert.equal(requestOf(type, name, present).stem, stem);
    });
  }

  it("by the type as a log has it", () => {
    assert.equal(requestOf("alicloud:slb:ServerGroup", undefined, present).token.type, NAMED[0]?.[0]);
  });

  const REFUSED: readonly { name: string; type?: string; stem?: string; line: RegExp }[] = [
    { name: "without a type", line: /^usage: npm run new:resource -- TYPE/ },
    { name: "by what is no type", type: "disk", line: /^"disk" is no type of @pulumi\/alicloud; write it like / },
    { name: "of another provider", type: "aws:ec2/instance:Instance", line: /is no type of @pulumi\/alicloud/ },
    {
      name: "of a class that is not there",
      type: "alicloud:ecs/foo:Foo",
      line: /has no class of alicloud:ecs\/foo:Foo/,
    },
    { name: "of a mapped type", type: "alicloud:ecs:Disk", line: /is mapped already, in \S+families\/disk\.ts$/ },
    {
      name: "by a name that is taken",
      type: "alicloud:ens/disk:Disk",
      stem: "disk",
      line: /^"disk" cannot be the name/,
    },
    {
      name: "by a name that is none",
      type: "alicloud:ens/disk:Disk",
      stem: "../x",
      line: /^"..\/x" cannot be the name/,
    },
  ];
  for (const { name, type, stem, line } of REFUSED) {
    it(`${name}, and refused in one line`, () => {
      assert.throws(
        () => requestOf(type, stem, present),
        ({ message }: Error) => line.test(message) && !message.includes("\n"),
      );
    });
  }
});
