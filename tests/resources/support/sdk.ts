import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The resource classes of the installed @pulumi/alicloud, read from its declarations; importing it takes seconds. */

export interface ResourceClass {
  readonly type: string;
  /** The properties of its inputs, nested ones with their path: `servers.serverId`. */
  readonly inputs: readonly string[];
}

type Members = readonly (readonly [name: string, type: string])[];

const ROOT = dirname(require.resolve("@pulumi/alicloud/package.json"));
const SKIPPED = new Set(["node_modules", "types", "scripts"]);

export function resourceClasses(): ResourceClass[] {
  const nested = nestedInputs();
  return filesIn(ROOT).flatMap((file) => {
    const [, type] = /__pulumiType = ['"]([^'"]+)/.exec(readFileSync(file, "utf8")) ?? [];
    if (type === undefined) return [];
    const declarations = readFileSync(file.replace(/\.js$/, ".d.ts"), "utf8");
    const [, body = ""] = /export interface \w+Args \{([\s\S]*?)\n\}/.exec(declarations) ?? [];
    return [{ type, inputs: pathsOf(membersOf(body, "    "), nested, []) }];
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesIn(join(folder, entry.name));
    return entry.name.endsWith(".js") ? [join(folder, entry.name)] : [];
  });
}

/** The interfaces of types/input.d.ts, as `slb.BackendServerBackendServer`. */
function nestedInputs(): ReadonlyMap<string, Members> {
  const text = readFileSync(join(ROOT, "types/input.d.ts"), "utf8");
  const namespaces = text.split(/^export declare namespace /m).slice(1);
  return new Map(
    namespaces.flatMap((namespace) => {
      const name = namespace.slice(0, namespace.indexOf(" "));
      return [...namespace.matchAll(/^ {4}interface (\w+) \{([\s\S]*?)^ {4}\}/gm)].map(
        ([, type = "", body = ""]) => [`${name}.${type}`, membersOf(body, "        ")] as const,
      );
    }),
  );
}

const membersOf = (body: string, indent: string): Members =>
  [...body.matchAll(new RegExp(`^${indent}(\\w+)\\??: (.*)$`, "gm"))].map(([, name = "", type = ""]) => [name, type]);

function pathsOf(members: Members, nested: ReadonlyMap<string, Members>, seen: readonly string[]): string[] {
  return members.flatMap(([name, type]) => {
    const inner = [...type.matchAll(/inputs\.(\w+\.\w+)/g)].flatMap(([, key = ""]) =>
      seen.includes(key) ? [] : pathsOf(nested.get(key) ?? [], nested, [...seen, key]),
    );
    return [name, ...inner.map((path) => `${name}.${path}`)];
  });
}
