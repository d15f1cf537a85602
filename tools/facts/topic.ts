// A text of Alibaba Cloud's topic on security locks against the table TOPIC of policypack/operations/lockTable.ts.

type Behaviors = Readonly<Record<string, string>>;

/** Differences between the text and the table, as lines of text. `current`: the rows of the current page. */
export function topicDifferences(text: string, topic: Behaviors, current: Behaviors): string[] {
  const rows = rowsOf(text);
  if (rows.size === 0) return ["no table of operations (OperationBehavior …) is in the text"];
  const names = [...new Set([...Object.keys(topic), ...rows.keys()])].sort();
  return names.flatMap((name) => {
    const [before, now] = [topic[name], rows.get(name)];
    if (before === now) return [];
    const beside = current[name] === undefined ? "" : `; the table of the current page says ${current[name]}`;
    if (now === undefined) return [`- ${name}: ${String(before)}, and not in the text${beside}`];
    if (before === undefined) return [`+ ${name}: new in the text, ${now}${beside}`];
    return [`~ ${name}: ${before} in the table, ${now} in the text${beside}`];
  });
}

/** Name and behaviour of a row stand next to each other without a space, as the page's text has them. */
function rowsOf(text: string): ReadonlyMap<string, string> {
  const start = text.indexOf("OperationBehavior");
  if (start === -1) return new Map();
  const table = text.slice(start + "OperationBehavior".length).replace(/\n\s*•[^\n]*/g, (item) => item.trim());
  const rows = table.matchAll(/^([A-Z][A-Za-z]+?)((?:Affected|Unaffected|•|$).*)/gm);
  return new Map([...rows].map(([, name = "", behavior = ""]) => [name, classify(behavior)]));
}

function classify(behavior: string): string {
  if (behavior.includes("only when the disk")) return "affectedWhenDiskInUse";
  return behavior.startsWith("Unaffected") ? "unaffected" : "affected";
}
