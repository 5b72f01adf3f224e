import {
  missingClosing,
  strayComma,
  strayToken,
  tooDeep,
  unclosedBlock,
  unexpectedToken,
  type SyntaxHint,
} from "../../diagnostics/catalogue/recipe.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import type { Origin } from "../../source/source.js";
import type { Cursor } from "../lexer/cursor.js";
import { describeKind, type Token, type TokenKind } from "../tokens.js";
import type { Broken, Expression, Refused, Span } from "../tree.js";
import { closers, endsValue, openers, partners, startsValue, statementEnds } from "./token-sets.js";

/** How deep expressions may nest (ARCHITECTURE, "Limits"): far beyond any recipe, far from the stack's end. */
const DEEPEST = 100;

/** Behind so many errors nothing is certain any more, and reading on could cost more than it tells. */
export const MOST_ERRORS = 100;

/** Thrown, and caught by `parse`, when a recipe nests too deep, or errs too often, to be read at all. */
export class Unreadable extends Error {}

/** Thrown within a statement whose problem has been reported; `guarded` goes on behind the statement. */
class Reported extends Error {}

/**
 * What every rule of the recipe grammar stands on: tokens, locals, recovery.
 *
 * The parser is recursive descent, one method a production, written by hand: as a Chevrotain grammar the same
 * productions took 28 ms to analyse at every start and parsed 5 MB/s. One class a group of productions extends
 * the next, so that each file holds one group; the parser itself is the last of them.
 */
export abstract class ParserBase {
  readonly cursor: Cursor;
  readonly diagnostics: Diagnostic[] = [];
  /** Names, by offset, that are locals and were not lexed as such, or the other way round. */
  readonly misread = new Map<
    number,
    { readonly end: number; readonly name: string; readonly local: boolean }
  >();
  /** A block was left open. */
  unclosed = false;
  protected token: Token;
  protected previous: Token;
  /** Locals, innermost scope last, each made with its first local; a block sees the scopes round it. */
  protected scopes: (Set<string> | undefined)[] = [undefined];
  /** Every assignment read so far, by name: what a refused construct assigns is known by the difference. */
  protected readonly assignments: string[] = [];
  /** The words of the calls `dsc_…` read so far, each behind those inside it. */
  readonly dscWords: Span[] = [];
  /** Offset at which a call without parentheses may start. */
  protected commandStart = -1;
  /** A `do` belongs to the call being read, not to one further out. */
  protected doAllowed = true;
  /** `next` and `break` have a block, or a loop, that they may leave. */
  protected jumpsAllowed = false;
  /** Openers of the blocks and brackets being read, innermost last. */
  protected readonly open: Token[] = [];
  /** Second reading of a recipe whose blocks do not close: indentation tells where they end. */
  readonly #byIndentation: boolean;
  #depth = 0;
  #index = 0;
  /** Where the statement being read starts. */
  #statementStart = 0;
  /** Where a block ended whose `end` was missing: a statement may end there too. */
  #missingEnd = -1;

  constructor(cursor: Cursor, byIndentation: boolean) {
    this.cursor = cursor;
    this.#byIndentation = byIndentation;
    this.previous = { kind: "newline", start: 0, end: 0, value: undefined };
    this.token = this.#tokenAt(0);
  }

