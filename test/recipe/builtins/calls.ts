import fc from "fast-check";

/** A call of a method as Ruby text: `receiver` and what stands behind it. */
export interface Call {
  readonly receiver: string;
  /** `.method(arguments) { block }` */
  readonly call: string;
}

/** What calls of one class are made of. */
export interface ClassCalls {
  readonly name: string;
  readonly receiver: fc.Arbitrary<string>;
  /** Receivers of methods that walk up to what they are given. */
  readonly walked?: fc.Arbitrary<string>;
  /** Of the methods that want more than any arguments will do. */
  readonly arguments: Readonly<Record<string, fc.Arbitrary<readonly string[]>>>;
  readonly blocks: Readonly<Record<string, readonly string[]>>;
}

const pick = fc.constantFrom;
const small = fc.integer({ min: -6, max: 7 }).map(String);
const size = fc.integer({ min: 0, max: 4 }).map(String);
const integer = fc.oneof(
  { weight: 6, arbitrary: small },
  fc.integer({ min: -2000, max: 2000 }).map(String),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
);
const float = fc.oneof(
  pick(
    "0.0",
    "-0.0",
    "0.5",
    "1.5",
    "2.5",
    "-2.5",
    "1e20",
    "1e-7",
    "123.456",
    "0.1",
    "2.675",
    "1e15",
    "5e-324",
  ),
  pick("Float::NAN", "Float::INFINITY", "-Float::INFINITY", "1.7976931348623157e308"),
  fc.integer({ min: -99_999, max: 99_999 }).map((number) => (number / 1000).toFixed(3)),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e18, max: 1e18 })
    .filter((number) => number === 0 || Math.abs(number) > 1e-12)
    .map((number) =>
      number
        .toExponential()
        .replace(/^(-?\d)e/, "$1.0e")
        .replace("e+", "e"),
    ),
);

/** A text as a literal of Ruby. */
function quoted(text: string): string {
  return `"${text
    .replace(/["\\#]/g, "\\$&")
    .replace(
      /[\0-\x1f\x7f]/g,
      (character) => `\\u00${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
    )}"`;
}

const characters = [
  "a",
  "b",
  "c",
  "A",
  "Z",
  "z",
  "9",
  "0",
  "1",
  " ",
  ",",
  "-",
  "é",
  "ß",
  "Σ",
  "ǆ",
  "\u{1F600}",
  "\n",
  "\r",
  "\t",
  "x",
  "_",
  ".",
  "\u00a0",
  "İ",
];
const text = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: pick(...characters), maxLength: 7 }).map(quoted) },
  fc.string({ unit: pick("a", "b", "\n", " ", ","), maxLength: 9 }).map(quoted),
  fc.string({ unit: pick("0", "1", "7", "9", "_", "x", ".", "e", "-", "f"), maxLength: 6 }).map(quoted),
  pick(
    '""',
    '"hello world"',
    '"aabbcc"',
    '"az"',
    '"Zz"',
    '"a9"',
    '"Straße"',
    '"one\\ntwo\\r\\n\\nthree"',
    '"0x1F"',
    '"1.5e3"',
    '"a-y"',
  ),
);
const symbol = pick(":a", ":b", ":b1", ':"a b"', ":A", ":é", ":+", ":upcase", ":to_s", ":z9");
/** NaN is not even the same as itself, so that as an element it tells nothing. */
const ordinary = float.filter((shown) => shown !== "Float::NAN");
const plain = pick("nil", "true", "false");
const scalar = fc.oneof(
  { weight: 3, arbitrary: small },
  { weight: 2, arbitrary: text },
  integer,
  ordinary,
  symbol,
  plain,
);
const range = fc.oneof(
  fc.tuple(small, pick("..", "..."), small).map(([from, dots, to]) => `(${from}${dots}${to})`),
  pick(
    "(1..)",
    "(..2)",
    "(0...-1)",
    '("a".."e")',
    '("a"..."e")',
    "(1.5..4)",
    "(1..4.5)",
    "(nil..nil)",
    "(:a..:d)",
    '("y".."ab")',
    '("08".."11")',
    "(3..40)",
    "(5..1)",
  ),
);
const { value, list } = fc.letrec<{ value: string; list: string; table: string }>((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, scalar, tie("list"), tie("table")),
  list: fc.array(tie("value"), { maxLength: 4 }).map((items) => `[${items.join(", ")}]`),
  table: fc
    .array(fc.tuple(scalar, tie("value")), { maxLength: 3 })
    .map((pairs) => `{ ${pairs.map(([key, item]) => `${key} => ${item}`).join(", ")} }`),
}));
const table = fc
  .array(fc.tuple(fc.oneof(symbol, text, small), fc.oneof(scalar, list)), { maxLength: 5 })
  .map((pairs) => `{ ${pairs.map(([key, item]) => `${key} => ${item}`).join(", ")} }`);
