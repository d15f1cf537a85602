/** Edits of files that name every family or type: text in, text out, not yet formatted. */

/** policypack/resources/index.ts with the import and the line of a family, in the order of names. */
export function withFamily(index: string, stem: string): string {
  const line = `import { ${stem} } from "./families/${stem}";\n`;
  const imports = [...index.matchAll(/^import \{ (\w+) \} from "\.\/families\/\w+";\n/gm)];
  const listed = [...index.matchAll(/^ {2}(\w+),\n/gm)];
  return insert(insert(index, listed, stem, `  ${stem},\n`), imports, stem, line);
}

/** After the last name that comes before it. The list begins with the families that matter most, in no such order. */
function insert(text: string, lines: readonly RegExpExecArray[], stem: string, line: string): string {
  const before = lines.findLast(([, name = ""]) => name.toLowerCase() < stem.toLowerCase()) ?? lines.at(-1);
  if (before === undefined) throw new Error("policypack/resources/index.ts: no list of families is in it");
  const at = before.index + before[0].length;
  return text.slice(0, at) + line + text.slice(at);
}

/** policypack/resources/unmapped.ts without the type, and without a reason that no type is left of. */
export function withoutType(unmapped: string, type: string): string {
  return unmapped.replace(new RegExp(`"${type}",?\\s*`), "").replace(/^ {2}"[^"]*":\s*\[\s*\],\n/gm, "");
}
