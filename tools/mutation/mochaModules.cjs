// Stryker's runner 9 asks for modules of mocha without their extension, and mocha 12 names them .cjs. Runner 10 asks
// rightly and needs Node 22: with it, this file goes.
const Module = require("node:module");

Module._extensions[".cjs"] ??= Module._extensions[".js"];
