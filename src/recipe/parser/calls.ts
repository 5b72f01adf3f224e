import type { Token, TokenKind } from "../tokens.js";
import type { Argument, Block, Expression, Parameter } from "../tree.js";
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
  ...(["refused literal", "variable", "identifier", "constant", "label", "top ::", "->", "{", "~"] as const),
  ...(["nil", "true", "false", "self", "not", "defined?", "case", "def", "__FILE__", "__LINE__"] as const),
]);

/** Tokens that do so behind white space alone. */
const spacedStarts = new Set<TokenKind>(["[", "(", "!"]);

/** Tokens that do so behind white space when none follows: `foo -x`, `foo *list`, `foo &block`. */
const tightStarts = new Set<TokenKind>(["-", "*", "&", "**"]);

/** What is given to a call. */
interface Given {
  readonly arguments: readonly Argument[];
  readonly block: Block | undefined;
}

const nothing: readonly Argument[] = [];

/** Primaries and what follows them: calls, indexes, blocks. */
export abstract class CallRules extends LiteralRules {
  /** What starts with a keyword or another token of its own. */
  protected abstract compound(): Expression;
  protected abstract sequence(): Expression;

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
          result = this.#scoped(result);
          break;
        case "[":
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

  #scoped(receiver: Expression): Expression {
    this.advance();
    if (this.at("identifier")) return this.#call({ receiver, safe: false }, this.advance(), false);
    const name = this.expect("constant");
    if (this.at("(") && !this.spaced) return this.#call({ receiver, safe: false }, name, false);
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
    const called = this.at("(") && !this.spaced;
    if (!called && this.readsLocal(token, name))
      return { kind: "local", name, start: token.start, end: token.end };
    return this.#call({ receiver: undefined, safe: false }, token, commands);
  }

  /** constant = [ "::" ] Constant [ "(" list ")" ] */
  #constant(): Expression {
    const { start } = this.token;
    const scope = this.accept("top ::") ? "top" : undefined;
    const token = this.expect("constant");
    if (this.at("(") && !this.spaced) return this.#call({ receiver: undefined, safe: false }, token, false);
    return { kind: "constant", scope, name: this.image(token), start, end: token.end };
  }

  #call(
    head: { readonly receiver: Expression | undefined; readonly safe: boolean },
    name: Token,
    commands: boolean,
  ): Expression {
    const given = this.given(commands);
    return {
      kind: "call",
      receiver: head.receiver,
      name: this.image(name),
      nameStart: name.start,
      nameEnd: name.end,
      arguments: given.arguments,
      block: given.block,
      blockArgument: undefined,
      safe: head.safe,
      start: head.receiver?.start ?? name.start,
      end: this.previous.end,
    };
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
    do read.push(this.withDo(false, () => this.argument()));
    while (this.accept(","));
    return withBareHash(read);
  }

  /** block = ( "{" / "do" ) [ parameters ] statements ( "}" / "end" ) */
  protected block(): Block {
    this.enter();
    const opener = this.advance();
    const before = this.diagnostics.length;
    this.scopes.push(new Set());
    const parameters = this.#parameters();
    this.open.push(opener);
    const statements = this.withDo(true, () => this.statements());
    this.open.pop();
    if (opener.kind === "do") this.closeBlock(opener);
    else if (!this.accept("}")) throw this.missing(opener, "}");
    this.scopes.pop();
    this.leave();
    const broken = this.diagnostics.length > before;
    return { kind: "block", parameters, statements, broken, start: opener.start, end: this.previous.end };
  }

  /** parameters = "||" / "|" [ name *( "," name ) ] "|" */
  #parameters(): Parameter[] {
    const list: Parameter[] = [];
    if (this.accept("||") || !this.accept("|")) return list;
    while (!this.accept("|")) {
      const { start, end } = this.expect("identifier");
      const name = this.cursor.text.slice(start, end);
      this.scopes.at(-1)?.add(name);
      list.push({ name, start, end });
      if (!this.at("|")) this.expect(",");
    }
    return list;
  }
}
