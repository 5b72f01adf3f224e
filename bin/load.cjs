const { existsSync, readFileSync } = require("node:fs");
const { createRequire, wrap } = require("node:module");
const { dirname, join } = require("node:path");
const { Script } = require("node:vm");

const bundle = join(__dirname, "..", "dist", "cli.cjs");
const cache = join(__dirname, "..", "dist", "cli.cache");

/*
 * Loads the bundled command line as `require` would, but with V8's compiled code from the build, which saves a
 * third of the start-up. Code of another Node version is refused by V8 itself, and the text is compiled instead.
 */
function load() {
  const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
  const script = new Script(wrap(readFileSync(bundle, "utf8")), { filename: bundle, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, dirname(bundle));
  return { script, cli: module.exports };
}

module.exports = { cache, load };
