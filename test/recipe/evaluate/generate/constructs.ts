import { anything, condition, expression, written } from "./values.js";
import type { KnownLocal, Lines, Statements, Surroundings, Type, Writer } from "./writer.js";

// Statements of all the forms that Ruby has for assigning, choosing and leaving. What they make is shown by locals, and
// now and then at once.

/** The value of a local, shown whatever its type is. */
const shownAs = (name: string): KnownLocal => ({ name: `${name}.inspect`, type: "string", fixed: true });

/** Shows values in a block of their own. */
function showing(writer: Writer, { place }: Surroundings, ...values: readonly string[]): readonly string[] {
  return place === "attributes"
    ? []
    : [`dsc_resource '${writer.fresh("v")}' do`, `  property :V, [${values.join(", ")}]`, "end"];
}

export function withValue(
  writer: Writer,
  around: Surroundings,
  lines: readonly string[],
  ...names: readonly string[]
): Lines {
  const shown = writer.chance(60) ? showing(writer, around, ...names) : [];
  return { lines: [...lines, ...shown], locals: names.map(shownAs) };
}

/** `a`, `*a`, `(a, b)`, `h['k']`: what stands left of a multiple assignment or behind `for`. */
function targets(writer: Writer, names: string[], hash: string | undefined, depth = 0): string {
  const count = 2 + writer.below(2);
  const rest = writer.chance(40) ? writer.below(count) : -1;
  return Array.from({ length: count }, (_, index) => {
    const star = index === rest ? "*" : "";
    if (index === rest && writer.chance(20)) return "*";
    if (star === "" && depth < 2 && writer.chance(15)) return `(${targets(writer, names, hash, depth + 1)})`;
    if (hash !== undefined && writer.chance(15))
      return `${star}${hash}[${writer.pick("'x'", ":y", "'z'", "3")}]`;
    const name = names.length > 0 && writer.chance(10) ? (names[0] ?? "") : writer.fresh("w");
    if (!names.includes(name)) names.push(name);
    return `${star}${name}`;
  }).join(", ");
}

/** Something to take apart: arrays in arrays, and what is none. */
function pieces(writer: Writer, around: Surroundings, depth = 0): string {
  if (depth > 1 || writer.chance(40)) return anything(writer, around, 1);
  const items = Array.from({ length: writer.below(4) }, () => pieces(writer, around, depth + 1));
  return `[${items.join(", ")}]`;
}

/** Several values, or a list of them, behind `=`. */
function severalValues(writer: Writer, around: Surroundings): string {
  if (writer.chance(50)) return pieces(writer, around);
  const count = 1 + writer.below(3);
  const values = Array.from({ length: count }, () =>
    writer.chance(25)
      ? `*${writer.pick(expression(writer, around, "names", 1), expression(writer, around, "ports", 1), "nil", "1..3")}`
      : pieces(writer, around, 1),
  );
  return values.join(", ");
}

function multiple(writer: Writer, around: Surroundings): Lines {
  const hash = writer.chance(30) ? writer.fresh("h") : undefined;
  const names: string[] = [];
  const left = targets(writer, names, hash);
  const before = hash === undefined ? [] : [`${hash} = { 'x' => 1 }`];
  const all = hash === undefined ? names : [...names, hash];
  if (all.length === 0) return { lines: [] };
  return withValue(
    writer,
    around,
    [...before, `${left} = ${severalValues(writer, around)}${modifier(writer, around)}`],
    ...all,
  );
}

function modifier(writer: Writer, around: Surroundings): string {
  if (!writer.chance(15)) return "";
  return ` ${writer.pick("if", "unless")} ${condition(writer, around, 1)}`;
}

/** `a, b = b, a`, and targets that are attributes. */
function swapped(writer: Writer, around: Surroundings): Lines {
  const [one, two] = around.locals.filter(({ type, fixed }) => type === "string" && fixed !== true);
  const level = "node.default['extra']";
  const lines =
    one !== undefined && two !== undefined && writer.chance(50)
      ? [`${one.name}, ${two.name} = ${two.name}, ${one.name}`]
      : [`${level}['p'], *${level}[:q] = ${severalValues(writer, around)}`];
  return { lines };
}

