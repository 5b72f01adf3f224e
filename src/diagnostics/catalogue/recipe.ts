import { define } from "../define.js";
import { excerpt } from "../excerpt.js";

/** What the reader of recipes can say: lexical errors and errors of syntax. */

interface None {
  readonly [none: string]: never;
}

export const unterminatedString = define<{ readonly backslash: boolean }>("recipe/unterminated-string", {
  severity: "error",
  summary: "A string, symbol or word list is not closed.",
  why: "Everything behind the opening quote would count as text; mofsmith takes it to end with its line and goes on.",
  mend: "Close it with the delimiter that opened it. A backslash in front of the closing quote protects it: write `\\\\` for a backslash at the end.",
  message: () => "This string is not closed.",
  help: ({ backslash }) =>
    backslash
      ? "The backslash in front of the last quote makes it part of the text. Write `\\\\` for a backslash at the end: 'C:\\temp\\\\'."
      : "Close it with the delimiter that opened it.",
});

export const unterminatedHeredoc = define<{ readonly id: string; readonly near: boolean }>(
  "recipe/unterminated-heredoc",
  {
    severity: "error",
    summary: "A heredoc's closing line is missing.",
    why: "The text of a heredoc goes on to a line that holds its id and nothing else, white space at the end included.",
    mend: "Write the id alone on a line of its own. With `<<-ID` and `<<~ID` it may be indented; with `<<ID` it stands at the start of the line.",
    message: ({ id }) => `The heredoc "${id}" is not closed.`,
    help: ({ id, near }) =>
      near
        ? `Remove the white space round "${id}" on its line, or open the heredoc with <<-${id} so that the closing line may be indented.`
        : `Write ${id} alone on a line behind the text.`,
  },
);

export const unterminatedComment = define<None>("recipe/unterminated-comment", {
  severity: "error",
  summary: "A comment that `=begin` opens has no `=end`.",
  why: "Everything behind it, to the end of the file, would be part of the comment.",
  mend: "Write `=end` at the start of a line behind the comment, or start each of its lines with `#`.",
  message: () => 'This "=begin" has no "=end".',
});

export const invalidEscape = define<{ readonly escape: string }>("recipe/invalid-escape", {
  severity: "error",
  summary:
    "An escape sequence in a double-quoted string or a regular expression is not complete or not supported.",
  why: "Ruby refuses it, or makes bytes of it that are no text.",
  mend: "Write `\\\\` for a backslash, `\\u00E9` for a character by number, or use single quotes, in which only `\\\\` and `\\'` are escapes.",
  message: ({ escape }) => `"${escape}" does not start a valid escape sequence here.`,
});

export const controlEscape = define<{ readonly escape: string }>("recipe/control-escape", {
  severity: "error",
  summary: "An escape in a double-quoted string makes a control character, or a byte that is none.",
  why: "Ruby joins the escape and the character behind it into a control character; in a recipe the backslash nearly always belongs to a path, which would silently become another one.",
  mend: "Write `\\\\` for a backslash, or use single quotes. A control character that is meant is written by its number: `\\u0003`.",
  message: ({ escape }) =>
    escape === "\\M"
      ? `In double quotes "${escape}" and what follows it make a byte that is no character.`
      : `In double quotes "${escape}" and what follows it make a control character.`,
});

export const invalidByteEscape = define<None>("recipe/invalid-byte-escape", {
  severity: "error",
  summary: "Byte escapes in a string do not make valid UTF-8.",
  why: "A MOF document holds text, not bytes: such a string could not be written as it is.",
  mend: "Write the character itself, or its number as `\\u00E9`.",
  message: () => "These byte escapes are not valid UTF-8.",
});

export const fileEncoding = define<{ readonly name: string }>("recipe/file-encoding", {
  severity: "error",
  summary: "A recipe says that it is in an encoding other than UTF-8.",
  why: "Ruby would read every text in it by that encoding, and mofsmith reads files as UTF-8, as Chef's own are.",
  mend: "Save the file as UTF-8 and delete the comment.",
  message: ({ name }) => `The file says that it is in "${excerpt(name)}".`,
});

export const unevenHeredoc = define<{ readonly id: string }>("recipe/uneven-heredoc", {
  severity: "error",
  summary: "Rubies take different indentations away from the lines of a heredoc.",
  why: "Before Prism, Ruby counts the columns of a line of white space alone for the line behind it too, and so may take more away from all lines.",
  mend: "Leave the empty line really empty.",
  message: ({ id }) =>
    `How far "<<~${id}" moves its lines to the left depends on the Ruby, for the white space in this line.`,
});

export const invalidRegexp = define<{ readonly problem: string }>("recipe/invalid-regexp", {
  severity: "error",
  summary: "A regular expression is not one that Ruby takes.",
  why: "Ruby refuses the whole recipe, or ends it where the regular expression is made of other texts.",
  mend: "Put a backslash in front of a character that is meant as itself: `\\(`, `\\[`, `\\*`. Regexp.escape does that to a whole text.",
  message: ({ problem }) => `Ruby does not take this regular expression: ${problem}.`,
});

