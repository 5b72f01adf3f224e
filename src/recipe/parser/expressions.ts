import { keywordNamed, textOf, type Token, type TokenKind } from "../tokens.js";
import type {
  Argument,
  AssignmentTarget,
  ConstantRead,
  Expression,
  HashEntry,
  LocalRead,
  RegexpLiteral,
  Span,
} from "../tree.js";
import { groupNames } from "../regexp/literal.js";
import { textAsWritten } from "../segments.js";
import { bareCall, CallRules } from "./calls.js";
import type { ReadArgument } from "./literals.js";
import { isNumbered } from "./parameters.js";
import { foldBinary, isBinaryOperator } from "./precedence.js";

/** Tokens before which a range is open: `(1..)`, `list[1..]`, `foo 1.., 2`. */
const endsRange = new Set<TokenKind>([
  ...([
    ")",
    "]",
    "}",
    "interpolation end",
    "newline",
    "end of file",
    ",",
    "=>",
    "then",
    "do",
    "end",
  ] as const),
  ...(["and", "or", "?", ":", "when"] as const),
]);

/** Tokens before which a label has no value of its own. */
const endsShorthand = new Set<TokenKind>([",", ")", "}", "]", "newline", "end of file"]);

/** What may be assigned: where a statement starts several values too, in the value of such an assignment a command. */
type Freedom = "list" | "command" | "none";

/** Expressions, from assignment down to unary operators; calls and literals come from the groups below. */
export abstract class ExpressionRules extends CallRules {
  /** expression ::= ternary */
  protected expression(): Expression {
    this.enter();
    const result = this.#ternary();
    this.leave();
    return result;
  }