/** `for` has no scope: what it assigns stays. */
function forLoop(writer: Writer, around: Surroundings): Lines {
  const names: string[] = [];
  const hash = writer.chance(20) ? writer.fresh("h") : undefined;
  const left = writer.chance(50) ? writer.fresh("w") : targets(writer, names, hash);
  if (names.length === 0) names.push(left);
  const list = writer.pick(
    expression(writer, around, "names", 1),
    expression(writer, { ...around, merged: true }, "hash", 1),
    `[${pieces(writer, around)}, ${pieces(writer, around)}, [1, [2, 3]]]`,
    `1..${writer.below(4)}`,
  );
  const seen = writer.fresh("seen");
  const jump = writer.chance(30)
    ? [`  ${writer.pick("next", "break", "break 7")} if ${seen}.length > ${writer.below(3)}`]
    : [];
  const known = names.filter((name) => /^\w+$/.test(name));
  return withValue(
    writer,
    around,
    [
      ...(hash === undefined ? [] : [`${hash} = {}`]),
      `${seen} = []`,
      `for ${left} in ${list}${writer.pick("", " do")}`,
      ...jump,
      `  ${seen} << [${known.join(", ")}].inspect`,
      "end",
    ],
    seen,
    ...known,
    ...(hash === undefined ? [] : [hash]),
  );
}

/** Parameters of all kinds, and the names among them. */
function parameters(writer: Writer, names: string[], depth = 0): string {
  const items: string[] = [];
  const name = (): string => {
    const made = writer.fresh("b");
    names.push(made);
    return made;
  };
  const required = (): string =>
    depth < 2 && writer.chance(20) ? `(${parameters(writer, names, depth + 1)})` : name();
  for (let count = writer.below(3); count > 0; count -= 1) items.push(required());
  if (depth === 0 && writer.chance(25))
    for (let count = 1 + writer.below(2); count > 0; count -= 1) {
      const [before = "4"] = names;
      items.push(`${name()} = ${writer.pick("5", "nil", "'d'", before)}`);
    }
  if (writer.chance(25)) items.push(writer.chance(80) ? `*${name()}` : "*");
  if (items.length === 0 || writer.chance(15)) items.push(required());
  const comma = depth === 0 && items.length === 1 && /^\w+$/.test(items[0] ?? "") && writer.chance(15);
  const local = depth === 0 && !comma && writer.chance(8) ? `; ${name()}` : "";
  return `${items.join(", ")}${comma ? "," : ""}${local}`;
}

/** Calls of blocks with lists of all shapes. */
function blocks(writer: Writer, around: Surroundings): Lines {
  const names: string[] = [];
  const list = writer.fresh("l");
  const given = parameters(writer, names);
  const body = `[${names.join(", ")}]`;
  const jump = writer.chance(25) ? `next 'n' if ${names[0] ?? "nil"} == 1; ` : "";
  const out = writer.chance(15) ? `break ${names[0] ?? "3"}, 2 if ${names[0] ?? "nil"}.nil?; ` : "";
  const block = `{ |${given}| ${jump}${out}${body} }`;
  const call = writer.pick(
    `${list}.map ${block}`,
    `${list}.each_with_index.map ${block}`,
    `${list}.each_with_object('o').map ${block}`,
    // To a block of one optional parameter Ruby gives the same array in each round, which it clears between them.
    `${list}.each_slice(2).to_a.map ${block}`,
    `${list}.inject(:z) ${block}`,
    `${expression(writer, around, "hash", 1)}.map ${block}`,
    `${list}.flat_map ${block}`,
    `${list}.each_with_index.to_a.to_h { |x, i| [i, x] }.map ${block}`,
    `${list}.group_by ${block}`,
    `${list}.map { _1.inspect }`,
    `${list}.map { [_1, _2] }`,
    `${list}.each_with_index.map { [_2, _1] }`,
    `${list}.then ${block}`,
  );
  const result = writer.fresh("r");
  const lines = [`${list} = [${pieces(writer, around)}, ${pieces(writer, around)}, [1, [2, 3], 4], 1, nil]`];
  return withValue(writer, around, [...lines, `${result} = ${call}`], result);
}

/** Jumps out of blocks in blocks, with values. */
function leaving(writer: Writer, around: Surroundings): Lines {
  const [result, outer, inner] = [writer.fresh("r"), writer.fresh("x"), writer.fresh("y")];
  const list = expression(writer, around, "names", 1);
  const last = writer.pick(`${outer} + ${inner}`, `[${outer}, ${inner}]`, inner);
  const jump = (): string =>
    `${writer.pick("next", "break")} ${writer.pick("", outer, `${outer}, 1`, `*%w(p q)`, "nil")} ${writer.pick("if", "unless")} ${writer.pick(`${inner} == 'q'`, condition(writer, around, 1))}`;
  const lines = writer.pick<readonly string[]>(
    [`${result} = ${list}.map do |${outer}|`, `  %w(p q r).each { |${inner}| ${jump()}; ${last} }`, "end"],
    [
      `${result} = ${list}.each_with_index do |${outer}, ${inner}|`,
      `  break ${outer} * 2 if ${inner} > ${writer.below(3)}`,
      `  next if ${outer} == 'a'`,
      "end",
    ],
    [
      `${result} = %w(p q).flat_map do |${inner}|`,
      `  ${list}.each_with_object([]) { |${outer}, all| ${jump()}; all << ${outer} }`,
      "end",
    ],
    [
      `${result} = [1, 2, 3].inject do |${outer}, ${inner}|`,
      `  ${writer.pick("next", "break")} ${outer} * 10 if ${inner} == ${2 + writer.below(2)}`,
      `  ${outer} + ${inner}`,
      "end",
    ],
    [
      `${result} = ${list}.${writer.pick("find", "select", "reject", "partition", "any?", "sort_by", "sum", "count")} do |${outer}|`,
      `  ${inner} = ${outer}.length`,
      `  ${writer.pick("next 0", "break 5", "next")} if ${condition(writer, around, 1)}`,
      `  ${writer.pick(inner, `${inner} * 2`)}`,
      "end",
    ],
  );
  return withValue(writer, around, lines, result);
}

