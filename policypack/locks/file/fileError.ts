/** ENOENT, EACCES …; the message of a file error repeats the path, of others it may hold anything. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unreadable";
}
