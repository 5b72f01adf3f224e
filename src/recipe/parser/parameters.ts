import { invalidParameter, type ParameterProblem } from "../../diagnostics/catalogue/recipe.js";
import type { Token, TokenKind } from "../tokens.js";
import type { Broken, Expression, LocalRead, Parameter, ParameterList, Span } from "../tree.js";
import { LiteralRules } from "./literals.js";

/** In which order parameters stand; those behind an optional or a rest parameter are required again. */
const ranks = ["required", "optional", "rest", "behind", "keyword", "keywords", "block"] as const;

type Rank = (typeof ranks)[number];

/** What may follow what: a rank follows itself only where there may be several. */
function mayFollow(rank: Rank, before: Rank): boolean {
  const several = rank === "required" || rank === "optional" || rank === "behind" || rank === "keyword";
  return ranks.indexOf(rank) > ranks.indexOf(before) || (several && rank === before);
}

/** A list of parameters being read. */
interface Reading {
  readonly closing: TokenKind;
  readonly items: Parameter[];
  readonly names: Set<string>;
  rank: Rank;
  /** A keyword, `**rest` or `&block` is among them: what they hold is not evaluated. */
  refused: boolean;
}

/** Parameters of a block, a lambda or a method. */
export interface Parameters {
  readonly items: readonly Parameter[];
  readonly refused: boolean;
}

const none: Parameters = { items: [], refused: false };

/** What a block, or a method, is given. */
export abstract class ParameterRules extends LiteralRules {
  /** The parameter whose default is being read: it has no value yet. */
  #defaulted: string | undefined;

  protected abstract expression(): Expression;
  protected abstract postfix(): Expression;

  /** blockParameters ::= '||' | '|' parameters? blockLocals? '|' */
  protected blockParameters(): Parameters | undefined {
    if (this.accept("||")) return none;
    if (!this.at("|")) return undefined;
    const bar = this.advance();
    let read = none;
    const { jumpsAllowed } = this;
    this.jumpsAllowed = true;
    const complete = this.recovering(() => void (read = this.parameters("|", true)));
    this.jumpsAllowed = jumpsAllowed;
    while (!complete && !this.at("|") && !this.at("newline") && !this.atEnd) this.advance();
    if (!this.accept("|") && complete) this.reportMissing(bar, "|");
    return read;
  }

  /**
   * parameters ::= parameter ( ',' parameter )* ','?
   *
   * And, where there may be some, the locals of the block.
   */
  protected parameters(closing: TokenKind, mayHaveLocals: boolean): Parameters {
    const reading: Reading = { closing, items: [], names: new Set(), rank: "required", refused: false };
    const lines = closing === "|" || closing === ")";
    if (lines) this.acceptLineEnd();
    while (!this.at(closing) && !this.at("newline") && !this.atEnd) {
      this.#parameter(reading);
      if (!this.accept(",")) break;
      if (this.at(closing)) this.#excessComma(reading);
    }
    if (lines) this.acceptLineEnd();
    if (mayHaveLocals && this.at("newline")) this.#locals(reading);
    return reading;
  }

