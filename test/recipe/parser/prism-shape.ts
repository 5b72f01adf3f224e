import { Buffer } from "node:buffer";
import * as prism from "@ruby/prism/src/nodes.js";
import { floatShape, regexpShape, textShape, type Shape } from "./shape.js";

type Node = prism.Node;

/** What mofsmith reads and does not evaluate: compared by where it starts and ends. */
const refused = [
  ...[
    prism.AliasGlobalVariableNode,
    prism.AliasMethodNode,
    prism.UndefNode,
    prism.DefinedNode,
    prism.DefNode,
  ],
  ...[prism.ClassNode, prism.ModuleNode, prism.SingletonClassNode, prism.WhileNode],
  ...[prism.UntilNode, prism.PreExecutionNode, prism.PostExecutionNode, prism.YieldNode, prism.SuperNode],
  ...[prism.ForwardingSuperNode, prism.RedoNode, prism.RetryNode, prism.SelfNode, prism.CaseMatchNode],
  ...[prism.SourceFileNode, prism.SourceLineNode, prism.SourceEncodingNode, prism.RescueModifierNode],
  ...[prism.XStringNode, prism.InterpolatedXStringNode],
  ...[prism.RationalNode, prism.ImaginaryNode],
  ...[prism.GlobalVariableReadNode, prism.GlobalVariableWriteNode, prism.GlobalVariableTargetNode],
  ...[
    prism.GlobalVariableAndWriteNode,
    prism.GlobalVariableOrWriteNode,
    prism.GlobalVariableOperatorWriteNode,
  ],
  ...[prism.InstanceVariableReadNode, prism.InstanceVariableWriteNode, prism.InstanceVariableTargetNode],
  ...[prism.InstanceVariableAndWriteNode, prism.InstanceVariableOrWriteNode],
  ...[prism.InstanceVariableOperatorWriteNode, prism.ClassVariableReadNode, prism.ClassVariableWriteNode],
  ...[prism.ClassVariableTargetNode, prism.ClassVariableAndWriteNode, prism.ClassVariableOrWriteNode],
  ...[prism.ClassVariableOperatorWriteNode, prism.MatchPredicateNode, prism.MatchRequiredNode],
] as const;

/** Assignments with `||=`, `&&=` and the other operators. */
const orWrites = [
  prism.LocalVariableOrWriteNode,
  prism.ConstantOrWriteNode,
  prism.ConstantPathOrWriteNode,
  prism.IndexOrWriteNode,
  prism.CallOrWriteNode,
] as const;
const andWrites = [
  prism.LocalVariableAndWriteNode,
  prism.ConstantAndWriteNode,
  prism.ConstantPathAndWriteNode,
  prism.IndexAndWriteNode,
  prism.CallAndWriteNode,
] as const;
const operatorWrites = [
  prism.LocalVariableOperatorWriteNode,
  prism.ConstantOperatorWriteNode,
  prism.ConstantPathOperatorWriteNode,
  prism.IndexOperatorWriteNode,
  prism.CallOperatorWriteNode,
] as const;

/** The shape of Ruby's own tree of a program, as `shape.ts` makes it of ours. */
export function prismShape(program: prism.ProgramNode, text: string): readonly Shape[] {
  return new PrismShaper(text).statements(program.statements);
}

function matchVariable(node: Node): string | undefined {
  if (node instanceof prism.NumberedReferenceReadNode) return `$${node.number}`;
  if (node instanceof prism.BackReferenceReadNode) return node.name;
  return node instanceof prism.GlobalVariableReadNode && node.name === "$~" ? node.name : undefined;
}

