// Writes docs/cli.md, a manual of `ecs-lock`, from the commands themselves: `node tools/cliDocs.mjs` after a build.
// With --check it writes nothing, and fails if the file is not what it would write.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(new URL("../docs/cli.md", import.meta.url));
const { createProgram } = createRequire(import.meta.url)("../dist/cli/program.js");

const nothing = async () => {};
const program = createProgram({ locks: nothing, explain: nothing, check: nothing, guard: nothing, audit: nothing }, "");

/** The help of a command as it is printed, split at what follows the options. */
function helpOf(command) {
  let text = "";
  command.configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text.trimEnd();
}

function section(command) {
  return `## ecs-lock ${command.name()}

${command.description()}

\`\`\`text
${helpOf(command).replace(/\n\n[^]*?\n\n(?=Arguments:|Options:)/, "\n\n")}
\`\`\`
`;
}

const text = `<!-- Written by tools/cliDocs.mjs from policypack/cli/program.ts; change that, then run it. -->

# ecs-lock

${program.description()} It comes with the policy pack:

- **a clone**: \`npm ci && npm link\` in it, once; then \`ecs-lock …\` anywhere.
- **a tarball** (\`npm pack\` in a clone): \`npm install --global ./alicloud-ecs-security-lock-0.1.0.tgz\`; then \`ecs-lock …\`.
- **a registry**: \`npm install --save-dev alicloud-ecs-security-lock\` in a project; then \`npx ecs-lock …\` there. The public
  registry answers 404 until the package is published there. Without the package, \`npx ecs-lock\` would ask the registry for
  another one: leave it alone.

\`\`\`text
${helpOf(program)}
\`\`\`

${program.commands.map(section).join("\n")}`;

if (process.argv.includes("--check")) {
  const current = readFileSync(file, "utf8");
  if (current !== text) {
    console.error("docs/cli.md is not what the commands say: run `npm run build && node tools/cliDocs.mjs`");
    process.exitCode = 1;
  }
} else writeFileSync(file, text);