const numbers = fc
  .array(fc.oneof(small, small, ordinary), { maxLength: 6 })
  .map((items) => `[${items.join(", ")}]`);
const smallNumbers = fc.array(small, { maxLength: 6 }).map((items) => `[${items.join(", ")}]`);
const texts = fc.array(text, { maxLength: 5 }).map((items) => `[${items.join(", ")}]`);
const pairs = fc
  .array(fc.tuple(scalar, scalar), { maxLength: 4 })
  .map((all) => `[${all.map((pair) => `[${pair.join(", ")}]`).join(", ")}]`);
const anyList = fc.oneof(
  list,
  numbers,
  smallNumbers,
  texts,
  pairs,
  pick("[]", "[nil, 1, nil]", "[[1, [2, [3]]], 4]", "[3, 1, 2, 1]"),
);
const frozen = (receiver: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: receiver },
    receiver.map((shown) => `${shown}.freeze`),
  );

const anything = fc.oneof(scalar, list, table, range);
const none = fc.constant<readonly string[]>([]);
const of = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<readonly string[]> => fc.tuple(...parts);
const either = fc.oneof<fc.Arbitrary<readonly string[]>[]>;
/** Mostly what a method wants, sometimes anything: both have to raise then. */
const mostly = (wanted: fc.Arbitrary<readonly string[]>): fc.Arbitrary<readonly string[]> =>
  fc.oneof({ weight: 7, arbitrary: wanted }, fc.array(anything, { maxLength: 3 }));
export const anyArguments: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 4, arbitrary: none },
  { weight: 3, arbitrary: of(anything) },
  of(anything, anything),
  fc.array(anything, { maxLength: 3 }),
);

const numberBlocks = ["{ |x| x * 2 }", "{ |x| -x }", "{ |x| x > 1 }", "{ |x| x % 2 }", "{ |x| x.to_s }"];
export const anyBlocks = [
  "{ |x| x }",
  "{ |x| x.to_s }",
  "{ |x| x.nil? }",
  "{ |x| x.class }",
  "{ |x| [x, 1] }",
  "{ |x, y| [y, x] }",
  "{ |x, y| y }",
  "{ nil }",
  "{ |x| x.is_a?(Integer) }",
  "{ |x| break 7 if x == 1; x }",
  "{ |x| next 5 if x == 2; x.inspect.length }",
  "{ |x| x.inspect }",
];
const orders = [
  "{ |a, b| b <=> a }",
  "{ |a, b| a.inspect <=> b.inspect }",
  "{ |a, b| a.to_s.length - b.to_s.length }",
  "{ nil }",
];

/** What sets of characters are made of. */
const set = fc.oneof(
  pick(
    '"a-c"',
    '"^a-c"',
    '"a-z"',
    '"l"',
    '"^l"',
    '"\\\\-a"',
    '"a-"',
    '"-"',
    '"^"',
    '"z-a"',
    '"é"',
    '"a\\\\-z"',
    '""',
    '"aA-Z"',
  ),
  fc.string({ unit: pick("a", "b", "-", "^", "z", "\\", "1"), maxLength: 5 }).map(quoted),
);
const piece = fc.oneof(text, pick('"a"', '"b"', '""', '" "', '","', '"l"', '"\\n"'));
const place = fc.oneof(of(small), of(small, small), of(range), of(piece));
const part = fc.oneof(of(small), of(small, size), of(range), of(piece));
const width = fc.integer({ min: -3, max: 14 }).map(String);

