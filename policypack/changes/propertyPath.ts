/** `tags` of `tags.team`, `securityGroups` of `securityGroups[2]`, `a.b` of `["a.b"].c`. */
export function topLevelName(path: string): string {
  if (!/[.[]/.test(path)) return path;
  const quoted = /^\["((?:[^"\\]|\\.)*)"\]/.exec(path);
  return quoted?.[1] === undefined ? path.replace(/[.[][^]*$/, "") : quoted[1].replace(/\\(.)/g, "$1");
}
