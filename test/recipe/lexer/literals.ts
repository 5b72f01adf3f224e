import { pick } from "../parser/programs.js";
import { type Random } from "../../support/random.js";

/** Random literals: every form of string, symbol, word list, regular expression and number, filled with what is special in one of them. */

const pieces = [
  ...([
    "a",
    "b",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "é",
    "😀",
    "\\",
    "\\\\",
    "'",
    '"',
    "#",
    "#{",
    "}",
    "#$",
    "#@",
  ] as const),
  ...([
    "(",
    ")",
    "[",
    "]",
    "{",
    "<",
    ">",
    "|",
    "!",
    "/",
    "`",
    "$",
    "@",
    "0",
    "7",
    "8",
    "x",
    "u",
    "M",
    "C",
  ] as const),
  ...([
    "\\n",
    "\\t",
    "\\s",
    "\\e",
    "\\0",
    "\\101",
    "\\x41",
    "\\x4",
    "\\u0041",
    "\\u{1F600 41}",
    "\\q",
    "\\#",
  ] as const),
  ...([
    "\\'",
    '\\"',
    "\\(",
    "\\)",
    "\\ ",
    "\\\n",
    "\\\r\n",
    "\\xC3\\xA9",
    "\\303\\251",
    "\\cA",
    "\\C-a",
    "\\M-a",
  ] as const),
  ...([
    "\\u00e9",
    "\\u{e9}",
    "\\u{ 41  42 }",
    "\\xff",
    "\\u12",
    "\\x",
    "\\c",
    "\\é",
    "\\😀",
    "A",
    "EOH",
    "e",
    "_",
  ] as const),
] as const;

const forms: readonly [readonly [string, string], ...(readonly (readonly [string, string])[])] = [
  ["'", "'"],
  ['"', '"'],
  ["%q(", ")"],
  ["%Q[", "]"],
  ["%(", ")"],
  ["%{", "}"],
  ["%<", ">"],
  ["%|", "|"],
  ["%q!", "!"],
  ["%q/", "/"],
  [":'", "'"],
  [':"', '"'],
  ["%s(", ")"],
  ["%w(", ")"],
  ["%W(", ")"],
  ["%i[", "]"],
  ["%I{", "}"],
  ["%w|", "|"],
  ["/", "/"],
  ["/", "/imo"],
  ["%r{", "}x"],
  ["%r(", ")"],
  ["%r!", "!"],
  ["%r|", "|"],
  ["x + /(?<a>", ")/"],
  ["x 'b' \"", '"'],
  ["x ?", ""],
];

/** A literal with random content; most are valid, some are not. */
export function randomLiteral(random: Random): string {
  if (random(3) === 0) return randomHeredoc(random);
  const [open, close] = pick(random, forms);
  let text = "";
  for (let count = random(7); count > 0; count--) text += pick(random, pieces);
  return `${open}${text}${close}${pick(random, ["", "", "\n", "\n.b", " # c"])}`;
}

const indents = ["", " ", "  ", "    ", "\t", " \t", "      \t", "\t  "] as const;

function randomHeredoc(random: Random): string {
  const dash = pick(random, ["", "-", "~", "~", "~"]);
  const quote = pick(random, ["", "", '"', "'"]);
  const id = quote === "" ? "EOH" : pick(random, ["EOH", "A B"]);
  const end = pick(random, ["\n", "\n", "\r\n"]);
  let body = "";
  for (let lines = random(5); lines > 0; lines--) {
    let line = "";
    for (let count = random(4); count > 0; count--) line += pick(random, pieces);
    if (random(5) === 0) line += "#{x}";
    body += `${pick(random, indents)}${line}${end}`;
  }
  const indent = dash === "" ? "" : pick(random, indents);
  const behind = pick(random, ["", ", 1", ".b", " # c", " + 'x'"]);
  return `x <<${dash}${quote}${id}${quote}${behind}${end}${body}${indent}${id}${pick(random, ["", "\n", "\r\n", end])}`;
}
