// Replays a recorded preview to both doors of the product, in this process: to the policies through the SDK's own
// functions and the engine's messages, to `ecs-lock check` through its command line.
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { stateFromExport } from "../../policypack/engine/state/stackState";
import { known } from "../../policypack/domain/lookUps";
import { lockSources } from "../../policypack/locks/lockSources";
import { isMapped } from "../../policypack/resources";
import type { Surroundings } from "../../policypack/policies/runState";
import type { PriorState } from "../../policypack/review/priorState";
import { ecsLock, newFolder, NOW, type Folder } from "../cli/runCli";
import { serveMessages } from "../policies/support/served";
import { toStruct } from "../support/testProvider/values";
import {
  encrypted,
  lockFileOf,
  refreshedState,
  type RecordedProvider,
  type RecordedResource,
  type Recording,
} from "./recordings";

/** What a door says: the policies that stop the preview, and whether it cannot tell. */
export interface Answer {
  readonly refused: readonly string[];
  readonly undecided: boolean;
}

/** A preview; the update that follows it; an update with `--skip-preview`. */
export type Phase = "preview" | "update" | "skipPreview";

/** The pack in a preview, or in the update phase, where it is shown inputs alone. */
export async function replayToPack(recording: Recording, phase: Phase, folder: Folder): Promise<Answer> {
  const served = serveMessages(surroundingsOf(recording, phase, folder));
  const mandatory = new Set<string>();
  for (const request of recording.rpc) {
    if (phase !== "preview" && request.kind === "analyzeStack") continue;
    const response: AnalyzeResponse =
      request.kind === "analyze"
        ? await served.analyze(analyzeRequest(request))
        : await served.analyzeStack(
            new proto.AnalyzeStackRequest().setResourcesList(request.resources.map(analyzerResource)),
          );
    for (const found of response.getDiagnosticsList()) {
      if (found.getEnforcementlevel() === proto.EnforcementLevel.MANDATORY) mandatory.add(found.getPolicyname());
    }
  }
  const refused = [...mandatory].filter((policy) => policy !== STATUS_POLICY).sort();
  return { refused, undecided: mandatory.has(STATUS_POLICY) };
}

const STATUS_POLICY = "ecs-lock-status";

function surroundingsOf(recording: Recording, phase: Phase, folder: Folder): Surroundings {
  const { locks, refresh } = recording;
  // An update reads the state when the engine has refreshed it.
  const state = phase === "preview" ? recording.state : refreshedState(recording);
  const lockFile = folder.write("locks.json", lockFileOf(locks, NOW));
  const priorState: PriorState = {
    read: () => Promise.resolve(known(stateFromExport(encrypted(state), isMapped))),
    readWithSecrets: () => Promise.resolve(known(stateFromExport(JSON.stringify(state), isMapped))),
  };
  return {
    preview: phase === "preview",
    previewed: phase === "preview" ? undefined : phase === "update",
    refreshes: refresh,
    refreshesFirst: refresh,
    replaces: () => false,
    priorState: () => priorState,
    sources: (configuration) =>
      lockSources(
        { ...configuration, lockSource: "file", lockFile },
        { environment: {}, now: () => new Date(NOW), projectDir: folder.path(".") },
      ),
    leavesOut: () => false,
    now: () => NOW,
  };
}

function analyzeRequest(shown: RecordedResource): proto.AnalyzeRequest {
  return described(new proto.AnalyzeRequest(), shown);
}

function analyzerResource(shown: RecordedResource): proto.AnalyzerResource {
  const resource = described(new proto.AnalyzerResource(), shown);
  return resource.setParent(shown.parent ?? "").setDependenciesList([...(shown.dependencies ?? [])]);
}

function described<Message extends proto.AnalyzeRequest | proto.AnalyzerResource>(
  message: Message,
  { type, urn, name, properties, options, provider }: RecordedResource,
): Message {
  message.setType(type);
  message.setUrn(urn);
  message.setName(name);
  message.setProperties(toStruct(properties));
  message.setOptions(
    new proto.AnalyzerResourceOptions()
      .setProtect(options.protect)
      .setIgnorechangesList([...options.ignoreChanges])
      .setAliasesList([...options.aliases])
      .setParent(options.parent)
      .setDeletebeforereplacedefined(options.deleteBeforeReplace === true)
      .setDeletebeforereplace(options.deleteBeforeReplace === true),
  );
  if (provider !== undefined) message.setProvider(providerResource(provider));
  return message;
}

function providerResource({ type, urn, name, properties }: RecordedProvider): proto.AnalyzerProviderResource {
  const resource = new proto.AnalyzerProviderResource().setType(type).setUrn(urn).setName(name);
  return resource.setProperties(toStruct(properties));
}

interface CheckedChange {
  readonly operations: readonly { readonly operation: string; readonly verdict: string }[];
}

/** `ecs-lock check`, given the JSON of the preview. Its refused operations are named as the policies are. */
export async function replayToCheck(
  { preview, locks }: Recording,
  folder: Folder,
  policyName: (operation: string) => string,
): Promise<Answer> {
  const lockFile = folder.write("locks.json", lockFileOf(locks, NOW));
  const { status, stdout } = await ecsLock(["check", "-", "--locks", lockFile, "--format", "json"], {
    input: JSON.stringify(preview),
  });
  const { changes } = JSON.parse(stdout) as { readonly changes: readonly CheckedChange[] };
  const operations = changes.flatMap((change) => change.operations);
  const refused = operations
    .filter(({ verdict }) => verdict === "refused")
    .map(({ operation }) => policyName(operation));
  const undecided = status === 2 || operations.some(({ verdict }) => verdict === "undecided");
  return { refused: [...new Set(refused)].sort(), undecided };
}

/** Runs all recordings one after the other, with a folder for their lock files. */
export async function replayAll<Result>(
  recordings: readonly Recording[],
  replay: (recording: Recording, folder: Folder) => Promise<Result>,
): Promise<ReadonlyMap<string, Result>> {
  const folder = newFolder();
  const results = new Map<string, Result>();
  try {
    for (const recording of recordings) results.set(recording.name, await replay(recording, folder));
    return results;
  } finally {
    folder.remove();
  }
}
