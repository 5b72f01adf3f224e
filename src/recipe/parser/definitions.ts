import { strayJump } from "../../diagnostics/catalogue/recipe.js";
import { keywordNamed, type Keyword, type Token } from "../tokens.js";
import type { Expression, Refused } from "../tree.js";
import { newScope } from "./base.js";
import { bareCall } from "./calls.js";
import type { Parameters } from "./parameters.js";
import { StatementRules } from "./statements.js";
import { modifiers } from "./token-sets.js";

/** Keywords that have a value, whose methods can be defined: `def self.name`. */
const values = new Set<Keyword>(["self", "nil", "true", "false", "__FILE__", "__LINE__", "__ENCODING__"]);

function isWord(image: string): boolean {
  return /^[A-Za-z_]/.test(image);
}

/**
 * The Ruby that is read, so that what follows it is read right, but not evaluated. What stands inside it is
 * checked for syntax and then forgotten.
 */
export abstract class DefinitionRules extends StatementRules {
  /**
   * definition ::= 'def' method | 'class' path ( '<' expressionStatement TERMINATOR )? body | 'class' '<<'
   *   expressionStatement TERMINATOR body | 'module' path body
   */
  protected definition(): Expression {
    const assigned = this.assignments.length;
    const opener = this.advance();
    const { scopes, jumpsAllowed, retryAllowed, doAllowed } = this;
    const method = opener.kind === "def";
    const kind = method ? "def" : this.#path(opener);
    if (kind === "class" && scopes[0]?.kind === "def")
      this.misplaced(opener, 'can stand only outside of "def"');
    this.scopes = [newScope(kind)];
    this.jumpsAllowed = !method && jumpsAllowed;
    this.retryAllowed = false;
    this.doAllowed = "any";
    if (method) this.#method(opener);
    else this.#body(opener);
    this.scopes = scopes;
    this.jumpsAllowed = jumpsAllowed;
    this.retryAllowed = retryAllowed;
    this.doAllowed = doAllowed;
    // What it assigns are locals of its own.
    this.assignments.length = assigned;
    return this.refused(`\`${opener.kind}\``, opener);
  }

