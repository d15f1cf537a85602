// Every failure that the sources can tell a user, with its remedy: read from the syntax of policypack/**/*.ts.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const AGAIN = "write the lock file again, or check the endpoint and the proxy in between";
const WRONG_INPUT =
  "give the command all that `pulumi preview --json` or `pulumi destroy --preview-only --json` prints";

/** Functions that make a failure of a part of its text: the whole text, and the remedy where the caller gives none. */
const MAKERS = {
  failed: ([text]) => ({ cause: `in the answer, or in the lock file …, ${text}`, remedy: AGAIN }),
  malformed: ([text]) => ({
    cause: `the lock file … cannot be used, or the answer of … cannot be read: ${text}`,
    remedy: AGAIN,
  }),
  malformedAnswer: ([, text]) => ({
    cause: `the answer of … cannot be read: ${text}`,
    remedy: "check the endpoint and the proxy in between, or use a lock file",
  }),
  unusable: ([, text, remedy], texts) => ({
    cause: `the lock file … ${text}`,
    remedy: remedy ?? texts.get("WRITE_AGAIN"),
  }),
  invalid: ([, text]) => ({
    cause: `the endpoint of the policy pack's configuration, or endpoints.ecs or .sts of the provider, ${text}`,
    remedy: "set it to the address of the ECS API, such as https://ecs.cn-hangzhou.aliyuncs.com",
  }),
  CliFailure: ([text]) => ({ cause: text }),
  ConfigurationError: ([text]) => ({ cause: text }),
  PreviewSyntaxError: ([text]) => ({
    cause: `… cannot be checked: ${text}`,
    // Some texts end in a remedy of their own.
    remedy: text?.includes(": ") ? undefined : WRONG_INPUT,
  }),
};

/** Where the remedy is another function's. */
const REMEDIES = new Map([
  ["… answered …", "the table above has the codes"],
  ["the keys of the provider cannot be read: …", "what helps against the cause that it ends in"],
  [
    "`…`, run in …, failed: …",
    "make this command work for the user that runs the preview (backend login, PATH), name the project's folder with " +
      "projectDir, or export the state beforehand and name the file with priorState and priorStateFile; where it asks " +
      "for a passphrase, set PULUMI_CONFIG_PASSPHRASE for the preview",
  ],
  ["…; at last …", "what helps against the cause that is named last"],
  ["DescribeInstances does not say whether it may be called", "try again; if it stays, check the endpoint"],
]);

/** Told in full where the functions above are called. */
const PARTS = new Set([
  "the lock file … …",
  "the … …",
  "the lock file … cannot be used: …",
  "the answer of … cannot be read: …",
]);

export function failures(root) {
  const folder = join(root, "policypack");
  const files = readdirSync(folder, { recursive: true })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => [name, parse(join(folder, name))]);
  const texts = new Map(files.flatMap(([, source]) => constants(source)));
  return files
    .flatMap(([name, source]) => failuresIn(source, texts).map((failure) => ({ name, ...failure })))
    .filter(({ cause }) => /[a-z]{3}/.test(cause) && !PARTS.has(cause))
    .map((failure) => ({ ...failure, remedy: failure.remedy ?? REMEDIES.get(failure.cause) }));
}

const parse = (file) => ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);

/** Texts of constants, for remedies that several failures share. */
function constants(source) {
  const found = [];
  visit(source, (node) => {
    if (!ts.isVariableDeclaration(node) || !/^[A-Z_]+$/.test(node.name.getText())) return;
    const text = textOf(node.initializer, new Map());
    if (text !== undefined) found.push([node.name.getText(), text]);
  });
  return found;
}

function failuresIn(source, texts) {
  const found = [];
  visit(source, (node) => {
    if (ts.isObjectLiteralExpression(node)) found.push(...fromObject(node, texts));
    else if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.push(...fromCall(node, texts));
    else if (ts.isPropertyAssignment(node) && node.name.getText() === "incomplete") found.push(...fromIncomplete(node));
    else found.push(...fromText(node, texts));
  });
  return found;
}

