import {
  argumentCount,
  dangerousConstruct,
  ignoredCall,
  includedRecipe,
  raised,
  wrongArgument,
} from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { Origin } from "../../source/source.js";
import { kernelFunctions } from "../builtins/kernel.js";
import { isPlatform } from "../builtins/node-methods.js";
import type { Call } from "../tree.js";
import { endsInPairs, evaluateArguments } from "./arguments.js";
import { reportLostIn } from "./lost-blocks.js";
import { fail, mistake, report, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { callKernel } from "./methods.js";
import { inspect, textOfValue } from "./text.js";
import { booleanObject, describe, nilObject, stringObject, unknownIn } from "./value.js";
import type { RuntimeValue } from "./value.js";

/** A word that recipes call without a receiver. */
type RecipeFunction = (machine: Machine, call: Call, origin: Origin) => RuntimeValue;

/** `ps_credential(password)` or `ps_credential(user, password)`: the first argument is the optional one. */
function credential(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  if (values.length < 1 || values.length > 2) return wrongCount(machine, call, values.length, 1, 2, origin);
  for (const value of values) {
    const doubt = unknownIn(value);
    if (doubt !== undefined) return doubt;
    if (value.kind !== "string") {
      const parameters = { name: call.name, given: describe(value), wanted: "a String" };
      return fail(machine, origin, "a credential", wrongArgument(value.origin ?? origin, parameters));
    }
  }
  const password = values.at(-1);
  const userName = values.length === 2 ? values[0] : stringObject("placeholder", origin);
  if (password?.kind !== "string" || userName?.kind !== "string") return nilObject(origin);
  return { kind: "credential", userName, password, origin };
}

function wrongCount(
  machine: Machine,
  call: Call,
  given: number,
  least: number,
  most: number,
  origin: Origin,
): RuntimeValue {
  const problem = argumentCount(origin, { name: call.name, given, least, most });
  return fail(machine, origin, `the result of "${call.name}"`, problem);
}

function includeRecipe(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  const names = Array.isArray(values) ? values : [];
  for (const value of names) {
    const shown = inspect(machine, value, origin);
    report(machine, includedRecipe(origin, { name: typeof shown === "string" ? shown : "named here" }));
  }
  return nilObject(origin);
}

/** `require` of a library is left out; of a file beside the recipe it would run that file. */
function requireLibrary(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  const [name] = Array.isArray(values) ? values : [];
  if (name?.kind === "string" && !/^(?:[./\\~]|[A-Za-z]:)/.test(name.text))
    return ignore(machine, call, origin);
  const parameters = { construct: '"require" of a file' };
  return fail(machine, origin, "the result of a file", dangerousConstruct(origin, parameters));
}

/** Says that a call is left out; its arguments have been evaluated for what they assign. */
export function ignore(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  report(machine, ignoredCall(origin, { name: call.name }));
  return nilObject(origin);
}

/** `raise`: an error when it is certainly reached, the end of one way when it stands under a doubtful condition. */
function raise(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  const last = Array.isArray(values) ? values.at(-1) : values;
  const text = last === undefined ? "" : textOfValue(machine, last, origin);
  if (machine.conditional === undefined) {
    report(machine, raised(origin, { text: typeof text === "string" ? text : "" }));
  }
  machine.exit ??= "return";
  return nilObject(origin);
}

function platform(attribute: "platform" | "platform_family"): RecipeFunction {
  return (machine, call, origin) => {
    const values = evaluateArguments(machine, call.arguments);
    if (!Array.isArray(values)) return values;
    const result = isPlatform(machine, attribute, values, origin);
    return typeof result === "boolean" ? booleanObject(result, origin) : result;
  };
}

function lazy(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  if (call.block !== undefined && reportLostIn(machine, call.block, "`lazy`", call))
    return mistake(origin, "the value of a lazy block");
  return unknown(origin, "the value of a lazy block", "Write the value without lazy { }.");
}

/** `format`, `Integer()` and the other functions of Ruby that only convert and write values. */
function convert(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const { name } = call;
  const given = { name, arguments: values, bare: endsInPairs(call), block: undefined, origin };
  return callKernel(machine, given) ?? unknown(origin, `the result of "${name}"`, "Write the value itself.");
}

/** The functions of recipes that mofsmith evaluates. */
export const recipeFunctions: ReadonlyMap<string, RecipeFunction> = new Map<string, RecipeFunction>([
  ["node", (_machine, _call, origin) => ({ kind: "node", origin })],
  ["ps_credential", credential],
  ["include_recipe", includeRecipe],
  ["require", requireLibrary],
  ["raise", raise],
  ["fail", raise],
  ["platform?", platform("platform")],
  ["platform_family?", platform("platform_family")],
  [
    "windows?",
    (machine, _call, origin) => {
      const result = isPlatform(machine, "platform_family", [stringObject("windows", origin)], origin);
      return typeof result === "boolean" ? booleanObject(result, origin) : result;
    },
  ],
  ["lazy", lazy],
  ...Array.from(kernelFunctions.keys(), (name): [string, RecipeFunction] => [name, convert]),
]);
