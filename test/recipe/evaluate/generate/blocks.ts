import { anything, condition, expression } from "./values.js";
import type { KnownLocal, KnownResource, Statements, Surroundings, Writer } from "./writer.js";

/** What a recipe declares shows what its values are. */
export const observations: Statements = [
  [9, (writer, around) => ({ lines: dscResource(writer, around) })],
  [1, (writer, around) => ({ lines: otherResource(writer, around) })],
  [1, (writer, around) => ({ lines: script(writer, around) })],
  [1, named],
  [2, (writer) => ({ lines: readTwice(writer) })],
];

/** A list in sight that may grow. */
function listIn({ locals, inLoop }: Surroundings): KnownLocal | undefined {
  return inLoop ? undefined : locals.find(({ type, fixed }) => type === "names" && fixed !== true);
}

function dscResource(writer: Writer, around: Surroundings): readonly string[] {
  const { place, properties } = around;
  const name = writer.chance(40) ? `"r#{${anything(writer, around, 1)}}"` : `'${writer.fresh("r")}'`;
  const given = place === "action" && properties.length > 0 && writer.chance(20);
  const lines = [`dsc_resource ${name} do${given ? " |given|" : ""}`];
  lines.push(`  ${writer.pick("resource", "resource", "resource_name")} :${writer.pick("Log", "File")}`);
  if (writer.chance(10)) lines.push(...module(writer));
  const count = 1 + writer.below(3);
  for (let index = 0; index < count; index += 1) {
    const value = writer.chance(15) ? lazyValue(writer, around) : anything(writer, around);
    lines.push(`  property :P${index}, ${value}`);
  }
  const [property] = properties;
  if (given && property !== undefined) lines.push(`  property :G, given.${property.name}`);
  if (writer.chance(8)) lines.push("  property :Q, property(:P0)");
  if (writer.chance(8)) lines.push("  property :N, name");
  // A block that is set twice is refused later; here the last value counts.
  if (writer.chance(5) && !lines.some((line) => line.includes("lazy")))
    lines.push(`  property :P0, ${anything(writer, around, 1)}`);
  if (writer.chance(5)) lines.push(`  property :A, [action, retries, sensitive]`);
  if (writer.chance(6)) lines.push(`  property :I, ${instance(writer, around)}`);
  if (writer.chance(4)) lines.push(`  name ${argument(anything(writer, around, 1))}`);
  if (writer.chance(12)) lines.push(guard(writer, around));
  lines.push(...commonAttributes(writer));
  const held = listIn(around);
  if (held !== undefined && writer.chance(8)) lines.push(`  ${held.name} << 'inside'`);
  return [...lines, "end"];
}

function lazyValue(writer: Writer, around: Surroundings): string {
  const early = writer.chance(20)
    ? `next ${anything(writer, around, 1)} if ${condition(writer, around, 1)}; `
    : "";
  return `lazy { ${early}${anything(writer, around, 2)} }`;
}

function module(writer: Writer): readonly string[] {
  return writer.chance(70)
    ? [`  module_name ${writer.pick("'xWeb'", ":xDb")}`, `  module_version '1.${writer.below(9)}'`]
    : [`  module_name ps_module_spec('xWeb', '2.${writer.below(9)}')`];
}

function commonAttributes(writer: Writer): readonly string[] {
  const lines: string[] = [];
  if (writer.chance(4)) lines.push(`  retries ${writer.below(4)}`);
  if (writer.chance(4)) lines.push(`  action ${writer.pick(":run", ":nothing", "[:run]")}`);
  if (writer.chance(3)) lines.push("  notifies :run, 'dsc_resource[other]', :immediately");
  if (writer.chance(3))
    lines.push(`  ${writer.pick("sensitive true", "ignore_failure :quiet", "timeout 5")}`);
  return lines;
}

function guard(writer: Writer, around: Surroundings): string {
  const word = writer.pick("only_if", "not_if");
  const early = writer.chance(15)
    ? `next ${writer.pick("true", "nil")} if ${condition(writer, around, 1)}; `
    : "";
  return writer.chance(90)
    ? `  ${word} { ${early}${condition(writer, around)} }`
    : `  ${word} 'iis /running'`;
}

function instance(writer: Writer, around: Surroundings): string {
  const hash = `{ Port: ${expression(writer, around, "integer", 1)}, 'Name' => ${expression(writer, around, "string", 1)} }`;
  return writer.pick(
    `cim_instance('MSFT_Thing', ${hash})`,
    `cim_instance_array('MSFT_Thing', [${hash}, { Port: 1 }])`,
    "ps_credential('me', 'pa' + 'ss')",
  );
}

