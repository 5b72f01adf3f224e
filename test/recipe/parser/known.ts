/** Ruby that we refuse, and what no recipe was ever seen to use. */
const refused: readonly (readonly [string, RegExp])[] = [
  ["`?=`, `?\\` and a line end", /\?(?:=|\\\r?\n)/],
  ["`\\cx`, `\\C-x`, `\\M-x`: in a recipe nearly always a path", /\\[cCM]/],
  ["bytes that are not UTF-8", /\\(?:x|[0-7])/],
  ["a pattern behind a value: `a => b`, `a in b`", /=>| in /],
  ["`name File [x]` with a local `name`", /\w \w+ [-[&*]/],
  ["a command behind `rescue`, where Prism does not take it either", /rescue \w+(?: = \w+)? \w/],
  ["letters behind `$0`, which Prism does not take either", /\$0\w/],
  ["a line end behind a keyword parameter without parentheses", /def \w+ \w+:\n/],
  ["an operator before or behind a range with an open end", /\.\. (?:&&|==)|[-!+] ?\.\./],
];

/** Whether it is known that we refuse, or read otherwise, a program that Ruby reads. */
export function isOutsideSubset(program: string): boolean {
  return refused.some(([, pattern]) => pattern.test(program));
}

/** Where Prism refuses what parse.y reads: why, what Prism says, and what such a program holds. */
const refusedByPrism: readonly (readonly [why: string, says: RegExp, holds: RegExp])[] = [
  ["a list in parentheses as the first of several variables of `for`", /write target/, /for \(/],
  [
    "a jump in a `begin` that rescues or ensures something, for a value",
    /void value/,
    /begin.*(?:rescue|ensure)/s,
  ],
  [
    "a `do` in brackets, or a branch, of an argument without parentheses",
    /unexpected 'do'|expected a (?:matching `\)`|`:`|`=>`|`\}`)/,
    /(?:not\(|case|if|unless).*do/s,
  ],
  ["a value that is rescued, before `=>`", /`=>`|expected a `\}`/, /rescue.*=>/s],
  ["`def` for `true`, `false`, `nil`, `__FILE__` and their like", /singleton method for literals/, /def /],
  ["`yield` in brackets, which say whose method a `def` in a `def` defines", /Invalid yield/, /def/],
  ["the `do` of a lambda in the condition of a loop", /lambda/, /(?:while|until|for) .*->/s],
  ["what stands behind `_1`, which is a local to Prism wherever it stands", /./, /_\d :?\w/],
  ["patterns and regular expressions: passed over, not read", /./, /\bin\b|\//],
];

/** Whether it is known that Prism refuses, saying so, a program that Ruby reads. */
export function isRefusedByPrism(message: string, program: string): boolean {
  return refusedByPrism.some(([, says, holds]) => says.test(message) && holds.test(program));
}
