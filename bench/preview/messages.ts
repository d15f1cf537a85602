// What an engine sends to a pack for a stack, in bytes: of a large stack the objects would not fit into memory.
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { analyzeRequest, analyzerResource, type ShownResource } from "../../tests/support/analyzerMessages";
import type { Deployment, StateEntry } from "../../tests/support/engine";
import { isMap, secret, withoutInternals, type PropertyMap, type Value } from "../../tests/support/testProvider/values";

export interface Messages {
  /** Method and message, in the order of the engine. */
  readonly first: readonly (readonly [string, Uint8Array])[];
  readonly resources: readonly Uint8Array[];
  readonly stack: Uint8Array;
}

export type Change = "none" | "all";

export function messagesOf({ deployment }: Deployment, change: Change): Messages {
  const entries = deployment.resources ?? [];
  const provider = entries.find(({ type }) => type === "pulumi:providers:alicloud");
  const [resources, stack]: [Uint8Array[], Uint8Array[]] = [[], []];
  for (const entry of entries) {
    const shown = shownOf(entry, change, provider);
    resources.push(analyzeRequest(shown).serializeBinary());
    stack.push(new proto.AnalyzeStackRequest().setResourcesList([analyzerResource(shown)]).serializeBinary());
  }
  return {
    first: [
      ["GetAnalyzerInfo", new Uint8Array()],
      ["Configure", new proto.ConfigureAnalyzerRequest().serializeBinary()],
    ],
    resources,
    // Messages of the same kind, one after another, are one message with all their lists together.
    stack: Buffer.concat(stack),
  };
}

function shownOf(entry: StateEntry, change: Change, provider: StateEntry | undefined): ShownResource {
  const isChanged = change === "all" && entry.id !== undefined;
  const changes = isChanged ? { description: "changed", instanceName: "renamed" } : {};
  const { urn, type } = entry;
  return {
    type,
    urn,
    inputs: { ...valuesOf(entry.inputs), ...changes },
    outputs: { ...valuesOf(entry.outputs), ...changes, id: isChanged ? "" : (entry.id ?? "") },
    provider:
      provider !== undefined && type.startsWith("alicloud:")
        ? { urn: provider.urn, type: provider.type, inputs: valuesOf(provider.inputs) }
        : undefined,
  };
}

function valuesOf(properties: Readonly<Record<string, unknown>> | undefined): PropertyMap {
  return told(withoutInternals((properties ?? {}) as Value)) as PropertyMap;
}

/** A message has the value of a secret where a state has its plain text. */
function told(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: Value) => told(item));
  if (!isMap(value)) return value;
  if (typeof value.plaintext === "string") return secret(JSON.parse(value.plaintext) as Value);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, told(item)]));
}
