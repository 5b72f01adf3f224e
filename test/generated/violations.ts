import fc from "fast-check";
import type { Arbitrary } from "fast-check";
import { integerRanges } from "../../src/schema/numbers.js";
import type { Block, Line } from "./recipe.js";
import { integers, types } from "./schema.js";
import type { Tree } from "./tree.js";
import type { Written } from "./values.js";

/** A recipe that breaks one rule, and what has to be said of it. */
export interface Violation {
  readonly kind: string;
  readonly blocks: readonly Block[];
  /** The block and property whose line is told; without a property it is the block's first line. */
  readonly at: { readonly block: number; readonly property?: string };
  /** Ours; of the room `check` unless it names another. */
  readonly code: string;
  /** The checker's; it may say more of the same document. */
  readonly rule: string;
}

type Broken = Pick<Violation, "code" | "rule"> & { readonly name: string; readonly value: Written };

const text = (of: string): Tree => ({ kind: "string", text: of });
const integer = (of: number | bigint): Tree => ({ kind: "integer", text: String(of) });
const list = (...items: readonly Tree[]): Tree => ({ kind: "array", items });
const leaf = (more: Readonly<Record<string, Tree>> = {}): Tree => ({
  kind: "instance",
  className: "Gen_Leaf",
  properties: new Map(Object.entries(more)),
});

function broken(name: string, ruby: string, tree: Tree, code: string, rule: string): Broken {
  return { name, value: { ruby, tree }, code, rule };
}

/** Integers below and above what a type holds. An LCM looks at 64 bits before it looks at the type. */
const outside: Arbitrary<Broken> = fc
  .tuple(fc.constantFrom(...integers), fc.boolean(), fc.bigInt({ min: 1n, max: 1000n }), fc.boolean())
  .map(([type, above, distance, array]) => {
    const { low, high } = integerRanges.get(type) ?? { low: 0n, high: 0n };
    const value = above ? high + distance : low - distance;
    const fits = -(1n << 63n) <= value && value < 1n << 64n;
    const rule = !fits ? "P12" : type.endsWith("64") ? "G15" : "P5";
    const [name, ruby, tree] = array
      ? [`A_${type}`, `[1, ${value}]`, list(integer(1), integer(value))]
      : [`S_${type}`, String(value), integer(value)];
    return broken(name, ruby, tree, "out-of-range", rule);
  });

/** A value of each kind where another type is wanted, and what that is called. */
const misplaced: readonly Broken[] = types.flatMap((type) => {
  const name = `S_${type}`;
  const found: Broken[] = [];
  const add = (ruby: string, tree: Tree, code: string) => found.push(broken(name, ruby, tree, code, "P4"));
  const isNumber = /int|real/.test(type);
  if (isNumber) add("'seven'", text("seven"), "string-for-number");
  if (type === "boolean") add("'true'", text("true"), "string-for-boolean");
  if (/int/.test(type)) add("1.5", { kind: "real", number: 1.5 }, "real-for-integer");
  if (type === "string") add("5", integer(5), "number-for-string");
  if (type === "boolean" || type === "char16" || type === "datetime") add("5", integer(5), "wrong-type");
  if (type !== "boolean") add("true", { kind: "boolean", value: true }, "wrong-type");
  if (type !== "string") add("{ 'Id' => 'x' }", leaf({ Id: text("x") }), "wrong-type");
  add("[1, 2]", list(integer(1), integer(2)), "array-for-scalar");
  return found;
});

const plain: readonly Broken[] = [
  ...misplaced,
  broken("S_string_", "'x'", text("x"), "unknown-property", "P2"),
  broken("Nothing", "5", integer(5), "unknown-property", "P2"),
  broken("State", "'x'", text("x"), "read-only-property", "G2"),
  broken("Mode", "'Half'", text("Half"), "value-not-allowed", "G1"),
  broken("Level", "3", integer(3), "value-not-allowed", "G1"),
  broken("Short", "'too long'", text("too long"), "outside-limits", "G1"),
  broken("Middle", "6", integer(6), "outside-limits", "G1"),
  broken("Middle", "-6", integer(-6), "outside-limits", "G1"),
  broken("S_char16", "'ab'", text("ab"), "not-a-character", "P4"),
  broken("S_string", '"a\\0b"', text("a\0b"), "unwritable-character", "G15"),
  broken("A_string", "['a', nil]", list(text("a"), { kind: "null" }), "null-in-array", "P6"),
  broken("A_string", "['a', 5]", list(text("a"), integer(5)), "number-for-string", "P6"),
  broken("A_uint8", "[1, 1.5]", list(integer(1), { kind: "real", number: 1.5 }), "real-for-integer", "P6"),
  broken(
    "S_datetime",
    "'20261332000000.000000+000'",
    text("20261332000000.000000+000"),
    "not-a-datetime",
    "P10",
  ),
  broken(
    "S_datetime",
    "'20260230000000.000000+000'",
    text("20260230000000.000000+000"),
    "not-a-datetime",
    "P10",
  ),
  broken(
    "S_datetime",
    "'20260101250000.000000+000'",
    text("20260101250000.000000+000"),
    "not-a-datetime",
    "P10",
  ),
  broken(
    "S_datetime",
    "'00000001240000.000000:000'",
    text("00000001240000.000000:000"),
    "not-a-datetime",
    "P10",
  ),
  broken("S_datetime", "'tomorrow'", text("tomorrow"), "not-a-datetime", "P10"),
  broken("S_real32", "3.5e38", { kind: "real", number: 3.5e38 }, "real-out-of-range", "G15"),
  broken("S_real64", "1.0e400", { kind: "real", number: Infinity }, "recipe/not-finite", "G15"),
  broken("S_real32", "-1.0e39", { kind: "real", number: -1e39 }, "real-out-of-range", "G15"),
  broken("Inner", "{ Tags: ['a'] }", inner({ Tags: list(text("a")) }), "missing-property", "G3"),
  broken(
    "Inner",
    "{ Name: 'a', Nope: 1 }",
    inner({ Name: text("a"), Nope: integer(1) }),
    "unknown-property",
    "P2",
  ),
  broken("Inner", "{ Name: 5 }", inner({ Name: integer(5) }), "number-for-string", "P4"),
  broken("Inner", "{ Name: nil }", inner({ Name: { kind: "null" } }), "null-mandatory", "G3"),
  broken(
    "Inner",
    "{ Name: 'a', Leaf: {} }",
    inner({ Name: text("a"), Leaf: leaf({ L_uint8: integer(1) }) }),
    "missing-property",
    "G3",
  ),
  broken(
    "Inner",
    "{ Name: 'a', Leaves: [{ Id: 'b', L_uint8: 256 }] }",
    inner({ Name: text("a"), Leaves: list(leaf({ Id: text("b"), L_uint8: integer(256) })) }),
    "out-of-range",
    "P5",
  ),
  broken("Inner", "cim_instance('Gen_Leaf', Id: 'a')", leaf({ Id: text("a") }), "wrong-embedded-class", "P9"),
  broken(
    "More",
    "cim_instance('Gen_Inner', Name: 'a')",
    inner({ Name: text("a") }),
    "wrong-embedded-class",
    "P9",
  ),
  broken("Inners", "[{ Name: 'a' }, 'b']", list(inner({ Name: text("a") }), text("b")), "wrong-type", "P6"),
  broken("Inner", "'text'", text("text"), "wrong-type", "P4"),
];

