import { Buffer } from "node:buffer";
import { assertNever } from "../../../src/source/assert-never.js";
import type { Argument, AssignmentTarget, Call, Expression, StringPart } from "../../../src/recipe/tree.js";

/**
 * A tree as nested lists in which Ruby's and ours can be compared: operators and indexes are calls, statements
 * whose value nobody takes are dropped if they are literals, an array behind `*` is its elements, chains of `&&` and `||` are flat.
 */
export type Shape = string | null | readonly Shape[];

/** Text that is not plain ASCII goes as hexadecimal bytes (ruby-shape.rb does the same). */
function textShape(text: string): string {
  return /^[ -~]*$/.test(text) ? text : `hex:${Buffer.from(text, "utf8").toString("hex")}`;
}

const dropped = new Set<Expression["kind"]>(["integer", "float", "boolean", "nil"]);

function isDropped(statement: Expression): boolean {
  if (statement.kind === "string" || statement.kind === "symbol")
    return statement.parts.every((part) => part.kind === "text");
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
  if (call.block === undefined) return head;
  const parameters = call.block.parameters.map((parameter) => parameter.name);
  return [...head, ["block", parameters, bodyShape(call.block.statements)]];
}

/** A block with a `rescue` is one thing to Ruby; to us it is what stands before it, and something refused. */
function bodyShape(statements: readonly Expression[]): Shape[] {
  const last = statements.at(-1);
  const rescues = last?.kind === "refused" && last.construct.endsWith("in a block");
  return rescues ? [["refused"]] : statementsShape(statements);
}

function targetShape(target: AssignmentTarget): Shape {
  return shapeOf(target);
}

function assignmentShape(target: AssignmentTarget, operator: string | undefined, value: Expression): Shape {
  // Ruby has `a = a + 1` for `a += 1` of a local.
  if (target.kind === "local" && operator !== undefined && operator !== "||" && operator !== "&&") {
    return ["assign", targetShape(target), null, ["call", targetShape(target), operator, [shapeOf(value)]]];
  }
  return ["assign", targetShape(target), operator ?? null, shapeOf(value)];
}

function floatShape(number: number): Shape {
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
    case "refused":
    case "broken":
      return [node.kind];
    case "array":
      return ["array", ...argumentsShape(node.elements)];
    case "hash":
      return ["hash", ...node.entries.map((entry) => [shapeOf(entry.key), shapeOf(entry.value)])];
    case "range": {
      const ends = [node.from, node.to].map((end) => (end === undefined ? ["nil"] : shapeOf(end)));
      return [node.exclusive ? "exclusive range" : "range", ...ends];
    }
    case "local":
      return ["local", node.name];
    case "constant": {
      const scope = typeof node.scope === "object" ? shapeOf(node.scope) : (node.scope ?? null);
      return ["constant", scope, node.name];
    }
    case "call":
      return callShape(node);
    case "index":
      return ["call", shapeOf(node.receiver), "[]", argumentsShape(node.arguments)];
    case "assignment":
      return assignmentShape(node.target, node.operator, node.value);
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
