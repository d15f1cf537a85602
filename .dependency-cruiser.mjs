// Which room of policypack/ may import which: `npm run lint`. The rooms stand in CONTRIBUTING, "Where things are".
// Each comment is what the linter prints: where the thing belongs that a wrong import was after. Imports of types count.

const BELOW_REVIEW = ["domain", "operations", "changes", "resources"];
const CORE = [...BELOW_REVIEW, "review"];
const ADAPTERS = ["engine", "locks", "report"];
const DECLARE = "what it needs of a room above it declares as a type of its own, and that room hands it in";
const BELOW_BOTH = "what both need belongs in a room below them: a type in domain/, a decision in review/";
const OF_BOTH_DOORS =
  "what both do belongs in review/ (judging), report/ (texts), configuration/ (keys) or the room that they ask";

/** Each room with those that it may import, and what to do instead of another import. */
const ROOMS = {
  domain: [
    [],
    "domain/ imports no other room: it has types and their constructors; what works with them belongs higher",
  ],
  operations: [["domain"], `operations/ says what the lock does to an operation, and knows domain/ only: ${DECLARE}`],
  changes: [
    ["domain", "operations"],
    `changes/ tells what changes, and knows no resource type and no lock: ${DECLARE}`,
  ],
  resources: [["domain", "operations", "changes"], `resources/ turns a change into calls, and judges none: ${DECLARE}`],
  review: [BELOW_REVIEW, `review/ judges without asking anybody and without texts: ${DECLARE}`],
  engine: [CORE, `engine/ knows neither locks/ nor report/, nor a room above: ${BELOW_BOTH}`],
  locks: [CORE, `locks/ knows neither engine/ nor report/, nor a room above: ${BELOW_BOTH}`],
  report: [CORE, `report/ knows neither engine/ nor locks/, nor a room above: ${BELOW_BOTH}`],
  configuration: [
    [...CORE, ...ADAPTERS],
    "configuration/ serves the pack and the command, and knows neither: hand in what it needs",
  ],
  policies: [[...CORE, ...ADAPTERS, "configuration"], `policies/ does not know cli/: ${OF_BOTH_DOORS}`],
  cli: [[...CORE, ...ADAPTERS, "configuration"], `cli/ does not know policies/: ${OF_BOTH_DOORS}`],
};

function roomRule([room, [allowed, comment]]) {
  const open = [room, ...allowed].join("|");
  return {
    name: `imports-of-${room}`,
    comment: `${comment}.`,
    severity: "error",
    from: { path: `^policypack/${room}/` },
    to: { path: "^policypack/", pathNot: `^policypack/(${open})/` },
  };
}

export default {
  forbidden: [
    ...Object.entries(ROOMS).map(roomRule),
    {
      name: "no-room-unknown",
      comment:
        "A folder of policypack/ has a line in .dependency-cruiser.mjs, with what it may import: put the file into a room that is there, or add one.",
      severity: "error",
      from: {
        path: "^policypack/",
        pathNot: `^policypack/((${Object.keys(ROOMS).join("|")})/|(compiled|index|start)\\.ts$)`,
      },
      to: {},
    },
    {
      name: "no-cycle",
      comment:
        "These files need each other: what both use belongs in a third file below them, a shared type in domain/.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "pure-core",
      comment:
        "The core takes values and returns values, without clock, environment, network or file: what asks the outside belongs in engine/, locks/ or cli/, and its answer is handed in.",
      severity: "error",
      from: { path: `^policypack/(${CORE.join("|")})/` },
      // What calculates alone.
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?util$" },
    },
    {
      name: "policy-sdk-in-policies",
      comment: "Only policies/ runs Pulumi's policy SDK, and others take its types: what runs it belongs in policies/.",
      severity: "error",
      from: { path: "^policypack/(?!policies/|index\\.ts$)" },
      to: { path: "(^|/)@pulumi/policy(/|$)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "dependencies-only",
      comment:
        "Users do not install devDependencies: import types alone (import type), or make the package a dependency.",
      severity: "error",
      from: { path: "^policypack/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown", "unknown"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-way-out",
      comment: "The pack is compiled and packed alone: what it runs belongs in policypack/.",
      severity: "error",
      from: { path: "^policypack/" },
      to: { path: "^(tests|tools|bench|docs|examples)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    // Modules that are loaded late, by a require of their own.
    exoticRequireStrings: ["load"],
    skipAnalysisNotInRules: true,
  },
};
