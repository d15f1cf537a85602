// Where Pulumi starts the pack. In a checkout nothing is compiled as long as npm was told to run no scripts.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

if (existsSync(join(__dirname, "dist/index.js"))) require("./dist/index.js");
else {
  process.stderr.write(`alicloud-ecs-security-lock is not compiled: run \`npm run build\` in ${__dirname}\n`);
  process.exitCode = 1;
}
