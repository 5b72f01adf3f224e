import { invalidRegexp } from "../../diagnostics/catalogue/recipe.js";
import { refusalOf } from "../regexp/literal.js";
import { textOf, type Token, type TokenKind } from "../tokens.js";
import type {
  Argument,
  DoubleSplat,
  Expression,
  HashEntry,
  HashLiteral,
  RegexpLiteral,
  Span,
  StringLiteral,
  StringPart,
} from "../tree.js";
import { RecoveryRules } from "./recovery.js";

/** `&expression` behind the arguments of a call. */
interface PassedBlock extends Span {
  readonly kind: "passed block";
  readonly value: Expression;
}

type Pair = HashEntry | DoubleSplat;

/** An argument as read: pairs become one hash when the list is complete. */
export type ReadArgument = Argument | Pair | PassedBlock;

const noParts: readonly StringPart[] = [];

/** Literals: strings in all their forms, symbols, numbers, arrays, hashes. */
export abstract class LiteralRules extends RecoveryRules {
  protected abstract argument(): ReadArgument;

  /**
   * string ::= ( PLAINSTRING | STRINGBEGIN contents STRINGEND )+
   *
   * Literals side by side are one string.
   */
  protected string(): StringLiteral {
    const { start } = this.token;
    if (this.at("plain string") && !startsString(this.next.kind)) return this.#plainString();
    const parts: StringPart[] = [];
    for (;;) {
      if (this.at("plain string")) this.#addText(parts);
      else if (this.accept("string begin")) {
        this.#contents(parts);
        this.expect("string end");
      } else break;
    }
    return { kind: "string", parts, start, end: this.previous.end };
  }

  /** A label with interpolation: the symbol that it is. */
  protected labelOfParts(): Expression {
    const { start } = this.advance();
    const parts: StringPart[] = [];
    this.#contents(parts);
    this.expect("label end");
    return { kind: "symbol", parts, start, end: this.previous.end };
  }

  /** contents ::= ( STRINGCONTENT | interpolation )* */
  #contents(parts: StringPart[]): void {
    for (;;) {
      if (this.at("string content")) this.#addText(parts);
      else if (this.at("interpolation begin")) parts.push(this.#interpolation());
      else return;
    }
  }

