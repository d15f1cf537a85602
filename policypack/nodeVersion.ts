// Imported first, by the pack and the command: an older Node fails on something that it does not know, with a stack.
const OLDEST = { major: 20, minor: 19 };

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
  const oldest = `${OLDEST.major}.${OLDEST.minor}`;
  process.stderr.write(
    `alicloud-ecs-security-lock needs Node ${oldest} or later; this is ${process.versions.node}, ${process.execPath}\n`,
  );
  process.exit(1);
}
