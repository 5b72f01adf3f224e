import type { Expression } from "../tree.js";

/**
 * The jump because of which an expression never has a value (parse.y, `value_expr_check`): the expression itself,
 * what it ends with, or, of an `if`, what both of its branches end with. Of `&&` and `||` the left side counts, and
 * has been looked at when they were read.
 */
export function jumpIn(expression: Expression): Expression | undefined {
  let first: Expression | undefined;
  let at: Expression | undefined = expression;
  while (at !== undefined) {
    switch (at.kind) {
      case "return":
      case "jump":
        return first ?? at;
      case "refused":
        return at.construct === "`redo`" || at.construct === "`retry`" ? (first ?? at) : undefined;
      case "sequence":
        at = at.statements.at(-1);
        break;
      case "if": {
        const then = at.then.at(-1);
        const own = then === undefined || at.otherwise.length === 0 ? undefined : jumpIn(then);
        if (own === undefined) return undefined;
        first ??= own;
        at = at.otherwise.at(-1);
        break;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}