  /**
   * blockLocals ::= ';' IDENTIFIER ( ',' IDENTIFIER )*
   *
   * Locals of the block alone.
   */
  #locals(reading: Reading): void {
    do {
      this.advance();
      this.#declare(reading, this.expect("identifier"));
    } while (this.at(","));
    this.acceptLineEnd();
  }

  /** `|a,|`: an array is taken apart, and its other elements are nobody's. */
  #excessComma({ closing, items, rank }: Reading): void {
    const { start, end } = this.previous;
    if (closing !== "|" || rank !== "required" || items.length === 0)
      throw this.unexpected(this.previous, undefined);
    items.push({ kind: "rest parameter", name: undefined, start, end });
  }

  /**
   * parameter ::= IDENTIFIER ( '=' default )? | destructured | '*' IDENTIFIER? | LABEL default? | '**' (
   *   IDENTIFIER | 'nil' )? | '&' IDENTIFIER? | '...'
   */
  #parameter(reading: Reading): void {
    switch (this.token.kind) {
      case "(":
        return this.#add(reading, "required", this.#destructured(reading));
      case "*":
        return this.#add(reading, "rest", this.#rest(reading));
      case "label":
        return this.#keyword(reading);
      case "**":
      case "&":
      case "..":
        return this.#passed(reading);
      default: {
        const token = this.expect("identifier");
        if (this.at("=")) return this.#optional(reading, token);
        const { start, end } = token;
        return this.#add(reading, "required", {
          kind: "parameter",
          name: this.#declare(reading, token),
          start,
          end,
        });
      }
    }
  }

  #add(reading: Reading, rank: Rank, parameter: Parameter): void {
    this.#inOrder(reading, rank);
    reading.items.push(parameter);
  }

  /** Throws where a parameter of a rank may not follow those before it. */
  #inOrder(reading: Reading, rank: Rank): void {
    const behind = rank === "required" && reading.rank !== "required" ? "behind" : rank;
    if (!mayFollow(behind, reading.rank)) throw this.unexpected(this.previous, undefined);
    reading.rank = behind;
  }

  #optional(reading: Reading, token: Token): void {
    const name = this.#declare(reading, token);
    this.advance();
    const value = this.#default(reading, name);
    const { start } = token;
    this.#add(reading, "optional", { kind: "optional parameter", name, value, start, end: value.end });
  }

  /**
   * default ::= expression
   *
   * In bars a postfix only.
   */
  #default(reading: Reading, name: string): Expression {
    const outer = this.#defaulted;
    this.#defaulted = name;
    const { doAllowed } = this;
    if (reading.closing === "block {") this.doAllowed = "lambda";
    const value = this.valued(reading.closing === "|" ? this.postfix() : this.expression());
    this.doAllowed = doAllowed;
    this.#defaulted = outer;
    return value;
  }

  #rest(reading: Reading): Parameter {
    const { start, end } = this.advance();
    if (!this.at("identifier")) return { kind: "rest parameter", name: undefined, start, end };
    const token = this.advance();
    return { kind: "rest parameter", name: this.#declare(reading, token), start, end: token.end };
  }

  /**
   * destructured ::= '(' destructuredItem ( ',' destructuredItem )* ')'
   *
   * destructuredItem ::= IDENTIFIER | '*' IDENTIFIER? | destructured
   */
  #destructured(reading: Reading): ParameterList {
    this.enter();
    const open = this.advance();
    const items: Parameter[] = [];
    do {
      const { start, end } = this.token;
      if (this.at("(")) items.push(this.#destructured(reading));
      else if (!this.at("*")) {
        const name = this.#declare(reading, this.expect("identifier"));
        items.push({ kind: "parameter", name, start, end });
      } else if (items.some((item) => item.kind === "rest parameter"))
        throw this.unexpected(this.token, undefined);
      else items.push(this.#rest(reading));
    } while (this.accept(","));
    this.acceptLineEnd();
    if (!this.accept(")")) throw this.missing(open, ")");
    this.leave();
    return { kind: "parameters", items, start: open.start, end: this.previous.end };
  }

  #keyword(reading: Reading): void {
    const token = this.advance();
    const name = this.#declare(reading, token, this.image(token).slice(0, -1));
    this.#inOrder(reading, "keyword");
    reading.refused = true;
    const body = reading.closing === "block {" && (this.at("do") || this.at("{"));
    const given = !body && !this.at(",") && !this.at(reading.closing) && !this.at("newline") && !this.atEnd;
    if (given) this.#default(reading, name);
  }

  /** `**rest`, `**nil`, `&block`; in a method's `...`. */
  #passed(reading: Reading): void {
    const token = this.advance();
    const { kind } = token;
    if (reading.rank === "keyword" && this.at("nil")) throw this.unexpected(this.token, "a name");
    this.#inOrder(reading, kind === "**" ? "keywords" : "block");
    reading.refused = true;
    const forwards =
      this.scopes[0]?.kind === "def" && this.scopes.length === 1 && this.image(token) === "...";
    if (kind === ".." && !forwards) throw this.unexpected(token, undefined);
    if (kind === "**" && this.accept("nil")) return;
    if (this.at("identifier")) this.#declare(reading, this.advance());
    else if (reading.closing === "|" && kind === "&") throw this.unexpected(this.token, "a name");
  }

  /** Makes a parameter's name a local of the innermost scope; each may stand once, but for those that start with `_`. */
  #declare(reading: Reading, token: Token, name = this.image(token)): string {
    const { names } = reading;
    if (/[?!]$/.test(name)) throw this.unexpected(token, undefined);
    if (names.has(name) && !name.startsWith("_")) this.#refuse(token, name, "twice");
    this.#refuseReserved(token, name);
    names.add(name);
    this.defineLocal(name);
    return name;
  }

  /** Reports `_1` to `_9` where a name is made. */
  #refuseReserved(token: Span, name: string): void {
    if (isNumbered(name)) this.#refuse(token, name, "reserved");
  }

  /** The name that an assignment makes a local. */
  protected target(token: Span, name: string): LocalRead {
    this.#refuseReserved(token, name);
    return this.assign(name, token);
  }

  /** Reports a parameter that its own default reads: it has no value yet. */
  protected noteRead(token: Token, name: string): void {
    if (name === this.#defaulted) this.#refuse(token, name, "circular");
  }

  #refuse(span: Span, name: string, problem: ParameterProblem): void {
    this.report(invalidParameter(this.origin(span), { name, problem }));
  }

  /**
   * Makes `_1` to `_9`, and those before it, parameters of the block it is read in, which has no others; in a
   * block inside of such a block it cannot stand (doc/syntax/calling_methods.rdoc, "Numbered block parameters").
   * Undefined outside of blocks, where the name is any method's.
   */
  protected numberedParameter({ start, end }: Span, name: string): LocalRead | Broken | undefined {
    const scope = this.scopes.at(-1);
    if (scope?.kind !== "block") return undefined;
    const outers = this.scopes.slice(0, -1);
    const { numbered } = scope;
    if (numbered === undefined) {
      this.#refuse({ start, end }, name, "ordinary");
      return { kind: "broken", start, end };
    }
    if (scope.numberedInside || outers.some((outer) => (outer.numbered ?? 0) > 0))
      this.#refuse({ start, end }, name, "nested");
    const number = Number(name.slice(1));
    for (let made = numbered + 1; made <= number; made++) this.defineLocal(`_${made}`);
    scope.numbered = Math.max(numbered, number);
    for (const outer of outers) outer.numberedInside = true;
    return { kind: "local", name, depth: 0, start, end };
  }
}

/** Whether a name is that of a numbered parameter. */
export function isNumbered(name: string): boolean {
  return name.length === 2 && name.startsWith("_") && name >= "_1" && name <= "_9";
}
