// Whose code the CPU was in, by a profile of V8.

export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

export interface Share {
  readonly owner: string;
  readonly ms: number;
}

/** Time by owner, the largest first. Node's own functions count as their caller's. */
export function summarise(profile: CpuProfile, packFolder: string): readonly Share[] {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const callers = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const ownerOf = (id: number | undefined): string => {
    const node = id === undefined ? undefined : nodes.get(id);
    if (node === undefined) return "Node.js";
    return ownOwner(node.callFrame, packFolder) ?? ownerOf(callers.get(node.id));
  };
  const times = new Map<string, number>();
  (profile.samples ?? []).forEach((id, at) => {
    const owner = ownerOf(id);
    times.set(owner, (times.get(owner) ?? 0) + (profile.timeDeltas?.[at] ?? 0) / 1000);
  });
  times.delete("idle");
  return [...times].map(([owner, ms]) => ({ owner, ms })).sort((one, other) => other.ms - one.ms);
}

/** Undefined: whoever has called it. */
function ownOwner(
  { functionName, url }: { readonly functionName: string; readonly url: string },
  packFolder: string,
): string | undefined {
  if (functionName === "(idle)") return "idle";
  if (functionName === "(garbage collector)") return "garbage collection";
  const inPack = /\/dist\/(\w+)\//.exec(url.replace(/^file:\/\//, "").replace(packFolder, ""))?.[1];
  if (inPack !== undefined && url.includes(packFolder) && !url.includes("/node_modules/"))
    return `this pack: ${inPack}/`;
  const name = url.split("/node_modules/").at(-1) ?? "";
  if (!url.includes("/node_modules/")) return undefined;
  if (/^(@grpc|google-protobuf)\//.test(name) || name.startsWith("@pulumi/pulumi/proto/")) return "gRPC and protobuf";
  return name.startsWith("@pulumi/policy/") ? "@pulumi/policy" : "loading @pulumi/pulumi and what it needs";
}
