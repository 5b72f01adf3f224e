import { wordsOf, type SentenceMaker } from "./sentences.js";

/** What is known where a part of a sentence stands. */
export interface Place {
  /** Whose a `do` would be: its own call's, that of the call in whose arguments it stands, that of a loop. */
  readonly do: "own" | "call" | "loop";
  /** In brackets: a label may go without a value, a range without an end. */
  readonly brackets: boolean;
  /** In a string, whose line is not to end. */
  readonly string: boolean;
  /** `next` and `break` have something to leave. */
  readonly leaves: boolean;
  /** A jump could stand for a value. */
  readonly value: boolean;
  /** In a list of targets in parentheses. */
  readonly listed: boolean;
  /** A dot, or an index, follows. */
  readonly receiver: boolean;
  /** Behind `yield`, which passes no block. */
  readonly yields: boolean;
  /** Names are those of new parameters. */
  readonly names: boolean;
  /** Whose body it is. */
  readonly body: "recipe" | "block" | "def" | "class";
}

export const start: Place = {
  do: "own",
  brackets: false,
  string: false,
  leaves: false,
  value: false,
  listed: false,
  receiver: false,
  yields: false,
  names: false,
  body: "recipe",
};

const changes: Readonly<Record<string, Partial<Place>>> = {
  sequence: { do: "own", brackets: false, value: true },
  onlyStatement: { do: "own", brackets: false, value: true },
  parenthesised: { do: "own", brackets: false, value: true },
  array: { do: "own", brackets: true },
  hash: { do: "own", brackets: true },
  index: { do: "own", brackets: true },
  bracketed: { do: "own", brackets: true },
  condition: { value: true },
  loopHead: { do: "loop", brackets: false, value: true },
  loopBody: { do: "own", brackets: false, leaves: true, value: false },
  nestedTargets: { listed: true },
  singleTarget: { receiver: true },
  callee: { receiver: true },
  assignable: { receiver: true },
  path: { receiver: true },
  blockLocals: { names: true },
  owner: { body: "block" },
  braceBlock: { do: "own", leaves: true, value: false },
  doBlock: { do: "own", leaves: true, value: false },
  blockParameters: { names: true },
  lambda: { do: "own", value: true, leaves: true },
  interpolation: { do: "own", string: true, value: true },
  conditional: { brackets: false, value: true },
  caseExpression: { brackets: false, value: true },
  beginBlock: { value: true },
  hook: { value: true },
  method: { ...start, body: "def", value: true },
};

/** What changes inside of a rule. */
export function inside(rule: string, { do: outer }: Place): Partial<Place> {
  if (rule === "arguments") return { do: outer === "loop" ? "loop" : "call", brackets: false };
  if (rule === "statements") return { brackets: false, names: false };
  return changes[rule] ?? {};
}

/** Whether the rules beyond the rules let something stand somewhere: its words and names are given. */
export function mayStand(words: readonly string[], rule: string, place: Place): boolean {
  const [first = "", second] = words;
  if (place.yields && words.at(-1) === "passed") return false;
  switch (first) {
    case "do":
    case "doBlock":
      return place.do === "own" || rule === "loopHead";
    case "jump":
      return !place.value && (place.leaves || place.body !== "class");
    case "next":
    case "break":
      return place.leaves;
    case "definition":
    case "definedQuestion":
      return !place.receiver;
    case "return":
      return place.body !== "class";
    case "yield":
      return place.body === "def";
    case "bareJump":
      return false;
    case "class":
    case "module":
      return place.body !== "def" || second === "<<";
    case "CONSTANT":
    case "topConstant":
    case "::":
      return rule !== "singleTarget" || place.body !== "def";
    case "BEGIN":
      return place.body === "recipe" && !place.leaves && !place.value;
    case "command":
      return rule !== "method";
    case "binary":
    case "..":
      return rule !== "range";
    default:
      return true;
  }
}

