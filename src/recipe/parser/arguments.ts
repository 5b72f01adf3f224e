import type { Token, TokenKind } from "../tokens.js";
import type { Argument, Block, Expression, NamedParameter } from "../tree.js";
import { newScope, type Scope } from "./base.js";
import { passedBlock, withBareHash, type ReadArgument } from "./literals.js";
import { ParameterRules, type Parameters } from "./parameters.js";
import { statementStarts } from "./token-sets.js";

/** Tokens that always start an argument of a call without parentheses. */
const argumentStarts = new Set<TokenKind>([
  ...([
    "integer",
    "float",
    "plain string",
    "string begin",
    "label begin",
    "plain symbol",
    "symbol begin",
    "regexp begin",
    "words begin",
  ] as const),
  ...([
    "refused literal",
    "variable",
    "identifier",
    "constant",
    "label",
    "top ::",
    "->",
    "{",
    "~",
    "!",
  ] as const),
  ...(["nil", "true", "false", "self", "not", "defined?", "yield", "super"] as const),
  ...(["case", "for", "begin", "def", "class", "module"] as const),
  ...(["__FILE__", "__LINE__", "__ENCODING__"] as const),
]);

/** Tokens that do so behind white space alone. */
const spacedStarts = new Set<TokenKind>(["[", "("]);

/** Tokens that do so behind white space when none follows: `foo -x`, `foo *list`, `foo &block`. */
const tightStarts = new Set<TokenKind>(["-", "+", "*", "&", "**"]);

const nothing: readonly Argument[] = [];

/** What is given to a call: arguments and a block. */
export abstract class ArgumentRules extends ParameterRules {
  /** The arguments read last stand without parentheses. */
  protected bare = false;
  /** What `&` passed behind them. */
  protected passed: Expression | undefined;
  /** The name read last as a local. */
  protected local: Token | undefined;
  /** Behind the parentheses of `name (argument)`, whose block is the call's. */
  protected argumentEnd = -1;

  /** The `rescue`, `else` and `ensure` of a block, as one refused expression; nothing when it has none. */
  protected abstract rescued(): readonly Expression[];

  /** Arguments in parentheses, or, where a command may stand, without. */
  protected argumentsGiven(commands: boolean): readonly Argument[] {
    const bracketed = this.at("(") && !this.spaced;
    const bare = !bracketed && commands && this.#startsArgument();
    this.passed = undefined;
    const list = bracketed ? this.#bracketedArguments() : bare ? this.#commandArguments() : nothing;
    this.bare = bare;
    return list;
  }