  #tokenAt(index: number): Token {
    const end = this.cursor.text.length;
    return this.cursor.tokens[index] ?? { kind: "end of file", start: end, end, value: undefined };
  }

  protected abstract statement(): Expression;
  protected abstract statements(): Expression[];
  /** What stands in a block that `opener` opens. */
  protected abstract blockStatements(opener: Token): Expression[];

  protected get atEnd(): boolean {
    return this.token.kind === "end of file";
  }

  protected get next(): Token {
    return this.#tokenAt(this.#index + 1);
  }

  /** White space stands before the token. */
  protected get spaced(): boolean {
    return this.token.start > this.previous.end;
  }

  /** Moves to the next token; returns the one passed. */
  protected advance(): Token {
    const passed = this.token;
    this.previous = passed;
    this.token = this.#tokenAt(++this.#index);
    return passed;
  }

  protected at(kind: TokenKind): boolean {
    return this.token.kind === kind;
  }

  /** Passes the token if it is of the kind. */
  protected accept(kind: TokenKind): boolean {
    if (this.token.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Passes the token, which must be of the kind. */
  protected expect(kind: TokenKind): Token {
    if (this.token.kind === kind) return this.advance();
    throw this.unexpected(this.token, describeKind(kind));
  }

  protected image(token: Token): string {
    return typeof token.value === "string" ? token.value : this.cursor.text.slice(token.start, token.end);
  }

  protected origin(span: Span): Origin {
    return { source: this.cursor.source, start: span.start, end: span.end };
  }

  protected report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
    if (this.diagnostics.length >= MOST_ERRORS) throw new Unreadable();
  }

  /** A call without parentheses may start at the token; behind `!` it may only where a statement starts. */
  protected allowCommand(): void {
    if (this.token.kind !== "!") this.commandStart = this.token.start;
  }

  /** An opening bracket touches the token. */
  protected get beforeBracket(): boolean {
    return this.next.kind === "(" && this.next.start === this.token.end;
  }

  protected isLocal(name: string): boolean {
    for (const scope of this.scopes) if (scope?.has(name) === true) return true;
    return false;
  }

  protected assign(name: string): void {
    if (!this.isLocal(name)) this.defineLocal(name);
    this.assignments.push(name);
  }

  /** Makes a local in the innermost scope, whatever the scopes round it have. */
  protected defineLocal(name: string): void {
    const innermost = this.scopes.length - 1;
    const scope = this.scopes[innermost] ?? new Set();
    this.scopes[innermost] = scope.add(name);
  }

  /**
   * Whether a name is a local, by the exact rule: assigned earlier in the text, in this scope or one round it.
   * The lexer, which knows no scopes, may have read the character behind it on another assumption.
   */
  protected readsLocal(token: Token, name: string): boolean {
    const local = this.isLocal(name);
    const assumed = this.cursor.assumptions.get(token.start);
    if (assumed !== undefined && assumed !== local)
      this.misread.set(token.start, { end: token.end, name, local });
    return local;
  }

  /** Statements between delimiters: a `do` in them is theirs. */
  protected enclosed(): Expression[] {
    const { doAllowed } = this;
    this.doAllowed = true;
    const list = this.statements();
    this.doAllowed = doAllowed;
    return list;
  }

  /** Goes one level deeper; `leave` comes back. */
  protected enter(): void {
    if (++this.#depth <= DEEPEST) return;
    const told = this.cursor.diagnostics.some(({ code }) => code === tooDeep.code);
    if (!told) this.report(tooDeep(this.origin(this.token), { limit: DEEPEST }));
    throw new Unreadable();
  }

  protected leave(): void {
    this.#depth--;
  }

  /** Reads a statement; when that fails, reports, skips to where the next one may start, and goes on. */
  protected guarded(): Expression {
    const first = this.token;
    const { doAllowed, jumpsAllowed, scopes } = this;
    const depth = this.#depth;
    const open = this.open.length;
    const scopeCount = scopes.length;
    this.#statementStart = first.start;
    try {
      const result = this.statement();
      if (statementEnds.has(this.token.kind) || this.token.start === this.#missingEnd) return result;
      throw this.unexpected(this.token, undefined);
    } catch (error) {
      if (!(error instanceof Reported)) throw error;
    }
    this.#depth = depth;
    this.doAllowed = doAllowed;
    this.jumpsAllowed = jumpsAllowed;
    this.scopes = scopes;
    this.scopes.length = scopeCount;
    this.open.length = open;
    return this.#skipStatement(first);
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
    if (before.kind === "identifier" && startsValue.has(token.kind) && !this.isLocal(this.image(before)))
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
      return origin.start >= this.#statementStart && origin.start <= token.end;
    });
  }

  /** `property :a, 1,` followed by another `property` or by `end`: the comma at the line's end joined two statements. */
  #strayComma(): Token | undefined {
    const ended = this.token.kind === "end" && this.previous.kind === ",";
    const comma = ended ? this.previous : this.#tokenAt(this.#index - 2);
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
    const assigns = [...new Set(this.assignments.slice(assigned))];
    const end = Math.max(this.previous.end, first.end);
    const blocks = this.dscWordsSince(first.start);
    return { kind: "refused", construct, dangerous: false, assigns, blocks, start: first.start, end };
  }

  protected dscWordsSince(start: number): readonly Span[] {
    const before = this.dscWords.findLastIndex((word) => word.start < start);
    return this.dscWords.slice(before + 1);
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
