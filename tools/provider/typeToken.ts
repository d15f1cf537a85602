/** A resource type of Pulumi, taken apart: where the SDK has its class. */
export interface TypeToken {
  /** As states and plans have it: `alicloud:ecs/disk:Disk`. */
  readonly type: string;
  /** What the SDK's class is imported from. */
  readonly module: string;
  /** The file of the class, without its ending, in the SDK's package. */
  readonly file: string;
  readonly className: string;
}

/** `alicloud:ecs/disk:Disk`, and `alicloud:ecs:Disk` as logs and YAML write it; undefined for anything else. */
export function typeToken(text: string): TypeToken | undefined {
  const [, product, module = "", file, className = ""] = /^(\w+):(\w+)(?:\/(\w+))?:(\w+)$/.exec(text) ?? [];
  if (product === undefined || !/^[A-Z]/.test(className)) return undefined;
  const stem = file ?? className.charAt(0).toLowerCase() + className.slice(1);
  const type = product === "alicloud" ? `alicloud:${module}/${stem}:${className}` : text;
  return { type, module: `@pulumi/${product}/${module}`, file: `${module}/${stem}`, className };
}
