import type { Expression } from "../tree.js";
import { DefinitionRules } from "./definitions.js";

/** The whole grammar: the groups above, and here what starts with a word of its own. */
export class Parser extends DefinitionRules {
  /**
   * recipe ::= statements
   *
   * A token that fits nowhere is reported and passed.
   */
  recipe(): Expression[] {
    const list: Expression[] = [];
    for (;;) {
      for (const statement of this.statements()) list.push(statement);
      if (this.atEnd) return list;
      this.passStray();
    }
  }

  /** statementWord ::= renaming | hook */
  protected statementWord(): Expression | undefined {
    const { kind } = this.token;
    if (kind === "alias" || kind === "undef") return this.renaming(kind);
    return kind === "BEGIN" || kind === "END" ? this.hook(kind) : undefined;
  }

  /**
   * compound ::= 'true' | 'false' | 'nil' | conditional | caseExpression | negated | beginBlock | forLoop |
   *   bareJump | variable | refusedLiteral | refusedWord
   *
   * bareJump ::= 'return' | 'next' | 'break' | 'redo' | 'retry'
   *
   * Behind the start of a statement a jump has its values.
   */
  protected compound(): Expression {
    const { kind, start, end } = this.token;
    switch (kind) {
      case "true":
      case "false":
        this.advance();
        return { kind: "boolean", value: kind === "true", start, end };
      case "nil":
        this.advance();
        return { kind: "nil", start, end };
      case "if":
      case "unless":
        return this.conditional();
      case "case":
        return this.caseExpression();
      case "return":
      case "next":
      case "break":
        return this.jump(kind);
      case "not":
        return this.#negated();
      case "begin":
        return this.beginBlock();
      case "for":
        return this.forLoop();
      case "refused literal":
        return this.#refusedLiteral();
      case "variable":
        return this.#variable();
      default:
        return this.#refusedWord();
    }
  }

  /**
   * negated ::= 'not' NOSPACE ( parenthesised | '(' ')' )
   *
   * Without the bracket `not` is no operand.
   */
  #negated(): Expression {
    const not = this.token;
    if (!this.beforeBracket) throw this.unexpected(not, undefined);
    this.advance();
    const { start, end } = this.token;
    const empty = this.next.kind === ")";
    if (empty) this.advance();
    const operand: Expression = empty ? { kind: "nil", start, end } : this.valued(this.inParentheses());
    if (empty) this.advance();
    return { kind: "unary", operator: "!", operand, start: not.start, end: this.previous.end };
  }

  /**
   * variable ::= VARIABLE
   *
   * `$~` and its kin; other globals and instance variables are refused.
   */
  #variable(): Expression {
    const { start, end } = this.token;
    const name = this.image(this.token);
    if (!/^\$(?:[~&`'+]|[1-9][0-9]*)$/.test(name)) return this.#refusedLiteral();
    this.advance();
    return { kind: "match variable", name, start, end };
  }

  /**
   * refusedLiteral ::= REFUSEDLITERAL
   *
   * A backtick string, a rational; a global or instance variable.
   */
  #refusedLiteral(): Expression {
    const token = this.advance();
    const { what, dangerous } = describeLiteral(this.image(token));
    return { ...this.refused(what, token), dangerous };
  }

  /**
   * refusedWord ::= definition | whileLoop | lambda | definedQuestion | 'super' given | 'yield' bracketed? |
   *   'self' | '__FILE__' | '__LINE__' | '__ENCODING__'
   */
  #refusedWord(): Expression {
    const { kind } = this.token;
    switch (kind) {
      case "def":
      case "class":
      case "module":
        return this.definition();
      case "while":
      case "until":
        return this.whileLoop();
      case "->":
        return this.lambda();
      case "self":
      case "__FILE__":
      case "__LINE__":
      case "__ENCODING__":
        return this.refused(`\`${kind}\``, this.advance());
      case "redo":
      case "retry":
        return this.strayWord(this.advance());
      case "defined?":
        return this.#definedQuestion();
      case "yield":
      case "super":
        return this.#handedOn();
      default:
        throw this.unexpected(this.token, undefined);
    }
  }

  /** definedQuestion ::= 'defined?' ( NOSPACE parenthesised | expression - ( misread ANY* ) ) */
  #definedQuestion(): Expression {
    const word = this.advance();
    if (this.at("(") && !this.spaced) this.inParentheses();
    else {
      this.expectOperand();
      this.expression();
    }
    return this.refused("`defined?`", word);
  }

  /** `yield` and `super`, with arguments like a call. */
  #handedOn(): Expression {
    const commands = this.token.start === this.commandStart;
    const word = this.advance();
    this.argumentsGiven(commands);
    if (this.bare) this.commandEnd = this.previous.end;
    if (word.kind === "yield" && this.passed !== undefined) this.misplaced(word, "takes no block");
    if (word.kind === "yield" && (this.at("do") || this.at("block {")))
      this.misplaced(word, "takes no block");
    if (!this.bare || !this.at("block {")) this.blockGiven();
    return this.strayWord(word);
  }
}

function describeLiteral(image: string): { readonly what: string; readonly dangerous: boolean } {
  if (image.startsWith("/") || image.startsWith("%r"))
    return { what: "a regular expression", dangerous: false };
  if (image.startsWith("$")) return { what: `the global variable \`${image}\``, dangerous: false };
  if (image.startsWith("@")) return { what: `the instance variable \`${image}\``, dangerous: false };
  if (/^[-0-9]/.test(image)) return { what: `the number \`${image}\``, dangerous: false };
  return { what: "a command in backticks", dangerous: true };
}
