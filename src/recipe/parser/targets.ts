import type { Token, TokenKind } from "../tokens.js";
import type { Expression, RestTarget, Target, TargetList } from "../tree.js";
import { ExpressionRules } from "./expressions.js";
import { closers, openers } from "./token-sets.js";

/** Tokens of which targets consist, apart from what stands in the brackets of an index or of a call. */
const targetTokens = new Set<TokenKind>([
  ...(["identifier", "constant", "variable", "self"] as const),
  ...([".", "::", "top ::", ",", "*", "(", ")", "["] as const),
]);

/** How many tokens a list of targets in parentheses may have: looking ahead for its end must not take long. */
const FARTHEST = 1_000;

/** Assignments to several targets at once, and `for`, which makes one in each round. */
export abstract class TargetRules extends ExpressionRules {
  protected abstract expressionStatement(): Expression;

  /** assigned ::= multiple | listAssignment | commandAssignment | expressionStatement */
  protected assigned(): Expression {
    const first = this.token;
    this.assignmentStart = first.start;
    this.listStart = first.start;
    if (this.at("*") || (this.at("(") && this.#opensTargets())) return this.#multiple(first, undefined);
    const result = this.expressionStatement();
    if (!this.at(",") || this.behindCommand) return result;
    const target = this.#asTarget(first, result);
    return target === undefined ? result : this.#multiple(first, target);
  }

  /** multiple ::= targets '=' ( commandCall | several ) ( 'rescue' expression )? */
  #multiple(first: Token, read: Target | undefined): Expression {
    const list = this.#targets(first, "=", read);
    const [only] = list.items;
    const inBrackets = list.items.length === 1 && this.previous.kind !== "," && only?.kind === "targets";
    const targets = inBrackets ? only : list;
    this.expect("=");
    this.allowCommand();
    const assigned = this.assignments.length;
    const start = this.token;
    const one = this.assignedValue();
    const alone = one.kind !== "splat" && (!this.at(",") || this.behindCommand);
    let value = alone ? one : this.several(one);
    if (this.accept("rescue")) {
      this.expression();
      value = this.refused("`rescue` behind a value", start, assigned);
    }
    return { kind: "multiple assignment", targets, value, start: first.start, end: value.end };
  }

  /** targets ::= ( target ',' )+ target? | ( target ',' )* restTarget ( ',' target )* | nestedTargets */
  #targets(first: Token, closing: TokenKind, read?: Target): TargetList {
    const items: (Target | RestTarget)[] = read === undefined ? [] : [read];
    let rest = false;
    while (items.length === 0 || this.accept(",")) {
      if (items.length > 0 && !rest && this.at(closing)) break;
      if (rest && this.at("*")) throw this.unexpected(this.token, undefined);
      rest ||= this.at("*");
      items.push(this.at("*") ? this.#restTarget(closing) : this.#target());
    }
    return { kind: "targets", items, start: first.start, end: this.previous.end };
  }

  /** restTarget ::= '*' singleTarget? */
  #restTarget(closing: TokenKind): RestTarget {
    const { start } = this.advance();
    const target = this.at(",") || this.at(closing) ? undefined : this.singleTarget();
    return { kind: "rest target", target, start, end: this.previous.end };
  }

  /**
   * target ::= singleTarget | nestedTargets
   *
   * nestedTargets ::= '(' targets ')'
   */
  #target(): Target {
    if (!this.at("(") || !this.#opensTargets(true)) return this.singleTarget();
    this.enter();
    const open = this.advance();
    const list = this.#targets(open, ")");
    const [only] = list.items;
    const alone = list.items.length === 1 && this.previous.kind !== ",";
    if (alone && only?.kind !== "targets" && only?.kind !== "rest target")
      throw this.unexpected(this.token, undefined);
    this.acceptLineEnd();
    if (!this.accept(")")) throw this.missing(open, ")");
    this.leave();
    return { ...list, end: this.previous.end };
  }