export const stringCalls: ClassCalls = {
  name: "String",
  receiver: frozen(text),
  arguments: {
    "[]": place,
    "[]=": fc.tuple(part, text).map(([at, made]) => [...at, made]),
    slice: place,
    "slice!": place,
    center: mostly(either(of(width), of(width, text))),
    ljust: mostly(either(of(width), of(width, text))),
    rjust: mostly(either(of(width), of(width, text))),
    count: mostly(either(of(set), of(set, set))),
    delete: mostly(either(of(set), of(set, set))),
    "delete!": mostly(either(of(set), of(set, set))),
    squeeze: mostly(either(none, of(set), of(set, set))),
    "squeeze!": mostly(either(none, of(set), of(set, set))),
    tr: mostly(of(set, set)),
    "tr!": mostly(of(set, set)),
    tr_s: mostly(of(set, set)),
    "tr_s!": mostly(of(set, set)),
    sub: mostly(either(of(piece, text), of(piece, table), of(piece))),
    "sub!": mostly(either(of(piece, text), of(piece, table), of(piece))),
    gsub: mostly(either(of(piece, text), of(piece, table), of(piece))),
    "gsub!": mostly(either(of(piece, text), of(piece, table), of(piece))),
    split: mostly(either(none, of(piece), of(piece, small), of(pick("nil"), small))),
    index: either(of(piece), of(piece, small)),
    rindex: either(of(piece), of(piece, small)),
    partition: mostly(of(piece)),
    rpartition: mostly(of(piece)),
    scan: mostly(of(piece)),
    insert: mostly(of(small, text)),
    concat: mostly(either(of(text), of(text, text), of(pick("33", "233", "0x1F600", "-1", "0xd800")))),
    prepend: mostly(either(of(text), of(text, text), none)),
    replace: mostly(of(text)),
    upto: either(of(pick('"e"', '"12"', '"ab"', '"zz"', '"b"', '""')), of(pick('"e"', '"12"'), plain)),
    to_i: mostly(either(none, of(pick("2", "8", "10", "16", "36", "0")))),
    casecmp: mostly(of(text)),
    "casecmp?": mostly(of(text)),
    "start_with?": mostly(either(of(piece), of(piece, piece))),
    "end_with?": mostly(either(of(piece), of(piece, piece))),
    "include?": mostly(of(piece)),
    delete_prefix: mostly(of(piece)),
    "delete_prefix!": mostly(of(piece)),
    delete_suffix: mostly(of(piece)),
    "delete_suffix!": mostly(of(piece)),
    chomp: mostly(either(none, of(piece))),
    "chomp!": mostly(either(none, of(piece))),
    lines: mostly(
      either(
        none,
        of(pick("chomp: true", "chomp: false", "chomp: nil", "foo: 1")),
        of(pick('","', '"a"', '"\\n"', "nil")),
        of(pick('","', '"b"'), pick("chomp: true")),
      ),
    ),
    each_line: either(none, of(pick("chomp: true")), of(pick('","', '"a"'))),
    "between?": mostly(of(text, text)),
    clamp: mostly(either(of(text, text), of(pick('("a".."c")', '("b"..)', '(.."c")', '("a"..."c")')))),
    "+": mostly(of(text)),
    "*": mostly(of(size)),
    "<=>": mostly(of(text)),
    "==": mostly(of(text)),
    "<<": mostly(of(text)),
    "%": mostly(of(fc.oneof(scalar, list, table))),
    upcase: mostly(either(none, of(pick(":ascii", ":foo")))),
    "upcase!": mostly(either(none, of(pick(":ascii", ":foo")))),
    downcase: mostly(either(none, of(pick(":ascii", ":foo")))),
    capitalize: mostly(either(none, of(pick(":ascii", ":foo")))),
    swapcase: mostly(either(none, of(pick(":ascii", ":foo")))),
    clone: mostly(either(none, of(pick("freeze: true", "freeze: false", "freeze: nil", "foo: 1")))),
  },
  blocks: {
    sub: ["{ |x| x.upcase }", "{ 5 }"],
    "sub!": ["{ |x| x.upcase }", "{ nil }"],
    gsub: ["{ |x| x.upcase }", "{ 5 }", "{ |x| x * 2 }"],
    "gsub!": ["{ |x| x.upcase }", "{ nil }"],
    clear: [],
  },
};

