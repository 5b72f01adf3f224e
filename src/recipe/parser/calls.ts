import { missingDo } from "../../diagnostics/catalogue/recipe-resource.js";
import { attributeRow, dscKeywords } from "../evaluate/attribute-table.js";
import type { Token, TokenKind } from "../tokens.js";
import type { Argument, Block, Call, Expression, Parameter, Span } from "../tree.js";
import { isEntry, LiteralRules, withBareHash } from "./literals.js";

/** Tokens that always start an argument of a call without parentheses. */
const argumentStarts = new Set<TokenKind>([
  ...([
    "integer",
    "float",
    "plain string",
    "string begin",
    "plain symbol",
    "symbol begin",
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
  ...(["nil", "true", "false", "self", "not", "defined?", "case", "def", "begin", "yield", "super"] as const),
  ...(["__FILE__", "__LINE__", "__ENCODING__"] as const),
]);

/** Tokens that do so behind white space alone. */
const spacedStarts = new Set<TokenKind>(["[", "("]);

/** Tokens that do so behind white space when none follows: `foo -x`, `foo *list`, `foo &block`. */
const tightStarts = new Set<TokenKind>(["-", "+", "*", "&", "**"]);

/** Parameters of a block; `refused` stands in its statements when they are not all plain names. */
interface Parameters {
  readonly parameters: readonly Parameter[];
  readonly refused: readonly Expression[];
}

const nothing: readonly Argument[] = [];
const noParameters: Parameters = { parameters: [], refused: [] };

/** Primaries and what follows them: calls, indexes, blocks. */
export abstract class CallRules extends LiteralRules {
  /** The arguments read last stand without parentheses. */
  #bare = false;
  /** The name read last as a local. */
  #local: Token | undefined;

  /** What starts with a keyword or another token of its own. */
  protected abstract compound(): Expression;
  protected abstract sequence(): Expression;
  /** The `rescue`, `else` and `ensure` of a block, as one refused expression; nothing when it has none. */
  protected abstract rescued(): readonly Expression[];

  /** postfix = primary *( ( "." / "&." ) name given / "::" ( Constant / name given ) / "[" list "]" ) */
  protected postfix(): Expression {
    const commands = this.token.start === this.commandStart;
    let result = this.#primary();
    for (;;) {
      switch (this.token.kind) {
        case ".":
        case "&.":
          result = this.#dotted(result, commands);
          break;
        case "::":
          result = this.#scoped(result, commands);
          break;
        case "[":
          if (this.spaced && this.behindName) return result;
          result = this.#index(result);
          break;
        default:
          return result;
      }
    }
  }

  #dotted(receiver: Expression, commands: boolean): Expression {
    const dot = this.advance();
    const safe = dot.kind === "&.";
    if (this.at("(")) return this.#callOfProc(receiver, dot);
    if (!this.at("identifier") && !this.at("constant"))
      throw this.unexpected(this.token, "the name of a method");
    return this.#call(receiver, safe, commands);
  }

  /** `receiver.(…)`: what it calls is a block that was kept, which is never evaluated. */
  #callOfProc({ start }: Expression, dot: Token): Expression {
    this.argumentsGiven(false);
    this.blockGiven();
    return { ...this.refused("a call of a kept block, `.()`", dot), start };
  }

  #scoped(receiver: Expression, commands: boolean): Expression {
    this.advance();
    if (this.at("identifier")) return this.#call(receiver, false, commands);
    const name = this.expect("constant");
    if (this.#isArgued(commands)) return this.#callOf(name, receiver, false, commands);
    return {
      kind: "constant",
      scope: receiver,
      name: this.image(name),
      start: receiver.start,
      end: name.end,
    };
  }

  #index(receiver: Expression): Expression {
    const open = this.advance();
    this.allowCommand();
    const list = withBareHash(this.list(open, "]"));
    return { kind: "index", receiver, arguments: list, start: receiver.start, end: this.previous.end };
  }

  /** primary = literal / name given / Constant [ given ] / "::" Constant / "(" statements ")" / compound */
  #primary(): Expression {
    switch (this.token.kind) {
      case "plain string":
      case "string begin":
        return this.string();
      case "plain symbol":
      case "symbol begin":
        return this.symbol();
      case "integer":
      case "float":
        return this.number();
      case "words begin":
        return this.words();
      case "[":
        return this.array();
      case "{":
        return this.hash();
      case "identifier":
        return this.#name();
      case "constant":
      case "top ::":
        return this.#constant();
      case "(":
        return this.sequence();
      default:
        return this.compound();
    }
  }

  /** A bare name: a local when it was assigned before, else a call. */
  #name(): Expression {
    const commands = this.token.start === this.commandStart;
    const token = this.advance();
    const name = this.image(token);
    if (this.readsLocal(token, name) && !this.#isGiven(commands, true)) {
      this.#local = token;
      return { kind: "local", name, start: token.start, end: token.end };
    }
    return this.#callOf(token, undefined, false, commands);
  }

  /** constant = [ "::" ] Constant / Constant given */
  #constant(): Expression {
    const { start } = this.token;
    const commands = start === this.commandStart;
    const scope = this.accept("top ::") ? "top" : undefined;
    const token = this.expect("constant");
    if (scope === undefined && this.#isGiven(commands, false))
      return this.#callOf(token, undefined, false, commands);
    return { kind: "constant", scope, name: this.image(token), start, end: token.end };
  }

  #call(receiver: Expression | undefined, safe: boolean, commands: boolean): Expression {
    return this.#callOf(this.advance(), receiver, safe, commands);
  }

  /** The call of a name that has been passed. */
  #callOf(token: Token, receiver: Expression | undefined, safe: boolean, commands: boolean): Expression {
    const name = this.image(token);
    const given = this.argumentsGiven(commands);
    const dsc = receiver === undefined && name.startsWith("dsc_");
    const block = this.blockGiven() ?? (dsc ? this.#blockWithoutDo(name, token) : undefined);
    if (dsc && (block !== undefined || given.length > 0))
      this.dscWords.push({ start: token.start, end: token.end });
    return {
      kind: "call",
      receiver,
      name,
      nameStart: token.start,
      nameEnd: token.end,
      arguments: given,
      block,
      blockArgument: undefined,
      safe,
      start: receiver?.start ?? token.start,
      end: this.previous.end,
    };
  }

  /** `dsc_resource 'x'` without `do` and behind it lines that only its block can have: read as that block. */
  #blockWithoutDo(word: string, name: Token): Block | undefined {
    const kind = dscKeywords.get(word);
    if (kind === undefined || !this.at("newline") || this.next.kind !== "identifier") return undefined;
    const first = this.image(this.next);
    const own = first === "property" && kind === "resource";
    const assigned = /^\s*=/.test(this.cursor.text.slice(this.next.end, this.next.end + 10));
    if (assigned || (!own && attributeRow(first, kind) === undefined)) return undefined;
    const { end } = this.previous;
    const place = this.origin({ start: end, end });
    const edits = [{ origin: place, text: " do" }];
    this.report(missingDo(place, { keyword: word }, { fixes: [{ title: "Add do", safe: true, edits }] }));
    this.enter();
    this.open.push(name);
    this.scopes.push(undefined);
    const statements = this.blockStatements(name);
    this.scopes.pop();
    this.open.pop();
    this.closeBlock(name);
    this.leave();
    return { kind: "block", parameters: [], statements, broken: false, start: end, end: this.previous.end };
  }

  /** given = [ "(" list ")" / arguments ] [ block ] ; arguments without parentheses where a command may stand */
  protected argumentsGiven(commands: boolean): readonly Argument[] {
    const bracketed = this.at("(") && !this.spaced;
    const bare = !bracketed && commands && this.#startsArgument();
    const list = bracketed ? this.#bracketedArguments() : bare ? this.#commandArguments() : nothing;
    this.#bare = bare;
    return list;
  }

  #bracketedArguments(): readonly Argument[] {
    const open = this.advance();
    this.allowCommand();
    return withBareHash(this.list(open, ")"));
  }

  /** The block behind the arguments just read; braces behind bare ones belong to the last of them. */
  protected blockGiven(): Block | undefined {
    const takes = this.at("do") ? this.doAllowed : this.at("block {") && !this.#bare;
    return takes ? this.block() : undefined;
  }

  /**
   * Whether something is given to the local or constant just read, which makes it a call: `name = 1; name 'x'`.
   * Behind a local `-`, `*`, `&` and `[` are operators, whatever the spacing.
   */
  #isGiven(commands: boolean, local: boolean): boolean {
    const { kind } = this.token;
    if (kind === "do") return this.doAllowed;
    if (kind === "block {") return true;
    if (!local || (kind === "(" && !this.spaced)) return this.#isArgued(commands);
    return commands && (argumentStarts.has(kind) || kind === "(");
  }

  /** Whether arguments follow. */
  #isArgued(commands: boolean): boolean {
    return (this.at("(") && !this.spaced) || (commands && this.#startsArgument());
  }

  /** The token stands behind a name that is no local: white space before it may make it an argument (EXPR_ARG). */
  protected get behindName(): boolean {
    const { kind } = this.previous;
    return (kind === "identifier" || kind === "constant") && this.previous !== this.#local;
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

  /** arguments = argument *( "," argument ) ; a `do` behind them belongs to the outermost call */
  #commandArguments(): readonly Argument[] {
    this.allowCommand();
    // The usual one and two arguments as literals: an array that grows keeps room for seventeen.
    const first = this.listed(undefined, false);
    if (!this.accept(",")) return isEntry(first) ? withBareHash([first]) : [first];
    const second = this.listed(first, false);
    if (!this.at(",") && !isEntry(first) && !isEntry(second)) return [first, second];
    const read = [first, second];
    while (this.accept(",")) read.push(this.listed(read.at(-1), false));
    return withBareHash(read);
  }

  /** block = ( "{" / "do" ) [ parameters ] statements ( "}" / "end" ) */
  protected block(): Block {
    this.enter();
    const opener = this.advance();
    const before = this.diagnostics.length;
    this.scopes.push(undefined);
    const { parameters, refused } = this.#parameters();
    this.open.push(opener);
    const read = this.blockStatements(opener);
    const statements = refused.length === 0 ? read : [...refused, ...read];
    this.open.pop();
    if (opener.kind === "do") this.closeBlock(opener);
    else if (!this.accept("}")) throw this.missing(opener, "}");
    this.scopes.pop();
    this.leave();
    const broken = this.diagnostics.length > before;
    return { kind: "block", parameters, statements, broken, start: opener.start, end: this.previous.end };
  }

  /** statements [ rescue … ] ; a `do` in them is theirs, and they may leave the block */
  protected blockStatements(opener: Token): Expression[] {
    const { doAllowed, jumpsAllowed } = this;
    this.doAllowed = true;
    this.jumpsAllowed = true;
    const list = this.statements();
    if (opener.kind !== "block {") for (const refused of this.rescued()) list.push(refused);
    this.doAllowed = doAllowed;
    this.jumpsAllowed = jumpsAllowed;
    return list;
  }

  /** parameters = "||" / "|" [ name *( "," name ) ] [ line end name *( "," name ) ] "|" */
  #parameters(): Parameters {
    if (this.accept("||") || !this.at("|")) return noParameters;
    const bar = this.advance();
    const parameters: Parameter[] = [];
    while (this.at("identifier")) {
      const token = this.advance();
      const name = this.image(token);
      this.defineLocal(name);
      parameters.push({ name, start: token.start, end: token.end });
      if (this.at("|") || !this.accept(",")) break;
    }
    if (this.previous.kind !== "," && (this.accept("|") || this.#blockLocals()))
      return { parameters, refused: [] };
    return { parameters: [], refused: [this.#oddParameters(bar, parameters)] };
  }

  /** `; name, name |`: locals of the block alone. */
  #blockLocals(): boolean {
    if (!this.at("newline") || this.image(this.token) !== ";") return false;
    this.advance();
    do this.defineLocal(this.image(this.expect("identifier")));
    while (this.accept(","));
    this.expect("|");
    return true;
  }

  /** Parameters other than plain names, `|(a, b), c = 1, *rest|`: what they hold is not known. */
  #oddParameters(bar: Token, plain: readonly Parameter[]): Expression {
    const assigned = this.assignments.length;
    for (const { name } of plain) this.assign(name);
    while (!this.at("|") && !this.atEnd && !this.at("newline")) {
      const { kind } = this.token;
      const name = this.image(this.advance());
      if (kind === "identifier") this.assign(name);
      else if (kind === "label") this.assign(name.slice(0, -1));
    }
    if (!this.accept("|")) this.reportMissing(bar, "|");
    return this.refused("a block parameter that is no plain name", bar, assigned);
  }
}

/** A name alone, as the call of a method. */
export function bareCall(name: string, span: Span): Call {
  return {
    kind: "call",
    receiver: undefined,
    name,
    nameStart: span.start,
    nameEnd: span.end,
    arguments: nothing,
    block: undefined,
    blockArgument: undefined,
    safe: false,
    ...span,
  };
}
