import { define } from "../define.js";

/** Problems of a MOF text itself, before any class is looked up. */

export const syntax = define<{ expected: string; found: string }>("mof/syntax", {
  severity: "error",
  summary: "The text does not follow the grammar of MOF.",
  why: "A Local Configuration Manager (LCM) refuses the whole document at the first such place.",
  mend: "Write what is expected there; the grammar is in grammar/mof.ebnf.",
  message: ({ expected, found }) => `Expected ${expected}, but found ${found}.`,
  help: ({ expected }) => `Write ${expected} here, or remove what does not belong.`,
});

export const emptyFile = define<undefined>("mof/empty-file", {
  severity: "error",
  summary: "The file declares nothing.",
  why: "An LCM takes a file of only blanks and comments for a mistake and refuses it.",
  mend: "Declare at least one instance or class, or leave the file out.",
  message: () => "This file holds no declaration.",
});

export const emptyInstance = define<undefined>("mof/empty-instance", {
  severity: "error",
  summary: "An instance sets no property.",
  why: "MOF has no empty instance; an LCM refuses the document.",
  mend: "Set at least one property, or remove the instance.",
  message: () => "This instance sets no property.",
});

export const reservedWord = define<{ word: string; expected: string }>("mof/reserved-word", {
  severity: "error",
  summary: "A word that MOF keeps for itself is used as a name.",
  why: "The grammar reads the word as a keyword, in any case, so nothing can bear it as its name.",
  mend: "Use another name. The reserved words are the keywords, the types and the flavors of MOF.",
  message: ({ word, expected }) => `Expected ${expected}, but "${word}" is a reserved word of MOF.`,
});

export const unterminatedString = define<undefined>("mof/unterminated-string", {
  severity: "error",
  summary: "A string has no closing quote.",
  why: "The rest of the file is swallowed by the string.",
  mend: 'End the string with ". A quote inside it is written \\", a backslash \\\\.',
  message: () => "The string that starts here does not end.",
});

export const unterminatedComment = define<undefined>("mof/unterminated-comment", {
  severity: "error",
  summary: "A comment has no end.",
  why: "The rest of the file is swallowed by the comment.",
  mend: "End the comment with */. Comments do not nest.",
  message: () => "The comment that starts here does not end.",
});

export const invalidEscape = define<{ escape: string }>("mof/invalid-escape", {
  severity: "error",
  summary: "A backslash stands before a character that it cannot escape.",
  why: "An LCM refuses a document with such a string. In a schema the character is read as it stands.",
  mend: "Write one of \\b \\t \\n \\f \\r \\\" \\' \\\\ or \\x and four hexadecimal digits; a backslash itself is \\\\.",
  message: ({ escape }) => `"${escape}" is no escape sequence of MOF.`,
});

export const nulEscape = define<undefined>("mof/nul-escape", {
  severity: "warning",
  summary: "A string holds the character zero.",
  why: "An LCM ends the string there: what follows in the quotes is lost.",
  mend: "Remove the character, and what follows it if it is not meant.",
  message: () => "This escape ends the string; the rest of it is ignored.",
});

export const lowByteEscape = define<{ escape: string }>("mof/low-byte-escape", {
  severity: "warning",
  summary: "A document for Linux holds a character as `\\x` and four digits.",
  why: "The LCM of Linux keeps only the last two of the digits, as one byte.",
  mend: "Write the character itself and save the document as UTF-8.",
  message: ({ escape }) => `Of "${escape}" the LCM of Linux keeps only the last two digits, as a byte.`,
});

export const controlCharacter = define<{ character: string }>("mof/control-character", {
  severity: "warning",
  summary: "A control character, such as the end of a line, stands in the quotes of a literal.",
  why: "An LCM keeps it, but whatever copies the document may change it without anybody noticing.",
  mend: "Write it as an escape: \\n, \\r, \\t, \\b, \\f or, for Windows, \\x and four hexadecimal digits.",
  message: ({ character }) => `The control character ${character} stands in the quotes as it is.`,
});

export const tooLong = define<undefined>("mof/too-long", {
  severity: "error",
  summary: "A file has far too many words and signs.",
  why: "mofsmith reads input of any origin with bounded memory; an LCM needs days for a document that is so long.",
  mend: "Make several documents of it. The limit is 5000000 words and signs in one file, and cannot be raised.",
  message: () => "There are more words and signs in front of this place than are read of one file.",
});

export const nulCharacter = define<undefined>("mof/nul-character", {
  severity: "warning",
  summary: "A file holds the character zero.",
  why: "An LCM ends the text there without a word: what follows is lost.",
  mend: "Remove the character, and what follows it if it is not meant.",
  message: () => "The character zero ends the text here; the rest of the file is ignored.",
});