export const symbolCalls: ClassCalls = {
  name: "Symbol",
  receiver: symbol,
  arguments: {
    "[]": place,
    slice: place,
    "start_with?": mostly(of(piece)),
    "end_with?": mostly(of(piece)),
    casecmp: mostly(of(symbol)),
    "casecmp?": mostly(of(symbol)),
    "<=>": mostly(of(symbol)),
    "==": mostly(of(symbol)),
    "between?": mostly(of(symbol, symbol)),
    clamp: mostly(of(symbol, symbol)),
  },
  blocks: {},
};

const digits = fc.integer({ min: -6, max: 17 }).map(String);
const half = pick("half: :up", "half: :even", "half: :down", 'half: "even"', "half: nil", "half: :foo");
const rounding = mostly(either(none, of(digits)));
const round = mostly(either(none, of(digits), of(half), of(digits, half)));
const number = fc.oneof(integer, float, small);
const steps = either(
  of(small, pick("1", "2", "-1", "-2", "0", "0.5", "1.5", "-0.5")),
  of(pick("by: 2, to: 7", "by: -1, to: -3", "to: 3", "by: 0.5, to: 2", "by: 0, to: 3")),
  of(pick("3.5", "2", "-2", "7.25")),
);

export const integerCalls: ClassCalls = {
  name: "Integer",
  receiver: fc.oneof(integer, small),
  walked: small,
  arguments: {
    round,
    floor: rounding,
    ceil: rounding,
    truncate: rounding,
    step: steps,
    upto: of(fc.oneof(small, pick("2.5", "7.0", "nil", '"a"'))),
    downto: of(fc.oneof(small, pick("2.5", "-3.0", "nil", "[]"))),
    "between?": mostly(of(number, number)),
    clamp: mostly(either(of(number, number), of(range), of(pick("nil"), small))),
    gcd: mostly(of(integer)),
    lcm: mostly(of(integer)),
    gcdlcm: mostly(of(integer)),
    pow: mostly(
      either(of(size), of(size, integer), of(fc.integer({ min: 0, max: 300 }).map(String), integer)),
    ),
    div: mostly(of(number)),
    divmod: mostly(of(number)),
    modulo: mostly(of(number)),
    remainder: mostly(of(number)),
    fdiv: mostly(of(number)),
    digits: mostly(either(none, of(pick("2", "10", "16", "1", "0", "256", "2**70")))),
    to_s: mostly(either(none, of(pick("2", "8", "16", "36", "1", "37")))),
    chr: mostly(either(none, of(pick('"UTF-8"', '"utf-8"')))),
    coerce: mostly(of(number)),
    "allbits?": mostly(of(integer)),
    "anybits?": mostly(of(integer)),
    "nobits?": mostly(of(integer)),
    "+": mostly(of(number)),
    "-": mostly(of(number)),
    "*": mostly(of(number)),
    "/": mostly(of(number)),
    "%": mostly(of(number)),
    "**": mostly(of(size)),
    "<=>": mostly(of(number)),
    "==": mostly(of(number)),
    "[]": of(fc.oneof(small, pick("70", "-1"))),
  },
  blocks: {},
};

export const floatCalls: ClassCalls = {
  name: "Float",
  receiver: float,
  arguments: {
    round,
    floor: rounding,
    ceil: rounding,
    truncate: rounding,
    "between?": mostly(of(number, number)),
    clamp: mostly(either(of(number, number), of(range))),
    div: mostly(of(number)),
    divmod: mostly(of(number)),
    modulo: mostly(of(number)),
    remainder: mostly(of(number)),
    fdiv: mostly(of(number)),
    quo: mostly(of(number)),
    coerce: mostly(of(number)),
    "+": mostly(of(number)),
    "-": mostly(of(number)),
    "*": mostly(of(number)),
    "/": mostly(of(number)),
    "%": mostly(of(number)),
    "<=>": mostly(of(number)),
    "==": mostly(of(number)),
  },
  blocks: {},
};

