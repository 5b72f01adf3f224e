import type { PatternNode, Repetition } from "./pattern.js";

/** `?`, `*`, `+` and their lazy kinds, which Onigmo counts in this order (regparse.c, `popular_quantifier_num`). */
function popularity({ lower, upper, greedy }: Repetition): number {
  const kind = [
    upper === 1 && lower === 0,
    upper === Infinity && lower === 0,
    upper === Infinity && lower === 1,
  ];
  const index = kind.indexOf(true);
  return index < 0 || greedy ? index : index + 3;
}

/** What two nested quantifiers become: the inner one alone, another one, one around another, or as they are. */
type Reduction = "inner" | "*" | "*?" | "??" | "(+)??" | "both";

/** By the inner quantifier, then the outer (`ReduceTypeTable`); `(?:a*?)+` means `a*?`, other than it looks. */
const reductions: readonly (readonly Reduction[])[] = [
  ["inner", "*", "*", "??", "*?", "both"],
  ["inner", "inner", "inner", "(+)??", "(+)??", "inner"],
  ["*", "*", "inner", "both", "(+)??", "inner"],
  ["inner", "*?", "*?", "inner", "*?", "*?"],
  ["inner", "inner", "inner", "inner", "inner", "inner"],
  ["both", "both", "both", "*?", "*?", "inner"],
];

/** A quantifier on what it stands behind. */
export function quantify(repetition: Repetition): PatternNode {
  const inner = repetition.target;
  if (inner.kind !== "repetition") return repetition;
  const outside = popularity(repetition);
  const inside = popularity(inner);
  if (inside >= 0 && outside >= 0) return reduce(repetition, inner, reductions[inside]?.[outside] ?? "both");
  const { lower, upper, greedy } = repetition;
  // (?:a*){n,m} and (?:a+){n,m} need no more than n times.
  if ((inside === 1 || inside === 2) && upper !== Infinity && upper > 1 && greedy)
    return { ...repetition, upper: lower === 0 ? 1 : lower };
  return repetition;
}

function reduce(outer: Repetition, inner: Repetition, reduction: Reduction): PatternNode {
  const { target } = inner;
  switch (reduction) {
    case "inner":
      return inner;
    case "both":
      return outer;
    case "*":
      return { ...outer, target, lower: 0, upper: Infinity, greedy: true };
    case "*?":
      return { ...outer, target, lower: 0, upper: Infinity, greedy: false };
    case "??":
      return { ...outer, target, lower: 0, upper: 1, greedy: false };
    case "(+)??": {
      const plus: Repetition = { ...inner, lower: 1, upper: Infinity, greedy: true };
      return { ...outer, target: plus, lower: 0, upper: 1, greedy: false };
    }
  }
}