function otherResource(writer: Writer, around: Surroundings): readonly string[] {
  return [
    "log 'note' do",
    `  message ${argument(expression(writer, around, "string", 0))}`,
    `  ${listIn(around)?.name ?? "[]"} << 'logged'`,
    "end",
  ];
}

function script(writer: Writer, around: Surroundings): readonly string[] {
  return [
    `dsc_script '${writer.fresh("s")}' do`,
    `  code ${argument(expression(writer, around, "string"))}`,
    ...(writer.chance(30) ? ["  imports 'xWeb'"] : []),
    "end",
  ];
}

/** The name of a block is the recipe's own text. */
function named(writer: Writer, around: Surroundings): ReturnType<Statements[number][1]> {
  const name = writer.fresh("name");
  return {
    lines: [
      `${name} = '${writer.pick("n", "m")}' + ${expression(writer, around, "string", 1)}`,
      `dsc_resource ${name} do`,
      `  resource :Log`,
      `  property :Text, ${name}`,
      "end",
      `${name} << ${writer.pick("'+'", "'-'")}`,
    ],
    locals: [{ name, type: "string" }],
  };
}

/** Attributes are read before and after changes: Chef merges again what it has noticed to be changed, and no more. */
function readTwice(writer: Writer): readonly string[] {
  const text = writer.fresh("t");
  const held = writer.fresh("held");
  const changes = [
    `${text} << '!'`,
    "node.default['pad']['inner']['x'] = 1",
    `${held}['y'] = ${writer.below(9)}`,
    `${held}['inner'] = { 'z' => ${writer.below(9)} }`,
    "node.default['pad'].each { |k, v| v['w'] = 2 if v.is_a?(Hash) }",
    "node.default['marks']['list'] << { 'm' => 1 }",
    "node.default['marks']['list'].each { |mark| mark['seen'] = true }",
    "node.default['marks'].each { |k, v| v << { 'n' => 1 } if v.is_a?(Array) }",
    `node.override['note'] ||= '${writer.fresh("o")}'`,
    `node.default['pad'] = node.default['marks']`,
    `node.default['marks'] = ${held}`,
  ];
  const seen = "[node['note'], node['pad'], node['marks']]";
  const before = writer.fresh("before");
  const made = Array.from({ length: 1 + writer.below(4) }, () => changes[writer.below(changes.length)] ?? "");
  return [
    `${text} = '${writer.pick("s", "t")}' + '${writer.fresh("")}'`,
    `node.default['note'] = ${text}`,
    `${held} = node.default['pad']`,
    `${before} = ${seen}`,
    ...made.slice(0, 2),
    ...(writer.chance(50) ? [`${writer.fresh("again")} = ${seen}`] : []),
    ...made.slice(2),
    `dsc_resource '${writer.fresh("twice")}' do`,
    "  resource :Log",
    `  property :Before, ${before}`,
    `  property :After, ${seen}`,
    "end",
  ];
}

export const customCalls: Statements = [
  [
    6,
    (writer, around) => {
      const [first, ...rest] = around.resources;
      return first === undefined
        ? { lines: [] }
        : { lines: customCall(writer, around, writer.pick(first, ...rest)) };
    },
  ],
];

function customCall(writer: Writer, around: Surroundings, resource: KnownResource): readonly string[] {
  const name = writer.chance(30)
    ? argument(expression(writer, around, "string", 1))
    : `'${writer.fresh("c")}'`;
  const lines = [`${resource.word} ${name} do`];
  // What the block of a custom resource calls by its bare name is a property of that resource.
  const own: Surroundings = { ...around, place: "standard", properties: resource.properties };
  for (const { name: property, type } of resource.properties) {
    if (!writer.chance(85)) continue;
    const inside = writer.chance(10) ? own : around;
    const value = writer.chance(95)
      ? expression(writer, inside, type)
      : writer.pick("nil", anything(writer, around));
    lines.push(`  ${property} ${writer.chance(15) ? `lazy { ${value} }` : argument(value)}`);
  }
  const [action = "create", ...others] = resource.actions;
  if (writer.chance(25)) lines.push(`  action :${writer.pick(action, ...others, "nothing")}`);
  if (writer.chance(6)) lines.push(`  action [${[action, ...others].map((one) => `:${one}`).join(", ")}]`);
  if (writer.chance(12)) lines.push(guard(writer, writer.chance(50) ? own : around));
  if (writer.chance(3)) lines.push("  name 'renamed'");
  return [...lines, "end"];
}

/** Braces behind a word are a block, and an array in brackets is an index: both stand in parentheses. */
function argument(value: string): string {
  return /^[[{(]/.test(value) ? `(${value})` : value;
}
