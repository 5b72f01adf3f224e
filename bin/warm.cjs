const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { cache, load } = require("./load.cjs");

/*
 * Run by the build, in a process of its own: compiles a small recipe, so that the functions of an ordinary run are
 * compiled, and keeps V8's code for them in dist/cli.cache.
 */
const recipe = `
root = 'C:\\\\data'
dsc_resource "the folder #{root}" do
  resource :file
  property :DestinationPath, root
  property :Type, 'Directory'
end
%w(Web-Server Web-Mgmt-Tools).each do |feature|
  dsc_resource feature do
    resource :windowsfeature
    property :Name, feature
    property :Ensure, :present
  end
end
`;

const folder = mkdtempSync(join(tmpdir(), "mofsmith-build-"));
writeFileSync(join(folder, "warm.rb"), recipe);
const { script, cli } = load();
process.argv.splice(2, Infinity, "compile", join(folder, "warm.rb"), "--out", join(folder, "mof"), "--quiet");
cli.runProcess().then(() => {
  writeFileSync(cache, script.createCachedData());
  rmSync(folder, { recursive: true, force: true });
});
