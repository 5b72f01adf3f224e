import fc from "fast-check";
import type { Call, Job } from "./kit.js";

/** What patterns and texts are made of. */
interface Alphabet {
  readonly atoms: readonly string[];
  readonly inClass: readonly string[];
  readonly text: readonly string[];
}

const plain: Alphabet = {
  atoms: [
    ...["a", "b", "c", "ab", "abc", "A", "1", " ", "_", "-", "\\n", "\n", ".", "^", "$", "\\b", "\\B", "\\A"],
    ...[
      "\\z",
      "\\Z",
      "\\w",
      "\\W",
      "\\d",
      "\\s",
      "\\S",
      "\\h",
      "\\R",
      ".*",
      ".+?",
      "\\K",
      "\\G",
      "{",
      "}",
      "]",
    ],
  ],
  inClass: [
    ...[
      "a",
      "b",
      "c",
      "a-c",
      "A-Z",
      "\\w",
      "\\d",
      "\\s",
      "-",
      "[:alpha:]",
      "[^a]",
      "&&",
      "[b-d]",
      "\\n",
      "_",
    ],
    ...[" ", "\\W", "[:^digit:]", "\\-", "^", "[a-c&&[^b]]"],
  ],
  text: ["a", "a", "b", "b", "c", "A", "B", "1", " ", "_", "-", "\n"],
};

/** Characters that fold to others, to several, or to more bytes; and some beyond the first plane. */
const wide: Alphabet = {
  atoms: [
    ...plain.atoms,
    ...[
      "é",
      "É",
      "s",
      "S",
      "ss",
      "k",
      "K",
      "\u212a",
      "ſ",
      "\u{1F600}",
      "日",
      "st",
      "ff",
      "i",
      "\\p{L}",
      "\\p{Lu}",
    ],
    ...[
      "[[:alpha:]]",
      "[^a]",
      "[s]",
      "\\x73",
      "\\u00e9",
      "σ",
      "ς",
      "Σ",
      "\\P{Alpha}",
      "ß",
      "ﬀ",
      "\\u{73 73}",
    ],
  ],
  inClass: [
    ...plain.inClass,
    ...["é", "s", "ß", "k", "\u{1F600}", "à-ü", "\\p{L}", "[:^alpha:]", "[:upper:]", "[:punct:]", "\\P{Lu}"],
  ],
  text: [
    ...[
      "a",
      "b",
      "s",
      "S",
      "ß",
      "é",
      "É",
      "k",
      "K",
      "\u212a",
      "ſ",
      "\u{1F600}",
      "日",
      "ss",
      "\n",
      "1",
      " ",
      "A",
    ],
    ...["σ", "Σ", "ς", "ﬀ", "ﬃ", "f", "i", "ẞ", "ﬆ", "t"],
  ],
};

const quantifiers = [
  ...[
    "*",
    "+",
    "?",
    "*?",
    "+?",
    "??",
    "*+",
    "++",
    "?+",
    "{2}",
    "{1,2}",
    "{,2}",
    "{2,}",
    "{2,3}?",
    "{0}",
    "{1}",
  ],
  ...["{3}", "{0,1}", "{1,}?", "{,0}", "{2}?", "{2}+", "{1,3}+"],
];
const openers = [
  "(?:",
  "(?>",
  "(?=",
  "(?!",
  "(?<=",
  "(?<!",
  "(?i:",
  "(?m:",
  "(?i)",
  "(?-i)",
  "(?<n>",
  "(?x: ",
  "(?u)",
];
const references = [
  "\\1",
  "\\2",
  "\\k<1>",
  "\\k<-1>",
  "\\k<n>",
  "(?(1)a|b)",
  "(?(1)b)",
  "(a)?",
  "()",
  "(|a)",
  "(?#x)",
];

/** Mostly well-formed patterns: whole grammars of them, and now and then a character lost. */
function patterns({ atoms, inClass }: Alphabet): fc.Arbitrary<string> {
  const classes = fc
    .tuple(fc.constantFrom("[", "[^"), fc.array(fc.constantFrom(...inClass), { minLength: 1, maxLength: 3 }))
    .map(([open, parts]) => `${open}${parts.join("")}]`);
  const quantifier = fc.constantFrom(...quantifiers);
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 7, arbitrary: fc.constantFrom(...atoms) },
      { weight: 1, arbitrary: classes },
      { weight: 1, arbitrary: fc.constantFrom(...references) },
      { weight: 4, arbitrary: fc.tuple(tie("node"), tie("node")).map((two) => two.join("")) },
      { weight: 2, arbitrary: fc.tuple(tie("node"), quantifier).map(([one, many]) => `(?:${one})${many}`) },
      { weight: 1, arbitrary: fc.tuple(tie("node"), quantifier).map((two) => two.join("")) },
      { weight: 1, arbitrary: fc.tuple(tie("node"), tie("node")).map((two) => two.join("|")) },
      { weight: 2, arbitrary: tie("node").map((one) => `(${one})`) },
      { weight: 1, arbitrary: fc.tuple(tie("node"), quantifier).map(([one, many]) => `(${one})${many}`) },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...openers), tie("node")).map(([open, one]) => `${open}${one})`),
      },
    ),
  }));
  const damaged = fc.tuple(node, fc.nat()).map(([pattern, at]) => {
    const characters = Array.from(pattern);
    characters.splice(at % Math.max(1, characters.length), 1);
    return characters.join("");
  });
  return fc.oneof({ weight: 9, arbitrary: node }, { weight: 1, arbitrary: damaged });
}

/** Operators in any order, which Ruby mostly refuses. */
const garbage = fc.string({
  unit: fc.constantFrom(...Array.from("ab(|)[]*+?{}1,2\\^$.-&:<>=!#kxpunWbdRKG 'iéP")),
  minLength: 1,
  maxLength: 10,
});

function jobs(pattern: fc.Arbitrary<string>, { text }: Alphabet): fc.Arbitrary<Job> {
  const call = fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...text), maxLength: 9 }),
      fc.nat({ max: 9 }),
      fc.nat({ max: 5 }),
    )
    .map(([text, at, kind]): Call => {
      const length = Array.from(text).length;
      if (kind === 0) return [text, "start", 0];
      if (kind === 1) return [text, "last", Math.min(at, length)];
      return [text, "match", kind === 2 ? Math.min(at, length) : 0];
    });
  return fc.record({
    source: pattern,
    options: fc.constantFrom("", "", "", "i", "i", "i", "m", "x", "im", "ix"),
    calls: fc.array(call, { minLength: 4, maxLength: 4 }),
  });
}

/** The same jobs for the same seed. */
export function sampleJobs(seed: number, count: number): readonly Job[] {
  return [jobs(patterns(plain), plain), jobs(patterns(wide), wide), jobs(garbage, wide)].flatMap(
    (arbitrary) => fc.sample(arbitrary, { seed, numRuns: count }),
  );
}
