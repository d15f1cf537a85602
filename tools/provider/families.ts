import ts from "typescript";

/** A file of policypack/resources/families that defines a model: its name without `.ts`, and the types it is for. */
export interface Family {
  readonly stem: string;
  readonly types: readonly string[];
}

/** Reads `types` as it is written; undefined where the file defines no model (a part of one that is longer). */
export function familyOf(stem: string, text: string): Family | undefined {
  const file = ts.createSourceFile(`${stem}.ts`, text, ts.ScriptTarget.Latest);
  const types = find(file);
  return types === undefined ? undefined : { stem, types };
}

function find(node: ts.Node): readonly string[] | undefined {
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === "types") {
    return ts.isArrayLiteralExpression(node.initializer)
      ? node.initializer.elements.filter(ts.isStringLiteral).map(({ text }) => text)
      : undefined;
  }
  return ts.forEachChild(node, find);
}
