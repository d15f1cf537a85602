/** policypack/resources/unmapped.ts without the type, and without a reason that no type is left of. */
export function withoutType(unmapped: string, type: string): string {
  return unmapped.replace(new RegExp(`"${type}",?\\s*`), "").replace(/^ {2}"[^"]*":\s*\[\s*\],\n/gm, "");
}
