// `npm run matrix`: the main jobs of the pack with other versions of what it runs on. Prints the table that stands in
// docs/compatibility.md. Needs npm's registry and, for other Pulumi CLIs, Go and its modules; takes some 15 minutes the
// first time. `npm run matrix -- node sdk` does only these parts: node, sdk, types, engine, install, place.
import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { INSTALLERS } from "./matrix/installers.mjs";
import {
  NotHere,
  checkoutWith,
  installPack,
  nodeFolder,
  onPath,
  pulumiFolder,
  run,
  withFolder,
} from "./matrix/places.mjs";

const require = createRequire(import.meta.url);
const { dependencies, engines } = require("../package.json");
const { allPlaces } = require("../tests/support/places.ts");

/** 22.0 to 22.11 cannot require ES modules. */
const NODES = [engines.node.replace(">=", ""), "20", "22.0.0", "22", "24"];
/** The pinned CLI is what every other row runs on. */
const PULUMIS = ["3.204.0", "3.276.0"];
/** With older SDKs, some properties are none of the map: docs/compatibility.md. */
const OLDEST_ALICLOUD = "3.92.0";

const oldest = (range) => range.replace("^", "");
const newest = (range) => `^${oldest(range)}`;
const [policy, pulumi] = [dependencies["@pulumi/policy"], dependencies["@pulumi/pulumi"]];
const sdk = (pick) => [`@pulumi/policy@${pick(policy)}`, `@pulumi/pulumi@${pick(pulumi)}`];

let [tarball, shared] = ["", ""];

const parts = {
  node: () => NODES.map((version) => smoke(`Node ${version}, locked packages`, { node: version })),
  sdk: () => [
    smoke("Node 20, oldest Pulumi SDKs", { node: "20", packages: sdk(oldest) }),
    smoke("Node 24, newest Pulumi SDKs", { node: "24", packages: sdk(newest) }),
  ],
  types: () => [
    types(`@pulumi/alicloud ${OLDEST_ALICLOUD}: every property is in the map`, OLDEST_ALICLOUD, completeness),
    types("newest @pulumi/alicloud: every property is in the map", "3", completeness),
    types("newest @pulumi/alicloud: the pack compiles", "3", compile),
  ],
  engine: () => PULUMIS.map((version) => smoke(`Pulumi CLI ${version}`, { pulumi: version })),
  install: () => Object.entries(INSTALLERS).map(([title, install]) => place(title, "the project's folder", install)),
  place: () => [...allPlaces().keys()].map((title) => place(title, title, installedOnce)),
};

/** A refused and an allowed change in one place, with the pack that `install` leaves. */
function place(title, name, install) {
  return {
    title,
    check: async (folder) => {
      const pack = await install(folder, tarball);
      const env = onPath();
      await run("node", ["--import", "tsx", "tests/support/matrix/place.ts", pack, name], { env });
      return { versions: `@pulumi/pulumi ${await versionSeenFrom(pack, "@pulumi/pulumi")}`, scenarios: 2 };
    },
  };
}

let once;
const installedOnce = () => (once ??= installPack(shared, tarball, [], onPath()));

/** The smoke test, on a pack installed from the tarball. */
function smoke(title, { node, packages = [], pulumi: cli }) {
  return {
    title,
    check: (folder) => smokeIn(folder, packages, [node && nodeFolder(node), cli && pulumiFolder(cli)]),
  };
}

async function smokeIn(folder, packages, wanted) {
  const env = onPath(...(await Promise.all(wanted.filter(Boolean))));
  const pack = await installPack(folder, tarball, packages, env);
  const said = await run("node", ["--import", "tsx", "tests/support/matrix/smoke.ts", pack], { env });
  const versions = await Promise.all([
    run("node", ["--version"], { env }),
    versionOf(pack, "@pulumi/policy"),
    versionOf(pack, "@pulumi/pulumi"),
  ]);
  return {
    versions: versions.join(", "),
    scenarios: said.split("\n").filter((line) => line.startsWith("ok: ")).length,
  };
}

/** The version that a pack finds, wherever a package manager has put it. */
async function versionSeenFrom(pack, name) {
  const found = createRequire(join(await realpath(pack), "entry.cjs")).resolve(`${name}/package.json`);
  return require(found).version;
}

async function versionOf(folder, name) {
  const { version } = require(join(folder, "node_modules", name, "package.json"));
  return `${name} ${version}`;
}

/** A check of the map against another @pulumi/alicloud. */
function types(title, version, check) {
  return {
    title,
    check: async (folder) => {
      await checkoutWith(folder, version);
      await check(folder);
      return { versions: await versionOf(folder, "@pulumi/alicloud"), scenarios: 1 };
    },
  };
}

const completeness = (folder) =>
  run("npx", ["mocha", "tests/resources/completeness.test.ts", "--grep", "every mapped class"], {
    cwd: folder,
  });
const compile = (folder) => run("npx", ["tsc", "-p", "tsconfig.build.json", "--noEmit"], { cwd: folder });

async function timed({ title, check }) {
  const start = Date.now();
  try {
    const { versions, scenarios } = await withFolder(check);
    return { title, versions, result: `${scenarios} passed`, seconds: (Date.now() - start) / 1000 };
  } catch (error) {
    process.stderr.write(`${title}: ${error.message}\n`);
    const isMissing = error instanceof NotHere;
    if (!isMissing) process.exitCode = 1;
    return { title, versions: "", result: isMissing ? "not run" : "FAILED", seconds: (Date.now() - start) / 1000 };
  }
}

const wanted = process.argv.slice(2);
for (const name of wanted) if (!(name in parts)) throw new Error(`${name} is none of ${Object.keys(parts).join(", ")}`);

const work = await mkdtemp(join(tmpdir(), "ecs-lock-matrix-"));
try {
  const { copyCheckout, pack } = require("../tests/support/package/packing.ts");
  await copyCheckout(join(work, "checkout"));
  tarball = join(work, "checkout", await pack(join(work, "checkout")));
  shared = join(work, "pack");
  await mkdir(shared);
  console.log("| what | versions | result | seconds |\n| --- | --- | --- | ---: |");
  for (const [name, cells] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const cell of cells()) {
      const { title, versions, result, seconds } = await timed(cell);
      console.log(`| ${title} | ${versions} | ${result} | ${Math.round(seconds)} |`);
    }
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