/** `||=` and its kin where they may stand. */
function operators(writer: Writer, around: Surroundings): Lines {
  const [hash, list, text, number] = [
    writer.fresh("h"),
    writer.fresh("l"),
    writer.fresh("t"),
    writer.fresh("i"),
  ];
  const value = (): string => anything(writer, { ...around, inLoop: false }, 1);
  const changes: readonly string[] = [
    `${hash}['k'] ||= ${value()}`,
    `${hash}[:k] &&= ${value()}`,
    `${hash}['n'] += ${writer.below(9)}`,
    `${hash}['n'] **= 2`,
    `${hash}['new'] ||= []`,
    `(${hash}['more'] ||= {})['deep'] = ${value()}`,
    `${list}[0] ||= ${value()}`,
    `${list}[${writer.below(5)}] = ${value()}`,
    `${list}[-1] &&= ${value()}`,
    `${list}[1, 2] = ${severalValues(writer, around)}`,
    `${list}[${writer.below(3)}..] = []`,
    `${list} |= [1, 'b']`,
    `${list} -= ['b']`,
    `${list} &= [80, 'b', nil]`,
    `${list} *= 2`,
    `${list}.push(*${expression(writer, around, "ports", 1)})`,
    `${text} *= 2`,
    `${text} << 'x' << 'y'`,
    `${text}[0] = 'Z'`,
    `${text}[1..2] = ''`,
    `${text} &&= ${text}&.upcase`,
    `${number} -= 3`,
    `${number} %= 7`,
    `${number} <<= 2`,
    `${number} /= 2`,
    `${number} ^= 5`,
    `${writer.fresh("u")} ||= ${value()}`,
    `${number} = ${text}&.length`,
    `${hash} = ${hash}&.merge(**{ m: 1 })`,
    `${number} = (${hash}['n'] and ${list}[0])`,
    `${text} = (${list}.first or 'none').to_s`,
    `${number} = 4 if ${condition(writer, around, 1)} and not ${list}.empty?`,
    `${hash}['a'] = ${hash}['b'] = ${value()}`,
    `${list} = ${hash}['q'], *${list}, 'end'`,
  ];
  const lines = Array.from(
    { length: 2 + writer.below(3) },
    () => `${changes[writer.below(changes.length)] ?? ""}${modifier(writer, around)}`,
  );
  return withValue(
    writer,
    around,
    [
      `${hash} = { 'n' => 2, k: false }`,
      `${list} = [nil, 'b', ${writer.below(5)}]`,
      `${text} = 'some' + ${expression(writer, around, "string", 1)}`,
      `${number} = ${writer.below(50)}`,
      ...lines,
    ],
    ...[hash, list, text, number],
  );
}

/** Conditions as values. */
function choices(writer: Writer, around: Surroundings): Lines {
  const name = writer.fresh("c");
  const [type, subject] = writer.pick<readonly [Type, ...Type[]]>(
    ["string", "integer"],
    ["integer", "symbol"],
  );
  const value = (): string => expression(writer, around, type, 1);
  const test = (): string => condition(writer, around, 1);
  const lines = writer.pick<readonly string[]>(
    [
      `${name} = if ${test()}`,
      `  ${value()}`,
      `elsif ${test()}`,
      `  ${value()}`,
      ...(writer.chance(50) ? ["else", `  ${value()}`] : []),
      "end",
    ],
    [`${name} = unless ${test()}`, `  ${value()}`, "else", `  ${value()}`, "end"],
    [
      `${name} = case ${expression(writer, around, subject ?? type, 1)}`,
      `when ${written(writer, around, "*{names}, *{ports}")} then ${value()}`,
      `when ${writer.pick("..9", "10...60", "'a'..'m'", "Integer, Symbol", ":a", "nil, false", "Comparable")}`,
      `  ${value()}`,
      ...(writer.chance(50) ? [`else ${value()}`] : []),
      "end",
    ],
    [`${name} = case`, `when ${test()}, ${test()} then ${value()}`, `when ${test()}`, `  ${value()}`, "end"],
    [`${name} = ${test()} ? ${value()} : ${test()} ? ${value()} : nil`],
    [
      `${name} = begin`,
      `  ${writer.fresh("u")} = ${value()}`,
      `  ${value()}`,
      `end${modifier(writer, around)}`,
    ],
    [`${test()} ${writer.pick("and", "or")} ${name} = ${value()}`],
    [`${name} = (${writer.fresh("u")} = ${value()}; ${value()})`],
  );
  return withValue(writer, around, lines, name);
}

