import {
  misplacedWord,
  missingClosing,
  noValue,
  strayComma,
  strayToken,
  unclosedBlock,
  unexpectedToken,
  type SyntaxHint,
} from "../../diagnostics/catalogue/recipe.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import type { Cursor } from "../lexer/cursor.js";
import { describeKind, type Token, type TokenKind } from "../tokens.js";
import type { Broken, Expression, Refused, Span } from "../tree.js";
import { ParserBase } from "./base.js";
import { jumpIn } from "./void-value.js";
import {
  closers,
  endsValue,
  modifiers,
  openers,
  partners,
  startsValue,
  statementEnds,
} from "./token-sets.js";

/** Thrown within a statement whose problem has been reported; `guarded` goes on behind the statement. */
class Reported extends Error {}

/** What is wrong with a statement is told once; the statements round it keep their meaning. */
export abstract class RecoveryRules extends ParserBase {
  /** A block was left open. */
  unclosed = false;
  /** `next` and `break` have a block, or a loop, that they may leave. */
  protected jumpsAllowed = false;
  /** `retry` has a `begin` that it may start again. */
  protected retryAllowed = false;
  /** Openers of the blocks and brackets being read, innermost last. */
  protected readonly open: Token[] = [];
  /** Where the statement being read starts. */
  protected statementStart = 0;
  /** Second reading of a recipe whose blocks do not close: indentation tells where they end. */
  readonly #byIndentation: boolean;
  /** Where a block ended whose `end` was missing: a statement may end there too. */
  #missingEnd = -1;

  constructor(cursor: Cursor, byIndentation: boolean) {
    super(cursor);
    this.#byIndentation = byIndentation;
  }

  protected abstract statement(): Expression;
  protected abstract statements(): Expression[];
  /** What stands in a block that `opener` opens. */
  protected abstract blockStatements(opener: Token): Expression[];

  /** Passes the token, which must be of the kind. */
  protected expect(kind: TokenKind): Token {
    if (this.token.kind === kind) return this.advance();
    throw this.unexpected(this.token, describeKind(kind));
  }

  /**
   * misread ::= NOSPACE '(' | '{' | '..' | '...' | modifier | 'rescue'
   *
   * Behind `not` and `defined?`, as behind the name of a method, a sign stands between operands too, unless
   * white space is before it and none behind; and `[` without white space is an index.
   */
  protected expectOperand(): void {
    const { kind } = this.token;
    const sign = (kind === "-" || kind === "+") && (this.spacedBehind || !this.spaced);
    const index = kind === "[" && !this.spaced;
    if (sign || index || kind === ".." || modifiers.has(kind)) throw this.unexpected(this.token, undefined);
  }

  /** Statements between delimiters: a `do` in them is theirs. */
  protected enclosed(): Expression[] {
    const { doAllowed } = this;
    this.doAllowed = "any";
    const list = this.statements();
    this.doAllowed = doAllowed;
    return list;
  }

