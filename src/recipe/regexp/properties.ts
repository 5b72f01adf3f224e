import { ascii, complement, intersection, propertySet, rangesOf, union } from "./character-set.js";
import type { CharacterSet } from "./character-set.js";

const hexadecimal = rangesOf([
  [0x30, 0x39],
  [0x41, 0x46],
  [0x61, 0x66],
]);
const alphabetic = propertySet("Alphabetic");
const digit = propertySet("Nd");
const space = propertySet("White_Space");
const word = union([alphabetic, propertySet("M"), digit, propertySet("Pc")]);
const visible = complement(union([space, propertySet("Cc"), propertySet("Cn"), propertySet("Cs")]));

/** What POSIX brackets mean for UTF-8 (Ruby, tool/enc-unicode.rb). */
const posix: Readonly<Record<string, CharacterSet>> = {
  alnum: union([alphabetic, digit]),
  alpha: alphabetic,
  ascii,
  blank: propertySet("Zs", [9, 9]),
  cntrl: propertySet("Cc"),
  digit,
  graph: visible,
  lower: propertySet("Lowercase"),
  print: union([visible, propertySet("Zs")]),
  punct: propertySet(
    "P",
    [0x24, 0x24],
    [0x2b, 0x2b],
    [0x3c, 0x3e],
    [0x5e, 0x5e],
    [0x60, 0x60],
    [0x7c, 0x7c],
    [0x7e, 0x7e],
  ),
  space,
  upper: propertySet("Uppercase"),
  word,
  xdigit: hexadecimal,
};

/** The names of POSIX brackets, in the order in which Onigmo tries them. */
export const posixNames: readonly string[] = [
  ...["alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower"],
  ...["print", "punct", "space", "upper", "xdigit", "ascii", "word"],
];

/** `[:name:]`, limited to ASCII after `(?a)`. */
export function posixSet(name: string, asciiOnly: boolean): CharacterSet {
  const set = posix[name] ?? rangesOf([]);
  if (!asciiOnly) return set;
  const limited = limitedSets.get(name) ?? intersection(ascii, set);
  limitedSets.set(name, limited);
  return limited;
}

const limitedSets = new Map<string, CharacterSet>();

/** The sets of `\d`, `\h`, `\s` and `\w`; of ASCII unless after `(?u)`. */
export function shorthandSet(letter: string, asciiOnly: boolean): CharacterSet {
  return posixSet({ d: "digit", h: "xdigit", s: "space" }[letter] ?? "word", asciiOnly);
}

/**
 * Word characters as `\b`, and `\w` by itself after `(?u)`, know them: a table of Latin-1 that Onigmo keeps apart
 * counts ² ³ ¹ ¼ ½ ¾ among them (enc/unicode.c).
 */
export const boundaryWord: CharacterSet = union([
  word,
  rangesOf([
    [0xb2, 0xb3],
    [0xb9, 0xb9],
    [0xbc, 0xbe],
  ]),
]);

/** Names of general categories, short and long, as both Ruby and JavaScript know them. */
const categories: readonly string[] = [
  ...["L", "LC", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No", "P", "Pc", "Pd"],
  ...[
    "Pe",
    "Pf",
    "Pi",
    "Po",
    "Ps",
    "S",
    "Sc",
    "Sk",
    "Sm",
    "So",
    "Z",
    "Zl",
    "Zp",
    "Zs",
    "C",
    "Cc",
    "Cf",
    "Cn",
  ],
  ...["Co", "Letter", "Cased_Letter", "Lowercase_Letter", "Modifier_Letter", "Other_Letter"],
  ...["Titlecase_Letter", "Uppercase_Letter", "Mark", "Spacing_Mark", "Enclosing_Mark", "Nonspacing_Mark"],
  ...["Number", "Decimal_Number", "Letter_Number", "Other_Number", "Punctuation", "Connector_Punctuation"],
  ...["Dash_Punctuation", "Close_Punctuation", "Final_Punctuation", "Initial_Punctuation"],
  ...["Other_Punctuation", "Open_Punctuation", "Symbol", "Currency_Symbol", "Modifier_Symbol", "Math_Symbol"],
  ...["Other_Symbol", "Separator", "Line_Separator", "Paragraph_Separator", "Space_Separator", "Other"],
  ...["Control", "Format", "Unassigned", "Private_Use"],
];
const binary: readonly string[] = [
  ...["Alphabetic", "Uppercase", "Lowercase", "White_Space", "Emoji", "Ideographic", "Math", "Hex_Digit"],
  ...["ASCII_Hex_Digit", "Dash", "ID_Start"],
];
const scripts: readonly string[] = [
  ...["Arabic", "Armenian", "Common", "Cyrillic", "Devanagari", "Georgian", "Greek", "Han", "Hangul"],
  ...["Hebrew", "Hiragana", "Inherited", "Katakana", "Latin", "Thai"],
];

const expressions: ReadonlyMap<string, string> = new Map([
  ...[...categories, ...binary].map((name): [string, string] => [plainName(name), name]),
  ...scripts.map((name): [string, string] => [plainName(name), `Script=${name}`]),
]);

/** Ruby reads past case, blanks, hyphens and underscores in the name of a property. */
export function plainName(name: string): string {
  return name.replace(/[ \-_]/g, "").toLowerCase();
}

/** What `\p{name}` means; undefined: not a name that is known here. */
export function namedProperty(name: string): CharacterSet | undefined {
  const plain = plainName(name);
  // [[:punct:]] has nine more characters than \p{Punct}.
  if (plain === "punct") return propertySet("P");
  if (plain === "xposixpunct") return posixSet("punct", false);
  if (plain === "any") return complement(rangesOf([]));
  if (plain === "assigned") return complement(propertySet("Cn"));
  if (posixNames.includes(plain)) return posixSet(plain, false);
  const expression = expressions.get(plain);
  return expression === undefined ? undefined : propertySet(expression);
}
