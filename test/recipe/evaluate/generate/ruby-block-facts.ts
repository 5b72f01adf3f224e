import type { Fact } from "./facts.js";

const shows = (value: string, more = ""): string =>
  `dsc_resource('r') do\nproperty :v, lazy { [${value}] }\n${more}\nend\n`;

/** A `ruby_block` runs between the resources round it: resource/ruby_block.rb, provider/ruby_block.rb, runner.rb. */
export const rubyBlockFacts: Readonly<Record<string, Fact>> = {
  "a ruby_block runs in its place": {
    recipe: `x = 0\nt = []\n${shows("x, t")}ruby_block('b') { block { x += 1; t << 'b' } }\n${shows("x, t")}`,
  },
  "a ruby_block sets run_state and attributes for what follows": {
    recipe: `node.default['a'] = 1\nruby_block('b') do\nblock do\nnode.run_state['p'] = 8080\nnode.default['a'] = 2\nend\nend\n${shows("node.run_state['p'], node['a']", "only_if { node.run_state['p'] }")}`,
  },
  "a ruby_block with a guard that fails": {
    recipe: `x = 0\nruby_block('b') { block { x = 1 }; not_if { x == 0 } }\nruby_block('c') { block { x += 2 }; only_if { x == 0 } }\n${shows("x")}`,
  },
  "a guard asks when the ruby_block before has run": {
    recipe: `x = 0\nruby_block('b') { block { x = 1 } }\nruby_block('c') { block { x = 5 }; only_if { x == 1 } }\n${shows("x")}`,
  },
  "a ruby_block for each action": {
    recipe: `x = 0\nruby_block('b') { block { x += 1 }; action [:run, :create] }\nruby_block('c') { block { x += 10 }; action :nothing }\n${shows("x")}`,
  },
  "the last block of a ruby_block counts": {
    recipe: `x = 0\nruby_block('b') { block { x = 1 }; block { x = 2 } }\n${shows("x")}`,
  },
  "a ruby_block in an action": {
    thing:
      "property :x, Integer, default: 1\naction(:act) { y = 0; ruby_block('b') { block { y = 5 } }; dsc_resource('r') { property :v, [y, new_resource.x] } }",
    recipe: "web_thing 'n'",
  },
  "a ruby_block at compile time": {
    recipe: `x = 0\nruby_block('b') { block { x += 1 }; compile_time true }\ny = x\n${shows("x, y")}`,
  },
  "a delayed notification comes at the end": {
    recipe: `x = 0\nruby_block('b') { block { x = 1 }; action :nothing }\n${shows("x", "notifies :run, 'ruby_block[b]'")}${shows("x")}`,
  },
};
