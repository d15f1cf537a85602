// `npm run mutation`: CONTRIBUTING, "Mutation testing".
/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: [
    "policypack/{changes,review,resources}/**/*.ts",
    "!policypack/resources/{schema/**,familyTable.ts,unmapped.ts}",
  ],
  testRunner: "mocha",
  plugins: ["@stryker-mutator/mocha-runner"],
  mochaOptions: {
    spec: [process.env.MUTATION_TESTS ?? "tests/{domain,operations,changes,resources,review}/**/*.test.ts"],
    // Whole plans by chance: seconds for each mutant, and no two scores alike.
    ignore: ["tests/**/*.property.test.ts"],
  },
  coverageAnalysis: "perTest",
  // What a module does when it is loaded: a table, which would need every test anew for each of its texts.
  ignoreStatic: true,
  concurrency: 2,
  thresholds: { high: 85, low: 75, break: null },
  reporters: ["clear-text", "progress-append-only", "json", "html"],
  clearTextReporter: { reportTests: false, allowEmojis: false },
  jsonReporter: { fileName: "build/mutation/report.json" },
  htmlReporter: { fileName: "build/mutation/report.html" },
  tempDirName: "build/mutation/sandbox",
  ignorePatterns: ["/build", "/dist", "/coverage"],
};
