import { strayJump } from "../../diagnostics/catalogue/recipe.js";
import { misspeltKeyword } from "../../diagnostics/catalogue/recipe-resource.js";
import type { Token } from "../tokens.js";
import type { Argument, Expression, When } from "../tree.js";
import { isPair, withBareHash, type ReadArgument } from "./literals.js";
import { TargetRules } from "./targets.js";

/** Tokens at which a list of statements ends; whoever reads the list says whether they may stand there. */
function endsStatements(kind: Token["kind"]): boolean {
  switch (kind) {
    case "end":
    case "}":
    case ")":
    case "]":
    case "interpolation end":
    case "else":
    case "elsif":
    case "when":
    case "in":
    case "rescue":
    case "ensure":
    case "end of file":
      return true;
    default:
      return false;
  }
}

/** How other languages, and slips, write `elsif`. */
const misspeltElsif: ReadonlySet<string> = new Set(["elseif", "elif", "elsfi", "esleif", "else_if", "elsi"]);

/** Statements and what decides between them. */
export abstract class StatementRules extends TargetRules {
  /** statements ::= TERMINATOR* ( statement ( TERMINATOR+ statement )* TERMINATOR* )? */
  protected statements(): Expression[] {
    const list: Expression[] = [];
    const { doAllowed } = this;
    this.doAllowed = this.doWithin;
    while (!this.leavesOpenBlock()) {
      if (this.accept("newline")) continue;
      if (!endsStatements(this.token.kind)) list.push(this.guarded());
      else if (this.isStray()) this.passStray();
      else break;
    }
    this.doAllowed = doAllowed;
    return list;
  }

  /**
   * statement ::= ( statementWord | jump | assigned ) ( modifier expressionStatement | 'rescue' ( jump |
   *   expressionStatement ) )*
   *
   * modifier ::= 'if' | 'unless' | 'while' | 'until'
   */
  protected statement(): Expression {
    const assigned = this.assignments.length;
    const told = this.diagnostics.length;
    const first = this.token;
    let result = this.statementWord() ?? this.assigned();
    for (;;) {
      switch (this.token.kind) {
        case "if":
        case "unless":
          result = modified(result, this.advance().kind === "if", this.valued(this.expressionStatement()));
          break;
        case "while":
        case "until": {
          const { kind } = this.advance();
          this.#loopCondition(told);
          result = this.refused(`\`${kind}\` behind a statement`, first, assigned);
          break;
        }
        case "rescue":
          this.advance();
          this.expressionStatement();
          result = this.refused("`rescue` behind a statement", first, assigned);
          break;
        default:
          return result;
      }
    }
  }

  /** What can be a statement, and nothing else. */
  protected abstract statementWord(): Expression | undefined;

