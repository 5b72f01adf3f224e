/** What the evaluation of one node's recipes may use. Strings count UTF-16 units, integers bits. */
export interface EvaluationLimits {
  readonly steps: number;
  readonly string: number;
  readonly collection: number;
  readonly integerBits: number;
  readonly nesting: number;
}

/** Twenty thousand digits are far beyond any MOF integer; the other numbers are the house plan's. */
export const evaluationLimits: EvaluationLimits = {
  steps: 5_000_000,
  string: 16 * 1024 * 1024,
  collection: 1_000_000,
  integerBits: 65_536,
  nesting: 100,
};

/**
 * What an element costs that is copied or read off: each is several objects, and five million of them would need more
 * than a gigabyte.
 */
export const copyCost = 8;
