import type { Environment } from "../locks/api/endpoint";

/** What a command takes from its process, so that a test can give it something else. */
export interface Surroundings {
  readonly environment: Environment;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly now: () => number;
}

export interface Output {
  readonly isTTY?: boolean;
  hasColors?(): boolean;
  write(text: string): unknown;
}
