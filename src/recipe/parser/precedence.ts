import type { Token, TokenKind } from "../tokens.js";
import type { Expression } from "../tree.js";

/**
 * BINARY ::= '+' | '-' | '*' | '/' | '%' | '<<' | '>>' | '&' | '|' | '^' | '<' | '<=' | '>' | '>=' | '==' |
 *   '!=' | '===' | '=~' | '!~' | '<=>' | '&&' | '||'
 *
 * Ruby's binary operators, loosest first (doc/syntax/precedence.rdoc).
 */
const levels: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["<=>", "==", "===", "!=", "=~", "!~"],
  ["<", "<=", ">", ">="],
  ["|", "^"],
  ["&"],
  ["<<", ">>"],
  ["+", "-"],
  ["*", "/", "%"],
];

const precedence = new Map<string, number>(
  levels.flatMap((operators, level) => operators.map((operator): [string, number] => [operator, level])),
);

/** `==` and its like do not chain. */
const NON_ASSOCIATIVE = 2;

const binaryKinds = new Set<TokenKind>(["operator", "+", "-", "*", "&", "|", "&&", "||"]);

export function isBinaryOperator(kind: TokenKind): boolean {
  return binaryKinds.has(kind);
}

/** What the fold finds that may be wrong. */
interface Witness {
  /** An operator that may not follow its like. */
  readonly chained: (operator: Token) => void;
  /** An operand that has to have a value. */
  readonly needed: (operand: Expression) => void;
  /** What `left =~ right` is where it assigns locals. */
  readonly matched: (left: Expression, right: Expression) => Expression | undefined;
}

/**
 * Puts operands and the operators between them together, all left-associative. Iterative, with two stacks, so
 * that a chain of a million operators is no deeper than one of two.
 */
export function foldBinary(
  operands: readonly Expression[],
  operators: readonly Token[],
  text: string,
  { chained, needed, matched }: Witness,
): Expression {
  const values: Expression[] = [];
  const pending: { readonly image: string; readonly level: number }[] = [];
  const reduce = (): void => {
    const operator = pending.pop();
    const right = values.pop();
    const left = values.pop();
    if (operator !== undefined && left !== undefined && right !== undefined) {
      needed(left);
      if (operator.image !== "&&" && operator.image !== "||") needed(right);
      const match = operator.image === "=~" ? matched(left, right) : undefined;
      values.push(match ?? combine(left, operator.image, right));
    }
  };
  operands.forEach((operand, index) => {
    values.push(operand);
    const operator = operators[index];
    if (operator === undefined) return;
    const image = text.slice(operator.start, operator.end);
    const level = precedence.get(image) ?? 0;
    for (let top = pending.at(-1); top !== undefined && top.level >= level; top = pending.at(-1)) {
      if (level === NON_ASSOCIATIVE && top.level === level) chained(operator);
      reduce();
    }
    pending.push({ image, level });
  });
  while (pending.length > 0) reduce();
  const [result] = values;
  if (result === undefined) throw new Error("a binary expression has an operand");
  return result;
}

function combine(left: Expression, image: string, right: Expression): Expression {
  const span = { start: left.start, end: right.end };
  if (image === "&&" || image === "||") {
    return { kind: "logical", operator: image === "&&" ? "and" : "or", left, right, ...span };
  }
  return { kind: "binary", operator: image, left, right, ...span };
}
