import { readFileSync } from "node:fs";
import path from "node:path";
import type { PolicyPackArgs } from "@pulumi/policy";
import { policies } from "./index";
import { startSession } from "./session";
import { surroundingsOf } from "./surroundings";

/** The pack's README, for Pulumi's console. The pack works without it. */
function readme(): { readme?: string } {
  try {
    return { readme: readFileSync(path.join(__dirname, "..", "..", "README.md"), "utf8") };
  } catch {
    return {};
  }
}

const args: PolicyPackArgs = {
  displayName: "Alibaba Cloud ECS security lock",
  description:
    "Fails the preview when a planned change would call an ECS operation that Alibaba Cloud refuses, because the instance is locked for security reasons.",
  ...readme(),
  provider: "alicloud",
  tags: ["alicloud", "ecs", "security-lock", "preview"],
  enforcementLevel: "mandatory",
  policies: policies(startSession(surroundingsOf(process.env))),
};

/** The pack as it is served. */
export const PACK = { name: "alicloud-ecs-security-lock", args } as const;