function visit(node, use) {
  use(node);
  ts.forEachChild(node, (child) => visit(child, use));
}

function fromObject(node, texts) {
  const member = (name) => {
    const property = node.properties.find((one) => one.name?.getText() === name);
    if (property === undefined) return undefined;
    const value = ts.isShorthandPropertyAssignment(property) ? property.name : property.initializer;
    return ts.isConditionalExpression(value) ? either(value, texts) : textOf(value, texts);
  };
  const cause = member("cause");
  return cause === undefined || cause === "…" ? [] : [{ cause, remedy: prose(member("remedy")) }];
}

const either = ({ whenTrue, whenFalse }, texts) => [whenTrue, whenFalse].map((one) => textOf(one, texts)).join("; or ");

function fromCall(node, texts) {
  const make = MAKERS[node.expression.getText()];
  if (make === undefined) return [];
  const given = (node.arguments ?? []).map((argument) => textOf(argument, texts));
  return given.some((text) => text !== "…")
    ? [make(given, texts)].filter(({ cause }) => !cause.endsWith("undefined"))
    : [];
}

/** Files whose functions answer with what is wrong, one text each, and the words around it. */
const ANSWERS = [
  [
    "configuration/configuration.ts",
    / (is|needs) /,
    (text) => ({ cause: `The configuration of this pack is wrong, so nothing was judged: ${text}` }),
  ],
  [
    "configuration/configurationFile.ts",
    / (is|be) /,
    (text) => ({ cause: `FILE: ${text}`, remedy: "correct the file of --config" }),
  ],
  ["locks/file/lockFileFormat.ts", /^it /, (text) => MAKERS.malformed([text])],
];

function fromText(node, texts) {
  const name = node.getSourceFile().fileName;
  const [, pattern, make] = ANSWERS.find(([file]) => name.endsWith(file)) ?? [];
  if (make === undefined || !isLiteral(node) || isDescription(node) || isGiven(node)) return [];
  const text = textOf(node, texts);
  return pattern.test(text) ? [make(text)] : [];
}

/** A text that a call of one of the functions above takes is told there. */
const isGiven = ({ parent }) =>
  (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression.getText() in MAKERS;
const isDescription = (node) =>
  ancestors(node).some((one) => ts.isVariableDeclaration(one) && one.name.getText() === "SCHEMA");

function ancestors(node) {
  return node.parent === undefined ? [] : [node.parent, ...ancestors(node.parent)];
}

function fromIncomplete(node) {
  const found = [];
  visit(node.initializer, (inner) => {
    if (ts.isStringLiteral(inner) && inner.text.includes(" ")) {
      found.push({
        cause: `${inner.text}: what it does not show was not judged`,
        remedy: "make the preview succeed, and check it again",
      });
    }
  });
  return found;
}

const isLiteral = (node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
const prose = (text) => (text !== undefined && /[a-z]{3} /.test(text) ? text : undefined);

/** The text of an expression, with … for what is filled in; undefined where there is nothing to say. */
function textOf(node, texts) {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => `${inlineText(span.expression, texts)}${span.literal.text}`);
    return node.head.text + spans.join("");
  }
  if (ts.isBinaryExpression(node)) return `${textOf(node.left, texts) ?? "…"}${textOf(node.right, texts) ?? "…"}`;
  if (ts.isIdentifier(node)) return texts.get(node.text) ?? localText(node, texts) ?? "…";
  return "…";
}

/** Of what is filled in, only shared constants are shown. */
const inlineText = (node, texts) => (ts.isIdentifier(node) ? (texts.get(node.text) ?? "…") : "…");

/** The text of a variable that the same function declares. */
function localText(identifier, texts) {
  for (let at = identifier.parent; at !== undefined; at = at.parent) {
    for (const statement of at.statements ?? []) {
      for (const { name, initializer } of statement.declarationList?.declarations ?? []) {
        if (name.getText() === identifier.text && initializer !== undefined) return textOf(initializer, texts);
      }
    }
  }
  return undefined;
}
