// A real process in the place of Pulumi, which itself runs in the end-to-end tests of `guard`.
import { mkdirSync, writeFileSync } from "node:fs";
import type { Folder } from "../runCli";

/** An environment in which `pulumi` is this script of a shell. */
export function environmentWith(folder: Folder, script: string): Readonly<Record<string, string>> {
  const bin = folder.path("bin");
  mkdirSync(bin, { recursive: true });
  writeFileSync(`${bin}/pulumi`, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${bin}:/usr/bin:/bin` };
}
