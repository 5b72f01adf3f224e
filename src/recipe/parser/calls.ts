import { missingDo } from "../../diagnostics/catalogue/recipe-resource.js";
import { attributeRow, dscKeywords } from "../evaluate/attribute-table.js";
import type { Token, TokenKind } from "../tokens.js";
import type { Argument, Block, Call, Expression, Span } from "../tree.js";
import { ArgumentRules } from "./arguments.js";
import { newScope } from "./base.js";
import { passedBlock, withBareHash } from "./literals.js";
import { isNumbered } from "./parameters.js";

const nothing: readonly Argument[] = [];

/** Keywords behind which something stands as behind the name of a method. */
const argumentWords = new Set<TokenKind>(["not", "defined?", "yield", "super"]);

/** Primaries and what follows them: calls, indexes, blocks. */
export abstract class CallRules extends ArgumentRules {
  /** What starts with a keyword or another token of its own. */
  protected abstract compound(): Expression;
  protected abstract sequence(): Expression;
  /** `(argument)` behind white space: one statement. */
  protected abstract onlyStatement(): Expression;
  /**
   * postfix ::= primary ( ( '.' | '&.' | '::' ) METHODNAME given | ( '.' | '&.' ) bracketed block? | index
   *   block? )*
   */
  protected postfix(): Expression {
    const commands = this.token.start === this.commandStart;
    let result = this.#primary();
    for (;;) {
      const behindCommand = this.behindCommand;
      switch (this.token.kind) {
        case ".":
        case "&.":
          result = this.#dotted(this.valued(result), commands);
          break;
        case "::":
          result = this.#scoped(this.valued(result), commands);
          break;
        case "[":
          if (behindCommand || (this.spaced && this.behindName)) return result;
          result = this.#index(this.valued(result));
          break;
        default:
          return result;
      }
      if (behindCommand) this.commandEnd = this.previous.end;
    }
  }