/** What all that Enumerable walks are asked alike. */
const enumerable: ClassCalls["arguments"] = {
  cycle: either(of(size), of(pick("-1"))),
  inject: mostly(
    either(
      none,
      of(pick(":+", ":*", ":to_s", '"+"')),
      of(small, pick(":+", ":*")),
      of(fc.oneof(small, text)),
    ),
  ),
  reduce: mostly(either(none, of(pick(":+")), of(small))),
  sum: mostly(either(none, of(fc.oneof(small, float, pick('""', "[]", "0.0"))))),
  each_with_object: mostly(of(pick("[]", "{}", '"a"'))),
  each_slice: mostly(of(fc.integer({ min: -1, max: 4 }).map(String))),
  each_cons: mostly(of(fc.integer({ min: -1, max: 4 }).map(String))),
  first: mostly(either(none, of(small))),
  take: mostly(of(small)),
  drop: mostly(of(small)),
  min: mostly(either(none, of(size))),
  max: mostly(either(none, of(size))),
  min_by: mostly(either(none, of(size))),
  max_by: mostly(either(none, of(size))),
  zip: mostly(either(of(anyList), of(range), of(anyList, list), none)),
  "include?": mostly(of(scalar)),
  "member?": mostly(of(scalar)),
  count: mostly(either(none, of(scalar))),
  find: mostly(none),
  detect: mostly(none),
  grep: mostly(of(fc.oneof(pick("Integer", "String", "Symbol", "NilClass", "Float"), range, scalar))),
  grep_v: mostly(of(fc.oneof(pick("Integer", "String"), range))),
  "any?": mostly(either(none, of(fc.oneof(pick("Integer", "String"), range, scalar)))),
  "all?": mostly(either(none, of(fc.oneof(pick("Integer", "Object"), range, scalar)))),
  "none?": mostly(either(none, of(fc.oneof(pick("Integer", "String"), range, scalar)))),
  "one?": mostly(either(none, of(fc.oneof(pick("Integer", "String"), range, scalar)))),
  tally: mostly(none),
  each_with_index: none,
  reverse_each: none,
  each_entry: none,
};
const enumerableBlocks: ClassCalls["blocks"] = {
  sort: orders,
  min: orders,
  max: orders,
  minmax: orders,
  sort_by: ["{ |x| x.inspect }", "{ |x| -x }", "{ |x, y| y.inspect }", "{ nil }"],
  min_by: ["{ |x| x.inspect }", "{ |x| -x }", "{ |x, y| y.inspect }"],
  max_by: ["{ |x| x.inspect }", "{ |x| -x }", "{ |x, y| y.inspect }"],
  minmax_by: ["{ |x| x.inspect }", "{ |x| -x }", "{ |x, y| y.inspect }"],
  inject: ["{ |a, b| [a, b] }", "{ |a, b| a.to_s + b.to_s }", "{ |a, b| break a if b.nil?; b }"],
  reduce: ["{ |a, b| [a, b] }"],
  each_with_object: ["{ |x, all| all << x.to_s }", "{ |x, all| all }"],
  sum: [...numberBlocks, "{ |x| x.to_s }", "{ 0.1 }", "{ |x| break x if x == 2; 1 }"],
  to_h: ["{ |x| [x, 1] }", "{ |x, y| [y, x] }", "{ |x| x }", "{ |x| [x] }"],
  zip: ["{ |a, b| a }"],
  cycle: ["{ |x| x }", "{ |x| break x }"],
};

const index = fc.integer({ min: -6, max: 6 }).map(String);

