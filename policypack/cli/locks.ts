export interface LocksOptions {
  readonly region: readonly string[];
  readonly instance?: readonly string[];
  readonly endpoint?: string;
  readonly timeout: string;
  readonly output?: string;
}
