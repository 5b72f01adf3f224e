import { refusedConstruct } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { formatText } from "../builtins/format/format.js";
import { append } from "./appending.js";
import { arithmetic, bitwise, isArithmetic, negate } from "./arithmetic.js";
import { caseMatches, compare, equals } from "./equality.js";
import { callDoubtful } from "./doubts.js";
import { doubtLastMatch } from "./last-match.js";
import { combineArray, timesOf } from "./list-operators.js";
import { exceed, makeString, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { refuse } from "./refusals.js";
import { matchOperator } from "./matching.js";
import { booleanObject, integerObject, nilObject, stringObject, truthy, unknownIn } from "./value.js";
import type { HashObject, RuntimeValue, StringObject, UnknownObject } from "./value.js";
import { forget } from "./vivid.js";

/** A binary operator of two values; `origin` is the whole expression. An unknown operand is the result. */
export function operate(
  machine: Machine,
  operator: string,
  left: RuntimeValue,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (operator === "<<" && (left.kind === "array" || left.kind === "string")) {
    return append(machine, left, right, origin, forget);
  }
  const doubt = unknownIn(left) ?? unknownIn(right);
  if (doubt !== undefined) {
    doubtLastMatch(machine, operator, doubt);
    return callDoubtful(machine, left, operator, [right], doubt);
  }
  if (left.kind === "proc" && right.kind === "proc" && (operator === ">>" || operator === "<<")) {
    const construct = `\`${operator}\` of blocks`;
    return warn(machine, origin, `the result of ${construct}`, refusedConstruct(origin, { construct }));
  }
  if (left.kind === "secret" && operator !== "==" && operator !== "!=" && operator !== "===")
    return refuse(machine, operator, left, right, origin);
  switch (operator) {
    case "==":
      return decided(equals(machine, left, right, origin), origin);
    case "!=":
      return inverted(equals(machine, left, right, origin), origin);
    case "===":
      if (left.kind === "proc") return machine.callProc(machine, left, [right], undefined, origin);
      return decided(caseMatches(machine, left, right, origin), origin);
    case "<=>": {
      const order = compare(machine, left, right, origin);
      if (order === undefined) return nilObject(origin);
      return typeof order === "number" ? integerObject(BigInt(order), origin) : order;
    }
    case "<":
    case "<=":
    case ">":
    case ">=":
      return ordered(machine, operator, left, right, origin);
    case "=~":
    case "!~": {
      const position = matchOperator(machine, left, right, origin);
      if (position === undefined) return refuse(machine, operator, left, right, origin);
      if (operator === "=~" || position.kind === "unknown") return position;
      return booleanObject(position.kind === "nil", origin);
    }
    default:
      return combine(machine, operator, left, right, origin);
  }
}

function decided(result: boolean | UnknownObject, origin: Origin): RuntimeValue {
  return typeof result === "boolean" ? booleanObject(result, origin) : result;
}

function inverted(result: boolean | UnknownObject, origin: Origin): RuntimeValue {
  return typeof result === "boolean" ? booleanObject(!result, origin) : result;
}

/** `<` and its kin are defined for numbers and for strings; anything else ends a recipe. */
function ordered(
  machine: Machine,
  operator: "<" | "<=" | ">" | ">=",
  left: RuntimeValue,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (left.kind === "hash" && right.kind === "hash") return contained(machine, operator, left, right, origin);
  const numbers = isNumber(left) && isNumber(right);
  const alike = left.kind === right.kind && (left.kind === "string" || left.kind === "symbol");
  if (!numbers && !alike) return refuse(machine, operator, left, right, origin);
  const order = compare(machine, left, right, origin);
  if (typeof order === "object") return order;
  // NaN has no order: every comparison with it is false.
  if (order === undefined) return booleanObject(false, origin);
  switch (operator) {
    case "<":
      return booleanObject(order < 0, origin);
    case "<=":
      return booleanObject(order <= 0, origin);
    case ">":
      return booleanObject(order > 0, origin);
    default:
      return booleanObject(order >= 0, origin);
  }
}

/** `<` of hashes: whether all entries of one are in the other, and not the other way round. */
function contained(
  machine: Machine,
  operator: "<" | "<=" | ">" | ">=",
  left: HashObject,
  right: HashObject,
  origin: Origin,
): RuntimeValue {
  const [inner, outer] = operator.startsWith("<") ? [left, right] : [right, left];
  const sizes = operator.endsWith("=")
    ? inner.entries.size <= outer.entries.size
    : inner.entries.size < outer.entries.size;
  let doubt: UnknownObject | undefined;
  for (const [key, { value }] of sizes ? inner.entries : []) {
    const other = outer.entries.get(key);
    const same = other !== undefined && equals(machine, value, other.value, origin);
    if (same === false) return booleanObject(false, origin);
    if (same !== true) doubt ??= same;
  }
  return doubt ?? booleanObject(sizes, origin);
}

function isNumber(value: RuntimeValue): boolean {
  return value.kind === "integer" || value.kind === "float";
}

function combine(
  machine: Machine,
  operator: string,
  left: RuntimeValue,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  switch (left.kind) {
    case "integer":
    case "float":
      if (right.kind === "integer" || right.kind === "float") {
        const result = isArithmetic(operator)
          ? arithmetic(machine, operator, left, right, origin)
          : bitwise(machine, operator, left, right, origin);
        if (result !== undefined) return result;
      }
      break;
    case "string":
      return combineString(machine, operator, left, right, origin);
    case "array":
      return combineArray(machine, operator, left, right, origin);
    case "range":
      if (operator === "%" && stepsBy(left.from, right))
        return { kind: "enumerator", receiver: left, method: "%", arguments: [right], bare: false, origin };
      break;
    case "boolean":
    case "nil": {
      const first = truthy(left);
      const second = truthy(right);
      if (operator === "&") return booleanObject(first && second, origin);
      if (operator === "|") return booleanObject(first || second, origin);
      if (operator === "^") return booleanObject(first !== second, origin);
      break;
    }
    default:
      break;
  }
  return refuse(machine, operator, left, right, origin);
}

/** Whether a range that starts there can be walked in such steps. */
function stepsBy(from: RuntimeValue, by: RuntimeValue): boolean {
  if (isNumber(from))
    return (by.kind === "integer" && by.value !== 0n) || (by.kind === "float" && by.number !== 0);
  return (from.kind === "string" || from.kind === "symbol") && by.kind === "integer" && by.value > 0n;
}

function combineString(
  machine: Machine,
  operator: string,
  left: StringObject,
  right: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (operator === "+" && right.kind === "string") return makeString(machine, left.text + right.text, origin);
  const times = operator === "*" ? timesOf(right) : undefined;
  if (times !== undefined) {
    if (BigInt(left.text.length) * times > BigInt(machine.limits.string)) {
      return exceed(machine, origin, "string");
    }
    return makeString(machine, left.text === "" ? "" : left.text.repeat(Number(times)), origin);
  }
  if (operator === "%") {
    const made = formatText(machine, left.text, right.kind === "array" ? right.items : [right], origin);
    return typeof made === "string" ? makeString(machine, made, origin) : made;
  }
  return refuse(machine, operator, left, right, origin);
}

/** `!`, `-`, `+`, `~` of a value. */
export function operateUnary(
  machine: Machine,
  operator: string,
  operand: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  if (operand.kind === "unknown") return operand;
  if (operator === "!") return booleanObject(!truthy(operand), origin);
  const doubt = unknownIn(operand);
  if (doubt !== undefined) return doubt;
  if (operand.kind === "string" && operator !== "~") return frozenOrNot(operand, operator === "-", origin);
  return negate(operator, operand, origin) ?? refuseUnary(machine, operator, operand, origin);
}

/** `-text` is a frozen string, `+text` one that is not; a copy only where it has to be one. */
function frozenOrNot(value: StringObject, frozen: boolean, origin: Origin): StringObject {
  return value.frozen === frozen ? value : { ...stringObject(value.text, origin), frozen };
}

function refuseUnary(
  machine: Machine,
  operator: string,
  operand: RuntimeValue,
  origin: Origin,
): RuntimeValue {
  const nothing = { ...nilObject(origin), missing: undefined };
  return refuse(machine, operator, operand, nothing, origin);
}
