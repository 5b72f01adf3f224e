import { condition, expression } from "./values.js";
import { statements } from "./statements.js";
import type { KnownLocal, KnownProperty, KnownResource, Surroundings, Type, Writer } from "./writer.js";

/** A file of `resources/`: its text, and how it is called. */
export interface WrittenResource {
  readonly file: string;
  readonly text: string;
  readonly known: KnownResource;
}

const rubyTypes: Readonly<Record<Type, readonly [string, ...string[]]>> = {
  string: ["String", "String", "[String, nil]", "[String, Symbol]"],
  integer: ["Integer", "[Integer, String]", "[Integer, NilClass]"],
  boolean: ["[true, false]", "[TrueClass, FalseClass]"],
  symbol: ["Symbol", "[:a, :b, :present]"],
  names: ["Array", "[Array, String]"],
  ports: ["Array"],
  hash: ["Hash"],
};

const types: readonly [Type, ...Type[]] = [
  "string",
  "integer",
  "names",
  "hash",
  "boolean",
  "symbol",
  "string",
];

/** A custom resource of the cookbook; its actions may call those that were written before it. */
export function customResource(
  writer: Writer,
  cookbook: string,
  file: string,
  callable: readonly KnownResource[],
): WrittenResource {
  const properties: KnownProperty[] = [];
  const lines: string[] = [];
  if (writer.chance(25)) lines.push(`unified_mode ${writer.pick("true", "false")}`);
  const locals = fileLocals(writer, lines);
  for (const at of writer.pick([0], [0, 1], [0, 1, 2], [0, 1, 2])) {
    const property = { name: `p${at}`, type: writer.pick(...types) };
    lines.push(...definition(writer, property, properties));
    properties.push(property);
  }
  const actions = writer.pick(["create"], ["create", "remove"], ["remove", "create"]);
  if (writer.chance(20)) lines.push(`default_action ${writer.pick(...standards)}`);
  const around: Surroundings = {
    ...{ place: "action", locals, properties, resources: callable, depth: 1, inLoop: false },
    recipes: writer.chance(10) ? ["web::second"] : [],
  };
  for (const action of actions) {
    const body = statements(writer, around, 1 + writer.below(3)).map((line) => `  ${line}`);
    const [start, end] = [changes(writer, properties), shows(writer, properties)];
    lines.push(`action :${action} do`, ...start, ...body, ...end, "end");
  }
  const word = file === "default" ? cookbook : `${cookbook}_${file.replaceAll("-", "_")}`;
  return { file, text: `${lines.join("\n")}\n`, known: { word, properties, actions } };
}

const standards: readonly [string, ...string[]] = [
  ...([":remove", ":create", "[:create]", ":nothing", "[:remove, :create]"] as const),
];

/** What the file assigns outside of its actions is theirs together. */
function fileLocals(writer: Writer, lines: string[]): readonly KnownLocal[] {
  const locals: KnownLocal[] = [];
  const plain: Surroundings = {
    ...{ place: "recipe", locals, properties: [], resources: [], recipes: [], depth: 0, inLoop: false },
  };
  for (const name of writer.pick([], [], ["shared"], ["SHARED"], ["shared", "SHARED"])) {
    const type = writer.pick(...types);
    lines.push(`${name} = ${expression(writer, plain, type, 1)}`);
    locals.push({ name, type, fixed: name === "SHARED" });
  }
  return locals;
}

/** Properties are changed in place now and then: a default must not be shared, and a value given is. */
function changes(writer: Writer, properties: readonly KnownProperty[]): readonly string[] {
  return properties.flatMap(({ name, type }) => {
    if (!writer.chance(15)) return [];
    if (type === "names") return [`  new_resource.${name} << '${writer.pick("q", "r")}'`];
    if (type === "string") return [`  new_resource.${name} << '${writer.pick("q", "r")}'`];
    if (type === "hash") return [`  new_resource.${name}['added'] = ${writer.below(9)}`];
    return type === "integer" ? [`  new_resource.${name} = ${writer.below(9)}`] : [];
  });
}

/** Each action ends with what the properties are, and which of them are set. */
function shows(writer: Writer, properties: readonly KnownProperty[]): readonly string[] {
  return [
    `  dsc_resource "#{new_resource.name} ${writer.fresh("shown")}" do`,
    "    resource :Log",
    ...properties.flatMap(({ name }) => [
      `    property :Set_${name}, new_resource.property_is_set?(:${name})`,
      `    property :${name}, new_resource.${name}`,
    ]),
    "  end",
  ];
}

function definition(
  writer: Writer,
  { name, type }: KnownProperty,
  earlier: readonly KnownProperty[],
): readonly string[] {
  const options: string[] = [];
  const own: Surroundings = {
    ...{
      place: "standard",
      locals: [],
      properties: earlier,
      resources: [],
      recipes: [],
      depth: 0,
      inLoop: false,
    },
  };
  const kind = writer.below(100);
  const fixed = (): string =>
    `default: ${expression(writer, { ...own, properties: [], merged: true }, type, 1)}`;
  if (kind < 30) options.push(fixed());
  else if (kind < 50) options.push(`default: lazy { ${expression(writer, own, type, 2)} }`);
  else if (kind < 58 && type === "string")
    options.push(`${writer.pick("name_property", "name_attribute")}: true`);
  else if (kind < 63) options.push(`required: ${writer.pick("true", "[:create]", "[:remove]", "false")}`);
  else if (kind < 64) options.push("default: nil");
  if (writer.chance(22)) options.push(`coerce: ${coercion(writer, type)}`);
  if (writer.chance(kind < 50 ? 3 : 10)) options.push(check(writer, type, own));
  if (writer.chance(5)) options.push("desired_state: false", "description: 'what it is'");
  const given = writer.pick(...rubyTypes[type]);
  const typed = writer.below(100);
  if (typed >= 92) options.push(`is: ${given}`);
  const line = `property :${[name, ...(typed < 85 ? [given] : []), ...options].join(", ")}`;
  // Written again without a type it keeps what it had, and gets what is new.
  return writer.chance(6) ? [line, `property :${name}, ${fixed()}`] : [line];
}

function coercion(writer: Writer, type: Type): string {
  switch (type) {
    case "string":
      return writer.pick("proc { |v| v.to_s.upcase }", 'proc { |v| "#{v}-#{name}" }');
    case "integer":
      return writer.pick("proc { |v| v.to_i }", "proc { |v| v.to_s.to_i + 1 }");
    case "names":
      return writer.pick("proc { |v| v.is_a?(Array) ? v : [v] }", "proc { |v| v + ['c'] }");
    case "hash":
      return "proc { |v| v.is_a?(Hash) ? v : {} }";
    default:
      return "proc { |v| v }";
  }
}

function check(writer: Writer, type: Type, around: Surroundings): string {
  if (type === "symbol") return `equal_to: ${writer.pick("[:a, :b]", ":a", "%i(a present)")}`;
  if (type === "string") return `equal_to: ${writer.pick("['a', 'web', 'db']", "%w(iis-7 web)")}`;
  const always = writer.chance(80) ? "true" : condition(writer, { ...around, properties: [] }, 1);
  return writer.pick(
    `callbacks: { 'has to fit' => proc { |v| ${always} } }`,
    `kind_of: ${writer.pick("[String, TrueClass]", "[Integer, Array, Hash]", "[Array, Hash, Integer]")}`,
  );
}
