import { canChange } from "./candidates.js";
import type { RuntimeValue } from "./value.js";

/** The same object, or the same unchangeable value. */
export function isSame(left: RuntimeValue, right: RuntimeValue): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case "nil":
      return right.kind === "nil" && left.missing === right.missing;
    case "boolean":
      return right.kind === "boolean" && left.value === right.value;
    case "integer":
      return right.kind === "integer" && left.value === right.value;
    case "float":
      return right.kind === "float" && Object.is(left.number, right.number);
    case "symbol":
      return right.kind === "symbol" && left.text === right.text;
    case "string":
      return right.kind === "string" && left.text === right.text && left.taint === right.taint;
    default:
      return false;
  }
}

/** The same, for a recipe that may change what it gets: texts that are alike are two, unless neither can change. */
export function isOne(left: RuntimeValue, right: RuntimeValue): boolean {
  return left === right || (isSame(left, right) && !canChange(left) && !canChange(right));
}