  /**
   * singleTarget ::= IDENTIFIER | CONSTANT | topConstant | VARIABLE | postfix ( ( '.' | '::' ) ( IDENTIFIER |
   *   CONSTANT ) | index )
   *
   * Read as what comes before the dot, the colons or the index; then it has to be something that can be
   * assigned.
   */
  protected singleTarget(): Target {
    const first = this.token;
    const target = this.#asTarget(first, this.postfix());
    if (target === undefined) throw this.unexpected(this.token, undefined);
    return target;
  }

  /** The expression just read, which starts with `first`, as a target, if it can be one. */
  #asTarget(first: Token, left: Expression): Target | undefined {
    if (first.kind === "variable" && this.previous === first) {
      if (left.kind === "refused") return left;
      if (left.kind === "match variable" && left.name === "$~")
        return this.refused("an assignment to `$~`", first);
    }
    return left.kind === "call" && left.safe ? undefined : this.assignable(left);
  }

  /** Whether the bracket opens a list of targets, `(a, b), c = …`; `inside` of such a list it may end one too. */
  #opensTargets(inside = false): boolean {
    let round = 0;
    let several = false;
    for (let places = 0; places < FARTHEST; places++) {
      const { kind } = this.ahead(places);
      if (!targetTokens.has(kind)) return false;
      if (kind === "[" || (kind === "(" && this.#opensArguments(places)))
        places = this.#closingBracket(places);
      else if (kind === "(") round++;
      else if (kind === "," || kind === "*") several = true;
      else if (kind === ")" && --round === 0) {
        const behind = this.ahead(places + 1).kind;
        const ends = behind === "," || behind === "=" || (inside && (behind === ")" || behind === "in"));
        return several && ends;
      }
    }
    return false;
  }

  /** Whether the `(` at a place is that of `name(arguments)`. */
  #opensArguments(places: number): boolean {
    const { kind, end } = this.ahead(places - 1);
    return places > 0 && (kind === "identifier" || kind === "constant") && end === this.ahead(places).start;
  }

  /** The place of the bracket that closes the one at a place. */
  #closingBracket(opening: number): number {
    let depth = 0;
    for (let places = opening; places < FARTHEST; places++) {
      const { kind } = this.ahead(places);
      if (openers.has(kind) || kind === "block {") depth++;
      else if (closers.has(kind) && --depth === 0) return places;
    }
    return FARTHEST;
  }

  /**
   * forLoop ::= 'for' ( singleTarget | targets ) 'in' loopHead loopBody
   *
   * A call of `each`.
   */
  protected forLoop(): Expression {
    const opener = this.advance();
    const before = this.diagnostics.length;
    const list = this.#targets(this.token, "in");
    const [only] = list.items;
    const single = list.items.length === 1 && this.previous.kind !== "," && only?.kind !== "rest target";
    const variables = single && only !== undefined ? only : list;
    this.expect("in");
    const receiver = this.loopHead();
    const { end: start } = this.previous;
    const statements = this.loopBody(opener);
    const { end } = this.previous;
    const broken = this.diagnostics.length > before;
    return {
      kind: "call",
      receiver,
      name: "each",
      nameStart: opener.start,
      nameEnd: opener.end,
      arguments: [],
      block: { kind: "block", parameters: [], variables, statements, broken, start, end },
      blockArgument: undefined,
      safe: false,
      start: opener.start,
      end,
    };
  }

  /**
   * loopHead ::= expressionStatement ( 'do' | TERMINATOR )
   *
   * A `do` in it is the loop's.
   */
  protected loopHead(): Expression {
    const { doAllowed } = this;
    this.doAllowed = "none";
    const head = this.valued(this.expressionStatement());
    this.doAllowed = doAllowed;
    if (!this.accept("do")) this.expect("newline");
    return head;
  }

  /** loopBody ::= statements 'end' */
  protected loopBody(opener: Token): Expression[] {
    const { jumpsAllowed } = this;
    this.enter();
    this.open.push(opener);
    this.jumpsAllowed = true;
    const statements = this.statements();
    this.jumpsAllowed = jumpsAllowed;
    this.open.pop();
    this.closeBlock(opener);
    this.leave();
    return statements;
  }
}