/** Texts over several lines. */
function heredocs(writer: Writer, around: Surroundings): Lines {
  const name = writer.fresh("t");
  const piece = (): string => `#{${anything(writer, around, 1)}}`;
  const lines = writer.pick<readonly string[]>(
    [`${name} = <<~TEXT`, `  one ${piece()}`, "", `    two\\t${piece()} \\`, "  three", "TEXT"],
    [`${name} = <<-'RAW'.lines.map(&:strip).join('|')`, "   a \\n #{b}", "  c", "  RAW"],
    [`${name} = [<<~A, <<-B]`, `  \\x41 ${piece()}`, "A", "  kept", "  B"],
    [`${name} = <<~"T".chomp + ${expression(writer, around, "string", 1)}`, `    ${piece()}`, "  in", "T"],
    [`${name} = "a ${piece()}" \\`, `  'b' "${piece()}"`],
    [`${name} = %(p (q) ${piece()}) + %q[r #{s}]`, `${name} += ?z`],
  );
  return withValue(writer, around, lines, name);
}

/** Blocks that are kept, and called in all ways. */
function kept(writer: Writer, around: Surroundings): Lines {
  const [block, result] = [writer.fresh("f"), writer.fresh("r")];
  const names: string[] = [];
  const given = parameters(writer, names);
  const first = names[0] ?? "nil";
  const jump = writer.pick("", "", `next 'n' if ${first}.nil?; `, `return ${first} if ${first} == 1; `);
  const body = `${jump}[${names.join(", ")}]`;
  const plain = writer.pick(`lambda { |${given}| ${body} }`, `->(${given.replace(/,$/, "")}) { ${body} }`);
  const one = `->(x) { x.${writer.pick("inspect", "to_s", "nil?", "is_a?(String)")} }`;
  const made = writer.pick(plain, plain, one, `proc { |${given}| ${body.replace("return", "next")} }`);
  // Nearly always as many values as it has parameters, since a lambda ends the recipe otherwise.
  const fitting = `*[${pieces(writer, around)}, [1, [2]], 'x', nil, 5, 6, 7].first(${block}.arity < 0 ? -${block}.arity : ${block}.arity)`;
  const values = (): string => (writer.chance(95) ? fitting : severalValues(writer, around));
  const list = `[${pieces(writer, around)}, [1, [2, 3]], 1]`;
  const call = writer.pick(
    `${block}.call(${values()})`,
    `${block}.(${values()})`,
    `${block}[${values()}]`,
    `${made === one || made.startsWith("proc") ? `${block} === ${pieces(writer, around)}` : `${block}.nil?`}`,
    `${list}.each_with_index.map { |x, i| ${block}.call(${values()}) }`,
    `${list}.map(&${one})`,
    `[${block}.arity, ${block}.lambda?]`,
    `${list}.map(&${made.startsWith("proc") ? block : one})`,
    `case ${pieces(writer, around)} when ${one} then ${block}.(${values()}) else ${block}.(${values()}) end`,
  );
  return withValue(writer, around, [`${block} = ${made}`, `${result} = ${call}`], result);
}

/** Properties as targets, in the action of their resource. */
function ownProperties(writer: Writer, around: Surroundings): Lines {
  const [one, ...others] = around.properties;
  if (one === undefined) return { lines: [] };
  const { name, type } = writer.pick(one, ...others);
  const target = `new_resource.${name}`;
  const value = expression(writer, { ...around, properties: [] }, type, 1);
  const made = writer.fresh("w");
  const change = writer.pick(
    `${target} = ${value}`,
    `${target} ||= ${value}`,
    `${target} &&= ${value}`,
    `${target}, ${made} = ${value}, ${anything(writer, around, 1)}`,
    `${made}, (${target}, *) = 1, [${value}, 2]`,
    `for ${target} in [${value}] do end`,
    `${target} += ${value} unless ${target}.nil? || ${target} == true`,
  );
  return withValue(writer, around, [change], `${target}.inspect`);
}

/** Rows for tables of statements of an action. */
export const propertyConstructs: Statements = [[3, ownProperties]];

/** Rows for tables of statements. */
export const constructs: Statements = [
  [3, multiple],
  [1, swapped],
  [2, forLoop],
  [3, blocks],
  [3, leaving],
  [3, operators],
  [3, choices],
  [2, heredocs],
  [2, kept],
];
