import { createHash } from "node:crypto";
import { CliFailure } from "../failure";
import { runPulumi, type PulumiRun } from "./run";

/** These would make the export write to a file, or export another version. */
const NOT_FOR_EXPORT = /^PULUMI_OPTION_(FILE|VERSION|SHOW_SECRETS)$/;

/** A digest of the stack's state, which is another one after every change of it. `stack`: --stack and --cwd. */
export async function stateVersion(stack: readonly string[], run: Omit<PulumiRun, "output">): Promise<string> {
  const digest = createHash("sha256");
  const environment = Object.fromEntries(
    Object.entries(run.environment).filter(([name]) => !NOT_FOR_EXPORT.test(name)),
  );
  const { exitCode, interrupted } = await runPulumi(["stack", "export", "--non-interactive", ...stack], {
    ...run,
    environment,
    output: (chunk) => digest.update(chunk),
  });
  if (interrupted || exitCode !== 0) {
    throw new CliFailure("the stack's state cannot be read: `pulumi stack export` failed; nothing was applied");
  }
  return digest.digest("hex");
}
