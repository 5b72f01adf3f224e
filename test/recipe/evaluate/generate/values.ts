import { filled, methodCalls } from "./methods.js";
import type { Hole } from "./methods.js";
import { choose } from "./writer.js";
import type { Surroundings, Table, Type, Writer } from "./writer.js";

// Expressions of a type, nearly always: now and then one gives something else, and what is done with it ends the
// recipe in Ruby and in mofsmith alike.

type Expressions = Table<[Surroundings, number], string>;

const words = ["web", "db", "x y", "C:\\\\temp", "Ä1", "", "iis-7", "a.b.c"] as const;

/** An expression in parentheses where it needs them. */
export function expression(writer: Writer, around: Surroundings, type: Type, size = 3): string {
  const locals = around.locals.filter((local) => local.type === type);
  const known = around.properties.filter((property) => property.type === type);
  const [first, ...rest] = locals;
  if (first !== undefined && writer.chance(35)) return writer.pick(first, ...rest).name;
  const [property, ...others] = known;
  if (property !== undefined && writer.chance(45)) return propertyOf(writer, around, property.name, others);
  if (size > 0 && writer.chance(30)) return template(writer, around, type, size - 1);
  return choose(writer, size <= 0 ? plainTables[type] : tables[type], around, size - 1);
}

/** A call of a built-in method. */
function template(writer: Writer, around: Surroundings, type: Type, size: number): string {
  const templates = methodCalls[type];
  const chosen = templates[writer.below(templates.length)] ?? "";
  return written(writer, around, chosen, size);
}

/** A template with expressions in its holes. */
export function written(writer: Writer, around: Surroundings, text: string, size = 1): string {
  return filled(text, (hole) => inHole(writer, around, hole, size));
}

function inHole(writer: Writer, around: Surroundings, hole: Hole, size: number): string {
  switch (hole) {
    case "n":
      return String(writer.below(5));
    case "word":
      return quoted(writer);
    case "if":
      return condition(writer, around, size);
    case "any":
      return anything(writer, around, size);
    default:
      return expression(writer, around, hole, size);
  }
}

function propertyOf(
  writer: Writer,
  around: Surroundings,
  first: string,
  others: Surroundings["properties"],
): string {
  const name = writer.pick(first, ...others.map((other) => other.name));
  return around.place === "action" ? `new_resource.${name}` : name;
}

const any: readonly [Type, ...Type[]] = ["string", "integer", "boolean", "symbol", "names", "ports", "hash"];

/** An expression of any type. */
export function anything(writer: Writer, around: Surroundings, size = 3): string {
  return expression(writer, around, writer.pick(...any), size);
}

export function key(writer: Writer, name: string): string {
  return writer.chance(65) ? `['${name}']` : `[:${name}]`;
}

/** `node['app']['port']`: attributes of the type, mostly ones that are there. */
function attribute(writer: Writer, { merged = false }: Surroundings, type: Type): string {
  const [first = "app", ...rest] = writer.pick(...attributePaths[type]);
  if (writer.chance(15)) return reader(writer, first, rest);
  const one = writer.pick("node.default", "node.default", "node.default", "node.override");
  const level = writer.chance(4) && !merged ? one : "node";
  return `${level}${[first, ...rest].map((name) => key(writer, name)).join("")}`;
}

function reader(writer: Writer, first: string, rest: readonly string[]): string {
  const quoted = [first, ...rest].map((name) => (writer.chance(70) ? `'${name}'` : `:${name}`)).join(", ");
  if (rest.length > 0 && writer.chance(40)) {
    const inner = rest.map((name) => `'${name}'`).join(", ");
    return `node['${first}'].${writer.pick("dig", "read")}(${inner})`;
  }
  return `node.${writer.pick("read", "dig", "read")}(${quoted})`;
}

/** Where attribute files put values of each type. */
export const attributePaths: Readonly<Record<Type, readonly [readonly string[], ...(readonly string[])[]]>> =
  {
    string: [
      ["title"],
      ["app", "name"],
      ["app", "opts", "level"],
      ["sites", "one", "host"],
      ["late"],
      ["later", "text"],
    ],
    integer: [["count"], ["app", "port"], ["sites", "one", "port"], ["sites", "two", "port"]],
    boolean: [["flag"], ["app", "on"]],
    symbol: [["kind"]],
    names: [["names"], ["app", "tags"], ["app", "opts", "list"]],
    ports: [["ports"], ["sites", "one", "more"]],
    hash: [["app"], ["sites"], ["app", "opts"], ["sites", "one"]],
  };

/** What has a place of its own in attributes: another hash there would take away what the others read. */
export const freePaths: readonly [readonly string[], ...(readonly string[])[]] = [
  ["app", "extra"],
  ["sites", "three"],
  ["extra"],
  ["app", "opts", "more"],
];

const quoted = (writer: Writer): string => `'${writer.pick(...words)}'`;