class PrismShaper {
  /** The offset in UTF-16 units of each byte; undefined for plain ASCII, where they are the same. */
  readonly #offsets: readonly number[] | undefined;

  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#offsets = /^[\x00-\x7f]*$/.test(text) ? undefined : offsetsOf(text);
  }

  #refused({ startOffset, length }: prism.Location): Shape {
    return ["refused", `${this.#at(startOffset)}-${this.#at(startOffset + length)}`];
  }

  statements(node: Node | null): Shape[] {
    if (node === null) return [];
    if (node instanceof prism.BeginNode) return this.#begin(node);
    if (!(node instanceof prism.StatementsNode)) return [this.#shape(node)];
    return node.body.flatMap((statement, index) => {
      if (index < node.body.length - 1 && isDropped(statement)) return [];
      const inner = sequenceIn(statement);
      return inner === undefined ? [this.#shape(statement)] : this.statements(inner);
    });
  }

  /** A body with `rescue` and its like: of a block what stands before is evaluated. */
  #begin(node: prism.BeginNode): Shape[] {
    const rescued = node.rescueClause ?? node.elseClause ?? node.ensureClause;
    if (rescued === null) return this.statements(node.statements);
    return [["refused", "rescue"]];
  }

  #value(node: Node | null): Shape {
    if (node === null) return ["sequence"];
    const list = this.statements(node);
    return list.length === 1 ? (list[0] ?? null) : ["sequence", ...list];
  }

  #list(nodes: readonly Node[]): Shape[] {
    return nodes.flatMap((node) => {
      if (!(node instanceof prism.SplatNode)) return [this.#shape(node)];
      if (node.expression instanceof prism.ArrayNode) return this.#list(node.expression.elements);
      return [["splat", node.expression === null ? null : this.#shape(node.expression)]];
    });
  }

  #arguments(node: prism.ArgumentsNode | null): Shape[] {
    return node === null ? [] : this.#list(node.arguments_);
  }

  #shape(node: Node): Shape {
    const name = matchVariable(node);
    if (name !== undefined) return ["match variable", name];
    if (refused.some((type) => node instanceof type)) return this.#refused(node.location);
    return (
      this.#literal(node) ??
      this.#name(node) ??
      this.#callLike(node) ??
      this.#assignment(node) ??
      this.#control(node) ?? ["?", node.constructor.name]
    );
  }

  #literal(node: Node): Shape | undefined {
    if (node instanceof prism.StringNode) return ["string", ...this.#parts([node])];
    if (node instanceof prism.InterpolatedStringNode) return ["string", ...this.#parts(node.parts)];
    if (node instanceof prism.SymbolNode) return ["symbol", ...texts(node.unescaped.value)];
    if (node instanceof prism.InterpolatedSymbolNode) return ["symbol", ...this.#parts(node.parts)];
    if (node instanceof prism.IntegerNode) return ["integer", String(this.#integer(node.location))];
    if (node instanceof prism.FloatNode) return floatShape(node.value);
    if (node instanceof prism.TrueNode) return ["true"];
    if (node instanceof prism.FalseNode) return ["false"];
    if (node instanceof prism.NilNode) return ["nil"];
    if (node instanceof prism.ArrayNode) return ["array", ...this.#list(node.elements)];
    if (node instanceof prism.HashNode || node instanceof prism.KeywordHashNode)
      return ["hash", ...node.elements.map((element) => this.#pair(element))];
    if (node instanceof prism.RangeNode || node instanceof prism.FlipFlopNode) {
      const ends = [node.left, node.right].map((end) => (end === null ? ["nil"] : this.#shape(end)));
      return [node.isExcludeEnd() ? "exclusive range" : "range", ...ends];
    }
    if (node instanceof prism.RegularExpressionNode || node instanceof prism.MatchLastLineNode)
      return regexpShape(optionsOf(node), texts(node.unescaped.value));
    if (
      node instanceof prism.InterpolatedRegularExpressionNode ||
      node instanceof prism.InterpolatedMatchLastLineNode
    )
      return regexpShape(optionsOf(node), this.#parts(node.parts));
    return undefined;
  }

  /** The package has only the low bits of a large integer. */
  #integer(location: prism.Location): bigint {
    const [, sign = "", base = "", digits = ""] =
      /^([-+]?)(0[xXbBoOdD]?_?)?(.*)$/.exec(this.#textOf(location).replaceAll("_", "")) ?? [];
    const prefix = base === "" || /d/i.test(base) ? "" : /[xb]/i.test(base) ? base : "0o";
    const value = digits === "" ? 0n : BigInt(`${prefix}${digits}`);
    return sign === "-" ? -value : value;
  }

  #textOf({ startOffset, length }: prism.Location): string {
    return this.#text.slice(this.#at(startOffset), this.#at(startOffset + length));
  }

  #at(byte: number): number {
    return this.#offsets?.[byte] ?? byte;
  }

  #pair(node: Node): Shape {
    if (node instanceof prism.AssocNode) return [this.#shape(node.key), this.#shape(node.value)];
    return [
      "**",
      node instanceof prism.AssocSplatNode && node.value !== null ? this.#shape(node.value) : null,
    ];
  }

  /** Neighbouring texts are one; a `#{}` of nothing but a string is its text. */
  #parts(nodes: readonly Node[]): Shape[] {
    const pieces = nodes.flatMap((node) => this.#pieces(node));
    const result: Shape[] = [];
    let text = "";
    for (const piece of [...pieces, null]) {
      if (typeof piece === "string") text += piece;
      else {
        result.push(...texts(text));
        text = "";
        if (piece !== null) result.push(piece);
      }
    }
    return result;
  }

  /** Texts as they are, anything else as a shape that is a list. */
  #pieces(node: Node): (string | readonly Shape[])[] {
    if (node instanceof prism.StringNode) return [node.unescaped.value];
    if (node instanceof prism.InterpolatedStringNode) return node.parts.flatMap((part) => this.#pieces(part));
    if (node instanceof prism.EmbeddedVariableNode) return [["#", this.#shape(node.variable)]];
    if (!(node instanceof prism.EmbeddedStatementsNode)) return [["?", node.constructor.name]];
    const body = node.statements?.body ?? [];
    const last = body.at(-1);
    const text = last instanceof prism.StringNode || last instanceof prism.InterpolatedStringNode;
    if (text && body.slice(0, -1).every(isDropped)) return this.#pieces(last);
    return [["#", ...this.statements(node.statements)]];
  }

  #name(node: Node): Shape | undefined {
    if (node instanceof prism.LocalVariableReadNode || node instanceof prism.LocalVariableTargetNode)
      return ["local", node.name, String(node.depth)];
    if (node instanceof prism.ConstantReadNode || node instanceof prism.ConstantTargetNode)
      return ["constant", null, node.name];
    if (node instanceof prism.ConstantPathNode || node instanceof prism.ConstantPathTargetNode)
      return ["constant", node.parent === null ? "top" : this.#shape(node.parent), node.name];
    if (node instanceof prism.ImplicitNode) return this.#shape(node.value);
    if (node instanceof prism.ParenthesesNode) return this.#value(node.body);
    return undefined;
  }

  #callLike(node: Node): Shape | undefined {
    if (node instanceof prism.CallNode) return this.#call(node);
    if (node instanceof prism.LambdaNode) return ["call", null, "lambda", [], ...this.#block(node)];
    if (node instanceof prism.MatchWriteNode) {
      const { receiver, arguments_ } = node.call;
      const pattern = receiver === null ? null : this.#shape(receiver);
      return [
        "match",
        pattern,
        ...this.#arguments(arguments_),
        ...node.targets.map((item) => this.#target(item)),
      ];
    }
    if (node instanceof prism.AndNode) return this.#logical("and", [node.left, node.right]);
    if (node instanceof prism.OrNode) return this.#logical("or", [node.left, node.right]);
    if (node instanceof prism.ForNode) {
      const index = this.#target(node.index);
      const variables: Shape = node.index instanceof prism.SplatNode ? ["targets", index] : index;
      const body: Shape = ["for", variables, this.statements(node.statements)];
      return ["call", this.#shape(node.collection), "each", [], body];
    }
    return undefined;
  }

  #call(node: prism.CallNode): Shape {
    const { receiver, name, arguments_, block, messageLoc } = node;
    if (name === "[]" && block instanceof prism.BlockNode) return this.#refused(node.location);
    const head = [
      node.isSafeNavigation() ? "safe call" : "call",
      receiver === null ? null : this.#shape(receiver),
    ];
    if (node.isAttributeWrite()) {
      const given = this.#arguments(arguments_);
      const value = given.pop() ?? null;
      const target =
        name === "[]="
          ? [...head, "[]", given, ...this.#block(block, true)]
          : [...head, name.slice(0, -1), []];
      return ["assign", target, null, value];
    }
    // `not()`, unlike `!()`, has nothing to negate.
    const empty = receiver instanceof prism.ParenthesesNode && receiver.body === null;
    if (name === "!" && empty && messageLoc?.length === "not".length) return ["call", ["nil"], "!", []];
    return [...head, name, this.#arguments(arguments_), ...this.#block(block, name === "[]")];
  }

  #block(block: Node | null, index = false): Shape[] {
    if (block === null) return [];
    if (block instanceof prism.BlockArgumentNode && index) return [["refused", "pass"]];
    if (block instanceof prism.BlockArgumentNode)
      return [["pass", block.expression === null ? null : this.#shape(block.expression)]];
    if (!(block instanceof prism.BlockNode || block instanceof prism.LambdaNode))
      return [["?", block.constructor.name]];
    const parameters = this.#parameters(block.parameters);
    const body = this.statements(block.body);
    if (parameters !== undefined) return [["block", parameters, body]];
    const bars = block.parameters === null ? block.location : block.parameters.location;
    return [["block", [], [this.#refused(bars), ...body]]];
  }

  /** Undefined for those with a `:`, `**` or `&`. */
  #parameters(node: Node | null): Shape[] | undefined {
    if (node instanceof prism.NumberedParametersNode)
      return Array.from({ length: node.maximum }, (_, index) => `_${index + 1}`);
    if (!(node instanceof prism.BlockParametersNode) || node.parameters === null) return [];
    const { requireds, optionals, rest, posts, keywords, keywordRest, block } = node.parameters;
    if (keywords.length > 0 || keywordRest !== null || block !== null) return undefined;
    const all = [...requireds, ...optionals, ...(rest === null ? [] : [rest]), ...posts];
    return all.map((parameter) => this.#parameter(parameter));
  }

  #parameter(node: Node): Shape {
    if (node instanceof prism.RequiredParameterNode) return node.name;
    if (node instanceof prism.OptionalParameterNode) return ["optional", node.name, this.#shape(node.value)];
    if (node instanceof prism.RestParameterNode) return ["rest", node.name];
    if (node instanceof prism.ImplicitRestNode) return ["rest", null];
    if (node instanceof prism.SplatNode)
      return ["rest", node.expression === null ? null : this.#parameter(node.expression)];
    return ["list", ...targetsOf(node).map((item) => this.#parameter(item))];
  }

  #target(node: Node): Shape {
    if (node instanceof prism.MultiTargetNode || node instanceof prism.MultiWriteNode)
      return ["targets", ...targetsOf(node).map((item) => this.#target(item))];
    if (node instanceof prism.SplatNode)
      return ["rest", node.expression === null ? null : this.#target(node.expression)];
    if (node instanceof prism.IndexTargetNode)
      return [
        "call",
        this.#shape(node.receiver),
        "[]",
        this.#arguments(node.arguments_),
        ...this.#block(node.block, true),
      ];
    if (node instanceof prism.CallTargetNode)
      return ["call", this.#shape(node.receiver), node.name.slice(0, -1), []];
    return this.#shape(node);
  }

  #logical(name: string, nodes: readonly Node[]): Shape {
    const flat = nodes.flatMap((node) => {
      const shape = this.#shape(node);
      return Array.isArray(shape) && shape[0] === name ? shape.slice(1) : [shape];
    });
    return [name, ...flat];
  }

  #assignment(node: Node): Shape | undefined {
    if (node instanceof prism.MultiWriteNode)
      return ["multiple", this.#target(node), this.#shape(node.value)];
    if (
      node instanceof prism.LocalVariableWriteNode ||
      node instanceof prism.ConstantWriteNode ||
      node instanceof prism.ConstantPathWriteNode
    )
      return ["assign", this.#written(node), null, this.#shape(node.value)];
    for (const type of orWrites)
      if (node instanceof type) return ["assign", this.#written(node), "||", this.#shape(node.value)];
    for (const type of andWrites)
      if (node instanceof type) return ["assign", this.#written(node), "&&", this.#shape(node.value)];
    for (const type of operatorWrites) if (node instanceof type) return this.#operated(node);
    return undefined;
  }

  /** Ruby has `a = a + 1` for `a += 1` of a local. */
  #operated(node: InstanceType<(typeof operatorWrites)[number]>): Shape {
    const target = this.#written(node);
    const value = this.#shape(node.value);
    const simple =
      node instanceof prism.LocalVariableOperatorWriteNode || node instanceof prism.ConstantOperatorWriteNode;
    if (simple) return ["assign", target, null, ["call", target, node.binaryOperator, [value]]];
    return ["assign", target, node.binaryOperator, value];
  }

  #written(node: Node): Shape {
    if ("depth" in node) return ["local", node.name, String(node.depth)];
    if ("target" in node) return this.#shape(node.target);
    if ("readName" in node) {
      const safe = node.isSafeNavigation() ? "safe call" : "call";
      return [safe, node.receiver === null ? null : this.#shape(node.receiver), node.readName, []];
    }
    if ("arguments_" in node && "receiver" in node && "block" in node) {
      const receiver = node.receiver === null ? null : this.#shape(node.receiver);
      return ["call", receiver, "[]", this.#arguments(node.arguments_), ...this.#block(node.block, true)];
    }
    return ["constant", null, "name" in node ? node.name : null];
  }

  #control(node: Node): Shape | undefined {
    if (node instanceof prism.BeginNode) {
      const list = this.#begin(node);
      if (node.rescueClause !== null || node.ensureClause !== null) return this.#refused(node.location);
      return list.length === 1 ? (list[0] ?? null) : ["sequence", ...list];
    }
    if (node instanceof prism.IfNode)
      return [
        "if",
        this.#shape(node.predicate),
        this.statements(node.statements),
        this.#otherwise(node.subsequent),
      ];
    if (node instanceof prism.UnlessNode)
      return [
        "if",
        this.#shape(node.predicate),
        this.#otherwise(node.elseClause),
        this.statements(node.statements),
      ];
    if (node instanceof prism.CaseNode) {
      const whens = node.conditions.map((when) =>
        when instanceof prism.WhenNode
          ? [this.#list(when.conditions), this.statements(when.statements)]
          : null,
      );
      const subject = node.predicate === null ? null : this.#shape(node.predicate);
      return ["case", subject, whens, this.#otherwise(node.elseClause)];
    }
    if (node instanceof prism.ReturnNode) return ["return", ...this.#left(node.arguments_)];
    if (node instanceof prism.NextNode) return ["next", ...this.#left(node.arguments_)];
    if (node instanceof prism.BreakNode) return ["break", ...this.#left(node.arguments_)];
    return undefined;
  }

  #otherwise(node: Node | null): Shape[] {
    if (node instanceof prism.ElseNode) return this.statements(node.statements);
    return node === null ? [] : [this.#shape(node)];
  }

  /** What `return` and its like hand on: several values are an array. */
  #left(node: prism.ArgumentsNode | null): Shape[] {
    if (node === null) return [];
    const [only, more] = node.arguments_;
    if (only !== undefined && more === undefined && !(only instanceof prism.SplatNode))
      return [this.#shape(only)];
    return [["array", ...this.#list(node.arguments_)]];
  }
}

function targetsOf(node: Node): readonly Node[] {
  if (!(node instanceof prism.MultiTargetNode || node instanceof prism.MultiWriteNode)) return [];
  const rest = node.rest === null || node.rest instanceof prism.ImplicitRestNode ? [] : [node.rest];
  return [...node.lefts, ...rest, ...node.rights];
}

/** Statements in parentheses, or between `begin` and `end`, that stand where statements do. */
function sequenceIn(node: Node): Node | null | undefined {
  if (node instanceof prism.ParenthesesNode) return node.body;
  if (node instanceof prism.BeginNode && node.rescueClause === null && node.ensureClause === null)
    return node.statements;
  return undefined;
}

/** A literal whose value nobody takes. */
function isDropped(node: Node): boolean {
  if (node instanceof prism.InterpolatedStringNode)
    return node.parts.every((part) => part instanceof prism.StringNode);
  if (node instanceof prism.ParenthesesNode && node.body instanceof prism.StatementsNode) {
    const [only, more] = node.body.body;
    return only !== undefined && more === undefined && isDropped(only);
  }
  return [
    prism.IntegerNode,
    prism.FloatNode,
    prism.TrueNode,
    prism.FalseNode,
    prism.NilNode,
    prism.StringNode,
    prism.SymbolNode,
    prism.RegularExpressionNode,
    prism.SelfNode,
    prism.SourceFileNode,
  ].some((type) => node instanceof type);
}

function optionsOf(
  node:
    | prism.RegularExpressionNode
    | prism.MatchLastLineNode
    | prism.InterpolatedRegularExpressionNode
    | prism.InterpolatedMatchLastLineNode,
): string {
  return [node.isIgnoreCase() ? "i" : "", node.isMultiLine() ? "m" : "", node.isExtended() ? "x" : ""].join(
    "",
  );
}

function texts(text: string): Shape[] {
  return text === "" ? [] : [textShape(text)];
}

function offsetsOf(text: string): readonly number[] {
  const offsets: number[] = [];
  let unit = 0;
  for (const character of text) {
    for (let bytes = Buffer.byteLength(character); bytes > 0; bytes--) offsets.push(unit);
    unit += character.length;
  }
  return [...offsets, unit];
}
