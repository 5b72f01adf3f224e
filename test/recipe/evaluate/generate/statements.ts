import { constructs, propertyConstructs } from "./constructs.js";
import { matches } from "./matches.js";
import { customCalls, observations } from "./blocks.js";
import { anything, attributePaths, condition, expression, freePaths, key } from "./values.js";
import { choose } from "./writer.js";
import type { KnownLocal, Statements, Surroundings, Type, Writer } from "./writer.js";

/** Several statements, each seeing the locals of those before it. */
export function statements(writer: Writer, around: Surroundings, count: number): readonly string[] {
  let locals = around.locals;
  const lines: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const made = choose(writer, around.depth > 2 ? shallow(around) : deep(around), { ...around, locals });
    lines.push(...made.lines);
    if (made.locals !== undefined) locals = [...locals, ...made.locals];
  }
  return lines;
}

/** Code within a block or a branch. */
function nested(
  writer: Writer,
  around: Surroundings,
  locals: Surroundings["locals"] = [],
): readonly string[] {
  const inside = { ...around, locals: [...around.locals, ...locals], depth: around.depth + 1 };
  return statements(writer, inside, 1 + writer.below(2)).map((line) => `  ${line}`);
}

function shallow({ place }: Surroundings): Statements {
  return place === "attributes" ? levelWrites : [...levelWrites, ...observations, ...assignments];
}

function deep({ place, resources, recipes, inLoop }: Surroundings): Statements {
  const shared = [...levelWrites, ...assignments, ...branches, ...constructs, ...matches];
  if (place === "attributes") return shared;
  return [
    ...shared,
    ...observations,
    ...(inLoop ? jumps : []),
    ...(resources.length > 0 ? customCalls : []),
    ...(recipes.length > 0 ? inclusions : []),
    ...(place === "recipe" ? returns : []),
    ...(place === "action" ? propertyConstructs : []),
    ...constants,
  ];
}

const types: readonly [Type, ...Type[]] = ["string", "integer", "boolean", "names", "ports", "hash"];

/** `node.default['app']['port']`, or `default['app']['port']` in an attribute file. */
function target(writer: Writer, { place }: Surroundings, type: Type, level?: string): string {
  const name =
    level ??
    writer.pick("default", "default", "default", "normal", "override", "force_default", "force_override");
  const free = type === "hash" && writer.chance(85);
  const path = free ? writer.pick(...freePaths) : writer.pick(...attributePaths[type]);
  const start = place === "attributes" && writer.chance(85) ? name : `node.${name}`;
  return `${start}${path.map((step) => key(writer, step)).join("")}`;
}

const unless = (writer: Writer): string => writer.pick("default_unless", "normal_unless", "override_unless");

/** Within a loop values stay small: nothing is made of what the round before has made. */
const sizeIn = ({ inLoop }: Surroundings): number => (inLoop ? 0 : 3);

const levelWrites: Statements = [
  [
    6,
    (writer, around) => {
      const type = writer.pick(...types);
      return {
        lines: [`${target(writer, around, type)} = ${expression(writer, around, type, sizeIn(around))}`],
      };
    },
  ],
  // Something of another type may end in conflicts between hashes and other values.
  [
    1,
    (writer, around) => ({
      lines: [`${target(writer, around, writer.pick(...types))} = ${anything(writer, around)}`],
    }),
  ],
  [
    2,
    (writer, around) => {
      const type = writer.pick("names" as const, "ports" as const);
      const value =
        type === "names" ? expression(writer, around, "string") : expression(writer, around, "integer");
      const grown = type === "names" ? writer.pick(`<< ${value}`, `.push(${value})`) : `+= [${value}]`;
      const change = around.inLoop ? `+= [${value}]` : grown;
      const level = writer.chance(96) ? "default" : undefined;
      return {
        lines: [`${target(writer, around, type, level)}${change.startsWith(".") ? "" : " "}${change}`],
      };
    },
  ],
  [
    1,
    (writer, around) => ({
      lines: [`${target(writer, around, "integer", "default")} += ${writer.below(9)}`],
    }),
  ],
  [
    1,
    (writer, around) => ({
      lines: [`${target(writer, around, "string")} ||= ${expression(writer, around, "string")}`],
    }),
  ],
  [
    2,
    (writer, around) => {
      const type = writer.pick(...types);
      return {
        lines: [
          `${target(writer, around, type, unless(writer))} = ${expression(writer, around, type, sizeIn(around))}`,
        ],
      };
    },
  ],
  // Held by two: what changes one changes the other, as far as Chef notices.
  [
    2,
    (writer, around) => {
      const name = writer.fresh("held");
      const type = writer.pick("hash" as const, "names" as const, "hash" as const);
      const lines = [`${name} = ${target(writer, around, type, "default")}`];
      if (type === "hash")
        lines.push(
          `${name}${key(writer, writer.pick("port", "name", "extra"))} = ${anything(writer, around)} if ${name}.is_a?(Hash)`,
        );
      else if (!around.inLoop) lines.push(`${name} << ${expression(writer, around, "string")}`);
      return { lines, locals: [{ name, type }] };
    },
  ],
  [
    1,
    (writer, around) => {
      const name = writer.fresh("text");
      return {
        lines: [
          `${name} = '${writer.pick("s", "t")}' + ${expression(writer, around, "string")}`,
          `${target(writer, around, "string")} = ${name}`,
          `${target(writer, around, "names", "default")} ${around.inLoop ? `+= [${name}]` : `<< ${name}`}`,
          `${name} << '!'`,
        ],
        locals: [{ name, type: "string" }],
      };
    },
  ],
  [
    1,
    (writer, around) => {
      const change = writer.pick("v['port'] = 7 if v.is_a?(Hash)", "v << 'e' if v.is_a?(Array)");
      return { lines: [`${target(writer, around, "hash", "default")}.each { |k, v| ${change} }`] };
    },
  ],
];

