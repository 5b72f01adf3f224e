import { define } from "../define.js";

/** Files that cannot be read as text, or written. */

export const unreadableFile = define<{ readonly reason: string }>("source/unreadable-file", {
  severity: "error",
  summary: "A file or folder that was asked for cannot be read.",
  why: "Nothing can be said about a text that cannot be read.",
  mend: "Check that the path is spelt as on disk, and that you are allowed to read it.",
  message: ({ reason }) => `This cannot be read: ${reason}.`,
});

export const notText = define<{ readonly reason: string }>("source/not-text", {
  severity: "error",
  summary: "A file holds bytes that are no text.",
  why: "Guessing the encoding would put wrong characters into documents without anybody noticing.",
  mend: "Save the file as UTF-8; UTF-16 with a byte order mark is read too.",
  message: ({ reason }) => `The file ${reason}.`,
});

export const moreProblems = define<{ readonly count: number }>("source/more-problems", {
  severity: "note",
  summary: "There are more problems in a file than are told.",
  why: "Behind the first hundred nobody reads on, and most of them have the same cause.",
  mend: "Mend those that are told, and run the command again.",
  message: ({ count }) =>
    count === 1
      ? "One more problem of this file is not told."
      : `${count.toLocaleString("en-US")} more problems of this file are not told.`,
});

export const noByteOrderMark = define<{ readonly encoding: string }>("source/no-byte-order-mark", {
  severity: "warning",
  summary: "A document in UTF-16 does not begin with a byte order mark.",
  why: "The LCM of Linux takes the mark for granted and drops the last character of the document without one.",
  mend: "Save the document with a byte order mark, or as ASCII.",
  message: ({ encoding }) => `The document is in ${encoding} and has no byte order mark.`,
});

export const unwritableFile = define<{ readonly reason: string }>("source/unwritable-file", {
  severity: "error",
  summary: "A document cannot be written to its place.",
  why: "Documents are written all together or not at all, so none of this run has been replaced.",
  mend: "Make room at that place, or name another folder with --out.",
  message: ({ reason }) => `This cannot be written: ${reason}. No document of this run was written.`,
});

const withoutEncoding =
  "Compile without --encoding: mofsmith then chooses what every LCM of the target reads.";

export const unreadableEncoding = define<{
  readonly encoding: string;
  readonly target: string;
  readonly character: string;
  /** It was not asked for by itself, but with `--compat ps51`. */
  readonly isOfCompat?: boolean;
}>("source/unreadable-encoding", {
  severity: "error",
  summary: "A document holds characters that its LCM could not read in the encoding it has.",
  why: "A Windows LCM reads 8-bit files by its code page and a Linux LCM turns UTF-16 into Latin-1: both would apply another text than the recipe's, without an error.",
  mend: withoutEncoding,
  message: ({ encoding, target, character }) =>
    `The document holds "${character}", which a ${target} LCM does not read from a file in ${encoding}.`,
  help: ({ isOfCompat }) =>
    isOfCompat === true
      ? "Compile without --compat ps51: Windows PowerShell writes UTF-16 alone, for whatever machine; mofsmith's own form has an encoding that every LCM of the target reads."
      : withoutEncoding,
});
