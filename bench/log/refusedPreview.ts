// A preview in which every instance is locked and changes three properties, which six refused calls follow from.
import { performance } from "node:perf_hooks";
import * as alicloud from "@pulumi/alicloud";
import { newStack, type Environment } from "../../tests/support/engine";
import { watchPack } from "../preview/packProcess";
import { importResources, priorInstance, PROGRAM, withLockFile } from "../../tests/support/scenario";

export interface Measured {
  readonly seconds: number;
  /** CPU time of the pack's process; undefined: not to be seen. */
  readonly packSeconds: number | undefined;
  /** Of the Policies section: what the pack says, and Pulumi's headings of it. */
  readonly lines: number;
  readonly bytes: number;
  readonly violations: number;
}

const CHANGED = { securityGroups: ["sg-2", "sg-3"], userData: "#!/bin/bash", instanceType: "ecs.g7.xlarge" };

/** Previews with each pack in turn; undefined: with none. */
export async function refusedPreviews(
  instances: number,
  packs: readonly (string | undefined)[],
  env: Environment = {},
): Promise<Measured[]> {
  const names = Array.from({ length: instances }, (_, index) => `web-${index + 1}`);
  const stack = await newStack(() => {
    for (const name of names) new alicloud.ecs.Instance(name, { ...PROGRAM, ...CHANGED });
    return Promise.resolve();
  });
  try {
    await importResources(
      stack,
      names.map((name) => priorInstance(name)),
    );
    const policyPackConfig = await withLockFile(stack, { instances: names.map((name) => ({ id: `i-${name}` })) });
    const measured: Measured[] = [];
    for (const pack of packs) {
      const watch = pack === undefined ? undefined : watchPack(pack);
      const start = performance.now();
      const { log, violations } = await stack.preview({
        policyPack: pack ?? false,
        env,
        ...(pack === undefined ? {} : { policyPackConfig, expectFailure: true }),
      });
      const seconds = (performance.now() - start) / 1000;
      const cost = watch?.stop();
      const packSeconds = cost === undefined ? undefined : cost.cpuMs / 1000;
      measured.push({ seconds, packSeconds, violations: violations.length, ...sizeOf(log) });
    }
    return measured;
  } finally {
    await stack.dispose();
  }
}

function sizeOf(log: string): Pick<Measured, "lines" | "bytes"> {
  const section = (/^Policies:\n(?:[ \t].*\n?)*/m.exec(log)?.[0] ?? "").trimEnd();
  return { lines: section === "" ? 0 : section.split("\n").length, bytes: Buffer.byteLength(section) };
}