export const invalidNumber = define<{ readonly text: string }>("recipe/invalid-number", {
  severity: "error",
  summary: "A number is not written as Ruby demands.",
  why: "Ruby refuses it: a leading 0 means octal (digits 0 to 7), `_` stands between digits, and digits follow the dot.",
  mend: "Write it without leading zeros, or in quotes when it is text.",
  message: ({ text }) => `"${text}" is not a number that Ruby reads.`,
  help: ({ text }) => {
    if (/^0[xbod]/i.test(text)) return "Write the digits behind the sign for the base: 0x1F, 0b101.";
    if (text.startsWith("0")) return "Write it without leading zeros, or in quotes when it is text.";
    return text.includes("_")
      ? "Write `_` only between two digits: 1_000."
      : "Write digits on both sides of the dot: 0.5.";
  },
});

export const invalidPercent = define<{ readonly text: string }>("recipe/invalid-percent-literal", {
  severity: "error",
  summary: "A percent literal is of no known kind or has no delimiter.",
  why: "Ruby knows %w %W %i %I %q %Q %s %r %x and %( ), each with a delimiter that is no letter or digit.",
  mend: "Write %w(a b) for words, %q(text) or %Q(text) for strings.",
  message: ({ text }) => `"${text}" starts no percent literal.`,
});

export const oddCharacter = define<{ readonly character: string; readonly what: string }>(
  "recipe/odd-character",
  {
    severity: "error",
    summary: "A character that looks like a quote, a space or a dash is none to Ruby.",
    why: "Ruby takes it for a letter, so the text becomes the name of a method that does not exist. It usually comes from a word processor.",
    mend: "Type the plain character: ' or \" for quotes, a space, a hyphen.",
    message: ({ character, what }) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      return `${what[0]?.toUpperCase() ?? ""}${what.slice(1)} (U+${code}) stands in the code.`;
    },
  },
);

export const strayCharacter = define<{ readonly character: string }>("recipe/stray-character", {
  severity: "error",
  summary: "A character has no meaning in a recipe.",
  why: "Ruby refuses the file. A NUL or another control character usually means that the file is not a text file.",
  mend: "Remove the character, or put it into a string as an escape.",
  message: ({ character }) => {
    const code = character.codePointAt(0) ?? 0;
    const shown = code < 32 || code === 127 ? "A control character" : `"${character}"`;
    return `${shown} (U+${code.toString(16).toUpperCase().padStart(4, "0")}) cannot stand here.`;
  },
});

export const tooDeep = define<{ readonly limit: number }>("recipe/too-deep", {
  severity: "error",
  summary: "Expressions are nested too deep.",
  why: "mofsmith reads input of any origin with bounded memory; no recipe that people write nests so deep.",
  mend: "Give parts of the expression to locals. The limit is 100 levels and cannot be raised.",
  message: ({ limit }) => `Expressions are nested more than ${limit} deep here.`,
});

export const tooLong = define<{ readonly limit: number }>("recipe/too-long", {
  severity: "error",
  summary: "A recipe has far too many words and signs.",
  why: "mofsmith reads input of any origin with bounded memory; no recipe that people write is so long.",
  mend: "Move data into node attributes or a data bag. The limit is 400000 words and signs, or comments, in one file, and cannot be raised.",
  message: ({ limit }) =>
    `This file has more than ${limit} words and signs, or comments; nothing of it is read.`,
});

export const ambiguousLocal = define<{ readonly name: string }>("recipe/ambiguous-local", {
  severity: "error",
  summary:
    "Whether a name is a local or a method decides how the next character reads, and the two readings differ here.",
  why: "Ruby decides by whether the name was assigned in this scope; a local of the same name in another scope makes it unclear to readers too.",
  mend: "Put parentheses round the argument, or spaces on both sides of the operator.",
  message: ({ name }) => `It is unclear whether "${name}" is a local or a call here.`,
});

/** What people usually meant by an unexpected token. */
export type SyntaxHint =
  "assignment" | "braces" | "comma" | "comma first" | "comment" | "do" | "nested call" | "number";

const hints: Readonly<Record<SyntaxHint, string>> = {
  assignment: "Only a name can be assigned. A property is set with a comma: `property :Name, 'value'`.",
  comma: "Write a comma between the two.",
  comment: "`=begin` and `=end` are the bounds of a comment only at the very start of a line.",
  "nested call": "Among other arguments a call needs its brackets: property :Path, File.join('C:', 'site').",
  number: "Write a digit before the dot: 0.5.",
  braces:
    "A hash that is an argument needs parentheses: `name({ 'key' => 'value' })`; a block behind arguments needs `do … end`.",
  do: "A `do` stands on the line of the call that it belongs to.",
  "comma first": "A list goes on behind a comma at the end of a line; a line cannot start with one.",
};