/** Texts of the terminals whose own rules say more, or less, than what a sentence needs. */
export const spellings: Readonly<Record<string, readonly [string, ...string[]]>> = {
  ESCAPE: ["\\n", "\\t", "\\\\", "\\s", "\\e", "\\x41", "\\101", "\\u0041", "\\u{1F600 41}", "\\q", "\\#"],
  CONSTANT: ["Foo", "Bar", "File"],
  VARIABLE: ["@a", "@@b", "$c", "$0", "$-w", "$!"],
  PERCENTSTRING: ["%q(a (b) #{c})", "%Q[a]", "%(b)", "%|c|", "%q!d!", "%{e {f}}"],
  REFUSEDLITERAL: ["`ls`", "%x(ls)", "3r", "2i", "1.5r", "4ri"],
  PATTERN: ["1", "[Integer, String]", "{ name: }", "nil | 1", "Foo(bar:)", "x if y", "Foo => z"],
  LABEL: ["a:", "b:", "if:", "Foo:"],
  QUOTEDLABEL: ['"c d":', "'e':"],
  STRINGBEGIN: ['"'],
  LABELBEGIN: ['"'],
  SETTER: ["foo=", "Bar="],
  SYMBOLBEGIN: [':"'],
  CHARACTER: ["?a", "?\\n", "?\\u0041", "?\\u{1F600}", "?ä"],
  PLAINSYMBOL: [":a", ":b?", ":c=", ":Foo", ":+", ":[]=", ":if", ":@d", ":'e f'", ':"g"', "%s(h)"],
};

const equalities = new Set(["==", "!=", "===", "=~", "!~", "<=>"]);

type Own = (maker: SentenceMaker) => void;

