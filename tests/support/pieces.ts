// The pieces that scenarios are put together from: resources of a program, and the same as a state has them.
import * as alicloud from "@pulumi/alicloud";
import type * as pulumi from "@pulumi/pulumi";
import type { PriorResource } from "./engine";
import { PROGRAM } from "./scenario";

export const ATTACHMENT = "alicloud:ecs/ecsDiskAttachment:EcsDiskAttachment";
export const KEY_PAIR_ATTACHMENT = "alicloud:ecs/ecsKeyPairAttachment:EcsKeyPairAttachment";
export const DISK = "alicloud:ecs/ecsDisk:EcsDisk";
export const SNAPSHOT = "alicloud:ecs/ecsSnapshot:EcsSnapshot";

export const instance =
  (name: string, changes: Partial<alicloud.ecs.InstanceArgs> = {}, options: pulumi.CustomResourceOptions = {}) =>
  (): void => {
    new alicloud.ecs.Instance(name, { ...PROGRAM, ...changes }, options);
  };

/** The disk `d-KEY` on the instance `i-KEY`, attached by KEY--disk. */
export const attachment =
  (key: string, options: pulumi.CustomResourceOptions = {}) =>
  (): void => {
    new alicloud.ecs.EcsDiskAttachment(`${key}--disk`, { diskId: `d-${key}`, instanceId: `i-${key}` }, options);
  };

export function priorAttachment(key: string, entry: PriorResource["entry"] = {}): PriorResource {
  const inputs = { diskId: `d-${key}`, instanceId: `i-${key}` };
  const name = `${key}--disk`;
  return { type: ATTACHMENT, name, id: `d-${key}:i-${key}`, inputs, outputs: { device: "/dev/xvdb" }, entry };
}

/** One program of several. */
export const together =
  (...programs: readonly (() => void)[]) =>
  (): void => {
    for (const program of programs) program();
  };
