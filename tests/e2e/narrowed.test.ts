// Options of the command that make the engine do more or less than program and state call for.
import * as alicloud from "@pulumi/alicloud";
import { describeCases, type Case } from "../support/cases";
import { urnOf, type PriorResource } from "../support/engine";
import {
  attachment,
  ATTACHMENT,
  DISK,
  instance,
  KEY_PAIR_ATTACHMENT,
  priorAttachment,
  SNAPSHOT,
  together,
} from "../support/pieces";
import { INSTANCE, priorInstance } from "../support/scenario";

const textOf = (found: readonly string[] = []): string => (found.length === 0 ? "nothing" : found.join(", "));

/** Five changes of locked instances, and what is found of each of them. */
const narrowed = (found: Readonly<Record<string, readonly string[]>>): Case[] => [
  {
    key: "wanted",
    it: `of the resource that is named: ${textOf(found.wanted)}`,
    prior: [priorInstance("wanted")],
    program: together(instance("wanted", { instanceName: "new" })),
    found: found.wanted ?? [],
  },
  {
    key: "other",
    it: `of another one that would be updated: ${textOf(found.other)}`,
    prior: [priorInstance("other")],
    program: together(instance("other", { instanceName: "new" })),
    found: found.other ?? [],
  },
  {
    key: "hidden",
    it: `of one whose last update the lock has refused in silence: ${textOf(found.hidden)}`,
    prior: [priorInstance("hidden", { outputs: { securityGroups: ["sg-1"] } })],
    program: together(instance("hidden")),
    found: found.hidden ?? [],
  },
  {
    key: "gone",
    it: `of one that is gone from the program: ${textOf(found.gone)}`,
    prior: [priorInstance("gone"), priorAttachment("gone")],
    program: together(instance("gone")),
    found: found.gone ?? [],
  },
  {
    key: "new",
    it: `of one that is new in the program: ${textOf(found.new)}`,
    prior: [priorInstance("new")],
    program: together(instance("new"), attachment("new")),
    found: found.new ?? [],
  },
];

/** A replacement that the lock has stopped half-way: the old attachment is still to be deleted. */
const leftover = (key: string, found: readonly string[]): Case => ({
  key,
  it: `of what an interrupted update has left behind: ${textOf(found)}`,
  prior: [priorInstance(key), priorAttachment(key, { delete: true })],
  program: together(instance(key)),
  found,
});

describe("`pulumi preview --target` reports", () => {
  const cases = [...narrowed({ wanted: ["ecs-modify-instance-attribute"] }), leftover("leftover", [])];
  const args = ["--target", urnOf(INSTANCE, "wanted")];
  describeCases(cases, { args });
});

describe("`pulumi preview --target` of what is gone reports", () => {
  const cases = narrowed({ gone: ["ecs-detach-disk"] });
  const args = ["--target", urnOf(ATTACHMENT, "gone--disk")];
  describeCases(cases, { args });
});

describe("`pulumi preview --exclude` reports", () => {
  const others = narrowed({
    other: ["ecs-modify-instance-attribute"],
    hidden: ["ecs-join-security-group"],
    new: ["ecs-attach-disk"],
  });
  const cases = [...others, leftover("leftover", ["ecs-detach-disk"])];
  const args = ["--exclude", urnOf(INSTANCE, "wanted"), "--exclude", urnOf(ATTACHMENT, "gone--disk")];
  describeCases(cases, { args });
});