/** What is made otherwise than the rule alone says. */
export const beyond: Readonly<Record<string, Own>> = {
  NOSPACE: (maker) => maker.tighten(),
  SPACE: () => undefined,
  TERMINATOR: (maker) => (maker.place.string || maker.chance(40) ? maker.push(";") : maker.endLine()),
  // Locals are other names than those that are called: what stands behind a local reads otherwise.
  IDENTIFIER: (maker) => maker.push(maker.place.names ? maker.newName() : maker.pick(["foo", "bar", "baz"])),
  METHODNAME: (maker) => {
    if (maker.chance(10)) {
      maker.terminal("OPERATORNAME");
      maker.named = maker.length;
    } else maker.push(maker.pick(["foo", "bar", "qux?", "quux!", "if", "class", "nil?", "Foo"]));
  },
  HEREDOC: heredoc,
  PLAINSTRING: (maker) =>
    maker.make(
      maker.oneOf(
        "PLAINSTRING",
        (item) => !(maker.place.string && item.kind === "name" && item.name === "HEREDOC"),
      ),
    ),
  STRINGCONTENT: (maker) => touching(maker, () => maker.follow("STRINGCONTENT")),
  STRINGEND: (maker) => closing(maker, '"'),
  LABELEND: (maker) => closing(maker, '":'),
  INTERPOLATIONBEGIN: (maker) => touching(maker, () => maker.push("#{")),
  INTERPOLATIONEND: (maker) => maker.push("}"),
  words: (maker) =>
    maker.push(maker.pick(["%w(a b)", "%w[]", "%i(a b)", "%W(a#{foo}b c)", "%I[a#{bar} b]", "%w! d !"])),
  regexp: (maker) =>
    maker.push(
      maker.pick([
        "/a+/",
        "/[^b]/i",
        "%r{c/d}x",
        "//",
        "/a#{foo}b/m",
        "%r!\\d!",
        "%r[#{bar}]",
        "/(?<d>e)/",
        "/\\//",
      ]),
    ),
  variable: (maker) => maker.push(maker.pick(["$1", "$~", "$&", "@a", "$c", "@@b", "$0", "$-w", "$!"])),
  string: (maker) => {
    if (maker.chance(50)) return maker.terminal("PLAINSTRING");
    // Only quotes stand side by side.
    for (let parts = maker.pick([1, 1, 2]); parts > 0; parts--) {
      if (maker.chance(50)) maker.terminal("QUOTED");
      else {
        maker.push('"');
        maker.rule("contents");
        closing(maker, '"');
      }
    }
  },
  statement: (maker) => {
    maker.make(maker.firstOf("statement"));
    while (maker.free && maker.chance(20)) {
      const rescue = maker.chance(30);
      const assigned = maker.closed === maker.length;
      if (rescue) maker.push("rescue");
      else maker.rule("modifier");
      // The value of an assignment is rescued, hence by a value.
      if (rescue && assigned) maker.rule("expression");
      else if (rescue && maker.mayStand("jump")) maker.rule("jump");
      else maker.rule("expressionStatement", { value: true });
    }
  },
  singleTarget: (maker) => {
    const { listed, body } = maker.place;
    const assigned = maker.chance(60);
    if (assigned) return maker.push(maker.pick(["a", "b", "c"]));
    if (listed) return maker.push(maker.pick(["@a", "$b", "foo.bar", "foo(1, 2).bar", "[1].foo", "foo[1]"]));
    const item = maker.oneOf("singleTarget", ({ kind }) => body !== "def" || kind === "name");
    if (item.kind === "name" && item.name === "IDENTIFIER") maker.push("a");
    else maker.make(item);
  },
  operand: (maker) => {
    if (!maker.free || maker.chance(85)) return maker.rule("postfix");
    maker.follow("operand");
  },
  postfix: (maker) => {
    maker.rule("primary");
    if (maker.closed !== maker.length) maker.make(maker.behindFirstOf("postfix"));
  },
  // Of two = the first would be a setter's.
  methodName: (maker) => {
    if (maker.chance(60)) {
      maker.rule("owner");
      maker.tighten();
      maker.push(maker.pick([".", "::"]));
    }
    // And [] = would be []=.
    if (maker.chance(30)) maker.push(maker.pick(["+", "==", "!", "[]", "=~"]));
    else maker.push(maker.pick(["foo", "nil?", "quux!", "if", "Foo"]));
  },
  assignedTo: (maker) => closed(maker, "assignedTo"),
  definedQuestion: (maker) => closed(maker, "definedQuestion"),
  method: (maker) => closed(maker, "method"),
  multiple: (maker) => closed(maker, "multiple"),
  listAssignment: (maker) => closed(maker, "listAssignment"),
  commandAssignment: (maker) => closed(maker, "commandAssignment"),
  // A range with an open end stands in brackets.
  value: (maker) => {
    if (!maker.place.brackets || !maker.chance(8)) return maker.follow("value");
    const before = maker.chance(50);
    if (before) maker.rule("binary");
    if (maker.closed === maker.length) return;
    maker.push(maker.pick(["..", "..."]));
    if (!before) maker.rule("binary");
  },
  range: (maker) => {
    maker.rule("binary");
    if (!maker.chance(5) || maker.closed === maker.length) return;
    maker.push(maker.pick(["..", "..."]));
    maker.rule("binary");
  },
  binary: (maker) => {
    maker.rule("unary");
    let equality = false;
    while (maker.free && maker.closed !== maker.length && maker.chance(25)) {
      const operator = maker.oneOf(
        "BINARY",
        (item) => item.kind === "word" && !(equality && equalities.has(item.text)),
      );
      const text = operator.kind === "word" ? operator.text : "";
      equality = equalities.has(text) || (equality && text !== "&&" && text !== "||");
      maker.push(text);
      if ((text !== "&&" && text !== "||") || !maker.chance(20)) maker.rule("unary");
      else {
        maker.push(maker.jumpWord());
        maker.closed = maker.length;
      }
    }
  },
  primary: (maker) => {
    if (maker.chance(10)) maker.push(maker.pick(["a", "b", "c"]));
    else maker.follow("primary");
  },
  // A label without a value stands in brackets; behind a jump there is none.
  pair: (maker) => {
    if (maker.place.brackets && maker.chance(20)) return maker.push(maker.pick(["foo:", "Bar:"]));
    const jumps = /^(?:return|next|break)$/.test(maker.before);
    const item = maker.oneOf("pair", (one) => !jumps || !wordsOf(one).some((word) => word.includes("LABEL")));
    const [first] = item.kind === "sequence" ? item.items : [];
    if (first?.kind !== "name" || first.name !== "LABEL") return maker.make(item);
    maker.terminal("LABEL");
    maker.rule("expression");
  },
  passed: (maker) => {
    maker.follow("passed");
    maker.passed = maker.length;
  },
  bareJump: (maker) => maker.push(maker.jumpWord()),
  // One block, passed or written.
  given: (maker) => {
    if (maker.chance(30)) maker.rule("bracketed");
    if (maker.free && maker.chance(20) && maker.mayHaveBlock()) maker.rule("block");
  },
  commandCall: (maker) => {
    const start = maker.length;
    maker.rule("command");
    if (maker.at(start) === "yield") return;
    if (maker.place.do !== "own" || maker.passed === maker.length || !maker.chance(30)) return;
    maker.rule("doBlock");
    while (maker.chance(30)) maker.rule("chained");
  },
  braceBlock: (maker) => {
    maker.follow("braceBlock");
    maker.passed = maker.length;
  },
  // In order.
  parameters: (maker) => {
    const list: Own[] = [];
    const several = (own: Own): void => {
      for (let count = maker.pick([0, 1, 2]); count > 0; count--) list.push(own);
    };
    const plain: Own = () => maker.push(maker.newName());
    // A bracket there would be that of all parameters.
    if (!/[(|]$/.test(maker.before)) list.push(plain);
    several(() => (maker.chance(70) ? plain(maker) : maker.rule("destructured")));
    if (maker.chance(30))
      several(() => {
        maker.push(`${maker.newName()} =`);
        maker.rule("default");
      });
    if (maker.chance(30)) {
      list.push(() => maker.push(maker.chance(60) ? `*${maker.newName()}` : "*"));
      several(plain);
    }
    if (maker.chance(10)) several(() => maker.push(`${maker.newName()}:${maker.chance(50) ? " 1" : ""}`));
    if (maker.chance(10)) list.push(() => maker.push(maker.chance(60) ? `**${maker.newName()}` : "**"));
    if (maker.chance(10)) list.push(() => maker.push(`&${maker.newName()}`));
    if (list.length === 0) list.push(plain);
    for (const [index, own] of list.entries()) {
      if (index > 0) maker.push(",");
      own(maker);
    }
  },
  default: (maker) => maker.push(maker.pick(["1", "'a'", ":b", "foo", "[1, 2]", "Foo::Bar", "foo.bar(1)"])),
  destructured: (maker) => {
    maker.push("(");
    for (let count = maker.pick([1, 2]); count > 0; count--) {
      if (maker.free && maker.chance(20)) maker.rule("destructured");
      else maker.push(maker.newName());
      if (count > 1) maker.push(",");
    }
    if (maker.chance(30)) maker.push(maker.chance(50) ? `, *${maker.newName()}` : ", *");
    maker.push(")");
  },
  definition: (maker) => {
    const item = maker.oneOf("definition", () => true);
    const words = item.kind === "sequence" ? item.items : [item];
    const [first] = words;
    if (first?.kind === "word" && first.text === "def") return maker.make(item);
    maker.place = { ...start, string: maker.place.string, body: "class", value: true };
    for (const part of words) {
      // Names would go on in what follows them.
      if (part.kind === "name" && part.name === "body") maker.terminal("TERMINATOR");
      maker.make(part);
    }
  },
  renaming: (maker) => {
    if (maker.chance(20)) return maker.push("alias $a $b");
    const alias = maker.chance(50);
    maker.push(alias ? "alias :a" : "undef");
    if (maker.chance(50)) maker.rule("renamed");
    else maker.push(maker.pick([":a", ":b=", ":+", ':"c"']));
    if (!alias && maker.chance(20)) maker.push(", foo, :a");
  },
};

/** What takes all that follows it. */
function closed(maker: SentenceMaker, rule: string): void {
  maker.follow(rule);
  maker.closed = maker.length;
}

/** What touches the pieces round it, as parts of a string do. */
function touching(maker: SentenceMaker, own: () => void): void {
  maker.tighten();
  own();
  maker.tighten();
}

function closing(maker: SentenceMaker, text: string): void {
  maker.tighten();
  maker.push(text);
}

function heredoc(maker: SentenceMaker): void {
  if (maker.place.string) return maker.push("'no heredoc'");
  const id = maker.newName();
  const [dash, indent] = maker.pick([
    ["-", "  "],
    ["~", "    "],
    ["", ""],
  ]);
  maker.push(`<<${dash}${id}`);
  maker.later(`  text of ${id}\n${indent}${id}\n`);
}