  /**
   * path ::= ( postfix '::' )? CONSTANT | topConstant
   *
   * And what stands behind it; the body of `class <<` is no class's.
   */
  #path(opener: Token): "class" | "singleton" {
    const operator = this.at("operator") ? this.image(this.token) : "";
    if (opener.kind === "class" && operator === "<<") {
      this.#superior();
      return "singleton";
    }
    const path = this.postfix();
    if (path.kind !== "constant" || path.end !== this.previous.end)
      throw this.unexpected(this.previous, "a constant");
    if (opener.kind === "class" && this.at("operator") && this.image(this.token) === "<") this.#superior();
    return "class";
  }

  /** What stands behind `<` or `<<`, up to the line's end. */
  #superior(): void {
    this.advance();
    this.valued(this.expressionStatement());
    this.expect("newline");
  }

  /**
   * method ::= methodName ( methodParameters? '=' ( command | expression ) ( 'rescue' expression )? |
   *   methodParameters body | parameters? TERMINATOR body )
   *
   * methodParameters ::= '(' parameters? ')'
   */
  #method(opener: Token): void {
    const setter = this.#methodName();
    const bracketed = this.at("(");
    if (bracketed) {
      const open = this.advance();
      this.parameters(")", false);
      if (!this.accept(")")) throw this.missing(open, ")");
    } else if (!this.at("newline") && !this.at("=")) this.parameters("newline", false);
    if (!setter && this.accept("=")) {
      if (opener.start === this.listStart) this.allowCommand();
      this.expression();
      if (this.accept("rescue")) this.expression();
      return;
    }
    if (!bracketed) this.expect("newline");
    this.#body(opener);
  }

  /**
   * methodName ::= ( owner ( '.' | '::' ) )? METHODNAME ( NOSPACE '=' )?
   *
   * owner ::= parenthesised | IDENTIFIER | CONSTANT | VARIABLE | 'self' | 'nil' | 'true' | 'false' |
   *   '__FILE__' | '__LINE__' | '__ENCODING__'
   *
   * True when it ends in `=`.
   */
  #methodName(): boolean {
    if (this.at("(")) {
      this.inParentheses();
      if (!this.accept(".")) this.expect("::");
    } else if (this.next.kind === "." || this.next.kind === "::") {
      const image = this.image(this.token);
      const word = keywordNamed(image);
      if (
        !/^[\w$@\u0080-\uffff]/.test(image) ||
        /^\d/.test(image) ||
        (word !== undefined && !values.has(word))
      )
        throw this.unexpected(this.token, undefined);
      this.advance();
      this.advance();
    }
    if (!this.at("constant")) this.expect("identifier");
    else this.advance();
    return this.at("=") && !this.spaced && this.accept("=");
  }

  /** body ::= statements rescued 'end' */
  #body(opener: Token): { readonly statements: readonly Expression[]; readonly plain: boolean } {
    this.enter();
    this.open.push(opener);
    const { doAllowed } = this;
    if (doAllowed !== "none") this.doAllowed = "any";
    const statements = this.statements();
    const rescued = this.rescued();
    this.doAllowed = doAllowed;
    this.open.pop();
    this.closeBlock(opener);
    this.leave();
    return { statements, plain: rescued.length === 0 };
  }

  /** rescued ::= ( ( 'rescue' exceptions statements )+ ( 'else' statements )? )? ( 'ensure' statements )? */
  protected rescued(): readonly Expression[] {
    if (!this.at("rescue") && !this.at("else") && !this.at("ensure")) return [];
    const assigned = this.assignments.length;
    const first = this.token;
    const { retryAllowed } = this;
    this.retryAllowed = true;
    while (this.accept("rescue")) {
      this.#exceptions();
      this.statements();
    }
    this.retryAllowed = retryAllowed;
    if (this.at("else")) {
      if (first.kind !== "rescue") this.misplaced(this.token, 'can stand only behind a "rescue" here');
      this.advance();
      this.statements();
    }
    if (this.accept("ensure")) this.statements();
    return [this.refused(`\`${first.kind}\` in a block`, first, assigned)];
  }

  /** exceptions ::= ( several - ( ( modifier | 'rescue' ) ANY* ) )? ( '=>' singleTarget )? then */
  #exceptions(): void {
    const complete = this.recovering(() => {
      const { kind } = this.token;
      if (kind !== "newline" && kind !== "then" && kind !== "=>" && !modifiers.has(kind)) this.several();
      if (this.accept("=>")) this.singleTarget();
      this.thenGiven();
    });
    while (!complete && !this.at("newline") && !this.atEnd) this.advance();
  }

  /**
   * beginBlock ::= 'begin' body
   *
   * A plain sequence unless it rescues something.
   */
  protected beginBlock(): Expression {
    const assigned = this.assignments.length;
    const opener = this.advance();
    const { statements, plain } = this.#body(opener);
    if (!plain) return this.refused("`begin`", opener, assigned);
    return { kind: "sequence", statements, start: opener.start, end: this.previous.end };
  }

  /** parenthesised ::= '(' expressionStatement ')' */
  protected inParentheses(): Expression {
    const open = this.advance();
    this.open.push(open);
    const { doAllowed } = this;
    this.doAllowed = "any";
    const inner = this.expressionStatement();
    this.doAllowed = doAllowed;
    this.open.pop();
    this.acceptLineEnd();
    if (!this.accept(")")) throw this.missing(open, ")");
    return inner;
  }

  /** whileLoop ::= ( 'while' | 'until' ) loopHead loopBody */
  protected whileLoop(): Expression {
    const assigned = this.assignments.length;
    const opener = this.advance();
    const { jumpsAllowed } = this;
    this.jumpsAllowed = true;
    this.loopHead();
    this.jumpsAllowed = jumpsAllowed;
    this.loopBody(opener);
    return this.refused(`\`${opener.kind}\``, opener, assigned);
  }

  /**
   * lambda ::= '->' ( '(' parameters? blockLocals? ')' | parameters )? ( '{' statements '}' | 'do' statements
   *   rescued 'end' )
   *
   * The call of `lambda` with its block.
   */
  protected lambda(): Expression {
    const arrow = this.advance();
    const block = this.blockOf(
      arrow,
      () => this.#lambdaParameters(),
      () => this.#lambdaOpener(),
    );
    const { start, end: nameEnd } = arrow;
    return { ...bareCall("lambda", { start, end: this.previous.end }), nameEnd, block };
  }

  /** Behind `*`, or a label, the lexer takes the brace for that of a hash. */
  #opensLambda(): boolean {
    return this.at("block {") || this.at("{") || this.at("do");
  }

  #lambdaOpener(): Token {
    if (this.#opensLambda()) return this.advance();
    throw this.unexpected(this.token, "the body of the lambda");
  }

  #lambdaParameters(): Parameters | undefined {
    if (this.#opensLambda()) return undefined;
    if (!this.at("(")) return this.parameters("block {", false);
    const open = this.advance();
    const given = this.parameters(")", true);
    if (!this.accept(")")) throw this.missing(open, ")");
    return given;
  }

  /** Words that may stand only where they find something that they lead to. */
  protected strayWord(word: Token): Refused {
    const { kind } = word;
    if (kind === "redo" && !this.jumpsAllowed) this.report(strayJump(this.origin(word), { keyword: kind }));
    if (kind === "retry" && !this.retryAllowed) this.misplaced(word, 'can stand only behind a "rescue"');
    if (kind === "yield" && this.scopes[0]?.kind !== "def") this.misplaced(word, 'can stand only in a "def"');
    return this.refused(`\`${kind}\``, word);
  }

  /** renaming ::= 'alias' renamed renamed | 'alias' VARIABLE VARIABLE | 'undef' renamed ( ',' renamed )* */
  protected renaming(kind: "alias" | "undef"): Expression {
    const word = this.advance();
    const variable = this.#renamed(kind === "alias");
    if (kind === "undef") while (this.accept(",")) this.#renamed(false);
    else if (this.#renamed(variable) !== variable) throw this.unexpected(this.previous, undefined);
    return this.refused(`\`${kind}\``, word);
  }

  /**
   * renamed ::= METHODNAME | SETTER | symbol
   *
   * True when it is the name of a variable, which only `alias` takes.
   */
  #renamed(mayBeVariable: boolean): boolean {
    const { kind } = this.token;
    if (kind === "symbol begin") this.symbol();
    else if (kind === "plain symbol" || kind === "identifier" || isWord(this.image(this.token)))
      this.advance();
    else if (kind === "variable" && mayBeVariable) this.advance();
    else throw this.unexpected(this.token, "the name of a method");
    return kind === "variable";
  }

  /** hook ::= ( 'BEGIN' | 'END' ) '{' statements '}' */
  protected hook(kind: "BEGIN" | "END"): Expression {
    const assigned = this.assignments.length;
    const word = this.advance();
    if (kind === "BEGIN" && this.open.length > 0)
      this.misplaced(word, "can stand only outside of all blocks");
    const open = this.expect("{");
    const { jumpsAllowed } = this;
    this.jumpsAllowed = kind === "END";
    this.open.push(open);
    this.enclosed();
    this.open.pop();
    this.jumpsAllowed = jumpsAllowed;
    if (!this.accept("}")) throw this.missing(open, "}");
    return this.refused(`\`${kind}\``, word, assigned);
  }
}
