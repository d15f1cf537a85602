/** Exit statuses of `ecs-lock`. */
export const STATUS = { ok: 0, refused: 1, cannotSay: 2, usage: 64 } as const;
export type Status = (typeof STATUS)[keyof typeof STATUS];
/** A status of its own, or that of `pulumi` where that was run for its own sake. */
export type ExitStatus = number;

/** Ends a command with one line for the user: what is wrong, and what to do. */
export class CliFailure extends Error {
  constructor(
    message: string,
    readonly status: Status = STATUS.cannotSay,
  ) {
    super(message);
  }
}
