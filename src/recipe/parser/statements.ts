import { strayJump } from "../../diagnostics/catalogue/recipe.js";
import { misspeltKeyword } from "../../diagnostics/catalogue/recipe-resource.js";
import type { Token } from "../tokens.js";
import type { Argument, Expression, Span, When } from "../tree.js";
import { ExpressionRules } from "./expressions.js";
import { isEntry, withBareHash, type ReadArgument } from "./literals.js";

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
export abstract class StatementRules extends ExpressionRules {
  /** statements = *( statement / line end ) */
  protected statements(): Expression[] {
    const list: Expression[] = [];
    while (!this.leavesOpenBlock()) {
      if (this.accept("newline")) continue;
      if (!endsStatements(this.token.kind)) list.push(this.guarded());
      else if (this.isStray()) this.passStray();
      else break;
    }
    return list;
  }

  /** statement = expressionStatement *( ( "if" / "unless" / "while" / "until" / "rescue" ) expressionStatement ) */
  protected statement(): Expression {
    let result = this.#assigned();
    while (this.at("if") || this.at("unless") || this.at("while") || this.at("until") || this.at("rescue")) {
      const keyword = this.advance();
      const condition = this.expressionStatement();
      result = modified(result, keyword, condition, this.dscWordsSince(result.start));
    }
    return result;
  }

  /** assigned = multiple / expressionStatement [ *( "," value ) ] ; `x = 1, 2` makes an array */
  #assigned(): Expression {
    const assigned = this.assignments.length;
    const first = this.token;
    if (first.kind === "*") return this.#multiple(first, assigned);
    const result = this.expressionStatement();
    if (!this.at(",")) return result;
    if (result.kind !== "assignment")
      return canStandLeft(result) ? this.#multiple(first, assigned, result) : result;
    if (result.operator !== undefined) return result;
    const elements: Argument[] = [result.value];
    while (this.accept(",")) elements.push(this.#value());
    const { start } = result.value;
    const value: Expression = { kind: "array", elements, start, end: this.previous.end };
    return { ...result, value, end: value.end };
  }

