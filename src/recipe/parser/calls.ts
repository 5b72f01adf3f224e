import { missingDo } from "../../diagnostics/catalogue/recipe-resource.js";
import { attributeRow, dscKeywords } from "../evaluate/attribute-table.js";
import type { Token, TokenKind } from "../tokens.js";
import type { Argument, Block, Call, Expression, Parameter, Span } from "../tree.js";
import { LiteralRules, withBareHash, type ReadArgument } from "./literals.js";

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

/** What is given to a call. */
interface Given {
  readonly arguments: readonly Argument[];
  readonly block: Block | undefined;
}

/** Parameters of a block; `refused` stands in its statements when they are not all plain names. */
interface Parameters {
  readonly parameters: readonly Parameter[];
  readonly refused: readonly Expression[];
}

const nothing: readonly Argument[] = [];

/** Primaries and what follows them: calls, indexes, blocks. */
export abstract class CallRules extends LiteralRules {
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
    const safe = this.advance().kind === "&.";
    if (!this.at("identifier") && !this.at("constant"))
      throw this.unexpected(this.token, "the name of a method");
    return this.#call({ receiver, safe }, this.advance(), commands);
  }

  #scoped(receiver: Expression, commands: boolean): Expression {
    this.advance();
    if (this.at("identifier")) return this.#call({ receiver, safe: false }, this.advance(), commands);
    const name = this.expect("constant");
    if (this.#isArgued(commands)) return this.#call({ receiver, safe: false }, name, commands);
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
    return this.#call({ receiver: undefined, safe: false }, token, commands);
  }

  /** constant = [ "::" ] Constant / Constant given */
  #constant(): Expression {
    const { start } = this.token;
    const commands = start === this.commandStart;
    const scope = this.accept("top ::") ? "top" : undefined;
    const token = this.expect("constant");
    if (scope === undefined && this.#isGiven(commands, false))
      return this.#call({ receiver: undefined, safe: false }, token, commands);
    return { kind: "constant", scope, name: this.image(token), start, end: token.end };
  }

  #call(
    head: { readonly receiver: Expression | undefined; readonly safe: boolean },
    name: Token,
    commands: boolean,
  ): Expression {
    const given = this.given(commands);
    const image = this.image(name);
    const dsc = head.receiver === undefined && image.startsWith("dsc_");
    const block = given.block ?? (dsc ? this.#blockWithoutDo(image, name) : undefined);
    if (dsc && (block !== undefined || given.arguments.length > 0))
      this.dscWords.push({ start: name.start, end: name.end });
    return {
      kind: "call",
      receiver: head.receiver,
      name: image,
      nameStart: name.start,
      nameEnd: name.end,
      arguments: given.arguments,
      block,
      blockArgument: undefined,
      safe: head.safe,
      start: head.receiver?.start ?? name.start,
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
    this.scopes.push(new Set());
    const statements = this.withDo(true, () => this.statements());
    this.scopes.pop();
    this.open.pop();
    this.closeBlock(name);
    this.leave();
    return { kind: "block", parameters: [], statements, broken: false, start: end, end: this.previous.end };
  }

  /** given = [ "(" list ")" / arguments ] [ block ] ; arguments without parentheses where a command may stand */
  protected given(commands: boolean): Given {
    let list = nothing;
    let bare = false;
    if (this.at("(") && !this.spaced) {
      const open = this.advance();
      this.allowCommand();
      list = withBareHash(this.list(open, ")"));
    } else if (commands && this.#startsArgument()) {
      list = this.#commandArguments();
      bare = true;
    }
    const takesBlock = this.at("do") ? this.doAllowed : this.at("block {") && !bare;
    return { arguments: list, block: takesBlock ? this.block() : undefined };
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
    const read: ReadArgument[] = [];
    this.allowCommand();
    do read.push(this.listed(read, false));
    while (this.accept(","));
    return withBareHash(read);
  }

  /** block = ( "{" / "do" ) [ parameters ] statements ( "}" / "end" ) */
  protected block(): Block {
    this.enter();
    const opener = this.advance();
    const before = this.diagnostics.length;
    this.scopes.push(new Set());
    const { parameters, refused } = this.#parameters();
    this.open.push(opener);
    const statements = [...refused, ...this.withDo(true, () => this.statements())];
    if (opener.kind === "do") statements.push(...this.rescued());
    this.open.pop();
    if (opener.kind === "do") this.closeBlock(opener);
    else if (!this.accept("}")) throw this.missing(opener, "}");
    this.scopes.pop();
    this.leave();
    const broken = this.diagnostics.length > before;
    return { kind: "block", parameters, statements, broken, start: opener.start, end: this.previous.end };
  }

  /** parameters = "||" / "|" [ name *( "," name ) ] [ line end name *( "," name ) ] "|" */
  #parameters(): Parameters {
    const parameters: Parameter[] = [];
    if (this.accept("||") || !this.at("|")) return { parameters, refused: [] };
    const bar = this.advance();
    while (this.at("identifier")) {
      const { start, end } = this.advance();
      const name = this.cursor.text.slice(start, end);
      this.scopes.at(-1)?.add(name);
      parameters.push({ name, start, end });
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
    do this.scopes.at(-1)?.add(this.image(this.expect("identifier")));
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
