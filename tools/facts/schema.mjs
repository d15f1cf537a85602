// A dump of the provider's schema against the tables in policypack/resources/schema.

/** Differences between the dump and the tables, as lines of text. `modelOf(type)` gives a model of the pack. */
export function schemaDifferences(dump, types, modelOf) {
  const pairs = types.map((type) => [type, typesOf(dump)[type]]);
  return pairs.flatMap(([type, found]) => {
    const schema = modelOf(type).schema;
    if (Object.keys(schema).length === 0 || !type.startsWith("alicloud:")) return [];
    if (found === undefined) return [`${type}`, "  - the type is not in the file"];
    const lines = compare(schema, found, "");
    return lines.length === 0 ? [] : [type, ...lines];
  });
}

/** Either `{"types": …}`, as this project reads it, or Pulumi's own package schema with `{"resources": …}`. */
function typesOf({ types, resources, types: nested }) {
  if (resources === undefined) return types ?? {};
  return Object.fromEntries(
    Object.entries(resources).map(([type, resource]) => [type, fromPulumi(resource, nested ?? {})]),
  );
}

/** Pulumi's schema knows fewer flags; the others are left open, and not compared. */
function fromPulumi({ inputProperties = {}, properties = {}, requiredInputs = [] }, nested) {
  const all = { ...properties, ...inputProperties };
  return Object.fromEntries(
    Object.entries(all).map(([name, property]) => [
      name,
      {
        ...(name in inputProperties
          ? { required: requiredInputs.includes(name) }
          : { optional: false, required: false }),
        forceNew: property.willReplaceOnChanges === true || property.replaceOnChanges === true,
        ...blockOf(property, nested),
        open: true,
      },
    ]),
  );
}

function blockOf(property, nested) {
  const reference = (property.items ?? property).$ref ?? "";
  const inner = nested[reference.replace(/^#\/types\//, "")];
  return inner === undefined ? {} : { block: fromPulumi({ inputProperties: inner.properties }, nested) };
}

function compare(schema, found, path) {
  const names = new Set();
  const lines = Object.entries(schema).flatMap(([name, entry]) => {
    const inFile = nameIn(found, name);
    if (inFile === undefined) return [`  - ${path}${name}: not in the file`];
    names.add(inFile);
    return compareProperty(entry, found[inFile], `${path}${name}`);
  });
  const added = Object.keys(found).filter((name) => !names.has(name));
  return [...lines, ...added.map((name) => `  + ${path}${name}: new in the file${described(found[name])}`)];
}

/** The provider's lists have a name in the singular where Pulumi has the plural. */
function nameIn(found, name) {
  const singular = [name, name.replace(/s$/, ""), name.replace(/es$/, ""), name.replace(/ies$/, "y")];
  return singular.find((candidate) => candidate in found);
}

function compareProperty(entry, flags, path) {
  const ours = typeof entry === "string" ? entry : entry.flags;
  const theirs = words(flags);
  const own = (flags.open ? onlyPulumi(split(ours)) : split(ours)).filter((word) => !IGNORED.test(word));
  const removed = own.filter((word) => !theirs.includes(word));
  const added = theirs.filter((word) => !own.includes(word));
  const line = `  ~ ${path}: ${[...added.map((word) => `now ${word}`), ...removed.map((word) => `no longer ${word}`)].join(", ")}`;
  return [
    ...(removed.length + added.length === 0 ? [] : [line]),
    ...(typeof entry === "string" || flags.block === undefined ? [] : compare(entry.block, flags.block, `${path}.`)),
  ];
}

/** These flags change no verdict. */
const IGNORED = /^(deprecated|sensitive|stateFunc)$/;
const onlyPulumi = (own) => own.filter((word) => word === "required" || word === "forceNew");

const split = (flags) => flags.match(/default="[^"]*"|\S+/g) ?? [];

function words({ type, required, optional, computed, forceNew, diffSuppress, maxItems, default: standard }) {
  return [
    type,
    required && "required",
    optional && "optional",
    computed && "computed",
    forceNew && "forceNew",
    diffSuppress && "diffSuppress",
    maxItems === 1 && "maxItems=1",
    standard !== undefined && `default=${JSON.stringify(standard)}`,
  ].filter(Boolean);
}

function described(flags) {
  const known = words(flags);
  return known.length === 0 ? "" : ` (${known.join(" ")})`;
}