  /** Reads a statement; when that fails, reports, skips to where the next one may start, and goes on. */
  protected guarded(): Expression {
    const first = this.token;
    const { doAllowed, jumpsAllowed, retryAllowed, scopes, depth } = this;
    const open = this.open.length;
    const scopeCount = scopes.length;
    this.statementStart = first.start;
    try {
      const result = this.statement();
      if (statementEnds.has(this.token.kind) || this.token.start === this.#missingEnd) return result;
      throw this.unexpected(this.token, undefined);
    } catch (error) {
      if (!(error instanceof Reported)) throw error;
    }
    this.depth = depth;
    this.doAllowed = doAllowed;
    this.jumpsAllowed = jumpsAllowed;
    this.retryAllowed = retryAllowed;
    this.scopes = scopes;
    this.scopes.length = scopeCount;
    this.open.length = open;
    return this.#skipStatement(first);
  }

  /** Reads part of a statement; when that fails, reports and goes on behind the tokens it took. False then. */
  protected recovering(read: () => void): boolean {
    const { doAllowed, depth } = this;
    const open = this.open.length;
    try {
      read();
      return true;
    } catch (error) {
      if (!(error instanceof Reported)) throw error;
    }
    this.doAllowed = doAllowed;
    this.depth = depth;
    this.open.length = open;
    return false;
  }

  /** Skips to the end of the line, or stays at a line start that has been reached; brackets stay together. */
  #skipStatement(first: Token): Broken {
    for (let brackets = 0; !this.atEnd;) {
      const { kind } = this.token;
      if (kind === "newline" || (this.token !== first && this.#startsLine(this.token, this.previous))) break;
      if (brackets === 0 && closers.has(kind) && !this.isStray()) break;
      if (kind === "do" || kind === "block {") this.#skipBlock();
      else {
        if (openers.has(kind)) brackets++;
        else if (closers.has(kind) && brackets > 0) brackets--;
        this.advance();
      }
    }
    return { kind: "broken", start: first.start, end: Math.max(this.previous.end, first.start) };
  }

  /** A block whose call could not be read: what is wrong in it is still told, and its end is not taken for another's. */
  #skipBlock(): void {
    this.enter();
    const opener = this.advance();
    this.open.push(opener);
    this.blockStatements(opener);
    this.open.pop();
    if (this.at(opener.kind === "do" ? "end" : "}")) this.advance();
    this.leave();
  }

  /** A line feed stands between the tokens: the second starts a line. */
  #startsLine(token: Token, before: Token): boolean {
    return before.kind === "newline" || this.cursor.text.slice(before.end, token.start).includes("\n");
  }

  /** The token closes, or divides, nothing that is open. */
  protected isStray(): boolean {
    const partner = partners.get(this.token.kind);
    return partner !== undefined && !this.open.some((opener) => partner.has(opener.kind));
  }

