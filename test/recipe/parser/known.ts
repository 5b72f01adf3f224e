/** Ruby that we refuse, and what no recipe was ever seen to use. */
const refused: readonly (readonly [string, RegExp])[] = [
  ["`?=`, `?\\` and a line end", /\?(?:=|\\\r?\n)/],
  ["`\\cx`, `\\C-x`, `\\M-x`: in a recipe nearly always a path", /\\[cCM]/],
  ["bytes that are not UTF-8", /\\(?:x|[0-7])/],
  ["a pattern behind a value: `a => b`, `a in b`", /=>| in /],
  ["`name File [x]` with a local `name`", /\w \w+ [-[&*]/],
  ["a command behind `rescue`, where Prism does not take it either", /rescue \w+(?: = \w+)? \w/],
  [
    "a `do` in an `if` or `case` that is an argument, where Prism does not take it either",
    /\w \**(?:case|if) .* do/s,
  ],
  ["letters behind `$0`, which Prism does not take either", /\$0\w/],
  ["a line end behind a keyword parameter without parentheses", /def \w+ \w+:\n/],
  ["an operator before or behind a range with an open end", /\.\. (?:&&|==)|[-!+] ?\.\./],
];

/** Whether it is known that we refuse, or read otherwise, a program that Ruby reads. */
export function isOutsideSubset(program: string): boolean {
  return refused.some(([, pattern]) => pattern.test(program));
}
