import type { CharacterSet } from "./character-set.js";
import type { Anchor } from "./pattern.js";

/** A set that is asked for many characters: for ASCII there is a table. */
export interface SetTest {
  readonly ascii: Uint8Array;
  readonly set: CharacterSet;
}

/** A compiled pattern. */
export interface Program {
  readonly code: readonly Instruction[];
  /** How many groups capture. */
  readonly groups: number;
  /** The groups of each name, in order. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** How many registers it uses besides those of the groups. */
  readonly registers: number;
  readonly leadingDot: LeadingDot | undefined;
  /** Ruby does not match it with other texts, or not in every version. */
  readonly asciiOnly: boolean;
}

/**
 * A greedy dot without end that a pattern begins with. Onigmo looks for such a pattern only where it begins to search
 * and, unless the dot is `multiLine`, at the starts of lines.
 */
export interface LeadingDot {
  readonly multiLine: boolean;
  /** Something empty stands before it: that makes a difference, for /\b.*x/ finds nothing in "  x". */
  readonly prefixed: boolean;
}

/**
 * What the matcher does, in the manner of Onigmo's own codes (regexec.c). Behind the last instruction stands the
 * match. Jumps count from the next instruction; `register` is the first of as many as the instruction needs.
 */
export type Instruction = CommonInstruction | RareInstruction;

export type CommonInstruction =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "set"; readonly test: SetTest }
  | SetLoop
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | { readonly kind: "group start" | "group end"; readonly group: number }
  | { readonly kind: "jump"; readonly by: number }
  /** Goes on, and by `other` when that fails. */
  | { readonly kind: "choice"; readonly other: number }
  | { readonly kind: "count start"; readonly register: number }
  | CountStep
  | { readonly kind: "empty start"; readonly register: number }
  /** Passes the next instruction, which would repeat, when nothing was matched since the start. */
  | { readonly kind: "empty end"; readonly register: number; readonly captures: boolean };

export type RareInstruction =
  /** A text whose fold is this one. Not `spread`: Ruby's answer is not sure where one character folds to several. */
  | { readonly kind: "folded text"; readonly points: readonly number[]; readonly spread: boolean }
  | OneOf
  /** The first of the groups that has matched and fits. */
  | { readonly kind: "backreference"; readonly groups: readonly number[]; readonly ignoreCase: boolean }
  | { readonly kind: "condition"; readonly group: number; readonly otherwise: number }
  | { readonly kind: "keep" }
  | { readonly kind: "atomic start" | "atomic end"; readonly register: number }
  | { readonly kind: "ahead start" | "ahead end"; readonly register: number }
  /** For a look-behind goes `back` characters back; passes "not end" when it cannot, or when what follows fails. */
  | NotStart
  | { readonly kind: "not end"; readonly register: number }
  | { readonly kind: "step back"; readonly length: number };

/** A set so many times; greedy, it gives back one character at a time. */
export interface SetLoop {
  readonly kind: "set loop";
  readonly test: SetTest;
  readonly lower: number;
  readonly upper: number;
  readonly mode: "greedy" | "lazy" | "possessive";
}

/**
 * A text whose fold is one of these, all of which have as many characters. Unless the pattern is `fixed` to UTF-8,
 * Ruby matches a text of ASCII as ASCII and knows none of them, if it has not matched another text as UTF-8 before.
 */
export interface OneOf {
  readonly kind: "one of";
  readonly length: number;
  readonly texts: ReadonlySet<string>;
  readonly fixed: boolean;
}

export interface NotStart {
  readonly kind: "not start";
  readonly register: number;
  readonly back: number | undefined;
  readonly by: number;
}

export interface CountStep {
  readonly kind: "count";
  readonly register: number;
  readonly lower: number;
  readonly upper: number;
  readonly greedy: boolean;
  readonly back: number;
}