  /** value = [ "*" ] expression */
  #value(): Argument {
    const { start } = this.token;
    const star = this.accept("*");
    const value = this.expression();
    return star ? { kind: "splat", value, start, end: value.end } : value;
  }

  /** multiple = [ "*" ] target *( "," [ "*" ] target ) "=" value *( "," value ) ; read, not evaluated */
  #multiple(first: Token, assigned: number, target?: Expression): Expression {
    this.#noteTarget(target);
    while (this.accept(",") || this.token === first) {
      this.accept("*");
      if (!this.at("=")) this.#noteTarget(this.postfix());
    }
    this.expect("=");
    this.allowCommand();
    do this.#value();
    while (this.accept(","));
    return this.refused("an assignment to several names", first, assigned);
  }

  #noteTarget(target: Expression | undefined): void {
    if (target?.kind === "call" && target.receiver === undefined) this.assign(target.name);
    else if (target?.kind === "local") this.assign(target.name);
  }

  /** expressionStatement = notExpression *( ( "and" / "or" ) notExpression ) ; both bind alike, to the left */
  protected expressionStatement(): Expression {
    let left = this.#notExpression();
    while (this.at("and") || this.at("or")) {
      const operator = this.advance().kind === "and" ? "and" : "or";
      const right = this.#notExpression();
      left = { kind: "logical", operator, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  /** notExpression = *( "not" [ line end ] ) expression ; `not(` is an operand */
  #notExpression(): Expression {
    if (this.at("not") && !this.beforeBracket) return this.#nots();
    this.commandStart = this.token.start;
    return this.expression();
  }

  #nots(): Expression {
    const nots: Token[] = [];
    while (this.at("not") && !this.beforeBracket) {
      nots.push(this.advance());
      this.accept("newline");
    }
    let result = this.#notExpression();
    for (const not of nots.reverse()) {
      result = { kind: "unary", operator: "!", operand: result, start: not.start, end: result.end };
    }
    return result;
  }

  /** sequence = "(" statements ")" */
  protected sequence(): Expression {
    this.enter();
    const open = this.advance();
    this.open.push(open);
    const statements = this.enclosed();
    this.open.pop();
    if (!this.accept(")")) throw this.missing(open, ")");
    this.leave();
    const [only] = statements;
    if (only !== undefined && statements.length === 1) return only;
    return { kind: "sequence", statements, start: open.start, end: this.previous.end };
  }

  /** conditional = ( "if" / "unless" ) condition then statements [ rest ] "end" */
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

  /** rest = *( "elsif" condition then statements ) [ "else" statements ] */
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

  #condition(): Expression {
    const { doAllowed } = this;
    this.doAllowed = true;
    const condition = this.expressionStatement();
    this.doAllowed = doAllowed;
    this.#then();
    return condition;
  }

  /** then = "then" / line end [ "then" ] */
  #then(): void {
    if (this.accept("then")) return;
    this.expect("newline");
    this.accept("then");
  }

  /** case = "case" [ subject ] line end 1*( "when" conditions then statements ) [ "else" statements ] "end" */
  protected caseExpression(): Expression {
    const assigned = this.assignments.length;
    const opener = this.advance();
    this.open.push(opener);
    const subject = this.at("newline") || this.at("when") ? undefined : this.expressionStatement();
    this.accept("newline");
    const whens: When[] = [];
    if (this.at("in")) return this.#caseIn(opener, assigned);
    if (!this.at("when")) this.reportUnexpected(this.token, '"when"');
    while (this.at("when")) whens.push(this.#when());
    const otherwise = this.accept("else") ? this.statements() : [];
    this.open.pop();
    this.closeBlock(opener);
    return { kind: "case", subject, whens, otherwise, start: opener.start, end: this.previous.end };
  }

  /** caseIn = 1*( "in" pattern then statements ) [ "else" statements ] "end" ; read, not evaluated */
  #caseIn(opener: Token, assigned: number): Expression {
    while (this.accept("in")) {
      this.#skipPattern();
      this.#then();
      this.statements();
    }
    if (this.accept("else")) this.statements();
    this.open.pop();
    this.closeBlock(opener);
    return this.refused("`case … in`", opener, assigned);
  }

  /** Skips a pattern; what it names may be assigned. */
  #skipPattern(): void {
    for (let brackets = 0; !this.atEnd; this.advance()) {
      const { kind } = this.token;
      if (brackets === 0 && (kind === "newline" || kind === "then")) return;
      if (kind === "(" || kind === "[" || kind === "{" || kind === "block {") brackets++;
      else if (kind === ")" || kind === "]" || kind === "}") brackets--;
      else if (kind === "identifier") this.assign(this.image(this.token));
      else if (kind === "label") this.assign(this.image(this.token).slice(0, -1));
    }
  }

  /** when = "when" argument *( "," argument ) then statements */
  #when(): When {
    const { start } = this.advance();
    const conditions: Argument[] = [];
    do {
      const condition = this.argument();
      if (isEntry(condition)) throw this.unexpected(this.previous, undefined);
      conditions.push(condition);
    } while (this.accept(","));
    this.#then();
    const statements = this.statements();
    return { conditions, statements, start, end: this.previous.end };
  }

  /** jump = ( "return" / "next" / "break" ) [ argument *( "," argument ) ] ; arguments where a command may stand */
  protected jump(keyword: "return" | "next" | "break"): Expression {
    const commands = this.token.start === this.commandStart;
    const word = this.advance();
    const value = commands && !endsJump(this.token.kind) ? this.#jumpValue() : undefined;
    const { start } = word;
    const end = value?.end ?? word.end;
    if (keyword === "return") return { kind: "return", value, start, end };
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

/** Whether an expression may stand left of the `=` of a multiple assignment. */
function canStandLeft(expression: Expression): boolean {
  switch (expression.kind) {
    case "local":
    case "constant":
    case "index":
    case "refused":
      return true;
    case "call":
      return expression.end === expression.nameEnd;
    default:
      return false;
  }
}

/** `statement if condition` and its like. */
function modified(
  statement: Expression,
  keyword: Token,
  condition: Expression,
  blocks: readonly Span[],
): Expression {
  const span = { start: statement.start, end: condition.end };
  switch (keyword.kind) {
    case "if":
      return { kind: "if", condition, then: [statement], otherwise: [], ...span };
    case "unless":
      return { kind: "if", condition, then: [], otherwise: [statement], ...span };
    default: {
      const construct = `\`${keyword.kind}\` behind a statement`;
      const assigns =
        statement.kind === "assignment" && statement.target.kind === "local" ? [statement.target.name] : [];
      return { kind: "refused", construct, dangerous: false, assigns, blocks, ...span };
    }
  }
}
