import { readFileSync } from "node:fs";
import path from "node:path";

/** The version in the package's package.json, which is some folders above the compiled files. */
export function toolVersion(): string {
  for (const above of ["../..", "../../.."]) {
    try {
      const manifest = JSON.parse(readFileSync(path.join(__dirname, above, "package.json"), "utf8")) as unknown;
      const version: unknown = typeof manifest === "object" && manifest !== null && Reflect.get(manifest, "version");
      if (typeof version === "string") return version;
    } catch {
      // Not this folder.
    }
  }
  return "0.0.0";
}
