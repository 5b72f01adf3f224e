import fc from "fast-check";
import { expect, test } from "vitest";
import { askExpressions, rubyAgrees } from "../../support/ruby.js";
import { properties, run, valueOf } from "./kit.js";

const integer = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
);
const float = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((number) => number === 0 || Math.abs(number) > 1e-300)
  .map((number) => {
    const text = String(number);
    // Ruby wants digits on both sides of the point.
    return /^-?\d+$/.test(text) ? `${text}.0` : text.replace(/^(-?\d+)(e)/, "$1.0$2").replace("e+", "e");
  });
const letters = fc.string({
  unit: fc.constantFrom(
    "a",
    "Z",
    "é",
    " ",
    '"',
    "\\",
    "#",
    "{",
    "$",
    "\n",
    "\t",
    "\u0001",
    "\u007f",
    "\u{1F600}",
    "ß",
    "\u2028",
    "1",
  ),
  maxLength: 6,
});
const literalText = letters.map(
  (text) =>
    `"${text
      .replace(/["\\#]/g, "\\$&")
      .replace(/\n/g, "\\n")
      .replace(/\t/g, "\\t")
      .replace(/[\u0001\u007f]/g, (c) => `\\u00${c.charCodeAt(0).toString(16).padStart(2, "0")}`)}"`,
);
const scalar = fc.oneof(
  integer,
  float,
  literalText,
  fc.constantFrom("nil", "true", "false", ":a", ':"a b"', ":a?", ':"é="', ":[]="),
);
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`),
    fc
      .array(fc.tuple(scalar, tie("value")), { maxLength: 3 })
      .map((pairs) => `{ ${pairs.map(([key, item]) => `${key} => ${item}`).join(", ")} }`),
  ),
}));
const number = fc.oneof(integer, float);
/** Texts in which the escapes of replacements and of `tr` are likely. */
const knotty = fc
  .string({
    unit: fc.constantFrom("\\", "\\", "a", "b", "c", "-", "^", "0", "&", "'", "k", "<", "é", "\u{1F600}"),
    maxLength: 6,
  })
  .map((text) => `'${text.replace(/[\\']/g, "\\$&")}'`);
const binary = (side: fc.Arbitrary<string>, operators: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(side, fc.constantFrom(...operators), side).map(([a, operator, b]) => `(${a}) ${operator} (${b})`);

const expression = fc.oneof(
  fc
    .tuple(knotty, fc.constantFrom("sub", "gsub", "tr"), knotty, knotty)
    // Ruby cuts a replacement beyond ASCII to a byte here.
    .filter(([, method, from, to]) => method !== "tr" || !from.startsWith("'^") || !/[^ -~]/.test(to))
    .map(([text, method, from, to]) => `(${text}).${method}(${from}, ${to})`),
  value.map((item) => `(${item}).inspect`),
  value.map((item) => `(${item}).to_s`),
  binary(number, ["+", "-", "*", "/", "%", "==", "<", "<=", ">", ">=", "<=>"]).map(
    (text) => `(${text}).inspect`,
  ),
  binary(value, ["==", "!=", "<=>"]).map((text) => `(${text}).inspect`),
  binary(literalText, ["+", "<", ">=", "<=>", "=="]).map((text) => `(${text}).inspect`),
  fc
    // Powers of floats are below: the last digit of one may be the C library's affair.
    .tuple(integer, fc.integer({ min: 0, max: 9 }))
    .map(([base, power]) => `([${base}][0] ** ${power}).inspect`),
  fc
    .tuple(
      fc.array(fc.constantFrom("-", "+", "~", "(", "- "), { maxLength: 3 }),
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: 0, max: 4 }),
    )
    .map(([signs, base, power]) => {
      const closed = ")".repeat(signs.filter((sign) => sign === "(").length);
      return `(${signs.join("")}${base}${closed} ** ${power}).inspect`;
    }),
  fc
    .tuple(
      literalText,
      fc.constantFrom(
        "upcase",
        "downcase",
        "capitalize",
        "strip",
        "chomp",
        "length",
        "to_i",
        "to_f",
        "reverse",
        "split",
        "lines",
        "lstrip",
        "rstrip",
      ),
    )
    .map(([text, method]) => `(${text}).${method}.inspect`),
  fc
    .tuple(literalText, fc.integer({ min: -7, max: 7 }), fc.integer({ min: -7, max: 7 }))
    .map(
      ([text, from, to]) =>
        `[(${text})[${from}], (${text})[${from}, ${to}], (${text})[${from}..${to}], (${text})[${from}...${to}]].inspect`,
    ),
  fc
    .tuple(
      fc.array(scalar, { maxLength: 5 }),
      fc.integer({ min: -7, max: 7 }),
      fc.integer({ min: -7, max: 7 }),
    )
    .map(
      ([items, from, to]) =>
        `[[${items.join(", ")}][${from}], [${items.join(", ")}][${from}, ${to}], [${items.join(", ")}][${from}..${to}]].inspect`,
    ),
  fc.array(value, { maxLength: 4 }).map((items) => `[${items.join(", ")}].join("-")`),
  // The same list, which may hold a range or a hash, is a key again and again.
  fc
    .tuple(value, value)
    .map(
      ([key, other]) => `[[${key}, [${key}]], (1..2)].then { |k| { k => 1, k => 2, ${other} => k } }.inspect`,
    ),
  fc
    .tuple(value, fc.constantFrom("..", "..."), value)
    .map(([from, dots, to]) => `[[${from}][0]${dots}[${to}][0]].inspect`),
  binary(
    fc.array(scalar, { maxLength: 4 }).map((items) => `[${items.join(", ")}]`),
    ["+", "-", "&", "|"],
  ).map((text) => `(${text}).inspect`),
);