  /** bracketed ::= NOSPACE '(' callList ')' */
  #bracketedArguments(): readonly Argument[] {
    const open = this.advance();
    this.allowCommand();
    return this.#passing(this.list(open, ")", true));
  }

  /** Arguments, of which a block that is passed is noted apart. */
  #passing(read: readonly ReadArgument[]): readonly Argument[] {
    this.passed = passedBlock(read)?.value;
    return withBareHash(read);
  }

  /** The block behind the arguments just read; braces behind bare ones belong to the last of them. */
  protected blockGiven(leading = false): Block | undefined {
    if (!this.#takesBlock(leading)) return undefined;
    if (this.passed !== undefined) throw this.unexpected(this.token, undefined);
    return this.block();
  }

  /** The name just read starts a statement (parse.y, EXPR_CMDARG). */
  protected get leads(): boolean {
    return statementStarts.has(this.ahead(-2).kind);
  }

  #takesBlock(leading: boolean): boolean {
    const { doAllowed, bare } = this;
    if (this.at("do"))
      return (
        doAllowed === "any" ||
        (doAllowed === "commands" ? bare || leading : doAllowed === "bracketed" && !bare)
      );
    if (!this.at("block {") || doAllowed === "lambda") return false;
    return !bare || this.previous.end === this.argumentEnd;
  }

  /**
   * Whether something is given to the local or constant just read, which makes it a call: `name = 1; name 'x'`.
   * Behind a local `-`, `*`, `&` and `[` are operators, whatever the spacing.
   */
  protected isGiven(commands: boolean, local: boolean): boolean {
    const { kind } = this.token;
    if (kind === "do") {
      const { doAllowed } = this;
      return (
        doAllowed === "any" || doAllowed === "bracketed" || (doAllowed === "commands" && !local && this.leads)
      );
    }
    if (kind === "block {") return this.doAllowed !== "lambda";
    if (!local || (kind === "(" && !this.spaced)) return this.isArgued(commands);
    return commands && (argumentStarts.has(kind) || kind === "(");
  }

  /** Whether arguments follow. */
  protected isArgued(commands: boolean): boolean {
    return (this.at("(") && !this.spaced) || (commands && this.#startsArgument());
  }

  /** The token stands behind a name that is no local: white space before it may make it an argument (EXPR_ARG). */
  protected get behindName(): boolean {
    const { kind } = this.previous;
    return (kind === "identifier" || kind === "constant") && this.previous !== this.local;
  }

  /** `name -x`: a sign or star that belongs to an argument, so that it is no operator here (IS_SPCARG). */
  protected get startsTightArgument(): boolean {
    if (!this.spaced || !tightStarts.has(this.token.kind) || !this.behindName) return false;
    return this.next.start === this.token.end;
  }

  /** Whether the token starts an argument of a call without parentheses (parse.y, EXPR_ARG and IS_SPCARG). */
  #startsArgument(): boolean {
    const { kind } = this.token;
    if (argumentStarts.has(kind)) return true;
    if (spacedStarts.has(kind)) return this.spaced;
    return tightStarts.has(kind) && this.spaced && this.next.start === this.token.end;
  }

  /**
   * arguments ::= ( command | items ( ',' passed )? | passed ) - ( ( misread | bareJump ) ANY* )
   *
   * A `do` behind them belongs to the outermost call.
   */
  #commandArguments(): readonly Argument[] {
    this.allowCommand();
    // The usual one and two arguments as literals: an array that grows keeps room for seventeen.
    const within = this.doAllowed;
    const doAllowed = within === "none" || within === "lambda" ? within : "outer";
    const first = this.listed(undefined, doAllowed, true);
    if (!this.accept(",")) return this.#passing([first]);
    const second = this.listed(first, doAllowed, true);
    if (!this.at(",")) return this.#passing([first, second]);
    const read = [first, second];
    while (this.accept(",")) read.push(this.listed(read.at(-1), doAllowed, true));
    return this.#passing(read);
  }

  /**
   * block ::= braceBlock | doBlock
   *
   * braceBlock ::= '{' blockParameters? statements '}'
   */
  protected block(): Block {
    const opener = this.advance();
    return this.blockOf(
      opener,
      () => this.blockParameters(),
      () => opener,
    );
  }

  /** A block from the token that it starts at: its parameters, if there are any, then what opens its statements. */
  protected blockOf(
    { start }: Token,
    readParameters: () => Parameters | undefined,
    passOpener: () => Token,
  ): Block {
    this.enter();
    const before = this.diagnostics.length;
    const scope = newScope("block");
    this.scopes.push(scope);
    const bar = this.token;
    const given = readParameters();
    if (given === undefined) scope.numbered = 0;
    const refused = given?.refused === true ? [this.#refusedParameters(bar, scope)] : [];
    const opener = passOpener();
    const statements = this.blockBody(opener);
    this.scopes.pop();
    this.leave();
    return {
      kind: "block",
      parameters: given === undefined ? numbered(scope, opener) : given.refused ? [] : given.items,
      variables: undefined,
      statements: refused.length === 0 ? statements : [...refused, ...statements],
      broken: this.diagnostics.length > before,
      start,
      end: this.previous.end,
    };
  }

  /**
   * doBlock ::= 'do' blockParameters? statements rescued 'end'
   *
   * The statements of a block whose opener and parameters have been passed, and its closing.
   */
  protected blockBody(opener: Token): Expression[] {
    this.open.push(opener);
    const statements = this.blockStatements(opener);
    this.open.pop();
    if (opener.kind === "do") this.closeBlock(opener);
    else if (!this.accept("}")) throw this.missing(opener, "}");
    return statements;
  }

  /** statements [ rescue … ] ; a `do` in them is theirs, and they may leave the block */
  protected blockStatements(opener: Token): Expression[] {
    const { doAllowed, jumpsAllowed, retryAllowed } = this;
    this.doAllowed = "any";
    this.jumpsAllowed = true;
    this.retryAllowed = false;
    const list = this.statements();
    if (opener.kind !== "block {" && opener.kind !== "{")
      for (const refused of this.rescued()) list.push(refused);
    this.doAllowed = doAllowed;
    this.jumpsAllowed = jumpsAllowed;
    this.retryAllowed = retryAllowed;
    return list;
  }

  /** `|key:, **rest, &block|`: what parameters hold is not known when such are among them. */
  #refusedParameters(bar: Token, { names = new Set() }: Scope): Expression {
    const { start, end } = bar;
    const refused = this.refused("a parameter of a block with `:`, `**` or `&`", bar);
    return {
      ...refused,
      assigns: Array.from(names, (name) => ({ kind: "local", name, depth: 0, start, end })),
    };
  }
}

/** The parameters that `_1` and its like stand for. */
function numbered({ numbered: count = 0 }: Scope, { end }: Token): readonly NamedParameter[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: "parameter",
    name: `_${index + 1}`,
    start: end,
    end,
  }));
}