  /**
   * operand ::= postfix | assignable ( '=' | OPERATORASSIGN ) assignedTo
   *
   * assignable ::= singleTarget | postfix '&.' ( IDENTIFIER | CONSTANT )
   *
   * Hence `a && b = c` assigns to `b`, as in Ruby.
   */
  #operand(): Expression {
    const first = this.token;
    const statement = this.listStart === first.start;
    const freedom = statement ? "list" : this.assignmentStart === first.start ? "command" : "none";
    const left = this.postfix();
    if ((!this.at("=") && !this.at("operator =")) || this.behindCommand) return left;
    if (first.kind === "variable" && this.previous === first) return this.#variableAssignment(first, freedom);
    const target = this.assignable(left);
    return target === undefined ? left : this.#assignment(target, freedom);
  }

  /** A bare name becomes a local before its value is read, as in Ruby. */
  #assignment(target: AssignmentTarget, freedom: Freedom): Expression {
    const sign = this.advance();
    const operator = sign.kind === "=" ? undefined : this.image(sign).slice(0, -1);
    const value = this.#assignedTo(sign, freedom);
    return { kind: "assignment", target, operator, value, start: target.start, end: value.end };
  }

  /**
   * assignedTo ::= expression ( 'rescue' expression )?
   *
   * listAssignment ::= assignable '=' several
   *
   * commandAssignment ::= assignable ( '=' | OPERATORASSIGN ) ( commandCall | commandAssignment ) ( 'rescue'
   *   expression )?
   *
   * The latter two where a statement starts.
   */
  #assignedTo(sign: Token, freedom: Freedom): Expression {
    const assigned = this.assignments.length;
    const first = this.token;
    const mayBeList = freedom === "list" && sign.kind === "=";
    if (mayBeList && this.at("*")) return this.#ended(this.several());
    if (freedom !== "none") {
      this.allowCommand();
      this.assignmentStart = first.start;
    }
    const value = this.valued(this.expression());
    const { behindCommand } = this;
    if (mayBeList && this.at(",") && !behindCommand) return this.#ended(this.several(value));
    if (!this.accept("rescue")) return value;
    if (behindCommand && sign.kind === "=") this.allowCommand();
    this.expression();
    return this.refused("`rescue` behind a value", first, assigned);
  }

  /** No operator follows the list of an assignment, as none does a command. */
  #ended(list: Expression): Expression {
    this.commandEnd = this.previous.end;
    return list;
  }

  /**
   * several ::= value ( ',' value )*
   *
   * An array without brackets.
   */
  protected several(first?: Argument): Expression {
    const elements = [first ?? this.assignedValue()];
    while (this.accept(",")) elements.push(this.assignedValue());
    return { kind: "array", elements, start: elements[0]?.start ?? 0, end: this.previous.end };
  }

  /** value ::= '*' expression | expression */
  protected assignedValue(): Argument {
    return this.at("*") ? this.#splat() : this.valued(this.expression());
  }

  /** `@x = 1` */
  #variableAssignment(variable: Token, freedom: Freedom): Expression {
    const assigned = this.assignments.length;
    if (/^\$[1-9&`'+]/.test(this.image(variable))) this.misplaced(variable, "cannot be assigned");
    this.#assignedTo(this.advance(), freedom);
    return this.refused(`an assignment to \`${this.image(variable)}\``, variable, assigned);
  }

  /** The expression as the target of an assignment, if it can be one; a bare name becomes a local. */
  protected assignable(left: Expression): AssignmentTarget | undefined {
    if (left.end !== this.previous.end) return undefined; // in parentheses
    if (left.kind === "index") return left;
    if (left.kind === "constant") return this.#assignedConstant(left);
    if (left.kind === "local") return this.target(this.previous, left.name);
    if (left.kind !== "call" || left.end !== left.nameEnd || !/[\w\u0080-\uffff]$/.test(left.name))
      return undefined;
    return left.receiver === undefined ? this.target(this.previous, left.name) : left;
  }

  /** In a `def` a constant is not assigned, but `A::B ||= c` is no such assignment (parse.y, `op_asgn`). */
  #assignedConstant(constant: ConstantRead): ConstantRead {
    const operated = constant.scope !== undefined && this.at("operator =");
    if (this.scopes[0]?.kind === "def" && !operated)
      this.misplaced(constant, 'can be assigned only outside of "def"');
    return constant;
  }

  /** ternary ::= range ( '?' expression ':' expression )? */
  #ternary(): Expression {
    const condition = this.#range();
    if (!this.at("?") || this.behindCommand) return condition;
    this.advance();
    this.valued(condition);
    const then = this.expression();
    this.acceptLineEnd();
    this.#expectColon();
    const otherwise = this.expression();
    return {
      kind: "if",
      condition,
      then: [then],
      otherwise: [otherwise],
      start: condition.start,
      end: this.previous.end,
    };
  }

  #expectColon(): void {
    if (!this.accept(":")) throw this.unexpected(this.token, '":" of "condition ? a : b"');
  }

  /** range ::= binary ( ( '..' | '...' ) binary? )? | ( '..' | '...' ) binary */
  #range(): Expression {
    const { start } = this.token;
    const from = this.at("..") ? undefined : this.#binary();
    if (!this.at("..") || (from !== undefined && this.behindCommand)) return from ?? this.#binary();
    if (from !== undefined) this.valued(from);
    const exclusive = this.image(this.advance()) === "...";
    const open = from !== undefined && endsRange.has(this.token.kind);
    const to = open ? undefined : this.valued(this.#binary());
    if (this.at("..")) throw this.unexpected(this.token, undefined);
    return { kind: "range", from, to, exclusive, start, end: this.previous.end };
  }

  /**
   * binary ::= unary ( BINARY unary )*
   *
   * Folded by a table of precedence, since a rule a level would nest ten deep.
   */
  #binary(): Expression {
    const first = this.#unary();
    if (!isBinaryOperator(this.token.kind) || this.behindCommand) return first;
    const operands = [first];
    const operators: Token[] = [];
    const matches = new Map<Expression, readonly LocalRead[]>();
    let pending: RegexpLiteral | undefined;
    // What a pattern assigns is there for what stands behind the whole comparison.
    const assign = (): void => {
      if (pending !== undefined) matches.set(pending, this.#namedGroups(pending));
      pending = undefined;
    };
    let alone = true;
    while (isBinaryOperator(this.token.kind) && !this.startsTightArgument) {
      const operator = this.advance();
      const image = this.image(operator);
      const left = operands.at(-1);
      const logical = image === "&&" || image === "||";
      if (logical) assign();
      if (alone && image === "=~" && left?.kind === "regexp") pending = left;
      alone = logical;
      operators.push(operator);
      operands.push(this.#unary());
    }
    assign();
    return foldBinary(operands, operators, this.cursor.text, {
      chained: (operator) => {
        throw this.unexpected(operator, undefined);
      },
      needed: (operand) => this.valued(operand),
      matched: (left, right) => matchAssignment(left, right, matches.get(left)),
    });
  }

  /** The locals that the groups of a pattern become (parse.y, `reg_named_capture_assign`). */
  #namedGroups(literal: RegexpLiteral): readonly LocalRead[] {
    const names = groupNames(literal).filter(
      (name) => localName.test(name) && keywordNamed(name) === undefined,
    );
    return names.map((name) => this.target(literal, name));
  }

  /**
   * unary ::= ( '!' | '~' | '-' | '+' )* power
   *
   * power ::= operand ( '**' unary )?
   *
   * `-` binds looser than `**`, the others tighter; the sign of a number is such a `-`.
   */
  #unary(): Expression {
    if (!isPrefix(this.token.kind)) return this.#power(this.#operand());
    const prefixes: Token[] = [];
    while (isPrefix(this.token.kind)) {
      const commands = this.commandStart === this.token.start;
      prefixes.push(this.advance());
      if (commands && this.previous.kind === "!") this.allowCommand();
    }
    let result = this.#operand();
    if (this.#isSigned(result)) result = this.#power(result);
    while (prefixes.length > 0 && prefixes.at(-1)?.kind !== "-")
      result = this.#prefixed(prefixes.pop(), result);
    result = this.#power(result);
    while (prefixes.length > 0) result = this.#prefixed(prefixes.pop(), result);
    return result;
  }

  #power(base: Expression): Expression {
    if (!this.at("**") || this.startsTightArgument || this.behindCommand) return base;
    this.enter();
    const signed = this.#isSigned(base);
    this.advance();
    const result = raise(this.valued(base), this.valued(this.#unary()), signed);
    this.leave();
    return result;
  }

  /** Whether a number was read last whose sign is its own: in brackets of its own it has none that could be taken off. */
  #isSigned({ kind, start, end }: Expression): boolean {
    const number = kind === "integer" || kind === "float";
    return number && end === this.previous.end && this.cursor.text.startsWith("-", start);
  }

  #prefixed(prefix: Token | undefined, operand: Expression): Expression {
    if (prefix === undefined) return operand;
    this.valued(operand);
    return { kind: "unary", operator: this.image(prefix), operand, start: prefix.start, end: operand.end };
  }

  /**
   * pair ::= LABEL expression? | QUOTEDLABEL expression | LABELBEGIN contents LABELEND expression |
   *   expression '=>' expression | '**' expression
   *
   * passed ::= '&' expression
   *
   * Or a value.
   */
  protected argument(): ReadArgument {
    switch (this.token.kind) {
      case "*":
        return this.#splat();
      case "**":
      case "&": {
        const { kind, start } = this.advance();
        const value = this.valued(this.expression());
        const span = { value, start, end: this.previous.end };
        return kind === "&" ? { kind: "passed block", ...span } : { kind: "double splat", ...span };
      }
      case "label":
        return this.#labelled();
      case "label begin":
        return this.#entry(this.labelOfParts());
      default:
        return this.#pairOrValue();
    }
  }

  #splat(): Argument {
    const { start } = this.advance();
    const value = this.valued(this.expression());
    return { kind: "splat", value, start, end: this.previous.end };
  }

  #labelled(): HashEntry {
    const token = this.advance();
    const { start, end } = token;
    const part = textOf(token) ?? textAsWritten(this.cursor.text.slice(start, end - 1), start, end - 1);
    const short = endsShorthand.has(this.token.kind) && /^[^'"]*[^'"?!]:$/.test(this.image(token));
    const value = short ? this.#shorthand(part) : this.valued(this.expression());
    const key: Expression = { kind: "symbol", parts: [part], start, end };
    return { kind: "entry", key, value, start, end: this.previous.end };
  }

  /** `name:` alone means `name: name` (Ruby 3.1). */
  #shorthand({ start, end }: Span): Expression {
    const name = this.cursor.text.slice(start, end);
    if (/^[A-Z]/.test(name)) return { kind: "constant", scope: undefined, name, start, end };
    if (isNumbered(name))
      return this.numberedParameter({ start, end }, name) ?? bareCall(name, { start, end });
    const depth = this.depthOf(name);
    if (depth !== undefined) return { kind: "local", name, depth, start, end };
    return bareCall(name, { start, end });
  }

  #pairOrValue(): ReadArgument {
    const first = this.valued(this.expression());
    return this.accept("=>") ? this.#entry(first) : first;
  }

  #entry(key: Expression): HashEntry {
    const value = this.valued(this.expression());
    return { kind: "entry", key, value, start: key.start, end: this.previous.end };
  }
}

/** What Ruby takes as the name of a local. */
const localName = /^(?![\p{Uppercase}\p{Lt}])[a-z_\x80-\u{10ffff}][\w\x80-\u{10ffff}]*$/u;

function matchAssignment(
  pattern: Expression,
  value: Expression,
  locals: readonly LocalRead[] = [],
): Expression | undefined {
  if (pattern.kind !== "regexp" || locals.length === 0) return undefined;
  return { kind: "match assignment", pattern, value, locals, start: pattern.start, end: value.end };
}

function isPrefix(kind: TokenKind): boolean {
  return kind === "!" || kind === "-" || kind === "+" || kind === "~";
}

/** `base ** exponent`; of a number with a sign the sign is taken off first. */
function raise(base: Expression, exponent: Expression, signed: boolean): Expression {
  const span = { start: base.start, end: exponent.end };
  const left = signed ? withoutSign(base) : base;
  const power: Expression = { kind: "binary", operator: "**", left, right: exponent, ...span };
  return signed ? { kind: "unary", operator: "-", operand: power, ...span } : power;
}

function withoutSign(base: Expression): Expression {
  if (base.kind === "integer") return { ...base, value: -base.value };
  return base.kind === "float" ? { ...base, number: -base.number } : base;
}