export const arrayCalls: ClassCalls = {
  name: "Array",
  receiver: frozen(anyList),
  arguments: {
    ...enumerable,
    "[]": mostly(either(of(index), of(index, index), of(range))),
    "[]=": mostly(either(of(index, value), of(index, size, value), of(range, value))),
    slice: mostly(either(of(index), of(index, index), of(range))),
    "slice!": mostly(either(of(index), of(index, index), of(range))),
    at: mostly(of(index)),
    fetch: mostly(either(of(index), of(index, scalar))),
    dig: mostly(either(of(index), of(index, index))),
    values_at: mostly(either(of(index), of(index, range), of(range))),
    last: mostly(either(none, of(small))),
    pop: mostly(either(none, of(size))),
    shift: mostly(either(none, of(size))),
    push: mostly(either(of(value), of(value, value), none)),
    append: mostly(of(value)),
    unshift: mostly(either(of(value), of(value, value), none)),
    prepend: mostly(of(value)),
    insert: mostly(either(of(index, value), of(index, value, value), of(index))),
    concat: mostly(either(of(list), of(list, list), none)),
    delete: mostly(of(scalar)),
    delete_at: mostly(of(index)),
    replace: mostly(of(list)),
    fill: mostly(either(of(scalar), of(scalar, index), of(scalar, index, size), of(scalar, range), none)),
    flatten: mostly(either(none, of(small))),
    "flatten!": mostly(either(none, of(small))),
    rotate: mostly(either(none, of(small))),
    "rotate!": mostly(either(none, of(small))),
    join: mostly(either(none, of(piece))),
    index: mostly(either(none, of(scalar))),
    find_index: mostly(either(none, of(scalar))),
    rindex: mostly(either(none, of(scalar))),
    assoc: mostly(of(scalar)),
    rassoc: mostly(of(scalar)),
    union: mostly(either(of(anyList), of(anyList, anyList), none)),
    difference: mostly(either(of(anyList), of(anyList, anyList), none)),
    intersection: mostly(either(of(anyList), none)),
    "intersect?": mostly(of(anyList)),
    product: mostly(either(of(smallNumbers), none, of(smallNumbers, pick("[1, 2]")))),
    combination: mostly(of(small)),
    permutation: either(of(fc.integer({ min: -1, max: 3 }).map(String))),
    repeated_combination: either(of(fc.integer({ min: -1, max: 3 }).map(String))),
    repeated_permutation: either(of(fc.integer({ min: -1, max: 2 }).map(String))),
    "+": mostly(of(anyList)),
    "-": mostly(of(anyList)),
    "&": mostly(of(anyList)),
    "|": mostly(of(anyList)),
    "*": mostly(of(fc.oneof(size, piece))),
    "<=>": mostly(of(anyList)),
    "==": mostly(of(anyList)),
    "<<": mostly(of(value)),
    clone: mostly(either(none, of(pick("freeze: true", "freeze: false")))),
  },
  blocks: {
    ...enumerableBlocks,
    "sort!": orders,
    "sort_by!": ["{ |x| x.inspect }", "{ |x| -x }"],
    fetch: ["{ |x| x }"],
    delete: ["{ |x| x }"],
    clear: [],
  },
};

const key = fc.oneof(symbol, text, small);

export const hashCalls: ClassCalls = {
  name: "Hash",
  receiver: frozen(table),
  arguments: {
    ...enumerable,
    "[]": mostly(of(key)),
    "[]=": mostly(of(scalar, value)),
    store: mostly(of(scalar, value)),
    fetch: mostly(either(of(key), of(key, scalar))),
    fetch_values: mostly(either(of(key), none, of(key, key))),
    values_at: mostly(either(of(key), of(key, key), none)),
    dig: mostly(either(of(key), of(key, index))),
    "key?": mostly(of(key)),
    "has_key?": mostly(of(key)),
    "include?": mostly(of(key)),
    "member?": mostly(of(key)),
    "value?": mostly(of(scalar)),
    "has_value?": mostly(of(scalar)),
    key: mostly(of(scalar)),
    assoc: mostly(of(key)),
    rassoc: mostly(of(scalar)),
    slice: mostly(either(of(key), of(key, key), none)),
    except: mostly(either(of(key), of(key, key), none)),
    delete: mostly(of(key)),
    merge: mostly(either(of(table), of(table, table), none)),
    "merge!": mostly(either(of(table), of(table, table), none)),
    update: mostly(either(of(table), none)),
    replace: mostly(of(table)),
    transform_keys: mostly(either(none, of(pick("{ a: :z, b: 1 }", '{ "a" => :z }', "{ 1 => 2, 2 => 3 }")))),
    "transform_keys!": mostly(either(none, of(pick("{ a: :b, b: :a }", "{ 1 => 2, 2 => 3 }")))),
    default: mostly(either(none, of(key))),
    "<=": mostly(of(table)),
    "<": mostly(of(table)),
    ">": mostly(of(table)),
    "==": mostly(of(table)),
    clone: mostly(either(none, of(pick("freeze: true", "freeze: false")))),
  },
  blocks: {
    ...enumerableBlocks,
    merge: ["{ |k, a, b| [k, a, b] }", "{ |k, a| a }"],
    "merge!": ["{ |k, a, b| [k, a, b] }", "{ |k, a, b| break b }"],
    update: ["{ |k, a, b| b }"],
    fetch: ["{ |x| x }"],
    delete: ["{ |x| x }"],
    clear: [],
    transform_keys: ["{ |x| x.to_s }", "{ |x| 1 }"],
    "transform_keys!": ["{ |x| x.to_s }", "{ |x| 1 }", "{ |x| break 5 if x == :b; x.to_s }"],
  },
};

