// A session that notes what a policy asks of it, and hands out violations that a test has put there.
import type { Session, Violation } from "../../../policypack/policies/session";

export interface NotingSession extends Session {
  readonly done: readonly string[];
}

export function notingSession(
  violations: Readonly<Record<string, readonly Violation[]>> = {},
  work: { readonly resource?: boolean; readonly stack?: boolean } = {},
): NotingSession {
  const done: string[] = [];
  const note =
    (text: string) =>
    (policy: string): void => {
      done.push(`${text} ${policy}`);
    };
  return {
    done,
    configure: (raw) => {
      done.push(`configure ${JSON.stringify(raw)}`);
    },
    resource: async ({ urn }) => {
      await Promise.resolve();
      done.push(`resource ${urn}`);
    },
    stack: async (resources) => {
      await Promise.resolve();
      done.push(`stack of ${resources.length}`);
    },
    take: (policy) => {
      note("take")(policy);
      return violations[policy] ?? [];
    },
    hasResourceWork: (policy) => {
      note("resource work of")(policy);
      return work.resource ?? true;
    },
    hasStackWork: (policy) => {
      note("stack work of")(policy);
      return work.stack ?? true;
    },
  };
}