test.skipIf(!rubyAgrees)(
  "values are shown, calculated and compared as Ruby does",
  { timeout: 60_000 },
  () => {
    const expressions = fc.sample(expression, { numRuns: 4000, seed: 7 });
    const expected = askExpressions(expressions);
    const different: unknown[] = [];
    for (const [index, text] of expressions.entries()) {
      const ours = valueOf(text);
      const theirs = expected[index] ?? "";
      const same = theirs.startsWith("!") ? typeof ours !== "string" : ours === theirs;
      if (!same) different.push({ text, ours, theirs });
    }
    expect(different).toEqual([]);
  },
);

test.skipIf(!rubyAgrees)("powers of floats are Ruby's, or not known", () => {
  const decimal = fc
    .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1, max: 4 }))
    .map(([digits, places]) => (digits / 10 ** places).toFixed(places));
  const exponent = fc.oneof(
    fc.integer({ min: -9, max: 9 }).map(String),
    fc.integer({ min: -400, max: 400 }).map((power) => `${power}.0`),
    fc.constantFrom("0.5", "1.5", "1e9", "-1e9", "Float::INFINITY"),
  );
  const powers = fc.sample(
    fc.tuple(fc.oneof(decimal, float), exponent).map(([base, power]) => `((${base}) ** ${power}).inspect`),
    { numRuns: 4000, seed: 11 },
  );
  const expected = askExpressions(["(100.0 ** -2).inspect", ...powers]);
  const ours = ["(100.0 ** -2).inspect", ...powers].map((text) => valueOf(text));
  expect(ours[0]).toBe("0.0001");
  const known = ours.flatMap((text, index) => (typeof text === "string" ? [index] : []));
  expect(known.map((index) => ours[index])).toEqual(known.map((index) => expected[index]));
  expect(known.length).toBeGreaterThan(3000);
});

const small = fc.oneof(
  fc.constantFrom("nil", "1", "2.5", "'s'", ":t", "[]", "[1]", "[1, 2]", "[[1, 2], 3]", "[1, [2, [3]], 4]"),
  fc.constantFrom("{ x: 1 }", "{ x: 1, 'y' => [2, 3] }", "a", "b", "h[:k]", "(1..3)"),
);
const collection = fc.constantFrom(
  ...[
    "[1, 2]",
    "[[1, 2], [3, 4]]",
    "[[1, [2, 3]], 4]",
    "[nil, [5]]",
    "{ x: 1, y: [2, 3] }",
    "(1..3)",
    "l",
    "[]",
  ],
);

/** Names that are assigned, in every place where a target may stand. */
const { targets } = fc.letrec<{ target: string; targets: string }>((tie) => ({
  target: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("a", "b", "c", "h[:k]", "l[0]", "l[-1]"),
    tie("targets").map((list) => (/^[^,*]*$/.test(list) ? list : `(${list})`)),
  ),
  targets: fc
    .tuple(
      fc.array(tie("target"), { minLength: 1, maxLength: 3 }),
      fc.option(fc.tuple(fc.nat({ max: 2 }), fc.constantFrom("*", "*r")), { nil: undefined }),
      fc.boolean(),
    )
    .map(([list, rest, comma]) => {
      if (rest === undefined) return `${list.join(", ")}${list.length === 1 && comma ? "," : ""}`;
      return list.toSpliced(rest[0], 0, rest[1]).join(", ");
    }),
}));

