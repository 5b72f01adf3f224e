import { textOf, type Token, type TokenKind } from "../tokens.js";
import type { Argument, AssignmentTarget, Expression, HashEntry, Span } from "../tree.js";
import { textAsWritten } from "../segments.js";
import { bareCall, CallRules } from "./calls.js";
import type { ReadArgument } from "./literals.js";
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
  ...(["if", "unless", "while", "until", "rescue", "and", "or", "&&", "||", "?", ":"] as const),
]);

/** Tokens before which a label has no value of its own. */
const endsShorthand = new Set<TokenKind>([",", ")", "}", "]", "newline", "end of file"]);

/** Expressions, from assignment down to unary operators; calls and literals come from the groups below. */
export abstract class ExpressionRules extends CallRules {
  /** expression = ternary */
  protected expression(): Expression {
    this.enter();
    const result = this.#ternary();
    this.leave();
    return result;
  }

  /** operand = postfix [ ( "=" / operator "=" ) expression ] ; hence `a && b = c` assigns to `b`, as in Ruby */
  #operand(): Expression {
    const first = this.token;
    const commands = this.commandStart === first.start;
    const left = this.postfix();
    if (!this.at("=") && !this.at("operator =")) return left;
    if (first.kind === "variable" && this.previous === first)
      return this.#variableAssignment(first, commands);
    const target = this.#assignable(left);
    return target === undefined ? left : this.#assignment(target, commands);
  }

  /** A bare name becomes a local before its value is read, as in Ruby. */
  #assignment(target: AssignmentTarget, commands: boolean): Expression {
    const operator = this.advance();
    if (target.kind === "local") this.assign(target.name);
    const value = this.#assigned(commands);
    const compound = operator.kind === "=" ? undefined : this.image(operator).slice(0, -1);
    return { kind: "assignment", target, operator: compound, value, start: target.start, end: value.end };
  }

  /** assigned = expression / "*" expression *( "," argument ) ; `x = *list` makes an array */
  #assigned(commands: boolean): Expression {
    if (commands && this.at("*")) {
      const { start } = this.token;
      const elements = [this.#splat()];
      while (this.accept(",")) elements.push(this.at("*") ? this.#splat() : this.expression());
      return { kind: "array", elements, start, end: this.previous.end };
    }
    if (commands) this.allowCommand();
    return this.expression();
  }

  /** `@x = 1` */
  #variableAssignment(variable: Token, commands: boolean): Expression {
    const assigned = this.assignments.length;
    this.advance();
    this.#assigned(commands);
    return this.refused(`an assignment to \`${this.image(variable)}\``, variable, assigned);
  }

  /** The expression as the target of an assignment, if it can be one. */
  #assignable(left: Expression): AssignmentTarget | undefined {
    if (left.end !== this.previous.end) return undefined; // in parentheses
    if (left.kind === "local" || left.kind === "constant" || left.kind === "index") return left;
    if (left.kind !== "call" || left.end !== left.nameEnd || /[?!]$/.test(left.name)) return undefined;
    if (left.receiver !== undefined) return left;
    return { kind: "local", name: left.name, start: left.start, end: left.end };
  }

  /** ternary = range [ "?" expression ":" expression ] */
  #ternary(): Expression {
    const condition = this.#range();
    if (!this.accept("?")) return condition;
    const { doAllowed } = this;
    this.doAllowed = true;
    const then = this.expression();
    this.doAllowed = doAllowed;
    this.accept("newline");
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

  /** range = [ binary ] ( ".." / "..." ) [ binary ] / binary */
  #range(): Expression {
    const { start } = this.token;
    const from = this.at("..") ? undefined : this.#binary();
    if (!this.at("..")) return from ?? this.#binary();
    const exclusive = this.image(this.advance()) === "...";
    const to = from !== undefined && endsRange.has(this.token.kind) ? undefined : this.#binary();
    if (this.at("..")) throw this.unexpected(this.token, undefined);
    return { kind: "range", from, to, exclusive, start, end: this.previous.end };
  }

  /** binary = unary *( operator unary ) ; folded by a table of precedence, since a rule a level would nest ten deep */
  #binary(): Expression {
    const first = this.#unary();
    if (!isBinaryOperator(this.token.kind)) return first;
    const operands = [first];
    const operators: Token[] = [];
    while (isBinaryOperator(this.token.kind) && !this.startsTightArgument) {
      operators.push(this.advance());
      operands.push(this.#unary());
    }
    return foldBinary(operands, operators, this.cursor.text, (operator) => {
      throw this.unexpected(operator, undefined);
    });
  }

  /** unary = *( "!" / "-" / "+" / "~" ) operand [ "**" unary ] ; "-" binds looser than "**", the others tighter */
  #unary(): Expression {
    if (!isPrefix(this.token.kind)) return this.#power(this.#operand());
    const prefixes: Token[] = [];
    while (isPrefix(this.token.kind)) {
      const commands = this.commandStart === this.token.start;
      prefixes.push(this.advance());
      if (commands && this.previous.kind === "!") this.allowCommand();
    }
    let result = this.#operand();
    while (prefixes.length > 0 && prefixes.at(-1)?.kind !== "-")
      result = this.#prefixed(prefixes.pop(), result);
    result = this.#power(result);
    while (prefixes.length > 0) result = this.#prefixed(prefixes.pop(), result);
    return result;
  }

  #power(base: Expression): Expression {
    if (!this.at("**") || this.startsTightArgument) return base;
    this.enter();
    this.advance();
    const result = raise(base, this.#unary());
    this.leave();
    return result;
  }

  #prefixed(prefix: Token | undefined, operand: Expression): Expression {
    if (prefix === undefined) return operand;
    return { kind: "unary", operator: this.image(prefix), operand, start: prefix.start, end: operand.end };
  }

  /** argument = "*" expression / ( "**" / "&" ) expression / label expression / expression [ "=>" expression ] */
  protected argument(): ReadArgument {
    switch (this.token.kind) {
      case "*":
        return this.#splat();
      case "**":
      case "&":
        return this.#refusedArgument();
      case "label":
        return this.#labelled();
      default:
        return this.#pairOrValue();
    }
  }

  #splat(): Argument {
    const star = this.advance();
    const value = this.expression();
    return { kind: "splat", value, start: star.start, end: this.previous.end };
  }

  #refusedArgument(): Argument {
    const sign = this.advance();
    this.expression();
    const construct = sign.kind === "**" ? "`**` in an argument list" : "a block argument `&`";
    return this.refused(construct, sign);
  }

  #labelled(): HashEntry {
    const token = this.advance();
    const { start, end } = token;
    const part = textOf(token) ?? textAsWritten(this.cursor.text.slice(start, end - 1), start, end - 1);
    const value = endsShorthand.has(this.token.kind) ? this.#shorthand(part) : this.expression();
    return { key: { kind: "symbol", parts: [part], start, end }, value, start, end: this.previous.end };
  }

  /** `name:` alone means `name: name` (Ruby 3.1). */
  #shorthand({ start, end }: Span): Expression {
    const name = this.cursor.text.slice(start, end);
    if (/^[A-Z]/.test(name)) return { kind: "constant", scope: undefined, name, start, end };
    if (this.isLocal(name)) return { kind: "local", name, start, end };
    return bareCall(name, { start, end });
  }

  #pairOrValue(): ReadArgument {
    const first = this.expression();
    const labelled = this.previous.kind === "label end";
    if (!labelled && !this.accept("=>")) return first;
    const value = this.expression();
    const key: Expression = labelled && first.kind === "string" ? { ...first, kind: "symbol" } : first;
    return { key, value, start: first.start, end: this.previous.end };
  }
}

function isPrefix(kind: TokenKind): boolean {
  return kind === "!" || kind === "-" || kind === "+" || kind === "~";
}

/** `a ** b`; the sign of a negative literal stays outside: `-2 ** 2` is -4. */
function raise(base: Expression, exponent: Expression): Expression {
  const span = { start: base.start, end: exponent.end };
  const positive = withoutSign(base);
  const power: Expression = {
    kind: "binary",
    operator: "**",
    left: positive ?? base,
    right: exponent,
    ...span,
  };
  return positive === undefined ? power : { kind: "unary", operator: "-", operand: power, ...span };
}

/** A negative literal as a positive one; undefined for everything else. */
function withoutSign(base: Expression): Expression | undefined {
  if (base.kind === "integer" && base.value < 0n) return { ...base, value: -base.value };
  if (base.kind === "float" && (base.number < 0 || Object.is(base.number, -0)))
    return { ...base, number: -base.number };
  return undefined;
}