const ofNode: readonly [string, ...string[]] = [
  ...["node.name", "node.chef_environment", "node['platform']", "node['name']", "node['os']"],
  ...["ENV['ProgramFiles']", "Chef::Config[:file_cache_path]"],
] as const;

/** What the run itself puts among the attributes. */
const ofRun: readonly [string, ...string[]] = [
  ...["node['recipes']", "node['expanded_run_list']", "node['roles']", "node['tags']"],
] as const;

const plainStrings: Expressions = [
  [3, quoted],
  [1, (writer) => `"${writer.pick("n", "k")}#{${writer.below(20)}}"`],
];

const strings: Expressions = [
  ...plainStrings,
  [4, (writer, around) => attribute(writer, around, "string")],
  [3, (writer, around, size) => `"${writer.pick("a", "p ")}#{${anything(writer, around, size)}}"`],
  [1, (writer, around, size) => `(${string(writer, around, size)} + ${string(writer, around, size)})`],
  [
    2,
    (writer, around, size) =>
      `${string(writer, around, size)}.${writer.pick("upcase", "downcase", "capitalize", "strip", "lstrip", "reverse", "dup")}`,
  ],
  [1, (writer, around, size) => `${string(writer, around, size)}.sub('a', ${quoted(writer)})`],
  [1, (writer, around, size) => `${expression(writer, around, "names", size)}.join(',')`],
  [1, (writer, around, size) => `(${expression(writer, around, "integer", size)} + 0).to_s`],
  [1, (writer, around, size) => `[${anything(writer, around, size)}].inspect`],
  [
    1,
    (writer, around, size) =>
      `(${condition(writer, around, size)} ? ${string(writer, around, size)} : ${quoted(writer)})`,
  ],
  [1, (writer) => `"#{node.run_state[${writer.pick("'k'", ":k")}]}"`],
  [1, (writer) => `data_bag_item('users', '${writer.pick("alice", "bob")}')${key(writer, "shell")}`],
  [1, (writer) => writer.pick(...ofNode)],
  [
    1,
    (writer, around, size) =>
      `value_for_platform_family('${writer.pick("windows", "rhel")}' => ${string(writer, around, size)}, 'default' => 'other')`,
  ],
];

const string = (writer: Writer, around: Surroundings, size: number): string =>
  expression(writer, around, "string", size);

const plainIntegers: Expressions = [[1, (writer) => String(writer.below(100))]];

const integers: Expressions = [
  ...plainIntegers,
  [3, (writer, around) => attribute(writer, around, "integer")],
  [
    2,
    (writer, around, size) =>
      `(${expression(writer, around, "integer", size)} ${writer.pick("+", "-", "*")} ${expression(writer, around, "integer", size)})`,
  ],
  [
    1,
    (writer, around, size) =>
      `${expression(writer, around, writer.pick("names", "ports", "hash", "string"), size)}.length`,
  ],
  [1, (writer, around, size) => `${string(writer, around, size)}.to_i`],
  [1, () => "Company::Ports.of('web')"],
  [
    1,
    (writer, around, size) =>
      `(${expression(writer, around, "ports", size)}.${writer.pick("max", "min", "first", "last")} || 0)`,
  ],
  [
    1,
    (writer, around, size) => `(${expression(writer, around, "ports", size)}[${writer.below(3) - 1}] || 1)`,
  ],
];

const plainBooleans: Expressions = [[1, (writer) => writer.pick("true", "false")]];

const booleans: Expressions = [
  ...plainBooleans,
  [2, (writer, around) => attribute(writer, around, "boolean")],
  [2, (writer, around, size) => condition(writer, around, size)],
];

/** Something that is true or false. */
export function condition(writer: Writer, around: Surroundings, size = 2): string {
  return choose(writer, conditions, around, size - 1);
}

const conditions: Expressions = [
  [
    3,
    (writer, around, size) =>
      `(${expression(writer, around, "integer", size)} ${writer.pick("<", ">", "==", "!=", ">=")} ${writer.below(100)})`,
  ],
  [
    2,
    (writer, around, size) =>
      `(${string(writer, around, size)} ${writer.pick("==", "!=")} ${quoted(writer)})`,
  ],
  [
    1,
    (writer, around, size) =>
      `${string(writer, around, size)}.${writer.pick("empty?", "start_with?('w')", "include?('b')", "nil?")}`,
  ],
  [1, (writer, around, size) => `${expression(writer, around, "names", size)}.include?(${quoted(writer)})`],
  [
    1,
    (writer, around, size) =>
      `${expression(writer, around, "hash", size)}.key?(${writer.pick("'port'", ":port", "'opts'")})`,
  ],
  [1, (writer) => `node.${writer.pick("key?", "attribute?")}('${writer.pick("title", "none", "app")}')`],
  [1, (writer) => `node.exist?('${writer.pick("app", "title")}', '${writer.pick("port", "none")}')`],
  [1, (writer, around, size) => `${anything(writer, around, size)}.nil?`],
  [1, (writer, around, size) => (size <= 0 ? "true" : `!${condition(writer, around, size)}`)],
  [
    1,
    (writer, around, size) =>
      size <= 0
        ? "false"
        : `(${condition(writer, around, size)} ${writer.pick("&&", "||")} ${condition(writer, around, size)})`,
  ],
  [
    1,
    (writer) =>
      writer.pick("platform?('windows')", "platform_family?('rhel', 'debian')", "node.role?('base')"),
  ],
];

