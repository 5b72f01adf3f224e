import type { CookbookTexts } from "../../../support/plan.js";

/** What a cookbook consists of, as texts. */
export interface Fact {
  readonly attributes?: string;
  readonly recipe: string;
  /** `resources/thing.rb`, called by `web_thing`. */
  readonly thing?: string;
  /** Other files. */
  readonly more?: CookbookTexts;
  /** Ruby ends the run. */
  readonly ends?: true;
}

const shows = (value: string): string => `dsc_resource('r') { property :v, (${value}) }`;

const acts = (body: string): string => `action(:act) { ${body} }`;

/** A custom resource of one property, whose value its action shows. */
const one = (definition: string, block = "", more = ""): Pick<Fact, "thing" | "recipe"> => ({
  thing: `${definition}\n${acts(`dsc_resource('r') { property :v, [new_resource.x, new_resource.property_is_set?(:x)] }`)}\n${more}`,
  recipe: `web_thing('n') { ${block} }`,
});

/** What Chef's own source says, each by itself: files of lib/chef, and what holds there. */
export const facts: Readonly<Record<string, Fact>> = {
  // property.rb
  "nil sets the default": one("property :x, String, default: 'd'", "x nil"),
  "nil of a lazy default": one("property :x, String, default: lazy { 'd' + name }", "x nil"),
  "nil of a name_property": one("property :x, String, name_property: true", "x nil"),
  "nil without a default": one("property :x, String", "x nil"),
  "nil where a type is nil": one("property :x, [String, nil], default: 'd'", "x nil"),
  "nil where a type is NilClass": one("property :x, [String, NilClass], default: 'd'", "x nil"),
  "nil where a value is coerced": one("property :x, Integer, coerce: proc { |v| v.to_i }", "x nil"),
  "nil is not coerced, and checked where there is a default": {
    ...one("property :x, Integer, default: 1, coerce: proc { |v| v.to_i }", "x nil"),
    ends: true,
  },
  "a default of nil is checked": { ...one("property :x, String, default: nil"), ends: true },
  "a default has to have a method": {
    ...one("property :x, default: :s, respond_to: :each", "x [1]"),
    ends: true,
  },
  "a value has the methods": one("property :x, default: ['d'], respond_to: [:each, :first]", "x [1]"),
  "a default is checked where it is defined": { ...one("property :x, String, default: 1"), ends: true },
  "a default that is coerced is not": one("property :x, String, default: 1, coerce: proc { |v| v.to_s }"),
  "a default is coerced once for each resource": one(
    "property :x, Array, default: ['a'], coerce: proc { |v| v + ['b'] }",
  ),
  "a lazy default is coerced": one(
    "property :x, String, default: lazy { 'a' }, coerce: proc { |v| v.upcase }",
  ),
  "a name_property is coerced": one(
    "property :x, String, name_property: true, coerce: proc { |v| v.upcase }",
  ),
  "a value is coerced when it is set": one("property :x, String, coerce: proc { |v| v.to_s }", "x :a"),
  "a lazy value is coerced when it is asked for": one(
    "property :x, String, coerce: proc { |v| v.to_s }",
    "x lazy { :a }",
  ),
  "a lazy value is checked when it is asked for": {
    ...one("property :x, String", "x lazy { 3 }"),
    ends: true,
  },
  "a default and name_property": {
    ...one("property :x, String, default: 'd', name_property: true"),
    ends: true,
  },
  "a default is copied deeply": {
    thing: `property :x, Hash, default: { 'l' => ['a'] }\n${acts("new_resource.x['l'] << 'b'; dsc_resource(name) { property :v, new_resource.x }").replace("(name)", "(new_resource.name)")}`,
    recipe: "web_thing 'a'\nweb_thing 'b'",
  },
  "a default is frozen where it is defined": {
    ...one("d = ['a']\nproperty :x, Array, default: d\nd << 'b'"),
    ends: true,
  },
  "a default of numbers is not set by asking": one("property :x, Integer, default: 3"),
  "a default of symbols is not set by asking": one("property :x, Symbol, default: :a"),
  "a lazy default that is frozen is made each time": {
    thing: `seen = []\nproperty :x, Integer, default: lazy { seen << 1; seen.length }\n${acts(
      "dsc_resource('r') { property :v, [new_resource.x, new_resource.x, new_resource.property_is_set?(:x)] }",
    )}`,
    recipe: "web_thing 'n'",
  },
  "a lazy default that is not is made once": {
    thing: `seen = []\nproperty :x, Array, default: lazy { seen << 1; seen.dup }\n${acts(
      "dsc_resource('r') { property :v, [new_resource.x, new_resource.x, new_resource.property_is_set?(:x)] }",
    )}`,
    recipe: "web_thing 'n'",
  },
  "a lazy value is made each time": {
    thing: `property :x, Integer\n${acts("dsc_resource('r') { property :v, [new_resource.x, new_resource.x] }")}`,
    recipe: "seen = []\nweb_thing('n') { x lazy { seen << 1; seen.length } }",
  },
  "a lazy default takes the resource": one("property :x, String, default: lazy { |r| r.name * 2 }"),
  "required for the action": { ...one("property :x, String, required: [:act]"), ends: true },
  "required for another action": one("property :x, String, required: [:other]", "", "action(:other) { }"),
  "required for one of the actions asked for": {
    ...one("property :x, String, required: [:other]", "action [:act, :other]", "action(:other) { }"),
    ends: true,
  },
  "required: false": one("property :x, String, required: false"),
  "required and a default": one("property :x, String, required: true, default: 'd'"),
  "a type is one of several": one("property :x, [Integer, String, :auto]", "x :auto"),
  "a type with `is`": one("property :x, Integer, is: String", "x 'a'"),
  "a type of a Range": { ...one("property :x, 1..3", "x 4"), ends: true },
  "a type that asks": { ...one("property :x, proc { |v| v > 2 }", "x 2"), ends: true },
  "equal_to compares": { ...one("property :x, equal_to: [String]", "x 'a'"), ends: true },
  "kind_of beside a type": {
    ...one("property :x, [String, Integer], kind_of: Integer", "x 'a'"),
    ends: true,
  },
  cannot_be: { ...one("property :x, String, cannot_be: :empty", "x ''"), ends: true },
  "callbacks by a symbol": {
    ...one("property :x, Integer, callbacks: { no: proc { |v| v > 2 } }", "x 1"),
    ends: true,
  },
  "an option that there is not": { ...one("property :x, String, defualt: 'a'", "x 'a'"), ends: true },
  "a property again without a type": one(
    "property :x, Integer, coerce: proc { |v| v.to_i }\nproperty :x, default: '4'",
  ),
  "a property again with a type": one("property :x, Integer, default: 4\nproperty :x, String"),
  name_attribute: one("property :x, String, name_attribute: true"),
  "LWRP's attribute": one("attribute :x, kind_of: String, default: 'd'"),
  "a property is asked for in its block": {
    ...one("property :x, Array, default: []", "x << 'a'; x << 'b'"),
  },
  "a property that asks for another": one(
    "property :y, Integer, default: 2\nproperty :x, Integer, default: lazy { y + 1 }",
    "y 5",
  ),
  "a coercion that asks for another": one(
    "property :y, Integer, default: 2\nproperty :x, Integer, coerce: proc { |v| v + y }",
    "x 1; y 5",
  ),
  "a value is set in the action": {
    thing: `property :x, Integer, coerce: proc { |v| v.to_i }\n${acts("new_resource.x = '4'; new_resource.x '5' if false; dsc_resource('r') { property :v, new_resource.x }")}`,
    recipe: "web_thing 'n'",
  },
  "property_is_set? of none": {
    thing: `property :x\n${acts(shows("new_resource.property_is_set?(:y)"))}`,
    recipe: "web_thing 'n'",
    ends: true,
  },
  "property_is_set? in an action": {
    thing: `property :x\n${acts("set = property_is_set?(:x); dsc_resource('r') { property :v, set }")}`,
    recipe: "web_thing('n') { x 1 }",
  },

  // resource.rb
  "the first action is the default": {
    thing: "action(:b) { dsc_resource 'b' }\naction(:a) { dsc_resource 'a' }",
    recipe: "web_thing 'n'",
  },
  default_action: {
    thing: "default_action :a\naction(:b) { dsc_resource 'b' }\naction(:a) { dsc_resource 'a' }",
    recipe: "web_thing 'n'",
  },
  "default_action of several": {
    thing: "action(:b) { dsc_resource 'b' }\naction(:a) { dsc_resource 'a' }\ndefault_action [:a, :b]",
    recipe: "web_thing 'n'",
  },
  "default_action :nothing before an action": {
    thing: "default_action :nothing\naction(:b) { dsc_resource 'b' }",
    recipe: "web_thing 'n'",
  },
  "default_action :nothing behind the actions": {
    thing: "action(:b) { dsc_resource 'b' }\ndefault_action :nothing",
    recipe: "web_thing 'n'",
  },
  "an action again": {
    thing: "action(:b) { dsc_resource 'b1' }\naction(:b) { dsc_resource 'b2' }",
    recipe: "web_thing 'n'",
  },
  "actions in the order that is asked for": {
    thing: "action(:b) { dsc_resource 'b' }\naction(:a) { dsc_resource 'a' }",
    recipe: "web_thing('n') { action ['a', :b, :a] }",
  },
  "an action that there is not, behind a guard": {
    thing: acts(""),
    recipe: "web_thing('n') { action :none; not_if { true } }",
    ends: true,
  },
  "a guard is asked for each action": {
    thing: "action(:a) { node.run_state['done'] = true; dsc_resource 'a' }\naction(:b) { dsc_resource 'b' }",
    recipe: "web_thing('n') { action [:a, :b]; not_if { node.run_state['done'] } }",
  },
  "a guard is run as its resource": {
    ...one("property :x, Integer, default: 3", "only_if { x == 3 && name == 'n' }"),
  },
  "an array as name": { ...one("property :x, name_property: true"), recipe: "web_thing %w(a b)" },
  "a name in the block": one("property :x, String, name_property: true", "name 'other'"),
  "no name": { ...one("property :x"), recipe: "web_thing { x 1 }", ends: true },
  "no name, but one in the block": { ...one("property :x"), recipe: "web_thing { name 'm' }" },
  "a name by default": {
    ...one("property :x\nproperty :name, String, default: 'standard'"),
    recipe: "web_thing { x 1 }",
  },
  "a DSC block without a name": { recipe: "dsc_resource { resource :Log }", ends: true },
  "several arguments of action": {
    thing: "action(:a) { }\naction(:b) { }",
    recipe: "web_thing('n') { action :a, :b }",
    ends: true,
  },
  "unified mode": {
    thing: acts("l = [1]; dsc_resource('r') { property :v, l }; l << 2"),
    recipe: "web_thing 'n'",
  },
  "no unified mode": {
    thing: `unified_mode false\n${acts("l = [1]; dsc_resource('r') { property :v, l }; l << 2")}`,
    recipe: "web_thing 'n'",
  },
  "unified mode of what is called": {
    thing: `unified_mode false\n${acts("x = 1; web_part('p') { v lazy { x } }; x = 2")}`,
    more: {
      resources: {
        part: `property :v\n${acts("l = [new_resource.v]; dsc_resource('r') { property :v, l }; l << 3")}`,
      },
    },
    recipe: "web_thing 'n'",
  },
  "new_resource in what an action calls": {
    thing: `property :v\n${acts("web_part('p') { v new_resource.v + 1; w lazy { new_resource.v } }")}`,
    more: {
      resources: {
        part: `property :v\nproperty :w\n${acts("dsc_resource('r') { property :v, [new_resource.v, new_resource.w] }")}`,
      },
    },
    recipe: "web_thing('n') { v 1 }",
  },
  "the block is given the resource of the action": {
    thing: `property :x\n${acts("dsc_resource('r') { |given| property :v, given.x }")}`,
    recipe: "web_thing('n') { x 1 }",
  },
  "return in an action": {
    thing: acts("dsc_resource 'a'; return if true; dsc_resource 'b'"),
    recipe: "web_thing 'n'\ndsc_resource 'c'",
  },
  "next in an action": {
    thing: acts('[1, 2].each { |i| next if i == 1; dsc_resource "a#{i}" }'),
    recipe: "web_thing 'n'",
  },
  "return in a loop of an action": {
    thing: acts("[1, 2].each { |i| return if i == 2; dsc_resource \"a#{i}\" }; dsc_resource 'b'"),
    recipe: "web_thing 'n'",
  },
  "a recipe that an action includes": {
    thing: acts("include_recipe '::part'; dsc_resource 'b'"),
    more: { recipes: { part: "dsc_resource 'a'" } },
    recipe: "web_thing 'n'\ndsc_resource 'c'\ninclude_recipe '::part'",
  },
  "locals of a resource's file": {
    thing: `count = 0\n${acts('count += 1; dsc_resource "r#{count}"')}`,
    recipe: "web_thing 'a'\nweb_thing 'b'",
  },
  "constants of a resource's file": {
    thing: `PORTS = [1]\n${acts("dsc_resource('r') { property :v, PORTS }")}`,
    recipe: "web_thing 'a'",
  },
  "defaults read attributes when the file is loaded": {
    ...one("property :x, default: node['port']"),
    attributes: "default['port'] = 1",
    recipe: "node.default['port'] = 2\nweb_thing 'n'",
  },
  "a name with a hyphen": {
    recipe: "web_app_pool 'n'",
    more: { resources: { "app-pool": "action(:a) { dsc_resource 'a' }" } },
  },
  "a partial is no resource": {
    recipe: "dsc_resource 'a'",
    more: { resources: { _part: "property :x, String, default: 1" } },
  },
  "provides another word": {
    thing: "provides :other\naction(:a) { dsc_resource 'a' }",
    recipe: "other 'n'\nweb_thing 'n'",
  },
  "attributes of a block by default": {
    recipe:
      "dsc_resource('r') { property :v, [action, retries, retry_delay, sensitive, ignore_failure, umask] }",
  },
  "attributes of a block as they are set": {
    recipe: "dsc_resource('r') { retries 3; property :v, [action(:run), retries, property(:v)] }",
  },
  "the last of a property asked for": {
    recipe: "dsc_resource('r') { property :a, 1; property :a, 2; property :v, property(:a) }",
  },
  "a property asked for is made": {
    recipe: "x = 1\ndsc_resource('r') { property :a, lazy { x }; property :v, property(:a) }\nx = 2",
  },

  // recipe.rb, run_context.rb, dsl/…
  "a constant belongs to its recipe": {
    recipe: "C = 1\ninclude_recipe '::part'",
    more: { recipes: { part: shows("C") } },
    ends: true,
  },
  "attribute files share constants": {
    attributes: "C = 1",
    more: { attributes: { more: "default['c'] = C" } },
    recipe: shows("node['c']"),
  },
  "the locals of a recipe are its own": {
    recipe: "x = 1\ninclude_recipe '::part'",
    more: { recipes: { part: shows("x") } },
    ends: true,
  },
  "include_recipe takes symbols and arrays": {
    recipe: "include_recipe :web, ['::part', 'web::part']",
    more: { recipes: { part: "dsc_resource 'a'" } },
  },
  "include_recipe of what is not there": { recipe: "include_recipe '::none'", ends: true },
  "include_attribute is no word of a recipe": { recipe: "include_attribute 'web'", ends: true },
  "node.include_attribute": {
    attributes: "default['n'] = (node['n'] || 0) + 1",
    recipe: `node.include_attribute 'web'\n${shows("node['n']")}`,
  },
  "include_attribute needs a cookbook": {
    attributes: "include_attribute '::more'",
    more: { attributes: { more: "" } },
    recipe: "",
    ends: true,
  },
  "attribute files: default first, then by name": {
    attributes: "default['o'] = ['default']",
    more: { attributes: { b: "default['o'] << 'b'", a: "default['o'] << 'a'" } },
    recipe: shows("node['o']"),
  },
  "what includes another goes on behind it": {
    attributes: "include_attribute 'web::z'\ndefault['o'] << 'default'",
    more: { attributes: { z: "default['o'] = ['z']" } },
    recipe: shows("node['o']"),
  },
  "node['recipes'] has those that run": {
    recipe: `include_recipe '::part'\n${shows("node['recipes']")}`,
    more: { recipes: { part: "" } },
  },
  "node['expanded_run_list'], node['roles'], node['tags']": {
    recipe: shows("[node['expanded_run_list'], node['roles'], node['tags'], node['name']]"),
  },
  "the node's name is one text": { recipe: `node.name << 'x'\n${shows("[node.name, node['name']]")}` },
  "lazy is no word of a recipe": {
    recipe: "x = lazy { 1 }\ndsc_resource('r') { property :v, x }",
    ends: true,
  },
  "lazy is a word of attribute files": {
    attributes: "default['a'] = lazy { node['b'] }\ndefault['b'] = 1",
    recipe: `node.default['b'] = 2\n${shows("node['a']")}`,
  },
  "return in a lazy block": { recipe: "dsc_resource('r') { property :v, lazy { return 1 } }", ends: true },
  "break in a guard": { recipe: "dsc_resource('r') { not_if { break true } }", ends: true },
  "next in a lazy block": { recipe: "dsc_resource('r') { property :v, lazy { next 1 } }" },
  "return in a lambda": one("property :x, Integer, coerce: lambda { |v| return v + 1 }", "x 1"),
  "a block as the value of another": { recipe: "x = dsc_resource 'a'\ndsc_resource 'b' if x" },

  // node/attribute.rb, node/attribute_collections.rb, node/common_api.rb
  "node[…] = value": { recipe: "node['a'] = 1", ends: true },
  "default_unless replaces what holds nothing": {
    attributes: "default['a'] = 1\ndefault_unless['a']['b'] = 2",
    recipe: shows("node['a']"),
  },
  "default_unless over nil": {
    attributes: "default['a'] = nil\ndefault_unless['a'] = 2",
    recipe: shows("node['a']"),
  },
  "default_unless over a list": {
    attributes: "default['a'] = [{}]\ndefault_unless['a'][0]['b'] = 2",
    recipe: shows("node['a']"),
  },
  "default_unless looks at its own level": {
    attributes: "override['a'] = 1\ndefault_unless['a'] = 2",
    recipe: shows("[node['a'], node.default['a']]"),
  },
  "||= on a level makes an empty mash": { attributes: "default['a'] ||= 1", recipe: shows("node['a']") },
  "+= on what is not there": { attributes: "default['a'] += 1", recipe: "", ends: true },
  "a path that leads nowhere": {
    attributes: "default['a'] = { 'b' => 'text', 'l' => [1] }",
    recipe: shows(
      "[node.read('a', 'b', 'c'), node.read('x', 'y'), node['a'].dig('b', 'c'), node.read('a', 'l', 0), node.read('a', 'l', 'x'), node.read('a', 'l', 3)]",
    ),
  },
  "exist?": {
    attributes: "default['a'] = { 'b' => nil }",
    recipe: shows(
      "[node.exist?('a', 'b'), node.exist?('a', 'c'), node.exist?('x'), node.exist?('x', 'y'), node['a'].exist?('b')]",
    ),
  },
  "key?": {
    attributes: "default['a'] = nil",
    recipe: shows("[node.key?('a'), node.key?(:a), node.attribute?('x'), node.default.key?('y')]"),
  },
  "nil of a level hides": {
    attributes: "default['a'] = { 'b' => 1 }\noverride['a'] = nil",
    recipe: shows("node['a'].nil?"),
  },
  "a scalar over a hash, a hash over a scalar": {
    attributes:
      "default['a'] = { 'b' => 1 }\nforce_default['a'] = 2\ndefault['c'] = 1\noverride['c'] = { 'd' => 2 }",
    recipe: shows("[node['a'], node['c']]"),
  },
  "lists of hashes are united": {
    attributes: "default['l'] = [{ 'a' => 1 }, { 'a' => 1 }]\nforce_default['l'] = [{ a: 1 }, { a: 2 }]",
    recipe: shows("node['l']"),
  },
  "a list alone is not made unique": { attributes: "default['l'] = [1, 1]", recipe: shows("node['l']") },
  "symbols within a hash": {
    attributes: "default['h'] = { a: { b: [{ c: 1 }] } }",
    recipe: shows("[node['h']['a'][:b][0]['c'], node.default[:h], node['h'].keys]"),
  },
  "a hash is copied, a level's own is shared": {
    recipe: `h = { 'a' => 1 }\nnode.default['h'] = h\nh['a'] = 2\nnode.default['i'] = node.default['h']\nnode.default['i']['a'] = 3\n${shows("[node['h'], node['i'], h]")}`,
  },
  "what is read is a copy": {
    recipe: `node.default['h'] = { 'a' => 1 }\nh = node['h']\nnode.default['h']['a'] = 2\n${shows("[h, node['h']]")}`,
  },
  "texts of node attributes are frozen": {
    attributes: "default['t'] = 'x'",
    recipe: "node['t'] << 'y'",
    ends: true,
  },
  "texts of a level are the recipe's own": {
    recipe: `t = 'x'\nnode.default['t'] = t\nnode['t']\nt << 'y'\n${shows("[node['t'], node.default['t']]")}`,
  },
  "keys of a hash are frozen": {
    attributes: "default['h'] = { 'k' => 1 }",
    recipe: "node['h'].keys.first << 'x'",
    ends: true,
  },
  "ENV's texts are frozen": { recipe: "ENV['ProgramFiles'] << 'x'", ends: true },
  "an index of true": { attributes: "default['a'] = true", recipe: "node['a']['b']", ends: true },
  "an index of a number": { attributes: "default['a'] = 3", recipe: "node['a']['b']", ends: true },
  "an element of a number": {
    attributes: "default['a'] = 3",
    recipe: "node.default['a']['b'] = 1",
    ends: true,
  },
  "data bags": {
    recipe: shows(
      "[data_bag('users'), data_bag_item('users', 'alice')[:home]['port'], data_bag_item(:users, 'alice')['id'], data_bag_item('users', 'alice').is_a?(Hash)]",
    ),
  },
  "an item of a data bag is an object of its own": {
    recipe: `i = data_bag_item('users', 'alice')\n${shows(
      "[i.to_s, i.inspect, i.id, i.name, i.data_bag, i.raw_data, i.to_h, i.keys, i == i.to_h, i.to_h == i, i == data_bag_item('users', 'alice'), { a: i }.inspect, { **i }, {}.merge(i), [i].join, i.merge('x' => 1), i.raw_data['id'], i.to_h[:data_bag], i.length]",
    )}`,
  },
  "data bags that are not there": { recipe: "data_bag_item('users', 'nobody')", ends: true },
};