/** Parameters of a block, and an array of what they hold. */
const parameters = fc
  .record({
    before: fc.array(fc.constantFrom("p", "(q, s)", "(q, *s)", "(q, (s, t))"), { maxLength: 2 }),
    optional: fc.array(fc.constantFrom("u = 7", "v = 8", "u = [v = 1]"), { maxLength: 2 }),
    rest: fc.constantFrom("", "", "*w", "*"),
    behind: fc.array(fc.constantFrom("x", "(y, z)"), { maxLength: 1 }),
    comma: fc.boolean(),
  })
  .map(({ before, optional, rest, behind, comma }) => {
    const list = [...new Set([...before, ...optional, ...(rest === "" ? [] : [rest]), ...behind])];
    const names = [...list.join(", ").matchAll(/[a-z]/g)].map(([name]) => name);
    if (new Set(names).size < names.length || list.length === 0) return { list: "p", names: ["p"] };
    const excess =
      comma && !/[=*]/.test(list.at(-1) ?? "*") && optional.length + behind.length === 0 && rest === ""
        ? ","
        : "";
    return { list: list.join(", ") + excess, names };
  });

const statement = fc.oneof(
  fc
    .tuple(targets, fc.array(small, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "", "*"))
    .map(
      ([left, right, star]) =>
        `seen << (${left.includes(",") || left.includes("*") ? left : `${left},`} = ${star}${right.join(", ")})`,
    ),
  fc
    .tuple(
      targets,
      collection,
      fc.constantFrom("", "next if a == 1", "break if b == 2", "break a if a == 3", "fresh = a"),
    )
    .map(([left, list, jump]) => `seen << (for ${left} in ${list} do\n${jump}\nseen << [a, b, c]\nend)`),
  fc
    .tuple(collection, fc.constantFrom("map", "each_with_index", "flat_map"), parameters)
    .map(
      ([list, method, { list: bars, names }]) =>
        `${list}.${method} { |${bars}| seen << [${names.join(", ")}] }`,
    ),
  fc
    .tuple(collection, fc.constantFrom("_1", "[_1, _2]", "_2", "[_2, it = 3]"))
    .map(([list, numbered]) => `seen << ${list}.map { ${numbered} }`),
  fc
    .tuple(collection, fc.constantFrom("to_s", "inspect", "nil?", "first", "size", "itself"))
    .map(([list, method]) => `seen << ${list}.map(&:${method})`),
  fc
    .tuple(
      fc.constantFrom("a", "h[:k]", "l[1]", "K"),
      fc.constantFrom("||", "&&", "+", "-", "*", "<<"),
      small,
    )
    .map(([left, operator, right]) => `${left} ${operator}= ${right}`),
  fc
    .array(fc.constantFrom("x: 1", "x: 2", "**g", "**{ x: 3, z: 4 }", "**{}", "'y' => 5", "**h"), {
      minLength: 1,
      maxLength: 4,
    })
    .map((entries) => `seen << { ${entries.join(", ")} } << [0, ${entries.join(", ")}]`),
  fc.tuple(small, small).map(([one, other]) => `seen << begin\na = ${one}\n${other}\nend`),
  fc.constantFrom("c = 5 if false\n[1].each { c = 6 }", "y = 1\n[2].each { |x; y| y = x }\nseen << y"),
);

test.skipIf(!rubyAgrees)(
  "assignments, loops and parameters do what they do in Ruby",
  { timeout: 60_000 },
  () => {
    const before = "a = b = c = r = nil\ng = { x: 9, 'y' => 8 }\nh = {}\nl = [7, 8]\nseen = []\n";
    const after = "[a, b, c, r, h, l, seen].inspect";
    const programs = fc.sample(fc.array(statement, { minLength: 1, maxLength: 4 }), {
      numRuns: 3000,
      seed: 9,
    });
    // Each has the constants to itself.
    const texts = programs.map(
      (lines, index) => `${before}${lines.join("\n").replaceAll("K", `K${index}`)}\n`,
    );
    const expected = askExpressions(texts.map((text) => `${text}${after}`));
    const different: unknown[] = [];
    let known = 0;
    for (const [index, text] of texts.entries()) {
      const outcome = run(`${text}dsc_resource 'r' do\nproperty :v, ${after}\nend`);
      const { v: ours } = properties(outcome);
      const theirs = expected[index] ?? "";
      if (typeof ours === "string") known += 1;
      // What Ruby cannot do is told; what is not known is never wrong.
      const told = outcome.problems.length > 0;
      const wrong = theirs.startsWith("!") ? !told : ours !== theirs;
      if (wrong && typeof ours === "string") different.push({ text, ours, theirs });
    }
    expect(different).toEqual([]);
    expect(known).toBeGreaterThan(2000);
  },
);