const assignments: Statements = [
  [
    5,
    (writer, around) => {
      const type = writer.pick(...types);
      const name = writer.fresh(type.charAt(0));
      return { lines: [`${name} = ${expression(writer, around, type)}`], locals: [{ name, type }] };
    },
  ],
  [
    3,
    (writer, around) => {
      const [local, ...others] = around.locals.filter(
        ({ fixed, type }) => fixed !== true && (type !== "hash" || !around.inLoop),
      );
      if (local === undefined) return { lines: [] };
      const { name, type } = writer.pick(local, ...others);
      return { lines: [changeOf(writer, around, name, type)] };
    },
  ],
  [
    1,
    (writer, around) =>
      around.place === "attributes"
        ? { lines: [] }
        : {
            lines: [
              `node.run_state[${writer.pick("'k'", ":k")}] ${writer.pick("=", "||=")} ${anything(writer, around)}`,
            ],
          },
  ],
];

/** Within a loop nothing doubles, and no list grows that may be the one that is walked. */
function changeOf(writer: Writer, around: Surroundings, name: string, type: Type): string {
  const size = around.inLoop ? 0 : 1;
  const others = around.locals.filter((local) => local.name !== name);
  const same = { ...around, locals: around.inLoop ? [] : others };
  switch (type) {
    case "integer":
      return `${name} ${writer.pick("+=", "-=")} ${expression(writer, same, "integer", size)}`;
    case "string":
      return writer.chance(40)
        ? `${name} << ${expression(writer, same, "string", size)}`
        : `${name} += ${expression(writer, same, "string", size)}`;
    case "hash":
      return `${name}[${writer.pick("'port'", ":port", "'opts'", "3")}] = ${anything(writer, same, size)} if ${name}.is_a?(Hash)`;
    case "names":
      return writer.chance(60) && !around.inLoop
        ? `${name} << ${expression(writer, same, "string", size)}`
        : `${name} += ${expression(writer, same, "names", size)}`;
    default:
      return `${name} ||= ${expression(writer, same, type, size)}`;
  }
}

const branches: Statements = [
  [
    3,
    (writer, around) => ({
      lines: [
        `${writer.pick("if", "if", "unless")} ${condition(writer, around)}`,
        ...nested(writer, around),
        ...(writer.chance(50) ? ["else", ...nested(writer, around)] : []),
        "end",
      ],
    }),
  ],
  [
    1,
    (writer, around) => ({
      lines: [
        `case ${expression(writer, around, writer.pick("string", "integer"))}`,
        `when ${writer.pick("'web', 'db'", "1..50", "String", "80")}`,
        ...nested(writer, around),
        `when ${writer.pick("'a'", "Integer", "nil")}`,
        ...nested(writer, around),
        ...(writer.chance(60) ? ["else", ...nested(writer, around)] : []),
        "end",
      ],
    }),
  ],
  [
    3,
    (writer, around) => {
      const name = writer.fresh("e");
      const [list, type] = writer.pick(
        [expression(writer, around, "names"), "string"] as const,
        [expression(writer, around, "ports"), "integer"] as const,
        [`(1..${writer.below(3)})`, "integer"] as const,
      );
      const inside = { ...around, inLoop: true };
      return { lines: [`${list}.each do |${name}|`, ...nested(writer, inside, [{ name, type }]), "end"] };
    },
  ],
  [
    1,
    (writer, around) => {
      const name = writer.fresh("i");
      const lines = nested(writer, { ...around, inLoop: true }, [{ name, type: "integer" }]);
      return { lines: [`${writer.below(3)}.times do |${name}|`, ...lines, "end"] };
    },
  ],
  [
    2,
    (writer, around) => {
      const name = writer.fresh("k");
      const value = writer.fresh("v");
      const inside = { ...around, inLoop: true };
      // What is walked may not grow.
      const locals = around.locals.filter(({ type }) => type !== "hash");
      const walked = { ...around, locals, merged: true };
      return {
        lines: [
          `${expression(writer, walked, "hash")}.each do |${name}, ${value}|`,
          ...nested(writer, inside, [shown(name), shown(value)]),
          "end",
        ],
      };
    },
  ],
];

const jumps: Statements = [
  [
    1,
    (writer, around) => ({
      lines: [`${writer.pick("next", "next", "break")} if ${condition(writer, around)}`],
    }),
  ],
];

/** An element of a hash, whose type nobody knows. */
function shown(name: string): KnownLocal {
  return { name: `"#{${name}}"`, type: "string", fixed: true };
}

/** Ends the recipe, or what it stands in. */
const returns: Statements = [
  [
    1,
    (writer) => ({
      lines: writer.chance(25) ? [`return if ${writer.pick("node['flag']", "node['late']")}`] : [],
    }),
  ],
];

/** A constant belongs to its file; set again it is another. */
const constants: Statements = [
  [
    1,
    (writer, around) => {
      if (around.depth > 0 || around.inLoop) return { lines: [] };
      const name = `C${writer.fresh("")}`;
      const type = writer.pick(...types);
      return {
        lines: [`${name} = ${expression(writer, around, type)}`],
        locals: [{ name, type, fixed: true }],
      };
    },
  ],
];

const inclusions: Statements = [
  [
    2,
    (writer, { recipes, place }) => {
      const [first = "web", ...rest] = recipes;
      const recipe = writer.pick(first, ...rest);
      if (place === "recipe" && writer.chance(15)) return { lines: ["node.include_attribute 'web::more'"] };
      return { lines: [`include_recipe ${writer.chance(85) ? `'${recipe}'` : `['${recipe}', 'web']`}`] };
    },
  ],
];