  #dotted(receiver: Expression, commands: boolean): Expression {
    const dot = this.advance();
    const safe = dot.kind === "&.";
    // `receiver.(…)` is `receiver.call(…)`.
    if (this.at("(")) return this.#callOf({ ...dot, start: dot.end }, receiver, safe, false, "call");
    if (!this.at("identifier") && !this.at("constant"))
      throw this.unexpected(this.token, "the name of a method");
    return this.#call(receiver, safe, commands);
  }

  #scoped(receiver: Expression, commands: boolean): Expression {
    const { behindCommand } = this;
    this.advance();
    if (this.at("identifier")) return this.#call(receiver, false, commands);
    const name = this.expect("constant");
    if (behindCommand || this.isArgued(commands)) return this.#callOf(name, receiver, false, commands);
    return {
      kind: "constant",
      scope: receiver,
      name: this.image(name),
      start: receiver.start,
      end: name.end,
    };
  }

  /**
   * index ::= '[' callList ']'
   *
   * A block that it is given, or that `&` passes, makes it a refused one.
   */
  #index(receiver: Expression): Expression {
    const open = this.advance();
    this.allowCommand();
    const read = this.list(open, "]", true);
    const list = withBareHash(read);
    const passed = passedBlock(read);
    this.bare = false;
    this.passed = passed?.value;
    const { start } = receiver;
    if (this.blockGiven() !== undefined) return { ...this.refused("an index with a block", open), start };
    const { end } = this.previous;
    if (passed !== undefined)
      list.push({ ...this.refused("a block argument `&`", open), start: passed.start, end: passed.end });
    return { kind: "index", receiver, arguments: list, start, end };
  }

  /**
   * primary ::= string | symbol | regexp | number | words | array | hash | IDENTIFIER given |
   *   CONSTANT given | topConstant | sequence | compound
   */
  #primary(): Expression {
    switch (this.token.kind) {
      case "plain string":
      case "string begin":
        return this.string();
      case "plain symbol":
      case "symbol begin":
        return this.symbol();
      case "regexp begin":
        return this.regexp();
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
        return this.#parenthesised();
      default:
        return this.compound();
    }
  }

  #parenthesised(): Expression {
    const argument = this.behindName || argumentWords.has(this.previous.kind);
    if (!this.spaced || !argument) return this.sequence();
    const result = this.onlyStatement();
    this.argumentEnd = this.previous.end;
    return result;
  }

  /** A bare name: a local when it was assigned before, else a call. */
  #name(): Expression {
    const commands = this.token.start === this.commandStart;
    const token = this.advance();
    const { start, end } = token;
    const name = this.image(token);
    const depth = this.readsLocal(token, name);
    if (depth !== undefined) this.noteRead(token, name);
    if (this.isGiven(commands, depth !== undefined)) return this.#callOf(token, undefined, false, commands);
    const known: Expression | undefined =
      depth === undefined ? undefined : { kind: "local", name, depth, start, end };
    const local = isNumbered(name) ? this.numberedParameter(token, name) : known;
    if (local === undefined) return this.#callOf(token, undefined, false, commands);
    this.local = token;
    return local;
  }

  /**
   * topConstant ::= '::' CONSTANT
   *
   * And `Name`, a constant or, with what it is given, a call.
   */
  #constant(): Expression {
    const { start } = this.token;
    const commands = start === this.commandStart;
    const scope = this.accept("top ::") ? "top" : undefined;
    const token = this.expect("constant");
    if (scope === undefined && this.isGiven(commands, false))
      return this.#callOf(token, undefined, false, commands);
    return { kind: "constant", scope, name: this.image(token), start, end: token.end };
  }

  #call(receiver: Expression | undefined, safe: boolean, commands: boolean): Expression {
    return this.#callOf(this.advance(), receiver, safe, commands);
  }

  /**
   * commandCall ::= command ( doBlock chained* )?
   *
   * chained ::= ( '.' | '&.' | '::' ) METHODNAME ( given | arguments doBlock? )
   *
   * command ::= callee ( arguments | SPACE onlyStatement braceBlock? ) | 'super' arguments | 'yield'
   *   arguments
   *
   * callee ::= IDENTIFIER | CONSTANT | postfix ( '.' | '&.' | '::' ) METHODNAME
   *
   * given ::= bracketed? block?
   *
   * The call of a name that has been passed.
   */
  #callOf(
    token: Token,
    receiver: Expression | undefined,
    safe: boolean,
    commands: boolean,
    name = this.image(token),
  ): Expression {
    const leading = this.doAllowed === "commands" && receiver === undefined && this.leads && !this.at("(");
    const given = this.argumentsGiven(commands);
    const passed = this.passed;
    const bare = this.bare;
    const dsc = receiver === undefined && name.startsWith("dsc_");
    const block = this.blockGiven(leading) ?? (dsc ? this.#blockWithoutDo(name, token) : undefined);
    if (bare) this.commandEnd = this.previous.end;
    if (receiver === undefined && mayDeclare(name, given.length, block ?? passed))
      this.resourceWords.push({ start: token.start, end: token.end });
    return {
      kind: "call",
      receiver,
      name,
      nameStart: token.start,
      nameEnd: token.end,
      arguments: given,
      block,
      blockArgument: passed,
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
    this.scopes.push(newScope("block"));
    const statements = this.blockStatements(name);
    this.scopes.pop();
    this.open.pop();
    this.closeBlock(name);
    this.leave();
    const shape = { kind: "block", parameters: [], variables: undefined, broken: false } as const;
    return { ...shape, statements, start: end, end: this.previous.end };
  }
}

/** A resource is given a name, a block or both; only `include_recipe` takes more, and a DSC block by mistake. */
function mayDeclare(word: string, given: number, block: Block | Expression | undefined): boolean {
  if (given === 0) return block !== undefined;
  return given === 1 || word === "include_recipe" || word.startsWith("dsc_");
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
