import { Buffer } from "node:buffer";
import { assertNever } from "../../../src/source/assert-never.js";
import type {
  Argument,
  AssignmentTarget,
  Block,
  Call,
  Expression,
  HashLiteral,
  Index,
  Parameter,
  RestTarget,
  StringPart,
  Target,
} from "../../../src/recipe/tree.js";

/**
 * A tree as nested lists in which Ruby's and ours can be compared: operators and indexes are calls, statements
 * whose value nobody takes are dropped if they are literals, an array behind `*` is its elements, chains of `&&` and `||` are flat.
 */
export type Shape = string | null | readonly Shape[];

/** Text that is not plain ASCII goes as hexadecimal bytes (ruby-shape.rb does the same). */
export function textShape(text: string): string {
  return /^[ -~]*$/.test(text) ? text : `hex:${Buffer.from(text, "utf8").toString("hex")}`;
}

/** A regular expression by its options that change what it matches; Ruby's own tree does not show those of one with `#{}`. */
export function regexpShape(options: string, parts: readonly Shape[]): Shape {
  const kind = parts.every((part) => typeof part === "string") ? "regexp" : "dynamic regexp";
  return [kind, [..."imx"].filter((letter) => options.includes(letter)).join(""), ...parts];
}

const dropped = new Set<Expression["kind"]>(["integer", "float", "boolean", "nil"]);

function isDropped(statement: Expression): boolean {
  if (statement.kind === "regexp")
    return partsShape(statement.parts).every((part) => typeof part === "string");
  if (statement.kind === "string" || statement.kind === "symbol")
    return statement.parts.every((part) => part.kind === "text");
  if (statement.kind === "refused") return /^`(?:self|__FILE__)`$/.test(statement.construct);
  return dropped.has(statement.kind);
}

export function statementsShape(statements: readonly Expression[]): Shape[] {
  return statements.flatMap((statement, index) => {
    if (index < statements.length - 1 && isDropped(statement)) return [];
    return statement.kind === "sequence" ? statementsShape(statement.statements) : [shapeOf(statement)];
  });
}

/** Neighbouring texts are one; a `#{}` of nothing but a string is its text. */
function partsShape(parts: readonly StringPart[]): Shape[] {
  const result: Shape[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") result.push(textShape(text));
    text = "";
  };
  const add = (list: readonly StringPart[]): void => {
    for (const part of list) {
      if (part.kind === "text") {
        text += part.text;
        continue;
      }
      const only = part.statements.at(-1);
      if (only?.kind === "string" && part.statements.slice(0, -1).every(isDropped)) {
        add(only.parts);
        continue;
      }
      flush();
      result.push(["#", ...statementsShape(part.statements)]);
    }
  };
  add(parts);
  flush();
  return result;
}

function argumentsShape(list: readonly Argument[]): Shape[] {
  return list.flatMap((argument) => {
    if (argument.kind !== "splat") return [shapeOf(argument)];
    if (argument.value.kind === "array") return argumentsShape(argument.value.elements);
    return [["splat", shapeOf(argument.value)]];
  });
}

function callShape(call: Call): Shape {
  const receiver = call.receiver === undefined ? null : shapeOf(call.receiver);
  const head = [call.safe ? "safe call" : "call", receiver, call.name, argumentsShape(call.arguments)];
  if (call.blockArgument !== undefined) return [...head, ["pass", shapeOf(call.blockArgument)]];
  return call.block === undefined ? head : [...head, blockShape(call.block)];
}

function blockShape({ parameters, variables, statements }: Block): Shape {
  if (variables !== undefined) return ["for", targetShape(variables), statementsShape(statements)];
  return ["block", parameters.map(parameterShape), bodyShape(statements)];
}

function parameterShape(parameter: Parameter): Shape {
  switch (parameter.kind) {
    case "parameter":
      return parameter.name;
    case "optional parameter":
      return ["optional", parameter.name, shapeOf(parameter.value)];
    case "rest parameter":
      return ["rest", parameter.name ?? null];
    case "parameters":
      return ["list", ...parameter.items.map(parameterShape)];
    default:
      return assertNever(parameter);
  }
}

/** The block that is passed to an index, refused, stands among our arguments. */
function indexShape({ receiver, arguments: list }: Index): Shape {
  const last = list.at(-1);
  const passes = last?.kind === "refused" && last.construct.startsWith("a block argument");
  const given = argumentsShape(passes ? list.slice(0, -1) : list);
  return ["call", shapeOf(receiver), "[]", given, ...(passes ? [["refused", "pass"]] : [])];
}

function hashShape({ entries }: HashLiteral): Shape {
  const pairs = entries.map((entry) =>
    entry.kind === "entry" ? [shapeOf(entry.key), shapeOf(entry.value)] : ["**", shapeOf(entry.value)],
  );
  return ["hash", ...pairs];
}

/** A block with a `rescue` is one thing to Ruby; to us it is what stands before it, and something refused. */
function bodyShape(statements: readonly Expression[]): Shape[] {
  const last = statements.at(-1);
  const rescues = last?.kind === "refused" && last.construct.endsWith("in a block");
  return rescues ? [["refused", "rescue"]] : statementsShape(statements);
}

