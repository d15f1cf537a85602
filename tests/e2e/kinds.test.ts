// Every kind of change that the engine plans, of a locked instance and what hangs on it.
import * as alicloud from "@pulumi/alicloud";
import { describeCases, type Case } from "../support/cases";
import { urnOf } from "../support/engine";
import { instance, priorAttachment } from "../support/pieces";
import { INSTANCE, priorInstance } from "../support/scenario";

const CASES: readonly Case[] = [
  { key: "created", it: "a new instance passes", program: instance("created"), found: [] },
  {
    key: "same",
    it: "an unchanged instance passes",
    prior: [priorInstance("same")],
    program: instance("same"),
    found: [],
  },
  {
    key: "updated",
    it: "an update calls what its properties call",
    prior: [priorInstance("updated")],
    program: instance("updated", { instanceName: "new" }),
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "replaced",
    it: "a replacement creates an instance",
    prior: [priorInstance("replaced")],
    program: instance("replaced", { availabilityZone: "cn-hangzhou-k" }),
    found: ["ecs-create-instance"],
  },
  {
    key: "deleted-first",
    it: "a replacement that deletes first does as well",
    prior: [priorInstance("deleted-first")],
    program: instance("deleted-first", { availabilityZone: "cn-hangzhou-k" }, { deleteBeforeReplace: true }),
    found: ["ecs-create-instance"],
  },
  {
    key: "replaced-on-change",
    it: "a replacement by replaceOnChanges changes no attribute",
    prior: [priorInstance("replaced-on-change")],
    program: instance("replaced-on-change", { instanceName: "new" }, { replaceOnChanges: ["instanceName"] }),
    found: ["ecs-create-instance"],
  },
  {
    key: "deleted",
    it: "a delete is allowed, and an advisory names the disks",
    prior: [priorInstance("deleted")],
    found: ["(ecs-lock-status)"],
  },
  {
    key: "deleted-together",
    it: "an instance that is deleted with its attachment has its disk detached first",
    prior: [priorInstance("deleted-together"), priorAttachment("deleted-together")],
    found: ["(ecs-lock-status)", "ecs-detach-disk"],
  },
  {
    key: "retained",
    it: "what is retained on delete is not deleted",
    prior: [
      priorInstance("retained", { entry: { retainOnDelete: true } }),
      priorAttachment("retained", { retainOnDelete: true }),
    ],
    found: [],
  },
  {
    key: "replaced-retained",
    it: "what is retained on delete is not replaced either: a new instance beside it",
    prior: [priorInstance("replaced-retained", { entry: { retainOnDelete: true } })],
    program: instance("replaced-retained", { availabilityZone: "cn-hangzhou-k" }, { retainOnDelete: true }),
    found: [],
  },
  {
    key: "deleted-with",
    it: "an attachment that is deleted with its instance is not detached",
    prior: [
      priorInstance("deleted-with"),
      priorAttachment("deleted-with", { deletedWith: urnOf(INSTANCE, "deleted-with") }),
    ],
    found: ["(ecs-lock-status)"],
  },
  {
    key: "pending-delete",
    it: "the leftover of an interrupted replacement is deleted",
    prior: [
      priorInstance("pending-delete", { entry: { delete: true } }),
      priorAttachment("pending-delete", { delete: true }),
    ],
    found: ["(ecs-lock-status)", "ecs-detach-disk"],
  },
  {
    key: "pending-replacement",
    it: "what an interrupted replacement has deleted already is created, and nothing else",
    prior: [priorInstance("pending-replacement", { entry: { pendingReplacement: true } })],
    program: instance("pending-replacement", { instanceName: "new" }, { deleteBeforeReplace: true }),
    found: [],
  },
  {
    key: "pending-gone",
    it: "what an interrupted replacement has deleted, and the program no longer has, is gone",
    prior: [
      priorInstance("pending-gone", { entry: { pendingReplacement: true } }),
      priorAttachment("pending-gone", { pendingReplacement: true }),
    ],
    found: [],
  },
  {
    key: "protected",
    it: "protection changes nothing about an update",
    prior: [priorInstance("protected", { entry: { protect: true } })],
    program: instance("protected", { instanceName: "new" }, { protect: true }),
    found: ["ecs-modify-instance-attribute"],
  },
  {
    key: "ignored",
    it: "a change that ignoreChanges takes out is none",
    prior: [priorInstance("ignored")],
    program: instance("ignored", { instanceName: "new", tags: { team: "a" } }, { ignoreChanges: ["instanceName"] }),
    found: [],
  },
  {
    key: "ignored-output",
    it: "nor is a difference between inputs and outputs that it takes out",
    prior: [priorInstance("ignored-output", { outputs: { instanceName: "renamed elsewhere" } })],
    program: instance("ignored-output", { tags: { team: "a" } }, { ignoreChanges: ["instanceName"] }),
    found: [],
  },
  {
    key: "read",
    it: "a read resource is not managed",
    prior: [priorInstance("read", { entry: { external: true } })],
    program: () => {
      alicloud.ecs.Instance.get("read", "i-read");
    },
    found: [],
  },
  {
    key: "taken-over",
    it: "in place of a read resource a new one is created",
    prior: [priorInstance("taken-over", { entry: { external: true } })],
    program: instance("taken-over", { instanceName: "new" }),
    found: [],
  },
  {
    key: "relinquished",
    it: "a resource that is only read from now on is taken for deleted: no policy is shown what is read",
    prior: [priorInstance("relinquished")],
    program: () => {
      alicloud.ecs.Instance.get("relinquished", "i-relinquished");
    },
    found: ["(ecs-lock-status)"],
  },
  {
    key: "read-instead",
    it: "where another one is read in its place it is deleted",
    prior: [priorInstance("read-instead")],
    program: () => {
      alicloud.ecs.Instance.get("read-instead", "i-other");
    },
    found: ["(ecs-lock-status)"],
  },
];

describe("of a locked instance, with a provider that leaves computed outputs out of its plans,", () => {
  describeCases(CASES);
});

describe("of a locked instance, with a provider that shows computed outputs as unknown,", () => {
  describeCases(CASES, { env: { TEST_PROVIDER_UNKNOWNS: "true" } });
});