  /** interpolation ::= INTERPOLATIONBEGIN statements INTERPOLATIONEND */
  #interpolation(): StringPart {
    this.enter();
    const open = this.advance();
    this.open.push(open);
    const statements = this.enclosed();
    this.open.pop();
    this.expect("interpolation end");
    this.leave();
    return { kind: "interpolation", statements, start: open.start, end: this.previous.end };
  }

  #addText(parts: StringPart[]): void {
    const text = textOf(this.advance());
    if (text !== undefined && text.text !== "") parts.push(text);
  }

  /** symbol ::= PLAINSYMBOL | SYMBOLBEGIN contents STRINGEND */
  protected symbol(): Expression {
    const { start, end } = this.token;
    if (this.at("plain symbol")) return { kind: "symbol", parts: this.#plainParts(), start, end };
    const parts: StringPart[] = [];
    this.expect("symbol begin");
    this.#contents(parts);
    this.expect("string end");
    return { kind: "symbol", parts, start, end: this.previous.end };
  }

  /** regexp ::= REGEXPBEGIN contents REGEXPEND */
  protected regexp(): Expression {
    const { start } = this.advance();
    const parts: StringPart[] = [];
    this.#contents(parts);
    const end = this.expect("regexp end");
    const literal: RegexpLiteral = { kind: "regexp", parts, options: this.image(end), start, end: end.end };
    const problem = refusalOf(literal);
    if (problem !== undefined)
      this.report(invalidRegexp(this.origin(problem.span), { problem: problem.message }));
    return literal;
  }

  #plainString(): StringLiteral {
    const { start, end } = this.token;
    return { kind: "string", parts: this.#plainParts(), start, end };
  }

  /** The text of a token that is a whole string or symbol. */
  #plainParts(): readonly StringPart[] {
    const text = textOf(this.advance());
    return text === undefined || text.text === "" ? noParts : [text];
  }

  /** number ::= INTEGER | FLOAT */
  protected number(): Expression {
    const { value, start, end } = this.advance();
    return typeof value === "bigint"
      ? { kind: "integer", value, start, end }
      : { kind: "float", number: Number(value), start, end };
  }

  /**
   * words ::= WORDSBEGIN word* WORDSEND
   *
   * word ::= WORD | ( STRINGBEGIN | SYMBOLBEGIN ) contents STRINGEND
   *
   * Unlike strings elsewhere, neighbours do not join.
   */
  protected words(): Expression {
    const open = this.advance();
    const elements: Expression[] = [];
    while (!this.at("words end") && !this.atEnd) {
      const { kind, start } = this.token;
      if (kind === "plain symbol" || kind === "symbol begin") {
        elements.push(this.symbol());
        continue;
      }
      if (kind === "plain string") {
        elements.push(this.#plainString());
        continue;
      }
      const parts: StringPart[] = [];
      this.expect("string begin");
      this.#contents(parts);
      this.expect("string end");
      elements.push({ kind: "string", parts, start, end: this.previous.end });
    }
    this.expect("words end");
    return { kind: "array", elements, start: open.start, end: this.previous.end };
  }

  /** array ::= '[' list ']' */
  protected array(): Expression {
    const open = this.advance();
    const elements = withBareHash(this.list(open, "]"));
    return { kind: "array", elements, start: open.start, end: this.previous.end };
  }

  /** hash ::= '{' ( pair ( ',' pair )* ','? )? '}' */
  protected hash(): Expression {
    const open = this.advance();
    const entries: Pair[] = [];
    for (const entry of this.list(open, "}")) {
      if (!isPair(entry)) throw this.unexpected(this.previous, '"=>" and a value');
      entries.push(entry);
    }
    return { kind: "hash", entries, braces: true, start: open.start, end: this.previous.end };
  }

  /**
   * list ::= ( items ','? )?
   *
   * items ::= value ( ',' value )* ( ',' pair )* | pair ( ',' pair )*
   *
   * callList ::= command | ( items ( ',' | ',' passed )? | passed )?
   *
   * The last where a command or a block may be passed.
   */
  protected list(open: Token, closing: TokenKind, mayPass = false): ReadArgument[] {
    const read: ReadArgument[] = [];
    this.open.push(open);
    for (;;) {
      if (this.next.kind === closing) this.acceptLineEnd();
      if (this.at(closing) && !(read.at(-1)?.kind === "passed block" && this.previous.kind === ",")) {
        this.advance();
        this.open.pop();
        return read;
      }
      if (read.length > 0 && this.previous.kind !== ",") throw this.missing(open, closing);
      read.push(this.listed(read.at(-1), mayPass ? "bracketed" : "any", mayPass));
      this.accept(",");
    }
  }

  /** The next argument of a list; behind a pair only pairs may stand, and a block that is passed stands last. */
  protected listed(
    before: ReadArgument | undefined,
    doAllowed: LiteralRules["doAllowed"],
    mayPass = false,
  ): ReadArgument {
    if (before?.kind === "passed block" || (this.at("&") && !mayPass))
      throw this.unexpected(this.token, undefined);
    const outer = this.doAllowed;
    this.doAllowed = doAllowed;
    const argument = this.argument();
    this.doAllowed = outer;
    if (before !== undefined && isPair(before) && !isPair(argument) && argument.kind !== "passed block")
      throw this.unexpected(this.token, '"=>" and a value');
    return argument;
  }
}

export function isPair(argument: ReadArgument): argument is Pair {
  return argument.kind === "entry" || argument.kind === "double splat";
}

function isArgument(argument: ReadArgument | undefined): argument is Argument {
  return argument !== undefined && !isPair(argument) && argument.kind !== "passed block";
}

function startsString(kind: TokenKind): boolean {
  return kind === "plain string" || kind === "string begin";
}

/** What `&` passes at the end of arguments. */
export function passedBlock(read: readonly ReadArgument[]): PassedBlock | undefined {
  const last = read.at(-1);
  return last?.kind === "passed block" ? last : undefined;
}

/** Arguments in which the pairs have become one hash, as Ruby passes them; without a block that is passed. */
export function withBareHash(read: readonly ReadArgument[]): Argument[] {
  // The usual one and two arguments as literals: an array that grows keeps room for seventeen.
  const [one, two] = read;
  if (isArgument(one)) {
    if (read.length === 1) return [one];
    if (read.length === 2 && isArgument(two)) return [one, two];
  }
  const result: Argument[] = [];
  const entries: Pair[] = [];
  for (const argument of read) {
    if (isPair(argument)) entries.push(argument);
    else if (argument.kind !== "passed block") result.push(argument);
  }
  const first = entries[0];
  if (first === undefined) return result;
  const end = entries.at(-1)?.end ?? first.end;
  const hash: HashLiteral = { kind: "hash", entries, braces: false, start: first.start, end };
  return [...result, hash];
}