function targetShape(target: Target | RestTarget): Shape {
  if (target.kind === "targets") return ["targets", ...target.items.map(targetShape)];
  if (target.kind !== "rest target") return shapeOf(target);
  return ["rest", target.target === undefined ? null : targetShape(target.target)];
}

function assignmentShape(target: AssignmentTarget, operator: string | undefined, value: Expression): Shape {
  // Ruby has `a = a + 1` for `a += 1` of a local.
  const simple = target.kind === "local" || (target.kind === "constant" && target.scope === undefined);
  if (simple && operator !== undefined && operator !== "||" && operator !== "&&") {
    return ["assign", targetShape(target), null, ["call", targetShape(target), operator, [shapeOf(value)]]];
  }
  return ["assign", targetShape(target), operator ?? null, shapeOf(value)];
}

export function floatShape(number: number): Shape {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(number);
  return ["float", bytes.toString("hex")];
}

function logicalShape(name: string, operands: readonly Expression[]): Shape {
  const flat = operands.flatMap((operand) => {
    const shape = shapeOf(operand);
    return Array.isArray(shape) && shape[0] === name ? shape.slice(1) : [shape];
  });
  return [name, ...flat];
}

function shapeOf(node: Expression): Shape {
  switch (node.kind) {
    case "string":
    case "symbol":
      return [node.kind, ...partsShape(node.parts)];
    case "integer":
      return ["integer", String(node.value)];
    case "float":
      return floatShape(node.number);
    case "boolean":
      return [String(node.value)];
    case "nil":
    case "broken":
      return [node.kind];
    case "refused":
      return ["refused", `${node.start}-${node.end}`];
    case "array":
      return ["array", ...argumentsShape(node.elements)];
    case "hash":
      return hashShape(node);
    case "range": {
      const ends = [node.from, node.to].map((end) => (end === undefined ? ["nil"] : shapeOf(end)));
      return [node.exclusive ? "exclusive range" : "range", ...ends];
    }
    case "regexp":
      return regexpShape(node.options, partsShape(node.parts));
    case "match assignment": {
      const locals = node.locals.map(shapeOf);
      return ["match", shapeOf(node.pattern), shapeOf(node.value), ...locals];
    }
    case "local":
      return ["local", node.name, String(node.depth)];
    case "constant": {
      const scope = typeof node.scope === "object" ? shapeOf(node.scope) : (node.scope ?? null);
      return ["constant", scope, node.name];
    }
    case "call":
      return callShape(node);
    case "index":
      return indexShape(node);
    case "assignment":
      return assignmentShape(node.target, node.operator, node.value);
    case "multiple assignment":
      return ["multiple", targetShape(node.targets), shapeOf(node.value)];
    case "binary":
      return ["call", shapeOf(node.left), node.operator, [shapeOf(node.right)]];
    case "unary":
      return [
        "call",
        shapeOf(node.operand),
        /[-+]/.test(node.operator) ? `${node.operator}@` : node.operator,
        [],
      ];
    case "logical":
      return logicalShape(node.operator, [node.left, node.right]);
    case "if":
      return ["if", shapeOf(node.condition), statementsShape(node.then), statementsShape(node.otherwise)];
    case "case": {
      const whens = node.whens.map((when) => [
        argumentsShape(when.conditions),
        statementsShape(when.statements),
      ]);
      const subject = node.subject === undefined ? null : shapeOf(node.subject);
      return ["case", subject, whens, statementsShape(node.otherwise)];
    }
    case "match variable":
      return ["match variable", node.name];
    case "return":
      return ["return", ...(node.value === undefined ? [] : [shapeOf(node.value)])];
    case "jump":
      return [node.keyword, ...(node.value === undefined ? [] : [shapeOf(node.value)])];
    case "sequence": {
      const list = statementsShape(node.statements);
      return list.length === 1 ? (list[0] ?? null) : ["sequence", ...list];
    }
    default:
      return assertNever(node);
  }
}

/** A shape without what only Prism tells: where refused code stands, and how far out a local was made. */
export function loose(shape: Shape): Shape {
  if (!Array.isArray(shape)) return shape;
  if (shape[0] === "refused") return ["refused"];
  const [kind, target, operator] = shape;
  // Of `a&.b = c` Ruby's tree shows no more than `a.b = c`.
  if (kind === "assign" && operator === null && Array.isArray(target) && target[0] === "safe call")
    return loose(["assign", ["call", ...target.slice(1)], ...shape.slice(2)]);
  if (kind === "dynamic regexp") return [kind, ...shape.slice(2).map(loose)];
  return shape[0] === "local" ? shape.slice(0, 2) : shape.map(loose);
}

/** Whether Ruby's tree and ours say the same; what we refuse to evaluate may be anything. */
export function sameShape(ours: Shape, rubys: Shape): boolean {
  if (Array.isArray(ours) && ours[0] === "refused") return true;
  if (Array.isArray(rubys) && rubys[0] === "?") return rubys[1] === "flip-flop" || holdsRefused(ours);
  if (!Array.isArray(ours) || !Array.isArray(rubys)) return ours === rubys;
  return ours.length === rubys.length && ours.every((item, index) => sameShape(item, rubys[index] ?? null));
}

function holdsRefused(shape: Shape): boolean {
  return Array.isArray(shape) && (shape[0] === "refused" || shape.some(holdsRefused));
}
