import {
  ambiguousLocal,
  missingClosing,
  strayComma,
  strayToken,
  tooDeep,
  unclosedBlock,
  unexpectedToken,
  type SyntaxHint,
} from "../../diagnostics/catalogue/recipe.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../source/source.js";
import type { Cursor } from "../lexer/cursor.js";
import { describeKind, type Token, type TokenKind } from "../tokens.js";
import type { Broken, Expression, Refused, Span } from "../tree.js";

/** How deep expressions may nest (ARCHITECTURE, "Limits"): far beyond any recipe, far from the stack's end. */
const DEEPEST = 100;

/** Behind so many errors nothing is certain any more, and reading on could cost more than it tells. */
export const MOST_ERRORS = 100;

/** Thrown, and caught by `parse`, when a recipe nests too deep, or errs too often, to be read at all. */
export class Unreadable extends Error {}

/** Thrown within a statement whose problem has been reported; `guarded` goes on behind the statement. */
class Reported extends Error {}

/** Tokens that may stand behind a statement. */
const statementEnds = new Set<TokenKind>([
  ...(["newline", "end", "}", "interpolation end", ")", "end of file"] as const),
  ...(["else", "elsif", "when", "in", "rescue", "ensure"] as const),
]);

const openers = new Set<TokenKind>(["(", "[", "{", "block {", "interpolation begin"]);
const closers = new Set<TokenKind>([")", "]", "}", "interpolation end"]);

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
  /** A block was left open. */
  unclosed = false;
  protected token: Token;
  protected previous: Token;
  /** Locals, innermost scope last; a block sees the scopes round it. */
  protected scopes: Set<string>[] = [new Set()];
  /** Every assignment read so far, by name: what a refused construct assigns is known by the difference. */
  protected readonly assignments: string[] = [];
  /** Offset at which a call without parentheses may start. */
  protected commandStart = -1;
  /** A `do` belongs to the call being read, not to one further out. */
  protected doAllowed = true;
  /** Openers of the blocks being read, innermost last. */
  protected readonly open: Token[] = [];
  /** Second reading of a recipe whose blocks do not close: indentation tells where they end. */
  readonly #byIndentation: boolean;
  #depth = 0;
  #index = 0;

  constructor(cursor: Cursor, byIndentation: boolean) {
    this.cursor = cursor;
    this.#byIndentation = byIndentation;
    this.previous = { kind: "newline", start: 0, end: 0 };
    this.token = this.#tokenAt(0);
  }

  #tokenAt(index: number): Token {
    const end = this.cursor.text.length;
    return this.cursor.tokens[index] ?? { kind: "end of file", start: end, end };
  }

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
    return this.cursor.text.slice(token.start, token.end);
  }

  protected origin(span: Span): Origin {
    return { source: this.cursor.source, start: span.start, end: span.end };
  }

  protected report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
    if (this.diagnostics.length >= MOST_ERRORS) throw new Unreadable();
  }

  /** A call without parentheses may start at the token. */
  protected allowCommand(): void {
    this.commandStart = this.token.start;
  }

  protected isLocal(name: string): boolean {
    return this.scopes.some((scope) => scope.has(name));
  }

  protected assign(name: string): void {
    if (!this.isLocal(name)) this.scopes.at(-1)?.add(name);
    this.assignments.push(name);
  }

  /**
   * Whether a name is a local, by the exact rule: assigned earlier in the text, in this scope or one round it.
   * The lexer, which knows no scopes, may have read the character behind it on another assumption.
   */
  protected readsLocal(token: Token, name: string): boolean {
    const local = this.isLocal(name);
    const assumed = this.cursor.assumptions.get(token.start);
    if (assumed !== undefined && assumed !== local) this.report(ambiguousLocal(this.origin(token), { name }));
    return local;
  }

  /** Runs a rule with another answer to who gets a `do`. */
  protected withDo<T>(allowed: boolean, rule: () => T): T {
    const before = this.doAllowed;
    this.doAllowed = allowed;
    const result = rule();
    this.doAllowed = before;
    return result;
  }

  /** Goes one level deeper; `leave` comes back. */
  protected enter(): void {
    if (++this.#depth <= DEEPEST) return;
    this.report(tooDeep(this.origin(this.token), { limit: DEEPEST }));
    throw new Unreadable();
  }

  protected leave(): void {
    this.#depth--;
  }

  /** Reads a statement; when that fails, reports, skips to where the next one may start, and goes on. */
  protected guarded(statement: () => Expression): Expression {
    const first = this.token;
    const [depth, doAllowed, scopes, open] = [this.#depth, this.doAllowed, this.scopes, this.open.length];
    const scopeCount = scopes.length;
    try {
      const result = statement();
      if (statementEnds.has(this.token.kind)) return result;
      throw this.unexpected(this.token, undefined);
    } catch (error) {
      if (!(error instanceof Reported)) throw error;
    }
    this.#depth = depth;
    this.doAllowed = doAllowed;
    this.scopes = scopes;
    this.scopes.length = scopeCount;
    this.open.length = open;
    return this.#skipStatement(first);
  }

  /** Skips to the end of the line, or stays at a line start that has been reached; brackets stay together. */
  #skipStatement(first: Token): Broken {
    const reachedLine = this.token !== first && this.previous.kind === "newline";
    for (let brackets = 0; !reachedLine && !this.atEnd; this.advance()) {
      const { kind } = this.token;
      if (kind === "newline") break;
      if (brackets === 0 && kind !== "end" && statementEnds.has(kind) && this.token !== first) break;
      if (openers.has(kind)) brackets++;
      else if (closers.has(kind) && brackets > 0) brackets--;
    }
    return { kind: "broken", start: first.start, end: Math.max(this.previous.end, first.start) };
  }

  /** Reports a token that cannot stand where it stands; throw what comes back. */
  protected unexpected(token: Token, expected: string | undefined): Error {
    const image = this.image(token);
    const shown =
      token.kind === "newline" || token.kind === "end of file"
        ? describeKind(token.kind)
        : `"${shorten(image)}"`;
    const comma = this.#strayComma();
    if (comma !== undefined) this.report(strayComma(this.origin(comma), {}));
    else
      this.report(
        unexpectedToken(this.origin(token), { found: shown, expected, hint: hintFor(token, this.previous) }),
      );
    return new Reported();
  }

  /** `property :a, 1,` followed by another `property`: the comma at the line's end joined two statements. */
  #strayComma(): Token | undefined {
    const comma = this.#tokenAt(this.#index - 2);
    if (this.previous.kind !== "identifier" || comma.kind !== ",") return undefined;
    const lineEnded = this.cursor.text.slice(comma.end, this.previous.start).includes("\n");
    return lineEnded ? comma : undefined;
  }

  /** Reports that `opener` is not closed where it should be; throw what comes back. */
  protected missing(opener: Token, closing: TokenKind): Error {
    const opening = this.image(opener);
    this.report(missingClosing(this.origin(opener), { opening, closing: describeKind(closing) }));
    return new Reported();
  }

  /** What has been read from `first` on, as Ruby that is not evaluated; it assigns what was assigned since `assigned`. */
  protected refused(construct: string, first: Token, assigned = this.assignments.length): Refused {
    const assigns = [...new Set(this.assignments.slice(assigned))];
    const end = Math.max(this.previous.end, first.end);
    return { kind: "refused", construct, dangerous: false, assigns, start: first.start, end };
  }

  /** Reports a token that belongs to nothing, such as an `end` too many, and passes it. */
  protected passStray(): void {
    this.report(strayToken(this.origin(this.token), { text: shorten(this.image(this.token)) }));
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

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What people usually meant where this token does not fit. */
function hintFor(token: Token, before: Token): SyntaxHint | undefined {
  if (token.kind === "=>" || token.kind === "block {") return "braces";
  if (token.kind === "do") return "do";
  if (token.kind === "," && before.kind === "newline") return "comma first";
  return undefined;
}
