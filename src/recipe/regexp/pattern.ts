import type { CharacterSet } from "./character-set.js";

/** The options behind a regular expression literal. */
export interface PatternOptions {
  readonly ignoreCase: boolean;
  /** `m`: the dot matches a line feed too. */
  readonly multiLine: boolean;
  /** `x`: white space and comments count for nothing. */
  readonly extended: boolean;
}

/** Why a pattern has no program: Ruby refuses it, or it is Ruby's and mofsmith does not match it. */
export interface PatternProblem {
  readonly kind: "invalid" | "unsupported";
  /** Offset in the pattern's text, in UTF-16 units. */
  readonly offset: number;
  /** In Onigmo's words when invalid; else the construct. */
  readonly message: string;
}

export type Anchor =
  | "line start"
  | "line end"
  | "text start"
  | "text end"
  | "last line end"
  | "search start"
  | "word boundary"
  | "no word boundary"
  | "ascii word boundary"
  | "no ascii word boundary";

/** A pattern as a tree. A sequence without nodes matches the empty text. */
export type PatternNode =
  | Literal
  | Characters
  | Repetition
  | Capture
  | Look
  | Backreference
  | Condition
  | { readonly kind: "sequence"; readonly nodes: readonly PatternNode[] }
  | { readonly kind: "alternation"; readonly nodes: readonly PatternNode[] }
  | { readonly kind: "atomic"; readonly target: PatternNode }
  /** `(?i:…)`: its options have gone into its nodes, but it is a node of its own where look-behind is measured. */
  | { readonly kind: "options"; readonly target: PatternNode }
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | { readonly kind: "keep" };

/** A run of characters. It stays together as written: "ss" matches "ß" without case, "s" and "s" in turn do not. */
export interface Literal {
  readonly kind: "literal";
  readonly points: readonly number[];
  readonly ignoreCase: boolean;
  readonly start: number;
}

/** One character of a set, or one of some sequences (a class without case). */
export interface Characters {
  readonly kind: "characters";
  readonly set: CharacterSet;
  readonly sequences: readonly (readonly number[])[];
  /** It is the dot, which with `m` matches a line feed too. */
  readonly dot: { readonly multiLine: boolean } | undefined;
  readonly start: number;
}

export interface Repetition {
  readonly kind: "repetition";
  readonly target: PatternNode;
  readonly lower: number;
  /** Infinity when there is no bound. */
  readonly upper: number;
  readonly greedy: boolean;
  readonly start: number;
}

export interface Capture {
  readonly kind: "capture";
  readonly group: number;
  readonly name: string | undefined;
  readonly target: PatternNode;
}

export interface Look {
  readonly kind: "look";
  readonly behind: boolean;
  readonly negated: boolean;
  readonly target: PatternNode;
  readonly start: number;
}

export interface Backreference {
  readonly kind: "backreference";
  /** A name that several groups have stands for all of them. */
  readonly groups: readonly number[];
  readonly named: boolean;
  readonly ignoreCase: boolean;
  /** It stands in the group that it refers to. */
  readonly within: boolean;
  readonly start: number;
}

/** `(?(1)yes|no)`. */
export interface Condition {
  readonly kind: "condition";
  readonly group: number;
  readonly named: boolean;
  readonly yes: PatternNode;
  readonly no: PatternNode;
  readonly start: number;
}

/** What reading a pattern gives. */
export interface Pattern {
  readonly tree: PatternNode;
  /** How many groups capture. */
  readonly groups: number;
  /** The groups of each name, in order. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** It is a UTF-8 pattern whatever it is matched with. */
  readonly fixed: boolean;
}
