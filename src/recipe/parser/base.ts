import { tooDeep } from "../../diagnostics/catalogue/recipe.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin } from "../../source/source.js";
import type { Cursor } from "../lexer/cursor.js";
import type { Token, TokenKind } from "../tokens.js";
import type { LocalRead, Span } from "../tree.js";

/** How deep expressions may nest (ARCHITECTURE, "Limits"): far beyond any recipe, far from the stack's end. */
const DEEPEST = 100;

/** Behind so many errors nothing is certain any more, and reading on could cost more than it tells. */
export const MOST_ERRORS = 100;

/** Thrown, and caught by `parse`, when a recipe nests too deep, or errs too often, to be read at all. */
export class Unreadable extends Error {}

/**
 * Which calls a `do` belongs to (parse.y, COND_P and CMDARG_P): to any; to those with their arguments in
 * parentheses alone, as in `name(foo(x) do … end)`; to none, since it belongs to the call in whose arguments
 * they stand; in a branch there, to those without parentheses alone; to none and no branch, in the head of a loop;
 * and no brace either, in the parameters of a lambda that stand without parentheses.
 */
export type Do = "any" | "bracketed" | "outer" | "commands" | "none" | "lambda";

/** A local that is assigned, and the scope it belongs to, counted from the outermost. */
interface Assigned {
  readonly local: LocalRead;
  readonly scope: number;
}

/** Where locals live: the recipe, a block, the body of a `def`, of a `class`, of a `class << object`. */
export interface Scope {
  readonly kind: "recipe" | "block" | "def" | "class" | "singleton";
  /** Made with the first local: most blocks have none. */
  names: Set<string> | undefined;
  /** How many numbered parameters, `_1` to `_9`, a block has so far; undefined where it can have none. */
  numbered: number | undefined;
  /** A block further in has numbered parameters: then this one may not. */
  numberedInside: boolean;
}

export function newScope(kind: Scope["kind"]): Scope {
  return { kind, names: undefined, numbered: undefined, numberedInside: false };
}

/**
 * What every rule of the recipe grammar stands on: tokens and locals.
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
  protected token: Token;
  protected previous: Token;
  /** Innermost last; a block sees the locals of the scopes round it. */
  protected scopes: Scope[] = [newScope("recipe")];
  /** Every assignment of a local read so far: what a refused construct assigns is known by the difference. */
  protected readonly assignments: Assigned[] = [];
  /** The words of the calls that may declare something read so far, each behind those inside it. */
  readonly resourceWords: Span[] = [];
  /** Offset at which a call without parentheses may start. */
  protected commandStart = -1;
  /** Offset at which an assignment may start whose value is such a call: a statement's, or the value of that. */
  protected assignmentStart = -1;
  /** Offset at which an assignment may start whose value is `*list`: a statement's. */
  protected listStart = -1;
  /** Where the call without parentheses that was read last ends: no operator may follow it. */
  protected commandEnd = -1;
  protected doAllowed: Do = "any";
  #depth = 0;
  #index = 0;

  constructor(cursor: Cursor) {
    this.cursor = cursor;
    this.previous = { kind: "newline", start: 0, end: 0, value: undefined };
    this.token = this.tokenAt(0);
  }

  private tokenAt(index: number): Token {
    const end = this.cursor.text.length;
    return this.cursor.tokens[index] ?? { kind: "end of file", start: end, end, value: undefined };
  }

  /** The token so many places behind the current one, or before it. */
  protected ahead(places: number): Token {
    return this.tokenAt(this.#index + places);
  }

  /** Which calls have a `do` in statements, or a condition, that stand in no brackets of their own. */
  protected get doWithin(): Do {
    const { doAllowed } = this;
    return doAllowed === "bracketed" ? "any" : doAllowed === "outer" ? "commands" : doAllowed;
  }

  protected get atEnd(): boolean {
    return this.token.kind === "end of file";
  }

  protected get next(): Token {
    return this.tokenAt(this.#index + 1);
  }

  /** White space stands before the token. */
  protected get spaced(): boolean {
    return this.token.start > this.previous.end;
  }

  /** White space stands behind the token. */
  protected get spacedBehind(): boolean {
    return this.next.start > this.token.end;
  }

  /** Moves to the next token; returns the one passed. */
  protected advance(): Token {
    const passed = this.token;
    this.previous = passed;
    this.token = this.tokenAt(++this.#index);
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

  /** Passes the end of a line; a semicolon is none. */
  protected acceptLineEnd(): boolean {
    return this.token.kind === "newline" && this.image(this.token) !== ";" && this.accept("newline");
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

  /** What was read last is a call without parentheses. */
  protected get behindCommand(): boolean {
    return this.previous.end === this.commandEnd;
  }

  /** An opening bracket touches the token. */
  protected get beforeBracket(): boolean {
    return this.next.kind === "(" && this.next.start === this.token.end;
  }

  /** How many scopes further out a local was made; undefined when the name is none. */
  protected depthOf(name: string): number | undefined {
    for (let scope = this.scopes.length - 1; scope >= 0; scope--)
      if (this.scopes[scope]?.names?.has(name) === true) return this.scopes.length - 1 - scope;
    return undefined;
  }

  /** Makes a local of the name, unless it is one, and notes that it is assigned. */
  protected assign(name: string, { start, end }: Span): LocalRead {
    const known = this.depthOf(name);
    if (known === undefined) this.defineLocal(name);
    const depth = known ?? 0;
    const local: LocalRead = { kind: "local", name, depth, start, end };
    this.assignments.push({ local, scope: this.scopes.length - 1 - depth });
    return local;
  }

  /** The locals of this scope and those round it that were assigned since there were so many assignments, each once. */
  protected assignedSince(count: number): readonly LocalRead[] {
    const innermost = this.scopes.length - 1;
    const byName = new Map<string, LocalRead>();
    for (const { local, scope } of this.assignments.slice(count)) {
      if (scope <= innermost) byName.set(local.name, { ...local, depth: innermost - scope });
    }
    return [...byName.values()];
  }

  /** Makes a local in the innermost scope, whatever the scopes round it have. */
  protected defineLocal(name: string): void {
    const scope = this.scopes.at(-1);
    if (scope !== undefined) scope.names = (scope.names ?? new Set()).add(name);
  }

  /**
   * How many scopes further out a name was made that is a local by the exact rule: assigned earlier in the text,
   * in this scope or one round it. The lexer, which knows no scopes, may have read the character behind it on
   * another assumption.
   */
  protected readsLocal(token: Token, name: string): number | undefined {
    const depth = this.depthOf(name);
    const local = depth !== undefined;
    const assumed = this.cursor.assumptions.get(token.start);
    if (assumed !== undefined && assumed !== local)
      this.misread.set(token.start, { end: token.end, name, local });
    return depth;
  }

  /** How deep the text is nested here; to set, where recovery comes back from further in. */
  protected get depth(): number {
    return this.#depth;
  }

  protected set depth(depth: number) {
    this.#depth = depth;
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
}
