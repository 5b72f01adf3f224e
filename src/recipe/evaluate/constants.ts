import { unknownConstant } from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import { nearest } from "../../diagnostics/suggest.js";
import { dangerousConstants, foreignLiteral, knownConstants, plainConstants } from "../builtins/names.js";
import type { ConstantRead, Expression } from "../tree.js";
import { originOf, unknown, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { floatObject, integerObject, stringObject } from "./value.js";
import type { RuntimeValue } from "./value.js";

/** A constant the recipe has assigned, or a class or module that mofsmith knows; `method` is what is asked of it. */
export function readConstant(machine: Machine, node: ConstantRead, method?: string): RuntimeValue {
  const origin = originOf(machine, node);
  const name = pathOfConstant(node);
  const assigned = machine.frame.constants.get(name);
  if (assigned !== undefined) return assigned.value;
  if (knownConstants.has(name)) return { kind: "module", name, origin };
  const plain = plainConstants.get(name);
  if (typeof plain === "number") return floatObject(plain, origin);
  if (typeof plain === "bigint") return integerObject(plain, origin);
  if (plain !== undefined) return { ...stringObject(plain, origin), frozen: true };
  const danger = dangerousPrefix(name);
  if (danger !== undefined) return { kind: "module", name: danger, origin };
  const reason = `the constant "${excerpt(name)}"`;
  if (machine.resource?.kind === "other") return unknown(origin, reason, "Assign it in the recipe.");
  const suggestions = nearest(name, [...machine.frame.constants.keys(), ...knownConstants]);
  const parameters = { name, suggestions, instead: foreignLiteral(name), method };
  return warn(machine, origin, reason, unknownConstant(origin, parameters));
}

/** Whether a constant has been assigned, or is one that mofsmith knows. */
export function isConstant(machine: Machine, node: ConstantRead): boolean {
  const name = pathOfConstant(node);
  return machine.frame.constants.has(name) || knownConstants.has(name) || dangerousPrefix(name) !== undefined;
}

/** `A::B` as one name; what is not a constant before `::` shows as `…`. */
export function pathOfConstant(node: ConstantRead): string {
  const names: string[] = [];
  let at: Expression = node;
  while (at.kind === "constant") {
    names.push(at.name);
    if (at.scope === undefined || at.scope === "top") return names.reverse().join("::");
    at = at.scope;
  }
  return ["…", ...names.reverse()].join("::");
}

function dangerousPrefix(name: string): string | undefined {
  for (let end = name.length; end > 0; end = name.lastIndexOf("::", end - 1)) {
    const prefix = name.slice(0, end);
    if (dangerousConstants.has(prefix)) return prefix;
  }
  return undefined;
}