function inner(properties: Readonly<Record<string, Tree>>): Tree {
  return { kind: "instance", className: "Gen_Inner", properties: new Map(Object.entries(properties)) };
}

/** Every kind of violation in turn, each in a recipe of its own; `blocks` is a recipe that is right. */
export function violationOf(blocks: readonly Block[]): Arbitrary<Violation> {
  const one = fc.nat({ max: blocks.length - 1 });
  const ofValue = fc
    .tuple(
      one,
      fc.oneof({ weight: 1, arbitrary: outside }, { weight: 3, arbitrary: fc.constantFrom(...plain) }),
    )
    .map(([block, { name, value, code, rule }]): Violation => {
      const change = (lines: readonly Line[]) => [
        ...lines.filter((line) => line.name !== name),
        { name, value },
      ];
      const kind = `${code} of ${name}`;
      return { kind, blocks: changed(blocks, block, change), at: { block, property: name }, code, rule };
    });
  return fc.oneof(
    { weight: 4, arbitrary: ofValue },
    one.chain((block) => ofBlock(blocks, block)),
  );
}

function changed(
  blocks: readonly Block[],
  index: number,
  change: (lines: readonly Line[]) => readonly Line[],
): readonly Block[] {
  return blocks.map((block, at) => (at === index ? { ...block, lines: change(block.lines) } : block));
}

function ofBlock(blocks: readonly Block[], block: number): Arbitrary<Violation> {
  const { name = "", lines = [] } = blocks[block] ?? {};
  const id = `[All]${name}`;
  const set = (line: Line) =>
    changed(blocks, block, (all) => [...all.filter((one) => one.name !== line.name), line]);
  const depends = (ruby: string, ...ids: readonly string[]) =>
    set({ name: "DependsOn", value: { ruby, tree: list(...ids.map(text)) } });
  const without = (key: string) => changed(blocks, block, (all) => all.filter((line) => line.name !== key));
  const nothing = { ruby: "nil", tree: { kind: "null" } } as const;
  const twice: Line = { name: "S_uint8", value: { ruby: "1", tree: integer(1) } };
  const twin: Block = {
    name: "twin",
    lines: [...lines.filter((line) => !/^(Short|DependsOn)$/.test(line.name)), short(lines)],
  };
  return fc.constantFrom<Violation>(
    { kind: "no key", blocks: without("Id"), at: { block }, code: "missing-property", rule: "D2" },
    { kind: "no second key", blocks: without("Port"), at: { block }, code: "missing-property", rule: "D2" },
    {
      ...{ kind: "nil key", blocks: set({ name: "Id", value: nothing }), at: { block, property: "Id" } },
      ...{ code: "null-mandatory", rule: "D2" },
    },
    {
      kind: "a property twice",
      blocks: changed(blocks, block, (all) => [
        ...all.filter((line) => line.name !== "S_uint8"),
        twice,
        { ...twice, name: "S_uint8#2" },
      ]),
      at: { block, property: "S_uint8#2" },
      ...{ code: "duplicate-property", rule: "P3" },
    },
    {
      ...{ kind: "the same keys", blocks: [...blocks, twin], at: { block: blocks.length } },
      ...{ code: "same-key", rule: "D12" },
    },
    {
      kind: "an unknown dependency",
      blocks: depends("'[All]nothing'", "[All]nothing"),
      at: { block, property: "DependsOn" },
      ...{ code: "unknown-dependency", rule: "D13" },
    },
    {
      ...{ kind: "itself", blocks: depends(`'${id}'`, id), at: { block, property: "DependsOn" } },
      ...{ code: "dependency-cycle", rule: "D14" },
    },
  );
}

/** A value of Short that differs from the one there is, so that the two blocks are not merged. */
function short(lines: readonly Line[]): Line {
  const now = lines.find((line) => line.name === "Short")?.value.ruby;
  const other = now === "'one'" ? "two" : "one";
  return { name: "Short", value: { ruby: `'${other}'`, tree: text(other) } };
}
