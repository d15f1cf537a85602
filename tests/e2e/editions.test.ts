// Operations that the sources of the lock table disagree on: the edition decides.
import * as alicloud from "@pulumi/alicloud";
import { describeCases, type Case } from "../support/cases";
import { instance, priorAttachment, together } from "../support/pieces";
import { priorInstance } from "../support/scenario";

const editionCases = (found: readonly string[], deleted: readonly string[], removed: readonly string[]): Case[] => [
  {
    key: "image",
    it: `an image of it: ${found.join() || "allowed"}`,
    prior: [priorInstance("image")],
    program: together(instance("image"), () => {
      new alicloud.ecs.Image("image--made", { instanceId: "i-image", imageName: "golden" });
    }),
    found,
  },
  { key: "deleted", it: `its deletion: ${deleted.join()}`, prior: [priorInstance("deleted")], found: deleted },
  {
    key: "removed",
    it: `its deletion together with an attachment: ${removed.join()}`,
    prior: [priorInstance("removed"), priorAttachment("removed")],
    found: removed,
  },
];

const deletion = ["(ecs-lock-status)"];

describe("edition topic decides on a locked instance:", () => {
  describeCases(editionCases([], deletion, ["(ecs-lock-status)", "ecs-detach-disk"]));
});

describe("edition current decides on a locked instance:", () => {
  const cases = editionCases(["ecs-create-image"], deletion, ["(ecs-lock-status)", "ecs-detach-disk"]);
  describeCases(cases, { configuration: { edition: "current" } });
});

describe("edition strict decides on a locked instance:", () => {
  const refused = ["ecs-delete-instance"];
  const cases = editionCases(["ecs-create-image"], refused, [...refused, "ecs-detach-disk"]);
  describeCases(cases, { configuration: { edition: "strict" } });
});
