import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { valueOf } from "./kit.js";

const version = spawnSync("ruby", ["-e", "print RUBY_VERSION"], { encoding: "utf8" }).stdout ?? "";
// The way hashes are shown changed with Ruby 3.4, U+0085 with 3.2.
const usable = /^3\.[123]\./.test(version);

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
    // Of floats only with integers: the last digit of a power is the C library's affair.
    .tuple(integer, fc.integer({ min: 0, max: 9 }))
    .map(([base, power]) => `([${base}][0] ** ${power}).inspect`),
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
  binary(
    fc.array(scalar, { maxLength: 4 }).map((items) => `[${items.join(", ")}]`),
    ["+", "-", "&", "|"],
  ).map((text) => `(${text}).inspect`),
);

/** What Ruby makes of each expression; an error is its class. One process for all. */
function askRuby(expressions: readonly string[]): readonly string[] {
  const program = [
    "# encoding: utf-8",
    "$stdout.binmode",
    'def try; r = yield; $stdout.write([r.to_s.b].pack("m0"), "\\n"); rescue StandardError => e; $stdout.write("!", e.class.name, "\\n"); end',
    ...expressions.map((text) => `try { ${text} }`),
  ].join("\n");
  const { stdout, stderr, status } = spawnSync("ruby", ["-W0", "-"], {
    input: program,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => (line.startsWith("!") ? line : Buffer.from(line, "base64").toString("utf8")));
}

test.skipIf(!usable)("values are shown, calculated and compared as Ruby does", { timeout: 60_000 }, () => {
  const expressions = fc.sample(expression, { numRuns: 4000, seed: 7 });
  const expected = askRuby(expressions);
  const different: unknown[] = [];
  for (const [index, text] of expressions.entries()) {
    const ours = valueOf(text);
    const theirs = expected[index] ?? "";
    const same = theirs.startsWith("!") ? typeof ours !== "string" : ours === theirs;
    if (!same) different.push({ text, ours, theirs });
  }
  expect(different).toEqual([]);
});
