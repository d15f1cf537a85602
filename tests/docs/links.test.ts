// Links of the documents lead somewhere, and their code samples are what they say.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { load } from "js-yaml";
import ts from "typescript";
import { repositoryRoot } from "../support/repository";
import { runCommand } from "../support/engine/command";
import { brokenLinks, pagesBelow } from "../support/links";
import type { Fence } from "../support/markdown";
import { callerEnvironment } from "../support/package/packing";
import { typeScriptArguments } from "../support/processes";

const pages = pagesBelow(repositoryRoot);
const shown = (file: string): string => relative(repositoryRoot, file);

/** Every code sample in one of the languages, with its place. */
const samples = (...languages: string[]): (Fence & { readonly place: string })[] =>
  [...pages].flatMap(([file, { fences }]) =>
    fences
      .filter(({ language }) => languages.includes(language))
      .map((fence) => ({ ...fence, place: `${shown(file)}:${fence.line}` })),
  );

describe("The documents", () => {
  it("have links that lead to files and headings of this repository", () => {
    assert.deepEqual(brokenLinks(pages, repositoryRoot), []);
  });

  it("have no address of the repository, which is not known", () => {
    const named = [...pages].flatMap(([file, { links }]) =>
      links
        .filter((link) => /github\.com\/[^/]+\/alicloud-ecs-security-lock/.test(link))
        .map((link) => `${shown(file)}: ${link}`),
    );
    assert.deepEqual(named, []);
  });

  it("have samples of JSON and YAML that can be read", () => {
    const found = samples("json", "yaml", "yml");
    assert.ok(found.length > 3);
    for (const { language, text, place } of found) {
      const read = language === "json" ? (given: string): unknown => JSON.parse(given) : load;
      assert.doesNotThrow(() => read(text), place);
    }
  });

  it("have samples of TypeScript and JavaScript without errors of syntax", () => {
    for (const { text, place } of samples("ts", "typescript", "js", "javascript")) {
      const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
      assert.deepEqual(
        diagnostics.map(({ messageText }) => messageText),
        [],
        place,
      );
    }
  });
});

/** The commands of the shell samples, continued lines joined; comments left out. */
const commands = samples("sh", "shell", "bash").flatMap(({ text, place }) =>
  text
    .replace(/\\\n/g, " ")
    .split("\n")
    .map((line) => ({ line: line.replace(/(^|\s)#.*$/, ""), place })),
);

describe("The commands in the documents", () => {
  const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const exampleScripts = JSON.parse(readFileSync(join(repositoryRoot, "examples/typescript/package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
  };

  it("are many", () => {
    assert.ok(commands.length > 20);
  });

  it("run only scripts that package.json has", () => {
    const unknown = commands.flatMap(({ line, place }) => {
      const known = place.startsWith("examples/") ? exampleScripts.scripts : scripts;
      return [...line.matchAll(/\bnpm run(?: --silent)? ([\w:-]+)/g)]
        .filter(([, name = ""]) => !(name in known))
        .map(([command]) => `${place}: ${command}`);
    });
    assert.deepEqual(unknown, []);
  });

  it("name files of tools/, tests/ and .ci/ that exist", () => {
    const missing = commands.flatMap(({ line, place }) =>
      [...line.matchAll(/(?<=^|\s)(?:\.\/)?((?:tools|tests|\.ci|docs)\/[\w./-]+)/g)]
        .filter(([, file = ""]) => !existsSync(join(repositoryRoot, file)))
        .map(([, file = ""]) => `${place}: ${file}`),
    );
    assert.deepEqual(missing, []);
  });

  it("give ecs-lock commands and options that it has", async () => {
    const help = new Map<string, string>();
    for (const command of ["check", "guard", "audit", "locks", "explain"]) help.set(command, await helpOf(command));
    const unknown = commands.flatMap(({ line, place }) =>
      line.split(/[|&;]+/).flatMap((one) => {
        const [, command, rest = ""] = /(?:^|\s)ecs-lock ([a-z]\w*)(.*)/.exec(one) ?? [];
        if (command === undefined) return [];
        // What follows -- is Pulumi's.
        const [own = ""] = rest.split(/\s--\s/);
        const options = [...own.matchAll(/(?<=\s)--[a-z-]+/g)].map(([option]) => option);
        const wrong = options.filter((option) => help.get(command)?.includes(option) !== true);
        return help.has(command) ? wrong.map((option) => `${place}: ${command} ${option}`) : [`${place}: ${command}`];
      }),
    );
    assert.deepEqual(unknown, []);
  });

  async function helpOf(command: string): Promise<string> {
    const main = typeScriptArguments("policypack/cli/main.ts");
    return (await runCommand(process.execPath, [...main, command, "--help"], repositoryRoot, callerEnvironment())).log;
  }
});