  /** The condition of `statement while condition`: the jumps in the statement, reported as stray, have a loop to leave. */
  #loopCondition(told: number): void {
    const { jumpsAllowed } = this;
    this.jumpsAllowed = true;
    this.valued(this.expressionStatement());
    this.jumpsAllowed = jumpsAllowed;
    const stray = (code: string): boolean => code === strayJump.code;
    for (let index = this.diagnostics.length - 1; index >= told; index--)
      if (stray(this.diagnostics[index]?.code ?? "")) this.diagnostics.splice(index, 1);
  }

  /**
   * expressionStatement ::= notExpression ( ( 'and' | 'or' ) ( jump | notExpression ) )*
   *
   * Both bind alike, to the left.
   */
  protected expressionStatement(): Expression {
    let left = this.#notExpression();
    while ((this.at("and") || this.at("or")) && !(this.behindCommand && isAssignment(left))) {
      const operator = this.advance().kind === "and" ? "and" : "or";
      this.valued(left);
      const right = this.#notExpression();
      left = { kind: "logical", operator, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  /** notExpression ::= 'not' ( notExpression - ( misread ANY* ) ) | '!'? commandCall | expression */
  #notExpression(): Expression {
    if (this.at("not") && !this.beforeBracket) return this.#nots();
    this.commandStart = this.token.start;
    return this.expression();
  }

  #nots(): Expression {
    const nots: Token[] = [];
    while (this.at("not") && !this.beforeBracket) {
      nots.push(this.advance());
      if (!this.accept("newline")) this.expectOperand();
    }
    let result = this.valued(this.#notExpression());
    for (const not of nots.reverse()) {
      result = { kind: "unary", operator: "!", operand: result, start: not.start, end: result.end };
    }
    return result;
  }

  /** sequence ::= '(' statements ')' */
  protected sequence(): Expression {
    this.enter();
    const open = this.advance();
    this.open.push(open);
    const statements = this.enclosed();
    return this.#closed(open, statements);
  }

  /** onlyStatement ::= '(' statement? ')' */
  protected onlyStatement(): Expression {
    this.enter();
    const open = this.advance();
    this.open.push(open);
    const { doAllowed } = this;
    this.doAllowed = "any";
    const statements = this.at(")") ? [] : [this.guarded()];
    this.doAllowed = doAllowed;
    this.acceptLineEnd();
    return this.#closed(open, statements);
  }

  #closed(open: Token, statements: readonly Expression[]): Expression {
    this.open.pop();
    if (!this.accept(")")) throw this.missing(open, ")");
    this.leave();
    const [only] = statements;
    if (only !== undefined && statements.length === 1) return only;
    return { kind: "sequence", statements, start: open.start, end: this.previous.end };
  }

  /**
   * conditional ::= 'if' condition statements elsewise 'end' | 'unless' condition statements ( 'else'
   *   statements )? 'end'
   */
  protected conditional(): Expression {
    const opener = this.advance();
    this.open.push(opener);
    const condition = this.#condition();
    const statements = this.#branch();
    const unless = opener.kind === "unless";
    if (unless && this.at("elsif")) this.reportUnexpected(this.token, '"else" or "end"');
    const rest = this.#rest();
    this.open.pop();
    this.closeBlock(opener);
    const [then, otherwise] = unless ? [rest, statements] : [statements, rest];
    return { kind: "if", condition, then, otherwise, start: opener.start, end: this.previous.end };
  }

  /** elsewise ::= ( 'elsif' condition statements )* ( 'else' statements )? */
  #rest(): Expression[] {
    const branches: {
      readonly condition: Expression;
      readonly then: Expression[];
      readonly start: number;
    }[] = [];
    while (this.at("elsif")) {
      const { start } = this.advance();
      branches.push({ condition: this.#condition(), then: this.#branch(), start });
    }
    let rest = this.accept("else") ? this.statements() : [];
    for (const branch of branches.reverse()) {
      rest = [{ kind: "if", ...branch, otherwise: rest, end: this.previous.end }];
    }
    return rest;
  }

  /** Statements, among which a misspelt `elsif` would be a call, and what is behind it part of the same branch. */
  #branch(): Expression[] {
    return this.statements().map((statement) => {
      if (statement.kind !== "call" || statement.receiver !== undefined) return statement;
      if (!misspeltElsif.has(statement.name) || statement.arguments.length === 0) return statement;
      const place = this.origin({ start: statement.nameStart, end: statement.nameEnd });
      const fixes = [{ title: "Change to elsif", safe: true, edits: [{ origin: place, text: "elsif" }] }];
      this.report(misspeltKeyword(place, { name: statement.name, keyword: "elsif" }, { fixes }));
      return { kind: "broken", start: statement.start, end: statement.end };
    });
  }

  /** condition ::= expressionStatement then */
  #condition(): Expression {
    const condition = this.#subject();
    this.thenGiven();
    return condition;
  }

  /** What decides: a `do` in it is its own, unless it is that of the call in whose arguments it stands. */
  #subject(): Expression {
    const { doAllowed } = this;
    this.doAllowed = this.doWithin;
    const subject = this.valued(this.expressionStatement());
    this.doAllowed = doAllowed;
    return subject;
  }

  /** then ::= 'then' | TERMINATOR 'then'? */
  protected thenGiven(): void {
    if (this.accept("then")) return;
    this.expect("newline");
    this.accept("then");
  }

  /**
   * caseExpression ::= 'case' expressionStatement? TERMINATOR? when+ ( 'else' statements )? 'end' | caseIn
   */
  protected caseExpression(): Expression {
    const assigned = this.assignments.length;
    const opener = this.advance();
    this.open.push(opener);
    const subject = this.at("newline") || this.at("when") ? undefined : this.#subject();
    const lineEnds = this.accept("newline");
    const whens: When[] = [];
    if (lineEnds && subject !== undefined && this.at("in")) return this.#caseIn(opener, assigned);
    if (!this.at("when")) this.reportUnexpected(this.token, '"when"');
    while (this.at("when")) whens.push(this.#when());
    const otherwise = this.accept("else") ? this.statements() : [];
    this.open.pop();
    this.closeBlock(opener);
    return { kind: "case", subject, whens, otherwise, start: opener.start, end: this.previous.end };
  }

  /**
   * caseIn ::= 'case' expressionStatement TERMINATOR ( 'in' PATTERN then statements )+ ( 'else' statements )?
   *   'end'
   *
   * Read, not evaluated.
   */
  #caseIn(opener: Token, assigned: number): Expression {
    while (this.accept("in")) {
      this.#skipPattern();
      this.thenGiven();
      this.statements();
    }
    if (this.accept("else")) this.statements();
    this.open.pop();
    this.closeBlock(opener);
    return this.refused("`case … in`", opener, assigned);
  }

  /**
   * PATTERN ::= ANY+
   *
   * Skips a pattern; what it names may be assigned.
   */
  #skipPattern(): void {
    for (let brackets = 0; !this.atEnd; this.advance()) {
      const { kind } = this.token;
      if (brackets === 0 && (kind === "newline" || kind === "then")) return;
      if (kind === "(" || kind === "[" || kind === "{" || kind === "block {") brackets++;
      else if (kind === ")" || kind === "]" || kind === "}") brackets--;
      else if (kind === "identifier") this.assign(this.image(this.token), this.token);
      else if (kind === "label") this.assign(this.image(this.token).slice(0, -1), this.token);
    }
  }

  /** when ::= 'when' several then statements */
  #when(): When {
    const { start } = this.advance();
    const conditions: Argument[] = [];
    do {
      const condition = this.argument();
      if (isPair(condition) || condition.kind === "passed block")
        throw this.unexpected(this.previous, undefined);
      conditions.push(condition);
    } while (this.accept(","));
    this.thenGiven();
    const statements = this.statements();
    return { conditions, statements, start, end: this.previous.end };
  }

  /**
   * jump ::= ( 'return' | 'next' | 'break' ) ( ( commandCall | items ) - ( ( modifier | 'rescue' ) ANY* ) )?
   *
   * A command, and what follows, where one may stand.
   */
  protected jump(keyword: "return" | "next" | "break"): Expression {
    const commands = this.token.start === this.commandStart;
    const word = this.advance();
    const value = commands && !endsJump(this.token.kind) ? this.#jumpValue() : undefined;
    const { start } = word;
    const end = value?.end ?? word.end;
    if (keyword === "return") {
      if (this.scopes.length === 1 && this.scopes[0]?.kind === "class")
        this.misplaced(word, "cannot stand in the body of a class");
      return { kind: "return", value, start, end };
    }
    if (this.jumpsAllowed) return { kind: "jump", keyword, value, start, end };
    this.report(strayJump(this.origin(word), { keyword }));
    return { kind: "broken", start, end };
  }

  /** Several values are an array, as is `*list` alone. */
  #jumpValue(): Expression {
    const { start } = this.token;
    const read: ReadArgument[] = [];
    this.allowCommand();
    do read.push(this.listed(read.at(-1), this.doAllowed));
    while (this.accept(","));
    const elements = withBareHash(read);
    const [only] = elements;
    if (only !== undefined && only.kind !== "splat" && elements.length === 1) return only;
    return { kind: "array", elements, start, end: this.previous.end };
  }
}

/** Tokens behind which `return` and its like have no value. */
function endsJump(kind: Token["kind"]): boolean {
  switch (kind) {
    case "newline":
    case "if":
    case "unless":
    case "while":
    case "until":
    case "and":
    case "or":
      return true;
    default:
      return endsStatements(kind);
  }
}

/** Behind `a = b c` neither `and` nor `or` can stand, since it is a statement. */
function isAssignment(expression: Expression): boolean {
  if (expression.kind === "refused") return expression.construct.startsWith("an assignment");
  return expression.kind === "assignment";
}

/** `statement if condition`, `statement unless condition`. */
function modified(statement: Expression, positive: boolean, condition: Expression): Expression {
  const [then, otherwise] = positive ? [[statement], []] : [[], [statement]];
  return { kind: "if", condition, then, otherwise, start: statement.start, end: condition.end };
}
