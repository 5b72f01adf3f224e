import type { Shape } from "./shape.js";

/** Ruby that we refuse, and what no recipe was ever seen to use. */
const refused: readonly (readonly [string, RegExp])[] = [
  ["an index with a block, in a flip-flop, which hides it", /\.\..*\] \{|\] \{.*\.\./s],
  ["`?=`, `?\\` and a line end", /\?(?:=|\\\r?\n)/],
  ["`\\cx`, `\\C-x`, `\\M-x`: in a recipe nearly always a path", /\\[cCM]/],
  ["bytes that are not UTF-8", /\\(?:x|[0-7])/],
  ["a pattern behind a value: `a => b`, `a in b`", /=>| in /],
  ["`name File [x]` with a local `name`", /\w \w+ [-[&*]/],
  ["a command behind `rescue`, where Prism does not take it either", /rescue \w+(?: = \w+)? \w/],
  ["a `do` in a `case` that is an argument, where Prism does not take it either", /\w case .* do/],
  ["letters behind `$0`, which Prism does not take either", /\$0\w/],
  ["a line end behind a keyword parameter without parentheses", /def \w+ \w+:\n/],
  ["an operator before or behind a range with an open end", /\.\. (?:&&|==)|[-!+] ?\.\./],
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