const finite = fc.oneof(
  fc.tuple(small, pick("..", "..."), small).map(([from, dots, to]) => `(${from}${dots}${to})`),
  pick(
    '("a".."e")',
    '("a"..."e")',
    "(1..4.5)",
    "(:a..:d)",
    '("y".."ab")',
    '("08".."11")',
    "(5..1)",
    '("a".."")',
    '("Zx".."AAc")',
  ),
);

export const rangeCalls: ClassCalls = {
  name: "Range",
  receiver: finite,
  arguments: {
    ...enumerable,
    last: either(none, of(small)),
    step: either(none, of(pick("1", "2", "3", "0", "-1"))),
    "%": mostly(of(pick("1", "2", "3", "0"))),
    "cover?": mostly(either(of(scalar), of(range))),
    "include?": mostly(of(scalar)),
    "member?": mostly(of(scalar)),
    "===": mostly(of(scalar)),
    "==": mostly(of(range)),
    "eql?": mostly(of(range)),
  },
  blocks: enumerableBlocks,
};

/** Ranges without end, or far too long to walk: what can be asked of them all the same. */
export const wideRanges: readonly string[] = [
  "(1..)",
  "(1..10**12)",
  "(-5..10**15)",
  "(1...10**12)",
  "(..5)",
  "(...5)",
];
export const wideMethods: readonly string[] = [
  ".first(3)",
  ".first",
  ".last",
  ".last(2)",
  ".size",
  ".sum(0)",
  ".include?(5)",
  ".include?(0)",
  ".cover?(7)",
  ".cover?(2..3)",
  ".min",
  ".max",
  ".minmax",
  ".begin",
  ".end",
  ".inspect",
  ".to_s",
  ".each { |x| break x * 2 if x > 7 }",
  ".find { |x| x > 3 }",
  ".take_while { |x| x < 4 }",
  ".each_slice(2) { |x| break x }",
  ".each_with_index { |x, i| break [x, i] if i > 2 }",
  ".step(5).first(2)",
  ".map.with_index { |x, i| break [x, i] if i > 3 }",
  ".each_slice(3).first(2)",
  ".any? { |x| x > 5 }",
  ".index(4)",
  ".find_index(4)",
];

/** Chains over enumerators. */
export const chains: fc.Arbitrary<Call> = fc
  .tuple(
    fc.oneof(smallNumbers, texts, table, finite),
    pick(
      "each_with_index",
      "map",
      "each",
      "select",
      "reject",
      "each_slice(2)",
      "each_cons(2)",
      "flat_map",
      "filter_map",
      "group_by",
      "partition",
      "find_index",
      "each_with_object([])",
      "reverse_each",
      "sort_by",
      "min_by",
      "each_entry",
      "cycle(2)",
      "find",
      "reject!",
      "map!",
      "select!",
      "each_index",
      "collect",
      "sort_by!",
      "delete_if",
      "times",
    ),
    pick(
      ".to_a",
      ".with_index.to_a",
      ".with_index(1) { |x, i| [x, i] }",
      ".with_index { |x, i| i > 0 }",
      ".map { |x| x }",
      ".map { |x, i| [i, x] }",
      ".select { |x, i| i }",
      ".each { |x, i| x }",
      ".with_object([]) { |x, all| all << x }",
      ".to_h { |x, i| [x, i] }",
      ".with_index(1).map { |x, i| [x, i] }",
      ".first(2)",
      ".first",
      ".count",
      ".sort_by { |x| x.inspect }",
      ".inject { |a, b| [a, b] }",
      ".each_slice(2).to_a",
      ".include?(1)",
      ".size",
      ".inspect",
      ".max_by { |x| x.inspect }",
      ".each_with_index.to_a",
      ".with_index(2).to_a",
      ".find { |x, i| i == 1 }",
      ".uniq { |x| x }",
      ".each_with_object([]) { |x, all| all << x }",
      ".zip([1])",
      ".tally",
      ".group_by { |x, i| i }",
      ".with_index('a') { |x| x }",
      ".with_index(nil) { |x, i| i }",
      ".each",
      ".to_h",
      ".take_while { |x| x }",
      ".with_index { |x, i| break i if i > 0 }",
    ),
  )
  .map(([receiver, first, second]) => ({ receiver, call: `.${first}${second}` }));

