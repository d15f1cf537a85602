// Where Pulumi starts the pack: what would end in a stack trace before a line of the pack has run is said in one line.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const [major, minor] = process.versions.node.split(".").map(Number);
const compiled = join(__dirname, "dist/index.js");

if (major < 20 || (major === 20 && minor < 19)) {
  stop(`needs Node 20.19 or later: ${process.execPath} is ${process.versions.node}`);
} else if (!existsSync(compiled)) {
  // In a checkout, as long as npm was told to run no scripts.
  stop(`is not compiled: run \`npm run build\` in ${__dirname}`);
} else {
  require(compiled);
}

function stop(reason) {
  process.stderr.write(`alicloud-ecs-security-lock ${reason}\n`);
  process.exitCode = 1;
}
