import type { Shape } from "./shape.js";

/**
 * Where our reading may differ from Ruby's. Ruby we refuse: what no recipe was ever seen to use. Ruby refuses, we
 * read: where its lexer or grammar is stricter than any meaning asks for.
 */
const stricter: readonly (readonly [string, RegExp])[] = [
  ["a jump where a value has to stand, which is never there: `x = next`", /\b(?:return|next|break)\b/],
  ["`not -x` with a space behind the sign", /\bnot - /],
  ["several statements in the parentheses of an argument: `foo (a; b)`", /\w \(.*;/],
  ["`case x in 1`, without a line end before the `in`", /^case \w+ in/],
  ["arguments behind a block argument", /[ (]&\w/],
  ["`name(foo x do … end)`: the block of a command in parentheses", /\(.* do\b/s],
];

/** Whether it is known that Ruby refuses a program which we read. */
export function rubyIsStricter(program: string): boolean {
  return stricter.some(([, pattern]) => pattern.test(program));
}

const refused: readonly (readonly [string, RegExp])[] = [
  ["a method named by an operator: `a.+ b`, `a::[]`", /\w(?:\.|&\.|::) ?(?:\[|[-+*/<=>!~%(])| ::\[/],
  ["a block behind one argument in parentheses after a space: `foo (x) { }`", /[\w?] \(.*\) (?:\{|do)/s],
  ["an index with a block, in a flip-flop, which hides it", /\.\..*\] \{|\] \{.*\.\./s],
  ["`?=`, `?\\` and a line end", /\?(?:=|\\\r?\n)/],
  ["`\\cx`, `\\C-x`, `\\M-x`: in a recipe nearly always a path", /\\[cCM]/],
  ["bytes that are not UTF-8", /\\(?:x|[0-7])/],
  ["a pattern behind a value: `a => b`, `a in b`", /=>| in /],
  ["`name File [x]` with a local `name`", /\w \w+ [-[&*]/],
];

/** Whether it is known that we refuse, or read otherwise, a program that Ruby reads as `rubys`. */
export function isOutsideSubset(program: string, rubys: Shape): boolean {
  return hasOperatorBlock(rubys) || refused.some(([, pattern]) => pattern.test(program));
}

/** `a[1] { … }`: an index, or another operator, with a block. */
function hasOperatorBlock(shape: Shape): boolean {
  if (!Array.isArray(shape)) return false;
  const [kind, , name, , block] = shape;
  if (kind === "call" && block !== undefined && typeof name === "string" && /^\W/.test(name)) return true;
  return shape.some(hasOperatorBlock);
}
