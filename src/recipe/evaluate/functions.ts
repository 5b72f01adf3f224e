import {
  argumentCount,
  dangerousConstruct,
  ignoredCall,
  raised,
  wrongArgument,
} from "../../diagnostics/catalogue/recipe-evaluate.js";
import { unknownInclusion } from "../../diagnostics/catalogue/recipe-include.js";
import type { Origin } from "../../source/source.js";
import { kernelFunctions } from "../builtins/kernel.js";
import { answerOf, attributeWords, isPlatform } from "../builtins/node-methods.js";
import { platformWords } from "../builtins/platform-words.js";
import type { Call } from "../tree.js";
import { endsInPairs, evaluateArguments, placedArguments } from "./arguments.js";
import { callBlock } from "./blocks.js";
import { dataBag, dataBagItem } from "./data-bags.js";
import { includeAttributes, includeRecipe } from "./files.js";
import { cimInstance, cimInstanceArray, cimInstanceList, moduleSpecification } from "./instances.js";
import { loseAttributes } from "./levels.js";
import { reportLostIn } from "./lost-blocks.js";
import { fail, mistake, report, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { callKernel, callMethod } from "./methods.js";
import { readAttribute } from "./node.js";
import { rememberIn } from "./password-texts.js";
import type { PlacedValue } from "./pending.js";
import {
  defaultConfig,
  defaultService,
  passwordProblem,
  refuseUser,
  secret,
  withDefault,
} from "./secret-words.js";
import { changeTags, isTagged } from "./tag-words.js";
import { textOfValue } from "./text.js";
import { booleanObject, describe, nilObject, stringObject, unknownIn } from "./value.js";
import type { Frame, RuntimeValue, UnknownObject } from "./value.js";

/** A word that recipes call without a receiver. */
type RecipeFunction = (machine: Machine, call: Call, origin: Origin) => RuntimeValue;

/** `ps_credential(password)` or `ps_credential(user, password)`: the first argument is the optional one. */
function credential(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  rememberIn(machine, values.at(-1));
  if (values.length < 1 || values.length > 2) return wrongCount(machine, call, values.length, 1, 2, origin);
  for (const value of values) {
    const isPassword = value === values.at(-1);
    const doubt = unknownIn(value);
    // What the password may be made of is known by now, and a user is none.
    if (doubt !== undefined) return { ...doubt, parts: [] };
    if (value.kind === "secret") {
      const problem = isPassword ? passwordProblem(machine, value) : refuseUser(machine, origin);
      if (problem !== undefined) return problem;
    } else if (value.kind !== "string") {
      const parameters = { name: call.name, given: describe(value), wanted: "a String" };
      const hiding = isPassword ? { secret: true as const } : {};
      return fail(machine, origin, "a credential", wrongArgument(value.origin ?? origin, parameters, hiding));
    }
  }
  const password = values.at(-1);
  const userName = values.length === 2 ? values[0] : stringObject("placeholder", origin);
  if (password?.kind !== "string" && password?.kind !== "secret") return nilObject(origin);
  if (userName?.kind !== "string") return nilObject(origin);
  return { kind: "credential", userName, password: () => password, origin };
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

/** `include_recipe 'a', 'b::c'`; what it gives is of no use to a recipe. */
function include(run: (machine: Machine, name: string, place: Origin) => void): RecipeFunction {
  return (machine, call, origin) => {
    const placed = placedArguments(machine, call);
    if (!Array.isArray(placed)) return placed;
    for (const { value, place } of placed.flatMap(elements)) {
      const doubt = unknownIn(value);
      if (doubt !== undefined) warnOfUnknownName(machine, doubt, place);
      else if (value.kind === "string" || value.kind === "symbol") run(machine, value.text, place);
      else {
        const parameters = { name: call.name, given: describe(value), wanted: "a String" };
        report(machine, wrongArgument(place, parameters));
      }
    }
    return nilObject(origin);
  };
}

/** `include_attribute` of an attribute file, and of the node. */
const includeAttribute = include(includeAttributes);

function elements({ value, place }: PlacedValue): readonly PlacedValue[] {
  return value.kind === "array" && value.taint === undefined
    ? value.items.map((item) => ({ value: item, place }))
    : [{ value, place }];
}

/** Which recipe is included is not known: nor is, from here on, what the document holds. */
function warnOfUnknownName(machine: Machine, doubt: UnknownObject, place: Origin): void {
  if (doubt.diagnostic === "error") return;
  const severity = machine.missing;
  report(machine, unknownInclusion(place, { reason: doubt.reason, remedy: doubt.remedy }, { severity }));
}

/** `require` of a library is left out; of a file beside the recipe it would run that file. */
function requireLibrary(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  const [name] = Array.isArray(values) ? values : [];
  if (name?.kind === "string" && !/^(?:[./\\~]|[A-Za-z]:)/.test(name.text))
    return ignore(machine, call.name, origin);
  const parameters = { construct: '"require" of a file' };
  return fail(machine, origin, "the result of a file", dangerousConstruct(origin, parameters));
}

/** Says that a call is left out; its arguments have been evaluated for what they assign. */
export function ignore(machine: Machine, name: string, origin: Origin): RuntimeValue {
  report(machine, ignoredCall(origin, { name }));
  return nilObject(origin);
}

/**
 * `raise` that is certainly reached ends the run; under a doubtful condition it ends one way of the recipe. In what is
 * read off when all recipes have ended it ends no more than the block, so that the others are checked all the same.
 */
function raise(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  const last = Array.isArray(values) ? values.at(-1) : values;
  const text = last === undefined ? "" : textOfValue(machine, last, origin);
  const certain = machine.conditional === undefined;
  if (certain) report(machine, raised(origin, { text: typeof text === "string" ? text : "" }));
  machine.exit ??= certain && !machine.converging ? "end" : "return";
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

/** `lazy { … }` is called when its value is needed; `proc { … }` where a custom resource asks it. */
function kept(isLazy: boolean): RecipeFunction {
  return (machine, call, origin) => {
    const { block, name } = call;
    if (block === undefined) return unknown(origin, `the result of "${name}"`, "Write the block in braces.");
    // It would be run as the resource whose block it stands in, or when all resources have been declared.
    const declares = !isLazy && machine.resource === undefined && machine.defining === undefined;
    if (
      !declares &&
      reportLostIn(machine, block, `\`${name}\``, call, isLazy && machine.resource !== undefined)
    )
      return mistake(origin, "the value of a block");
    const { frame, scope } = machine;
    return { kind: "proc", lazy: isLazy, lambda: name === "lambda", block, frame, scope, origin };
  };
}

/** `converge_by 'text' do … end`: a document says what has to be, so that the block counts as it is. */
function runNow(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  evaluateArguments(machine, call.arguments);
  if (call.block === undefined) return nilObject(origin);
  machine.statement = call.block.statements[0];
  return callBlock(machine, call.block, []);
}

/** `value_for_platform_family('windows' => a, ['rhel', 'fedora'] => b, 'default' => c)`. */
function valueForFamily(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const [table] = values;
  if (table?.kind !== "hash") {
    const parameters = {
      name: call.name,
      given: table === undefined ? "nothing" : describe(table),
      wanted: "a Hash",
    };
    return fail(machine, origin, "a value for a platform", wrongArgument(origin, parameters));
  }
  const family = readAttribute(machine, "platform_family", origin);
  const doubt = unknownIn(table) ?? unknownIn(family);
  if (doubt !== undefined) return doubt;
  const byName = new Map<string, RuntimeValue>();
  for (const { key, value } of table.entries.values())
    for (const one of key.kind === "array" ? key.items : [key])
      if (one.kind === "string" || one.kind === "symbol") byName.set(one.text, value);
  const own = family.kind === "string" ? byName.get(family.text) : undefined;
  return own ?? byName.get("default") ?? nilObject(origin);
}

const lazy = kept(true);

/** Whether Chef has the word `lazy` here: in a block, in an attribute file, and where properties are defined. */
function takesLazy({ frame, resource, defining }: Machine): boolean {
  const { kind, self } = frame;
  return resource !== undefined || defining !== undefined || self !== undefined || kind === "attributes";
}

/** `cookbook_name` and `recipe_name` in a recipe: texts, as a server hands them out (Chef::CookbookVersion.from_hash). */
function ownName({ cookbook, recipeName }: Frame, name: string): string | undefined {
  if (cookbook === undefined || recipeName === undefined) return undefined;
  if (name === "cookbook_name") return cookbook.name;
  return name === "recipe_name" ? recipeName : undefined;
}

/** Words that depend on where they stand: `default[…]` and its kin in an attribute file, `new_resource` in an action. */
export function frameFunction(machine: Machine, name: string): RecipeFunction | undefined {
  const { frame } = machine;
  if (name === "lazy") return takesLazy(machine) ? lazy : undefined;
  const { instance } = frame;
  const named = ownName(frame, name);
  if (named !== undefined) return (_machine, _call, origin) => stringObject(named, origin);
  if (name === "new_resource" && instance !== undefined)
    return (_machine, _call, origin) => ({ kind: "new resource", instance, origin });
  if (frame.kind === "attributes" && name === "include_attribute") return includeAttribute;
  return frame.kind === "attributes" && attributeWords.has(name) ? askNode : undefined;
}

/** `default`, `rm_default('a')` in an attribute file, which is run as the node. */
function askNode(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return loseAttributes(machine, values);
  const { name, block } = call;
  const node: RuntimeValue = { kind: "node", origin };
  const given = { name, arguments: values, bare: endsInPairs(call), block, origin };
  return (
    callMethod(machine, node, given) ?? unknown(origin, `the result of "${name}"`, "Write the value itself.")
  );
}

/** `format`, `Integer()` and the other functions of Ruby that only convert and write values. */
function convert(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  const { name } = call;
  const given = { name, arguments: values, bare: endsInPairs(call), block: undefined, origin };
  return callKernel(machine, given) ?? unknown(origin, `the result of "${name}"`, "Write the value itself.");
}

/** Functions that the node has too. */
export const nodeFunctions: ReadonlyMap<string, RecipeFunction> = new Map<string, RecipeFunction>([
  ["include_attribute", includeAttribute],
  ["tag", changeTags],
  ["untag", changeTags],
  ["tagged?", isTagged],
]);

/** The functions of recipes that mofsmith evaluates. */
export const recipeFunctions: ReadonlyMap<string, RecipeFunction> = new Map<string, RecipeFunction>([
  ["node", (_machine, _call, origin) => ({ kind: "node", origin })],
  ["ps_credential", credential],
  ["secret", secret],
  ["default_secret_service", defaultService],
  ["with_secret_service", withDefault(defaultService)],
  ["default_secret_config", defaultConfig],
  ["with_secret_config", withDefault(defaultConfig)],
  ["include_recipe", include(includeRecipe)],
  ["data_bag", dataBag],
  ["data_bag_item", dataBagItem],
  ["cim_instance", cimInstance],
  ["cim_instance_array", cimInstanceArray],
  ["cim_instance_array_helper", cimInstanceList],
  ["ps_module_spec", moduleSpecification],
  ["converge_by", runNow],
  ["converge_if_changed", runNow],
  ["value_for_platform_family", valueForFamily],
  ["require", requireLibrary],
  ["raise", raise],
  ["fail", raise],
  ["platform?", platform("platform")],
  ["platform_family?", platform("platform_family")],
  ["tag", changeTags],
  ["untag", changeTags],
  ["tagged?", isTagged],
  ...Array.from(platformWords, ([name, question]): [string, RecipeFunction] => [
    name,
    (machine, call, origin) => {
      // The node itself may be given as the one that is asked.
      const values = evaluateArguments(machine, call.arguments);
      if (!Array.isArray(values)) return values;
      const { length } = values;
      if (length > 1) return wrongCount(machine, call, length, 0, 1, origin);
      return length === 1 && values[0]?.kind !== "node"
        ? unknown(origin, `the result of "${name}"`, "Give it nothing, or node.")
        : answerOf(machine, question, origin);
    },
  ]),
  ["proc", kept(false)],
  ["lambda", kept(false)],
  ...Array.from(kernelFunctions.keys(), (name): [string, RecipeFunction] => [name, convert]),
]);
