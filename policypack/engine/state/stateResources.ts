import type { ProviderSettings } from "../../domain/providers";
import type { StateResource } from "../../review/findings/leftovers";
import { toValueMap } from "../propertyValues";
import { exportReader, ExportSyntaxError } from "./exportReader";

/** A resource of a stack's state, and the region of the provider that it goes through. */
export interface ListedResource extends StateResource {
  readonly region: string | undefined;
}

export interface StateResourceReader {
  push(chunk: Buffer): void;
  /** No more input. @throws ExportSyntaxError */
  end(): readonly ListedResource[];
}

/**
 * Reads a stack's export for what earlier updates have left in it: the live resources of the types asked for. `keep`
 * says of each whether it is of interest, so that a large stack does not fill the memory.
 */
export function stateResourceReader(
  wanted: (type: string) => boolean,
  keep: (resource: StateResource) => boolean,
): StateResourceReader {
  const found: { readonly resource: StateResource; readonly provider: string }[] = [];
  const regions = new Map<string, string>();
  const reader = exportReader((entry) => {
    const [urn, type] = [text(member(entry, "urn")), text(member(entry, "type"))];
    if (type.startsWith("pulumi:providers:")) noteRegion(urn, entry, regions);
    // What is read is not managed, and what waits for its deletion is gone for the program.
    if (!wanted(type) || member(entry, "external") === true || member(entry, "delete") === true) return;
    const resource = stateResource(entry, urn, type);
    if (keep(resource)) found.push({ resource, provider: text(member(entry, "provider")) });
  });
  return {
    push: (chunk) => {
      reader.push(chunk);
    },
    end: () => {
      reader.end();
      return found.map(({ resource, provider }) => ({ ...resource, region: regionOf(provider, regions) }));
    },
  };
}

export { ExportSyntaxError };

function stateResource(entry: unknown, urn: string, type: string): StateResource {
  const inputs = member(entry, "inputs");
  const modified = text(member(entry, "modified"));
  return {
    urn,
    type,
    id: text(member(entry, "id")),
    inputs: toValueMap(inputs),
    outputs: toValueMap(member(entry, "outputs")),
    defaults: texts(member(inputs, "__defaults")),
    errors: texts(member(entry, "initErrors")),
    modified: Number.isNaN(Date.parse(modified)) ? undefined : new Date(modified).toISOString(),
  };
}

function noteRegion(urn: string, entry: unknown, regions: Map<string, string>): void {
  const { region }: ProviderSettings["settings"] = toValueMap(member(entry, "inputs"));
  if (typeof region === "string") regions.set(urn, region);
}

/** A reference is the provider's URN, `::` and its id. */
const regionOf = (provider: string, regions: ReadonlyMap<string, string>): string | undefined =>
  regions.get(provider.replace(/::[^:]*$/, ""));

const member = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