const symbols: Expressions = [
  [2, (writer) => writer.pick(":a", ":b", ":present")],
  [1, (writer, around) => attribute(writer, around, "symbol")],
];

const plainNames: Expressions = [
  [2, (writer) => writer.pick("%w(a b c)", "['b', 'd']", "[]", "['a', 'a']")],
  [1, (writer) => `[${quoted(writer)}, ${quoted(writer)}]`],
];

const nameLists: Expressions = [
  ...plainNames,
  [4, (writer, around) => attribute(writer, around, "names")],
  [
    1,
    (writer, around, size) =>
      `(${expression(writer, around, "names", size)} ${writer.pick("+", "-", "|", "&")} ${expression(writer, around, "names", size)})`,
  ],
  [2, (writer, around, size) => mapped(writer, around, "names", "string", size)],
  [
    1,
    (writer, around, size) =>
      `${expression(writer, around, "names", size)}.${writer.pick("sort", "uniq", "reverse", "compact", "first(2)", "dup")}`,
  ],
  [1, (writer, around, size) => `${expression(writer, around, "hash", size)}.keys`],
  [1, (writer, around, size) => `${string(writer, around, size)}.split('${writer.pick(",", ".")}')`],
  [1, (writer, around, size) => chosen(writer, around, "names", "string", size)],
  [1, () => "data_bag('users')"],
  [1, (writer) => writer.pick(...ofRun)],
  [1, () => "node['later']['list'][0]"],
  [1, () => "search(:node, 'role:web').map { |found| found['name'] }"],
];

/** `list.map { |x| … }` */
function mapped(writer: Writer, around: Surroundings, from: Type, to: Type, size: number): string {
  const name = writer.fresh("m");
  const list = expression(writer, around, from, size);
  const locals = [
    ...around.locals,
    { name, type: from === "names" ? ("string" as const) : ("integer" as const) },
  ];
  return `${list}.map { |${name}| ${expression(writer, { ...around, locals }, to, size)} }`;
}

/** `list.select { |x| … }` */
function chosen(writer: Writer, around: Surroundings, from: Type, element: Type, size: number): string {
  const name = writer.fresh("c");
  const list = expression(writer, around, from, size);
  const locals = [...around.locals, { name, type: element }];
  return `${list}.${writer.pick("select", "reject")} { |${name}| ${condition(writer, { ...around, locals }, size)} }`;
}

const plainPorts: Expressions = [[1, (writer) => writer.pick("[80, 443]", "[1]", "[]", "[5, 80, 5]")]];

const portLists: Expressions = [
  ...plainPorts,
  [4, (writer, around) => attribute(writer, around, "ports")],
  [2, (writer, around, size) => mapped(writer, around, "ports", "integer", size)],
  [1, (writer, around, size) => chosen(writer, around, "ports", "integer", size)],
  [
    1,
    (writer, around, size) =>
      `(${expression(writer, around, "ports", size)} ${writer.pick("+", "|", "-")} ${expression(writer, around, "ports", size)})`,
  ],
  [
    1,
    (writer, around, size) =>
      `${expression(writer, around, "ports", size)}.${writer.pick("sort", "uniq", "reverse")}`,
  ],
];

const plainHashes: Expressions = [
  [
    2,
    (writer) =>
      writer.pick("{ 'port' => 1 }", "{ port: 2, 'opts' => {} }", "{}", "{ :a => 'x', 'a' => 'y' }"),
  ],
];

const hashes: Expressions = [
  ...plainHashes,
  [4, (writer, around) => attribute(writer, around, "hash")],
  [
    2,
    (writer, around, size) =>
      `{ ${writer.pick("port:", "'port' =>")} ${anything(writer, around, size)}, ${writer.pick("'opts' =>", "opts:")} { 'level' => ${string(writer, around, size)} } }`,
  ],
  [1, (writer) => `data_bag_item('users', '${writer.pick("alice", "bob")}')${key(writer, "home")}`],
];

const tables: Readonly<Record<Type, Expressions>> = {
  string: strings,
  integer: integers,
  boolean: booleans,
  symbol: symbols,
  names: nameLists,
  ports: portLists,
  hash: hashes,
};

const plainTables: Readonly<Record<Type, Expressions>> = {
  string: plainStrings,
  integer: plainIntegers,
  boolean: plainBooleans,
  symbol: symbols,
  names: plainNames,
  ports: plainPorts,
  hash: plainHashes,
};