export const unexpectedToken = define<{
  readonly found: string;
  readonly expected: string | undefined;
  readonly hint: SyntaxHint | undefined;
}>("recipe/unexpected-token", {
  severity: "error",
  summary: "The recipe is not valid Ruby at this place.",
  why: "Nothing can be said about a statement that cannot be read; the statements round it are checked all the same.",
  mend: "Compare the statement with the tour in the README. Often a quote, a comma or an `end` is missing just before.",
  message: ({ found, expected }) =>
    expected === undefined
      ? `Unexpected ${found.replace(/^the /, "")}.`
      : `Expected ${expected}, found ${found}.`,
  help: ({ hint }) =>
    hint === undefined ? "A quote, a comma or an `end` may be missing just before." : hints[hint],
});

export const strayComma = define<None>("recipe/stray-comma", {
  severity: "error",
  summary: "A comma at the end of a line joins a statement with the next one.",
  why: "Ruby goes on reading arguments behind a comma, and refuses the file when a call with arguments of its own comes.",
  mend: "Remove the comma.",
  message: () => "This comma at the end of the line takes the next line for another argument.",
});

export const strayToken = define<{ readonly text: string }>("recipe/stray-token", {
  severity: "error",
  summary: "A word or bracket that closes or divides a block stands outside of any.",
  why: "Ruby refuses the file; usually an opening `do`, `if` or bracket was removed.",
  mend: "Remove it, or restore what it closed.",
  message: ({ text }) =>
    /^\w+$/.test(text) && text !== "end"
      ? `This "${text}" belongs to no statement that is open.`
      : `This "${text}" closes nothing.`,
});

export const strayJump = define<{ readonly keyword: "next" | "break" | "redo" }>("recipe/stray-jump", {
  severity: "error",
  summary: "A `next`, `break` or `redo` stands outside of any block.",
  why: "The first ends a round of a block, the second the call that the block belongs to, the third starts a round again; where there is none Ruby refuses the file.",
  mend: "Write `return` to end the recipe, or put the statement into the block that it is to leave.",
  message: ({ keyword }) => `This "${keyword}" has no block to leave.`,
});

export const noValue = define<{ readonly keyword: string }>("recipe/no-value", {
  severity: "error",
  summary: "A `return`, `next` or `break` stands where a value is needed.",
  why: "It leaves the place before there could be a value; Ruby refuses the file.",
  mend: "Decide first whether to leave, in a statement of its own, and write the value behind it.",
  message: ({ keyword }) => `This "${keyword}" has no value, and one is needed here.`,
});

/** What is wrong with a parameter of a block. */
export type ParameterProblem = "circular" | "nested" | "ordinary" | "reserved" | "twice";

const parameterProblems: Readonly<Record<ParameterProblem, readonly [problem: string, help: string]>> = {
  circular: ["is used for its own default, before it has a value", "Give one of the two another name."],
  nested: [
    "stands in a block inside of another one with such parameters",
    "Give one of the two blocks parameters with names: |item|.",
  ],
  ordinary: [
    "stands in a block that has parameters of its own",
    "Use the block's own parameters, or remove them.",
  ],
  reserved: ["is reserved for the parameters of blocks that name none", "Choose another name."],
  twice: ["is there twice", "Give each parameter a name of its own, or `_` to one that is not used."],
};

export const invalidParameter = define<{ readonly name: string; readonly problem: ParameterProblem }>(
  "recipe/invalid-parameter",
  {
    severity: "error",
    summary: "A parameter of a block cannot have this name, or cannot stand here.",
    why: "Ruby refuses the file: it could not tell which value is meant.",
    mend: "Give each parameter a name of its own; `_1` to `_9` are parameters by themselves, in blocks that name none.",
    message: ({ name, problem }) => `The parameter "${name}" ${parameterProblems[problem][0]}.`,
    help: ({ problem }) => parameterProblems[problem][1],
  },
);

export const misplacedWord = define<{ readonly word: string; readonly rule: string }>("recipe/misplaced", {
  severity: "error",
  summary: "A word stands where Ruby does not take it.",
  why: "The word has a meaning only in certain places; elsewhere Ruby refuses the file.",
  mend: "Move it to where the message says that it may stand, or remove it.",
  message: ({ word, rule }) => `"${word}" ${rule}.`,
});

export const missingClosing = define<{ readonly opening: string; readonly closing: string }>(
  "recipe/missing-closing-bracket",
  {
    severity: "error",
    summary: "A bracket is not closed.",
    why: "What belongs into the brackets cannot be told from what follows.",
    mend: "Close the bracket behind its last element; elements are separated by commas.",
    message: ({ opening, closing }) => `This "${opening}" is not closed: ${closing} or a comma is missing.`,
  },
);

export const unclosedBlock = define<{ readonly opener: string }>("recipe/unclosed-block", {
  severity: "error",
  summary: "A block or condition has no `end`.",
  why: "Ruby would take the statements behind it into the block, or refuse the file.",
  mend: "Write `end` on a line of its own behind the block's last statement, at the height of the line that opens it.",
  message: ({ opener }) => `This "${opener}" has no matching "end".`,
});

export const unclosedInterpolation = define<None>("recipe/unclosed-interpolation", {
  severity: "error",
  summary: "A `#{` in a string is not closed.",
  why: "The code in it cannot be told from the text behind it.",
  mend: "Close it with `}`. For a literal `#{` write `\\#{` or use single quotes.",
  message: () => 'This "#{" is not closed.',
});
