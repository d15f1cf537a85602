import { readFileSync } from "node:fs";
import path from "node:path";
import type { PolicyPackArgs } from "@pulumi/policy";
import { policies } from "./index";
import type { Session } from "./session";

export const PACK_NAME = "alicloud-ecs-security-lock";

/** The pack as it is served. */
export function packOf(session: Session): PolicyPackArgs {
  return {
    displayName: "Alibaba Cloud ECS security lock",
    description:
      "Fails the preview when a planned change would call an ECS operation that Alibaba Cloud refuses, because the instance is locked for security reasons.",
    ...readme(),
    provider: "alicloud",
    tags: ["alicloud", "ecs", "security-lock", "preview"],
    enforcementLevel: "mandatory",
    policies: policies(session),
  };
}

/** The pack's README, for Pulumi's console. The pack works without it. */
function readme(): { readme?: string } {
  try {
    return { readme: readFileSync(path.join(__dirname, "..", "..", "README.md"), "utf8") };
  } catch {
    return {};
  }
}
