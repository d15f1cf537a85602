/** The Pulumi engine that runs this pack, as far as the operating system shows it. */
export interface EngineProcess {
  /** Its executable, whatever its name, so that the state is read by the same version. */
  readonly executable: string;
  /** Its working folder: in the project, also with `pulumi -C`. */
  readonly folder: string;
  /** Undefined: not shown. */
  readonly commandLine: readonly string[] | undefined;
}
