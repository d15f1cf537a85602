import assert from "node:assert/strict";
import { says, splitArguments, type PulumiAction } from "../../../policypack/cli/pulumi/arguments";

interface Case {
  readonly it: string;
  readonly action?: PulumiAction;
  readonly given: string;
  readonly preview: string;
  readonly update: string;
}

const CASES: readonly Case[] = [
  {
    it: "give both what both know",
    given: "-s dev -C infra --refresh --target **web",
    preview: "-s dev -C infra --refresh --target **web",
    update: "-s dev -C infra --refresh --target **web",
  },
  {
    it: "give the update alone what only it knows",
    given: "--yes --skip-preview --continue-on-error --strict",
    preview: "",
    update: "--yes --skip-preview --continue-on-error --strict",
  },
  {
    it: "take letters that stand together apart",
    given: "-yfs dev -yr",
    preview: "-s dev -r",
    update: "-y -f -s dev -y -r",
  },
  {
    it: "keep a value with its option",
    given: "--secrets-provider default --message --yes",
    preview: "--message --yes",
    update: "--secrets-provider default --message --yes",
  },
  {
    it: "know values that are attached",
    given: "--json=true -sdev -p=4 --yes=false",
    preview: "-sdev -p=4",
    update: "--json=true -sdev -p=4 --yes=false",
  },
  {
    it: "keep the preview's own files from the update",
    given: "--save-plan p.json --import-file i.json --parallel 4",
    preview: "--import-file i.json --parallel 4",
    update: "--parallel 4",
  },
  {
    it: "leave options that are not known to both",
    given: "--newer value --also",
    preview: "--newer value --also",
    update: "--newer value --also",
  },
  { it: "keep plain secrets out of the plan", given: "--show-secrets", preview: "", update: "--show-secrets" },
  {
    it: "let destroy know its own in the preview",
    action: "destroy",
    given: "--exclude-protected --continue-on-error --remove -y",
    preview: "--exclude-protected --continue-on-error",
    update: "--exclude-protected --continue-on-error --remove -y",
  },
];

const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");

describe("The arguments of pulumi behind ecs-lock guard", () => {
  for (const { it: sentence, action = "up", given, preview, update } of CASES) {
    it(sentence, () => {
      const split = splitArguments(action, words(given));
      assert.deepEqual([split.preview, split.update], [words(preview), words(update)]);
    });
  }

  it("find the stack, the folder, the plan's file and whether somebody may be asked", () => {
    const split = splitArguments("up", words("-sdev -C infra --yes --cwd other --save-plan=p.json --non-interactive"));
    assert.deepEqual(split.stack, ["-sdev", "-C", "infra", "--cwd", "other"]);
    assert.deepEqual([split.folder, split.planFile, split.isNonInteractive], ["other", "p.json", true]);
    const none = splitArguments("up", words("--non-interactive=false"));
    assert.deepEqual([none.folder, none.planFile, none.isNonInteractive], [undefined, undefined, false]);
  });

  it("cannot name another plan", () => {
    for (const given of ["--plan p.json", "--plan=p.json"]) {
      assert.throws(() => splitArguments("up", words(given)), /leave --plan out/);
    }
    assert.doesNotThrow(() => splitArguments("up", ["--message", "--plan"]));
  });

  it("say --yes in each of its forms", () => {
    for (const given of ["--yes", "-y", "-fy", "--yes=true"]) assert.equal(says(words(given), "yes"), true, given);
    for (const given of ["--yes=false", "-m y", "-my"]) assert.equal(says(words(given), "yes"), false, given);
  });
});
