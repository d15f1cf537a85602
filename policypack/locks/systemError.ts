import { getSystemErrorMap } from "node:util";

/** ENOENT, EACCES …; the message of such an error repeats a path, of others it may hold anything. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unreadable";
}

/** The same for a reader: `ENOENT, no such file or directory`. */
export function systemProblem(error: unknown): string {
  const code = errorCode(error);
  const known = [...getSystemErrorMap().values()].find(([name]) => name === code);
  return known === undefined ? code : `${code}, ${known[1]}`;
}
