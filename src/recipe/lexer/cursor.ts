import { tooLong } from "../../diagnostics/catalogue/recipe.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Origin, Source } from "../../source/source.js";
import type { Comment } from "../tree.js";
import type { Token, TokenKind } from "../tokens.js";

/** After this many lexical errors the rest of a file says nothing any more, and reading on could cost its square. */
const MOST_ERRORS = 20;

/** So many tokens, and comments, a file may have: far more than the longest recipes, and what can be held with all that they become. */
const MOST_TOKENS = 400_000;

/**
 * What may come next, as far as lexing depends on it; Ruby's own lexer calls the states EXPR_BEG, EXPR_MID, EXPR_END
 * (also EXPR_ENDFN), EXPR_ARG/CMDARG, EXPR_DOT and EXPR_FNAME (parse.y, `enum lex_state_e`). `middle` is `begin`
 * where the line may end all the same: behind `return`, `next`, `break` and the `rescue` of a block.
 */
export type State = "begin" | "middle" | "end" | "argument" | "dot" | "definition";

interface Mark {
  readonly tokens: number;
  readonly comments: number;
  readonly diagnostics: number;
}

/** Where the lexer stands in a recipe, and what it has made so far. */
export class Cursor {
  readonly source: Source;
  readonly text: string;
  position = 0;
  state: State = "begin";
  /** A name followed by `:` may be a label here (parse.y, EXPR_LABEL). */
  labelAllowed = false;
  readonly tokens: Token[] = [];
  readonly comments: Comment[] = [];
  readonly diagnostics: Diagnostic[] = [];
  /** Why the file is not read at all. */
  tooLong: Diagnostic | undefined;
  /** Behind the bodies of the heredocs opened on this line: where the next line goes on. */
  heredocResume: number | undefined;
  /** Offset of a name → whether it is a local, where an earlier reading of the text has told. */
  readonly locals: ReadonlyMap<number, boolean>;
  /** Where the `|` stands that closes the block parameters being read. */
  parametersEnd = -1;
  /** Locals assigned so far, by name alone; `assumptions` says where a token depended on it. */
  readonly assigned = new Set<string>();
  /** Offset of a name → whether it was taken for a local when the character behind it was read. */
  readonly assumptions = new Map<number, boolean>();
  /** Lexes code up to the `}` of an interpolation; set by the lexer, so that strings need not import it. */
  readonly lexInterpolation: (cursor: Cursor) => boolean;
  /** How deep interpolations are nested here. */
  depth = 0;
  /** Where the line end stands that is held back; -1 when none is. */
  #newline = -1;

  constructor(
    source: Source,
    locals: ReadonlyMap<number, boolean>,
    lexInterpolation: (cursor: Cursor) => boolean,
  ) {
    this.source = source;
    this.locals = locals;
    this.text = source.text;
    this.lexInterpolation = lexInterpolation;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** A value may start here (parse.y, `IS_BEG`). */
  get beforeValue(): boolean {
    return this.state === "begin" || this.state === "middle";
  }

  /** The UTF-16 unit `ahead` of the cursor, NaN behind the end. */
  peek(ahead = 0): number {
    return this.text.charCodeAt(this.position + ahead);
  }

  origin(start: number, end: number): Origin {
    return { source: this.source, start, end: Math.min(end, this.text.length) };
  }

  /**
   * Adds a token and moves behind it. A line's end is a token only when the next line does not go on with `.`
   * or `&.`, so it is held back until then.
   */
  push(kind: TokenKind, start: number, end: number, state: State, value?: Token["value"]): void {
    if (this.#newline >= 0 && kind !== "." && kind !== "&.") this.#addNewline();
    this.#newline = -1;
    this.tokens.push({ kind, start, end, value });
    this.position = end;
    if (this.tokens.length > MOST_TOKENS) this.#stop(start, end);
    this.state = state;
    this.labelAllowed = false;
  }

  addComment(start: number, end: number): void {
    this.comments.push({ start, end });
    if (this.comments.length > MOST_TOKENS) this.#stop(start, end);
  }

  #stop(start: number, end: number): void {
    this.tooLong ??= tooLong(this.origin(start, end), { limit: MOST_TOKENS });
    this.position = this.text.length;
  }

  /** Notes the end of a line, unless the line cannot end there. Behind an empty line no `.` goes on. */
  endLine(start: number): void {
    if (this.#newline >= 0 && this.comments.at(-1)?.end !== start) this.#addNewline();
    if (this.state === "begin" || this.state === "dot") return;
    if (this.#newline < 0) this.#newline = start;
    this.state = "begin";
    this.labelAllowed = false;
  }

  #addNewline(): void {
    this.tokens.push({ kind: "newline", start: this.#newline, end: this.#newline + 1, value: undefined });
    this.#newline = -1;
  }

  /** Moves behind a line feed: to the next line, or behind the heredoc bodies that stand there. */
  crossLineFeed(): void {
    this.position = this.heredocResume ?? this.position + 1;
    this.heredocResume = undefined;
  }

  /** Where the line that the cursor is in ends: the offset of its `\n`, or the text's end. */
  lineEnd(): number {
    const end = this.text.indexOf("\n", this.position);
    return end < 0 ? this.text.length : end;
  }

  report(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** How much there is of everything, for `reset`. */
  mark(): Mark {
    return {
      tokens: this.tokens.length,
      comments: this.comments.length,
      diagnostics: this.diagnostics.length,
    };
  }

  /** Forgets what came since the mark. */
  reset(mark: Mark): void {
    this.tokens.length = mark.tokens;
    this.comments.length = mark.comments;
    this.diagnostics.length = mark.diagnostics;
    this.heredocResume = undefined;
    this.#newline = -1;
  }

  /** Too much is wrong to read on. */
  get exhausted(): boolean {
    return this.diagnostics.length >= MOST_ERRORS;
  }
}
