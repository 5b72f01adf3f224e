import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { foldCharacter } from "../../../src/recipe/regexp/case-folding.js";
import { matchAt } from "../../../src/recipe/regexp/match.js";
import { askRuby, rubyParses } from "../../support/ruby.js";
import { compile } from "./kit.js";

/** Where letters, marks, digits, blanks and signs of many scripts are, and nothing has moved since Unicode 13. */
const blocks: readonly (readonly [from: number, to: number])[] = [
  [0, 0x17f],
  [0x1c4, 0x1cc],
  [0x1f0, 0x21f],
  [0x370, 0x52f],
  [0x5d0, 0x5ea],
  [0x13a0, 0x13fd],
  [0x1e00, 0x1fff],
  [0x2000, 0x206f],
  [0x2100, 0x218b],
  [0x24b6, 0x24e9],
  [0x3000, 0x30fa],
  [0x4e00, 0x4e20],
  [0xab70, 0xabbf],
  [0xfb00, 0xfb1c],
  [0xff00, 0xff64],
  [0x10400, 0x1044f],
  [0x1f600, 0x1f64f],
];

const brackets = [
  "alnum",
  "alpha",
  "ascii",
  "blank",
  "cntrl",
  "digit",
  "graph",
  "lower",
  "print",
  "punct",
  "space",
];
const names = [
  ...[
    "L",
    "Ll",
    "Lu",
    "Lt",
    "Lm",
    "Lo",
    "LC",
    "M",
    "N",
    "Nd",
    "P",
    "Pc",
    "Pd",
    "S",
    "Sm",
    "Sc",
    "Z",
    "Zs",
    "C",
    "Cc",
  ],
  ...[
    "Letter",
    "Uppercase_Letter",
    "lowercase letter",
    "Punctuation",
    "Currency-Symbol",
    "Control",
    "Format",
  ],
  ...[
    "Alphabetic",
    "Uppercase",
    "Lowercase",
    "White_Space",
    "Hex_Digit",
    "Dash",
    "Any",
    "Assigned",
    "XPosixPunct",
  ],
  ...[
    "Han",
    "Hiragana",
    "Katakana",
    "Latin",
    "Greek",
    "Cyrillic",
    "Hebrew",
    "Common",
    "Emoji",
    "Punct",
    "Word",
  ],
];
const patterns = [
  ...[...brackets, "upper", "xdigit", "word"].flatMap((name) => [`[[:${name}:]]`, `(?a)[[:${name}:]]`]),
  ...names.map((name) => `\\p{${name}}`),
  ...["w", "d", "s", "h", "W", "D", "S", "H"].flatMap((letter) => [
    `\\${letter}`,
    `(?u)\\${letter}`,
    `[\\${letter}]`,
  ]),
  ...[
    "(?u)[\\w]",
    ".",
    "\\b.",
    "\\R",
    "(?i)k",
    "(?i)s",
    "(?i)[a-z]",
    "(?i)é",
    "(?i)σ",
    "(?i)[[:upper:]]",
    "(?i)\\p{Ll}",
  ],
  ...["(?i)[^é]", "(?i)[\\w]", "(?i)[ß-ü]"],
];

const answer = z.object({
  matched: z.record(z.string(), z.array(z.number())),
  assigned: z.array(z.number()),
  folded: z.array(z.string()),
});

test.skipIf(!rubyParses)("characters are what they are to Ruby", () => {
  const points = blocks.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  );
  const characters = points.map((point) => String.fromCodePoint(point));
  const script = fileURLToPath(new URL("characters.rb", import.meta.url));
  const { matched, assigned, folded } = answer.parse(askRuby(script, { characters, patterns }));
  // What Ruby's Unicode has not assigned yet may be anything to ours.
  const known = new Set(assigned);
  for (const pattern of patterns) {
    const program = compile(`(?:${pattern})`, "m");
    if ("kind" in program) throw new Error(`${pattern}: ${program.message}`);
    const theirs = new Set(matched[pattern]);
    const wrong = characters.filter((character, index) => {
      const { kind } = matchAt(program, character, 0, 1000);
      return known.has(index) && kind !== "undecided" && (kind === "match") !== theirs.has(index);
    });
    expect({ pattern, wrong }).toEqual({ pattern, wrong: [] });
  }
  const ours = points.map((point) => String.fromCodePoint(...foldCharacter(point)));
  expect(ours.filter((_, index) => known.has(index))).toEqual(folded.filter((_, index) => known.has(index)));
});
