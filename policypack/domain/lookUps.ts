/** Why a status is not known, and what the reader can do about it. Neither text holds a property value or credential. */
export interface Failure {
  /** One line: what went wrong, e.g. "DescribeInstances answered Forbidden.RAM (HTTP 403)". */
  readonly cause: string;
  /** One line: what to do, e.g. "grant ecs:DescribeInstances to the identity that runs the preview". */
  readonly remedy: string;
  readonly requestId?: string;
}

export type Known<T> = { readonly known: true; readonly value: T };
export type NotKnown = { readonly known: false; readonly failure: Failure };
export type LookUp<T> = Known<T> | NotKnown;

export const known = <T>(value: T): Known<T> => ({ known: true, value });
export const notKnown = (failure: Failure): NotKnown => ({ known: false, failure });