export const invalidNumber = define<{ text: string; better: string | undefined }>("mof/invalid-number", {
  severity: "error",
  summary: "A word that starts like a number is none.",
  why: "An LCM refuses the document. A real needs a dot and a digit after it, and no number has a suffix or `_`.",
  mend: "Write an integer (`15`, `-3`, `0x1F`) or a real (`1.5`, `1.0E+20`).",
  message: ({ text }) => `"${text}" is not a number in MOF.`,
  help: ({ better }) =>
    better === undefined
      ? "Write an integer (`15`, `-3`, `0x1F`) or a real (`1.5`, `1.0E+20`)."
      : `Write ${better}: a real needs a dot and a digit after it.`,
});

export const integerOverflow = define<{ text: string }>("mof/integer-overflow", {
  severity: "error",
  summary: "An integer does not fit in 64 bits.",
  why: "No type of MOF can hold it; an LCM refuses the document.",
  mend: "Write an integer from -9223372036854775808 to 18446744073709551615.",
  message: ({ text }) => `The integer ${text} does not fit in 64 bits.`,
});

export const realOverflow = define<{ text: string }>("mof/real-overflow", {
  severity: "warning",
  summary: "A real is larger than the largest one a machine can hold.",
  why: "An LCM reads it as infinity.",
  mend: "Write a real between -1.7976931348623157E+308 and 1.7976931348623157E+308.",
  message: ({ text }) => `The real ${text} is too large; it is read as infinity.`,
});

export const octalInteger = define<{ text: string; decimal: string }>("mof/octal-integer", {
  severity: "warning",
  summary: "An integer starts with a zero.",
  why: "Such an integer is octal, which is seldom what was meant.",
  mend: "Write the integer in decimal, without the zero in front.",
  message: ({ text, decimal }) => `${text} is an octal integer: its value is ${decimal}.`,
  help: ({ decimal }) => `Write ${decimal} if that is meant, or drop the zeros in front.`,
});

export const binaryInteger = define<{ text: string; decimal: string }>("mof/binary-integer", {
  severity: "warning",
  summary: "An integer is written in binary.",
  why: "The LCM of Linux refuses some binary integers, depending on the bytes that follow them.",
  mend: "Write the integer in decimal.",
  message: ({ text }) => `${text} is a binary integer, which not every LCM can read.`,
  help: ({ decimal }) => `Write ${decimal}.`,
});

export const arraySize = define<{ text: string }>("mof/array-size", {
  severity: "error",
  summary: "The size of an array is not a positive integer.",
  why: "An LCM refuses the class.",
  mend: "Write a positive integer between the brackets, or nothing.",
  message: ({ text }) => `"${text}" cannot be the size of an array.`,
});

export const missingSemicolon = define<{ className: string }>("mof/missing-semicolon", {
  severity: "error",
  summary: "The declaration of a class does not end with a semicolon.",
  why: "The grammar demands it: an LCM's parser refuses the file. In a schema it is a warning, and the class is read.",
  mend: "Write ; behind the brace that ends the class.",
  message: ({ className }) => `The declaration of class "${className}" does not end with ";".`,
});

export const mixedArray = define<{ first: string; other: string }>("mof/mixed-array", {
  severity: "error",
  summary: "The elements of an array are not all of one kind.",
  why: "An LCM refuses the document: an array has one type, and NULL is a kind of its own here.",
  mend: "Write all elements in the same way: all strings, all integers, all reals …",
  message: ({ first, other }) => `This element is ${other}, but the array starts with ${first}.`,
  help: ({ first }) => `Write ${first} here, or change the others.`,
});

export const duplicateProperty = define<{ property: string }>("mof/duplicate-property", {
  severity: "error",
  summary: "An instance sets a property twice.",
  why: "An LCM refuses the document; names are the same whatever their case.",
  mend: "Keep one of the two.",
  message: ({ property }) => `The property "${property}" is already set in this instance.`,
});

export const duplicateAlias = define<{ alias: string }>("mof/duplicate-alias", {
  severity: "error",
  summary: "Two instances have the same alias.",
  why: "An LCM refuses the document; aliases are the same whatever their case.",
  mend: "Give one of the two another alias.",
  message: ({ alias }) => `The alias "$${alias}" already stands for another instance.`,
});

export const undefinedAlias = define<{ alias: string; suggestion: string; below: boolean }>(
  "mof/undefined-alias",
  {
    severity: "error",
    summary: "A value names an alias that no instance above it has.",
    why: "An LCM reads a document from top to bottom and refuses an alias that it has not met yet.",
    mend: "Define the instance with this alias above the one that refers to it.",
    message: ({ alias, below }) =>
      below
        ? `The alias "$${alias}" is defined only further down.`
        : `No instance has the alias "$${alias}".`,
    help: ({ suggestion, below }) =>
      below
        ? "Move the instance that has this alias above this one."
        : suggestion || "Define an instance with this alias above this one.",
  },
);
