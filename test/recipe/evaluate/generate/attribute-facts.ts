import type { Fact } from "./facts.js";

const site = "default['site'] = { 'port' => 80, 'tls' => false, 'list' => ['a', 'b'] }";

/** What statements leave behind in the levels, and what they give. */
const leaves = (statements: string, attributes = site): Fact => ({
  attributes,
  recipe: `r = []
${statements}
dsc_resource('r') { property :v, [r.inspect, node['site'].inspect, node.default.inspect, node.override.inspect, node.force_default.inspect] }`,
});

/** How attributes are changed but by `[]=`: lib/chef/node/attribute.rb, common_api.rb, attribute_collections.rb. */
export const attributeFacts: Readonly<Record<string, Fact>> = {
  "rm_default and write": leaves(
    "r << node.rm_default('site', 'tls')\nnode.default['site'].write('port', 8080)",
  ),
  "rm gives what was merged, and removes from every level": leaves(
    "node.override['site']['port'] = 1\nnode.force_default['site']['x'] = 2\nr << node.rm('site', 'port')\nr << node.rm('site')",
  ),
  "rm of what leads to no hash removes nothing": leaves(
    "node.override['site'] = 'x'\nr << node.rm('site', 'port')\nr << node.rm_override('site', 'port')\nr << node.rm_default('site', 'port')",
  ),
  rm_normal: leaves("node.normal['site']['port'] = 1\nr << node.rm_normal('site', 'port')"),
  "rm_override of nothing": leaves("r << node.rm_override('none') << node.rm_override('a', 'b')"),
  "unlink of a list removes what equals": leaves("r << node.default.unlink('site', 'list', 'a')"),
  "unlink of no path": leaves(
    "r << node.default['site'].unlink('none') << node.default.unlink('site', 'port', 'x')",
  ),
  "unlink! of no path": { ...leaves("node.default.unlink!('site', 'none')"), ends: true },
  "unlink! of what is there": leaves("r << node.unlink!(:default, 'site', 'port')"),
  "what is merged is read-only": { ...leaves("node['site'].unlink('none')"), ends: true },
  "write replaces what holds nothing": leaves("node.write(:default, 'site', 'port', 'x', 'y', 1)"),
  "write takes its value from a block": leaves("node.default.write('site', 'port') { 1 + 1 }"),
  "write! replaces nothing": { ...leaves("node.default.write!('site', 'port', 'x', 1)"), ends: true },
  "write! makes what is missing": leaves("r << node.write!(:default, 'a', 'b', 1)"),
  "a list in the way takes an index": leaves("node.default.write('site', 'list', 0, 'z')"),
  "default! writes through": leaves("node.default!['site']['port']['x'] = 1\nnode.default!('a', 'b', 2)"),
  "force_default! stands alone": leaves("node.force_default!['site']['port'] = 1"),
  "force_override! stands alone": leaves(
    "node.override['site']['port'] = 2\nnode.force_override!('site', 'port', 1)",
  ),
  "default_unless with a whole path": leaves(
    "node.default_unless('site', 'port', 1)\nnode.default_unless('a', 'b', 1)",
  ),
  "a level is replaced": leaves(
    "t = node.default['site']\nnode.default = { 'site' => { x: 1 } }\nt['port'] = 2\nr << t",
  ),
  "a level is emptied": leaves("node.default = nil"),
  "a level keeps what it was replaced by apart": leaves(
    "h = { 'site' => { 'a' => 1 } }\nnode.default = h\nh['site']['a'] = 2",
  ),
  "delete of a level": leaves("r << node.default.delete('site') << node.default.keys"),
  "keys of a level stand in the order of writing": leaves(
    "node.default['b']\nnode.default['a'] = 1\nr << node.default.keys",
  ),
  "delete forgets what was merged of its key alone": leaves(
    "node.default['site']['name'] = 'x'\nr << node['site']['name']\nnode.default['site']['name'] << 'y'\nnode.default['a']['b'] = 1\nnode.default['a'].delete('b')",
  ),
  "an attribute file is run as the node": leaves(
    "",
    `${site}\nrm_default('site', 'tls')\nwrite(:default, 'a', 1)\noverride!('site', 'port', 1)\nforce_default!['site']['x'] = 2\ndefault_unless('site', 'y', 3)`,
  ),
  "a value that is assigned stays what it was": leaves("t = (node.default['site'] = { x: 1 })\nr << t"),
};