/** Decimals that end in a five, cut where it stands: no float is one of them, and Ruby takes it for one. */
const halves = fc
  .tuple(
    fc.nat({ max: 10 ** 6 }),
    fc.integer({ min: -3, max: 9 }),
    pick("f", "e", "g", "G"),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([front, places, letter, precision]) => {
    const number = Number(`${front}5e${-places}`);
    const digits = letter === "f" ? Math.max(0, places - 1) : precision;
    return `format("%.${digits}${letter}", Float("${number}"))`;
  });

/** Formats with values that mostly fit them. */
export const formats: fc.Arbitrary<string> = fc.oneof(
  halves,
  fc
    .tuple(
      fc.array(
        fc.tuple(
          fc.string({ unit: pick(" ", "#", "+", "-", "0"), maxLength: 2 }),
          fc.oneof(pick("", "", "*"), fc.integer({ min: 0, max: 12 }).map(String)),
          fc.oneof(
            pick("", "", ".", ".*"),
            fc.integer({ min: 0, max: 12 }).map((digits) => `.${digits}`),
          ),
          pick(
            "d",
            "i",
            "u",
            "x",
            "X",
            "o",
            "b",
            "B",
            "s",
            "p",
            "c",
            "f",
            "e",
            "E",
            "g",
            "G",
            "f",
            "d",
            "s",
            "%",
            "y",
            "<a>d",
            "{a}",
            "1$s",
            "",
          ),
        ),
        { minLength: 1, maxLength: 2 },
      ),
      fc.array(fc.oneof(integer, float, small, text, fc.oneof(scalar, list)), { maxLength: 3 }),
    )
    .map(([directives, values]) => {
      const template = directives.map((parts) => `%${parts.join("")}`).join("|");
      return `format(${[quoted(template), ...values].join(", ")})`;
    }),
);

export const conversions: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(pick("Integer", "Float", "String", "Array", "Hash"), fc.oneof(text, value, number))
    .map(([name, given]) => `${name}(${given})`),
  fc
    .tuple(text, pick("2", "8", "10", "16", "36", "0", "1", "nil"))
    .map(([given, base]) => `Integer(${given}, ${base})`),
  fc
    .tuple(pick("Integer", "Float"), fc.oneof(text, scalar))
    .map(([name, given]) => `${name}(${given}, exception: false)`),
  fc
    .tuple(pick("Array.new", "Hash.new", "String.new"), anyArguments)
    .filter(([, given]) => !/\d{4}/.test(given.join()))
    .map(([name, given]) => `${name}(${given.join(", ")})`),
  fc
    .tuple(
      pick("Hash", "Array"),
      fc.oneof(
        pairs,
        table,
        fc.tuple(scalar, scalar).map((both) => both.join(", ")),
        pick("1, 2, 3", "", "[[1]]", "[[1, 2, 3]]"),
      ),
    )
    .map(([name, given]) => `${name}[${given}]`),
);

export const paths: fc.Arbitrary<string> = fc
  .tuple(
    pick("basename", "dirname", "extname", "split"),
    fc.string({ unit: pick("/", "/", ".", "a", "b.rb", "c", " ", "\\", "é", "*"), maxLength: 7 }).map(quoted),
    pick("", "", "", ", '.*'", ", '.rb'", ", 'b'", ", ''", ", 1", ", 2", ", 0", ", -1"),
  )
  .map(([name, path, more]) => `File.${name}(${path}${more})`);
