/** What a rule of a grammar says. */
export type Expression =
  | { readonly kind: "choice" | "sequence"; readonly items: readonly Expression[] }
  | { readonly kind: "optional" | "many" | "some"; readonly item: Expression }
  | { readonly kind: "except"; readonly item: Expression; readonly without: Expression }
  | { readonly kind: "word" | "characters"; readonly text: string }
  | { readonly kind: "name"; readonly name: string };

export interface Rule {
  readonly name: string;
  /** The right side as written, with single blanks. */
  readonly source: string;
  readonly expression: Expression;
  /** The comments in front of it. */
  readonly comments: readonly string[];
}

export function readGrammar(text: string): readonly Rule[];

/** An expression as it is written. */
export function written(expression: Expression): string;