describe("`pulumi up`", () => {
  /** What the engine would do about them, if it were not told to leave them alone. */
  const leftAlone = [
    priorInstance("tainted", { entry: { taint: true } }),
    priorInstance("hidden", { outputs: { securityGroups: ["sg-1"] } }),
  ];
  const cases: readonly Case[] = [
    {
      key: "wanted",
      it: "of the resource that is named applies it",
      prior: [priorInstance("wanted")],
      instances: [{ id: "i-wanted", reasons: [] }],
      program: instance("wanted", { instanceName: "new" }),
      found: [],
    },
    { key: "tainted", it: "and of a tainted one stops nothing", prior: leftAlone, found: [] },
    { key: "hidden", it: "nor of one that the lock has refused in silence", found: [] },
  ].map((one) => (one.key === "wanted" ? one : { ...one, program: instance(one.key) }));

  describe("--target", () => {
    const args = ["--target", urnOf(INSTANCE, "wanted")];
    describeCases(cases, { args });
  });

  describe("--exclude", () => {
    const args = ["tainted", "hidden"].flatMap((name) => ["--exclude", urnOf(INSTANCE, name)]);
    describeCases(cases, { args });
  });
});

describe("`pulumi preview --replace`", () => {
  const keyPair = { keyPairName: "admin", instanceIds: ["i-keys"], force: true };
  const args = { size: 40, zoneId: "cn-hangzhou-h" };
  const cases: readonly Case[] = [
    {
      key: "attached",
      it: "detaches a disk and attaches it again",
      prior: [priorInstance("attached"), priorAttachment("attached")],
      program: together(instance("attached"), attachment("attached")),
      found: ["ecs-attach-disk", "ecs-detach-disk"],
    },
    {
      key: "keys",
      it: "attaches a key pair again and reboots",
      prior: [
        priorInstance("keys"),
        {
          type: KEY_PAIR_ATTACHMENT,
          name: "keys--pair",
          id: 'admin:["i-keys"]',
          inputs: keyPair,
          outputs: { keyName: "admin" },
        },
      ],
      program: together(instance("keys"), () => {
        new alicloud.ecs.EcsKeyPairAttachment("keys--pair", keyPair);
      }),
      found: ["ecs-reboot-instance"],
    },
    {
      key: "snapshot",
      it: "takes another snapshot",
      prior: [
        priorInstance("snapshot"),
        {
          type: SNAPSHOT,
          name: "snapshot--taken",
          id: "s-1",
          inputs: { diskId: "d-snapshot" },
          outputs: { status: "accomplished" },
        },
      ],
      disks: [{ id: "d-snapshot", instanceId: "i-snapshot" }],
      program: together(instance("snapshot"), () => {
        new alicloud.ecs.EcsSnapshot("snapshot--taken", { diskId: "d-snapshot" });
      }),
      found: ["ecs-create-snapshot"],
    },
    {
      key: "silent",
      it: "of a resource whose state has nothing that would tell is refused as what it is: the command line names it",
      prior: [
        priorInstance("silent"),
        { type: ATTACHMENT, name: "silent--disk", id: "d-silent:i-silent", inputs: idsOf("silent") },
      ],
      program: together(instance("silent"), attachment("silent")),
      found: ["ecs-attach-disk", "ecs-detach-disk"],
    },
    {
      key: "disk",
      it: "of a disk deletes it and creates another, which a lock does not concern",
      prior: [
        priorInstance("disk"),
        { type: DISK, name: "disk--data", id: "d-disk", inputs: args, outputs: { status: "In_use" } },
      ],
      disks: [{ id: "d-disk", instanceId: "i-disk" }],
      program: together(instance("disk"), () => {
        new alicloud.ecs.EcsDisk("disk--data", args);
      }),
      found: [],
    },
  ];
  const replaced = [
    urnOf(ATTACHMENT, "attached--disk"),
    urnOf(KEY_PAIR_ATTACHMENT, "keys--pair"),
    urnOf(SNAPSHOT, "snapshot--taken"),
    urnOf(ATTACHMENT, "silent--disk"),
    urnOf(DISK, "disk--data"),
  ];
  describeCases(cases, { args: replaced.flatMap((urn) => ["--replace", urn]) });
});

function idsOf(key: string): PriorResource["inputs"] {
  return { diskId: `d-${key}`, instanceId: `i-${key}` };
}
