// `npm test` runs as many files at once as there are processors, and two at least: a test waits for the engine, the pack
// and the provider most of the time.
const { availableParallelism } = require("node:os");

module.exports = { require: ["tsx"], timeout: 120_000, slow: 15_000, jobs: Math.max(2, availableParallelism()) };
