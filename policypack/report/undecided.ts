import type { Failure } from "../domain/lookUps";
import type { OperationVerdict, ResourceVerdict, Undecided } from "../domain/verdicts";
import { declaredAt, listed, printable, resourceName, shownFailure } from "./phrases";

const STATE_HOW =
  'let the pack export the state itself (priorState "stack"), or make priorStateFile with --show-secrets';

/** What leaves a call undecided, in words: cause and remedy, each a line. */
const WHY: Readonly<Record<Exclude<Undecided["because"], "lookUp">, Failure>> = {
  notAsked: {
    cause: "its status was not looked up",
    remedy: "run this again; if it stays like this, report it as a defect of alicloud-ecs-security-lock",
  },
  secret: {
    cause: "a secret property of the prior state cannot be compared, because its plain text is not at hand",
    remedy: STATE_HOW,
  },
  hiddenTarget: {
    cause: "a secret decides what is called, and its plain text is not at hand",
    remedy: STATE_HOW,
  },
  drift: {
    cause: "the engine has refreshed the state (--refresh), and what has drifted there is shown to no policy",
    remedy: "run `pulumi refresh`, then preview without --refresh",
  },
  import: {
    cause: "the engine imports the resource and changes it at once, and which of its properties is not shown",
    remedy: "import it with the properties that it has, and change them in a later deployment",
  },
  unexplained: {
    cause: "the engine plans a change that the exported state does not explain",
    remedy: "run `pulumi refresh`, then preview again without --refresh, --target or --replace",
  },
  unknownProperty: {
    cause: "a property is changed that this version of alicloud-ecs-security-lock does not know",
    remedy: "use a newer version of it; where there is none, leave that property as it is until the lock is lifted",
  },
  replacement: {
    cause:
      "replaceOnChanges or replacementTrigger may make the engine replace the resource, which is shown to no policy",
    remedy: "run `ecs-lock check` on the JSON of the preview, which shows it",
  },
  deletedWith: {
    cause:
      "it goes with a resource that is replaced (deletedWith), and what is shown leaves open whether it is deleted by itself",
    remedy:
      "make the preview with --show-replacement-steps; where that shows no more, run the policy pack, which asks the engine for its version",
  },
};

/** Why a call is undecided, and what the reader can do about it. */
export function whyUndecided(undecided: Undecided | undefined): Failure {
  if (undecided === undefined) return WHY.notAsked;
  if (undecided.because === "lookUp") return undecided.failure;
  if (undecided.because === "notAsked" || undecided.failure === undefined) return WHY[undecided.because];
  const { cause, remedy } = undecided.failure;
  const start = WHY[undecided.because].cause.replace(/, (because|and) its plain text is not at hand$/, "");
  return { cause: `${start}: ${cause}`, remedy };
}

/** Where the undecided calls of one cause would go. */
function targetOf([operation]: readonly OperationVerdict[]): string {
  const target = operation?.call.target;
  if (target === undefined) return "";
  return target.kind === "disk"
    ? ` on disk ${printable(target.diskId)}`
    : ` on instance ${printable(target.instanceId)}`;
}

/** The violation of a change of which it cannot be said; cause and remedy stand in the summary. */
export function undecidedMessage({ resource }: ResourceVerdict, operations: readonly OperationVerdict[]): string {
  const names = listed(new Set(operations.map(({ call }) => call.operation)));
  const name = printable(resourceName(resource.urn));
  return `Cannot say whether ${names}${targetOf(operations)} would be refused, in the change of ${name}${declaredAt(resource)}.`;
}

/** `cause. What to do: remedy.` */
export function causeText(undecided: Undecided | undefined): string {
  const { cause, remedy, requestId } = shownFailure(whyUndecided(undecided));
  const request = requestId === undefined ? "" : `, RequestId ${requestId}`;
  return `${cause}${request}. What to do: ${remedy}.`;
}
