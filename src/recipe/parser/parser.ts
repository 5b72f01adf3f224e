import type { Token } from "../tokens.js";
import type { Expression } from "../tree.js";
import { StatementRules } from "./statements.js";

/**
 * The whole grammar: the groups above, and here the Ruby that is read, so that what follows it is read right,
 * but not evaluated. What stands inside it is checked for syntax and then forgotten.
 */
export class Parser extends StatementRules {
  /** recipe = statements ; a token that fits nowhere is reported and passed */
  recipe(): Expression[] {
    const list: Expression[] = [];
    for (;;) {
      for (const statement of this.statements()) list.push(statement);
      if (this.atEnd) return list;
      this.passStray();
    }
  }

  /** compound = if / case / jump / negated / true … / refused */
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
      case "def":
      case "class":
      case "module":
        return this.#definition();
      case "begin":
        return this.#beginBlock();
      case "while":
      case "until":
      case "for":
        return this.#loop();
      case "->":
        return this.#lambda();
      case "refused literal":
      case "variable":
        return this.#refusedLiteral();
      default:
        return this.#refusedWord();
    }
  }

  /** definition = ( "def" / "class" / "module" ) header ( "=" statement / body ) */
  #definition(): Expression {
    const opener = this.advance();
    const { scopes, jumpsAllowed } = this;
    this.scopes = [undefined];
    this.jumpsAllowed = false;
    this.#skipHeader();
    if (this.accept("=")) this.statement();
    else this.#body(opener);
    this.scopes = scopes;
    this.jumpsAllowed = jumpsAllowed;
    return this.refused(`\`${opener.kind}\``, opener);
  }

  /** Skips a definition's name and parameters, taking their names as locals. */
  #skipHeader(): void {
    let brackets = 0;
    for (; !this.atEnd; this.advance()) {
      const { kind } = this.token;
      // `def name=(value)`: a `=` that touches the name belongs to it.
      if (brackets === 0 && (kind === "newline" || (kind === "=" && this.spaced))) return;
      if (kind === "(") brackets++;
      else if (kind === ")") brackets--;
      else if (kind === "identifier") this.defineLocal(this.image(this.token));
      else if (kind === "label") this.defineLocal(this.image(this.token).slice(0, -1));
    }
  }

  /** body = statements *( ( "rescue" … / "else" / "ensure" ) statements ) "end" */
  #body(opener: Token): void {
    this.enter();
    this.open.push(opener);
    this.statements();
    this.rescued();
    this.open.pop();
    this.closeBlock(opener);
    this.leave();
  }

  /** rescued = *( ( "rescue" … / "else" / "ensure" ) statements ) */
  protected rescued(): readonly Expression[] {
    if (!this.at("rescue") && !this.at("else") && !this.at("ensure")) return [];
    const assigned = this.assignments.length;
    const first = this.token;
    while (this.at("rescue") || this.at("else") || this.at("ensure")) {
      if (this.advance().kind === "rescue") this.#skipRescued();
      this.statements();
    }
    return [this.refused(`\`${first.kind}\` in a block`, first, assigned)];
  }

  /** The classes and the variable of a `rescue`. */
  #skipRescued(): void {
    while (!this.atEnd && !this.at("newline") && !this.at("then")) {
      if (this.at("identifier")) this.assign(this.image(this.token));
      this.advance();
    }
    this.accept("then");
  }

  /** beginBlock = "begin" body */
  #beginBlock(): Expression {
    const assigned = this.assignments.length;
    const opener = this.advance();
    this.#body(opener);
    return this.refused("`begin`", opener, assigned);
  }

  /** loop = ( "while" / "until" ) condition [ "do" ] body / "for" name *( "," name ) "in" value [ "do" ] body */
  #loop(): Expression {
    const assigned = this.assignments.length;
    const opener = this.advance();
    if (opener.kind === "for") {
      do this.assign(this.image(this.expect("identifier")));
      while (this.accept(","));
      this.expect("in");
    }
    const { doAllowed, jumpsAllowed } = this;
    this.jumpsAllowed = true;
    this.doAllowed = false;
    this.expressionStatement();
    this.accept("do");
    this.doAllowed = true;
    this.#body(opener);
    this.doAllowed = doAllowed;
    this.jumpsAllowed = jumpsAllowed;
    return this.refused(`\`${opener.kind}\``, opener, assigned);
  }

  /** lambda = "->" [ parameters ] block */
  #lambda(): Expression {
    const arrow = this.advance();
    this.scopes.push(undefined);
    while (!this.atEnd && !this.at("block {") && !this.at("do") && !this.at("newline")) {
      if (this.at("identifier")) this.defineLocal(this.image(this.token));
      this.advance();
    }
    if (!this.at("block {") && !this.at("do")) throw this.unexpected(this.token, "the body of the lambda");
    this.block();
    this.scopes.pop();
    return this.refused("a lambda", arrow);
  }

  /** negated = "not(" [ statement ] ")" ; without the bracket `not` is no operand (see notExpression) */
  #negated(): Expression {
    const not = this.token;
    if (!this.beforeBracket) throw this.unexpected(not, undefined);
    this.advance();
    const open = this.advance();
    this.open.push(open);
    const { doAllowed } = this;
    this.doAllowed = true;
    const { start, end } = open;
    const operand: Expression = this.at(")") ? { kind: "nil", start, end } : this.expressionStatement();
    this.doAllowed = doAllowed;
    this.open.pop();
    this.accept("newline");
    if (!this.accept(")")) throw this.missing(open, ")");
    return { kind: "unary", operator: "!", operand, start: not.start, end: this.previous.end };
  }

  /** A regular expression, a backtick string, a rational; a global or instance variable. */
  #refusedLiteral(): Expression {
    const token = this.advance();
    const { what, dangerous } = describeLiteral(this.image(token));
    return { ...this.refused(what, token), dangerous };
  }

  /** refusedWord = "self" / "__FILE__" … / "defined?" expression / ( "yield" / "super" … ) given */
  #refusedWord(): Expression {
    const commands = this.token.start === this.commandStart;
    const { kind } = this.token;
    switch (kind) {
      case "self":
      case "__FILE__":
      case "__LINE__":
      case "__ENCODING__":
      case "redo":
      case "retry":
        return this.refused(`\`${kind}\``, this.advance());
      case "defined?": {
        const word = this.advance();
        this.expression();
        return this.refused("`defined?`", word);
      }
      case "yield":
      case "super":
      case "alias":
      case "undef": {
        const word = this.advance();
        this.argumentsGiven(commands);
        this.blockGiven();
        return this.refused(`\`${kind}\``, word);
      }
      case "BEGIN":
      case "END": {
        const word = this.advance();
        const open = this.expect("{");
        this.open.push(open);
        this.statements();
        this.open.pop();
        if (!this.accept("}")) throw this.missing(open, "}");
        return this.refused(`\`${kind}\``, word);
      }
      default:
        throw this.unexpected(this.token, undefined);
    }
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