  /** Reports a token that cannot stand where it stands; throw what comes back. */
  protected unexpected(token: Token, expected: string | undefined): Error {
    const comma = this.#strayComma();
    if (comma !== undefined) this.report(strayComma(this.origin(comma), {}));
    else if (!this.#misledByLexer(token)) this.reportUnexpected(token, expected);
    return new Reported();
  }

  protected reportUnexpected(token: Token, expected: string | undefined): void {
    const image = this.image(token);
    const named = token.kind === "newline" || image === "" ? describeKind(token.kind) : `"${excerpt(image)}"`;
    const { expected: comma, hint } = this.#hintFor(token);
    const parameters = { found: named, expected: expected ?? comma, hint };
    this.report(unexpectedToken(this.origin(token), parameters));
  }

  /** What people usually meant where this token does not fit. */
  #hintFor(token: Token): { readonly expected?: string; readonly hint: SyntaxHint | undefined } {
    const before = this.previous;
    if (token.kind === "=>" || token.kind === "block {") return { hint: "braces" };
    if (token.kind === "do") return { hint: "do" };
    if (token.kind === "=")
      return { hint: /^=(?:begin|end)\b/.test(this.#following(token)) ? "comment" : "assignment" };
    if (token.kind === "." && /^\.\d/.test(this.#following(token))) return { hint: "number" };
    if (
      before.kind === "identifier" &&
      startsValue.has(token.kind) &&
      this.depthOf(this.image(before)) === undefined
    )
      return { hint: "nested call" };
    if (token.kind === "," && before.kind === "newline") return { hint: "comma first" };
    if (endsValue.has(before.kind) && startsValue.has(token.kind))
      return { expected: "a comma or the end of the line", hint: "comma" };
    return { hint: undefined };
  }

  #following({ start }: Token): string {
    return this.cursor.text.slice(start, start + 10);
  }

  /** The lexer has already reported a problem in this statement, and the token may come of it. */
  #misledByLexer(token: Token): boolean {
    return this.cursor.diagnostics.some(({ origin }) => {
      if (origin === undefined) return false;
      return origin.start >= this.statementStart && origin.start <= token.end;
    });
  }

  /** `property :a, 1,` followed by another `property` or by `end`: the comma at the line's end joined two statements. */
  #strayComma(): Token | undefined {
    const ended = this.token.kind === "end" && this.previous.kind === ",";
    const comma = ended ? this.previous : this.ahead(-2);
    const behind = ended ? this.token : this.previous;
    if (comma.kind !== "," || !(ended || behind.kind === "identifier")) return undefined;
    return this.#startsLine(behind, comma) ? comma : undefined;
  }

  /** Reports that `opener` is not closed where it should be; throw what comes back. */
  protected missing(opener: Token, closing: TokenKind): Error {
    if (!this.#misledByLexer(this.token)) this.reportMissing(opener, closing);
    return new Reported();
  }

  protected reportMissing(opener: Token, closing: TokenKind): void {
    const opening = this.image(opener);
    this.report(missingClosing(this.origin(opener), { opening, closing: describeKind(closing) }));
  }

  /** What has been read from `first` on, as Ruby that is not evaluated; it assigns what was assigned since `assigned`. */
  protected refused(construct: string, first: Token, assigned = this.assignments.length): Refused {
    const assigns = this.assignedSince(assigned);
    const end = Math.max(this.previous.end, first.end);
    const blocks = this.resourceWordsSince(first.start);
    return { kind: "refused", construct, dangerous: false, assigns, blocks, start: first.start, end };
  }

  protected resourceWordsSince(start: number): readonly Span[] {
    const before = this.resourceWords.findLastIndex((word) => word.start < start);
    return this.resourceWords.slice(before + 1);
  }

  /** The expression, which must have a value here. */
  protected valued(expression: Expression): Expression {
    const jump = jumpIn(expression);
    if (jump === undefined) return expression;
    const [keyword = ""] = /^\w+/.exec(this.cursor.text.slice(jump.start, jump.start + 10)) ?? [];
    this.report(noValue(this.origin({ start: jump.start, end: jump.start + keyword.length }), { keyword }));
    return expression;
  }

  /** Reports a word that Ruby does not take here, by the rule that it breaks. */
  protected misplaced(span: Span, rule: string): void {
    const word = excerpt(this.cursor.text.slice(span.start, span.end));
    this.report(misplacedWord(this.origin(span), { word, rule }));
  }

  /** Reports a token that belongs to nothing, such as an `end` too many, and passes it. */
  protected passStray(): void {
    this.report(strayToken(this.origin(this.token), { text: excerpt(this.image(this.token)) }));
    this.advance();
  }

  /**
   * The `end` of a block that `opener` opened. A missing one is reported at the opener, and the block counts as
   * closed: the rest of the file still has its say.
   */
  protected closeBlock(opener: Token): void {
    if (this.at("end") && !this.leavesBlock(opener)) {
      this.advance();
      return;
    }
    this.unclosed = true;
    this.#missingEnd = this.token.start;
    this.report(unclosedBlock(this.origin(opener), { opener: this.image(opener) }));
  }

  /** In the second reading: whether the token stands so far left that the innermost block must have ended. */
  protected leavesOpenBlock(): boolean {
    const opener = this.open.at(-1);
    return opener !== undefined && this.leavesBlock(opener);
  }

  /**
   * In the second reading: the token starts a line further left than the block's own line, or opens a DSC block
   * at its height.
   */
  protected leavesBlock(opener: Token): boolean {
    if (!this.#byIndentation || this.atEnd) return false;
    const column = this.#columnAtLineStart(this.token);
    if (column === undefined) return false;
    const own = this.#indentation(opener);
    if (this.at("end")) return column < own;
    return column < own || (column === own && this.image(this.token).startsWith("dsc_"));
  }

  /** Column of a token that is first on its line; undefined when something stands before it. */
  #columnAtLineStart(token: Token): number | undefined {
    const column = this.#indentation(token);
    return this.#lineStart(token) + column === token.start ? column : undefined;
  }

  /** How many blanks the line of a token starts with. */
  #indentation(token: Token): number {
    const { text } = this.cursor;
    const lineStart = this.#lineStart(token);
    let at = lineStart;
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
    return at - lineStart;
  }

  #lineStart(token: Token): number {
    return token.start === 0 ? 0 : this.cursor.text.lastIndexOf("\n", token.start - 1) + 1;
  }
}
