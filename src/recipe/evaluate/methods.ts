import {
  argumentCount,
  nilReceiver,
  randomResult,
  unknownMethod,
  wrongArgument,
} from "../../diagnostics/catalogue/recipe-evaluate.js";
import { excerpt } from "../../diagnostics/excerpt.js";
import { assertNever } from "../../source/assert-never.js";
import { arrayMethods } from "../builtins/array/table.js";
import { changingMethods } from "../builtins/changing.js";
import { constructorsOf, moduleMethods } from "../builtins/constructors.js";
import { enumerableMethods } from "../builtins/enumerable/table.js";
import { enumeratorMethods } from "../builtins/enumerator.js";
import { fileNameMethods } from "../builtins/file-names.js";
import { dataBagItemMethods } from "../builtins/hash/data-bag-item.js";
import { hashMethods } from "../builtins/hash/table.js";
import { kernelFunctions } from "../builtins/kernel.js";
import { enumerator, inherit } from "../builtins/method.js";
import type { Invocation, Method, MethodCall, MethodTable } from "../builtins/method.js";
import { callModule } from "../builtins/module-methods.js";
import { randomMethods } from "../builtins/names.js";
import { nodeMethods, pathMethods } from "../builtins/node-methods.js";
import { floatMethods } from "../builtins/number/float.js";
import { integerMethods } from "../builtins/number/integer.js";
import { objectMethods } from "../builtins/object.js";
import { procMethods } from "../builtins/proc.js";
import { rangeMethods } from "../builtins/range.js";
import { matchMethods } from "../builtins/regexp/match-data.js";
import { regexpMethods } from "../builtins/regexp/regexp.js";
import { booleanMethods, nilMethods } from "../builtins/singletons.js";
import { stringMethods } from "../builtins/string/table.js";
import { symbolMethods } from "../builtins/symbol.js";
import { missingAttributeAt } from "./attribute-errors.js";
import { callBlock } from "./blocks.js";
import { readIndex } from "./indexing.js";
import { callDoubtful, isHarmless, resultOf, taint, taintAll } from "./doubts.js";
import { doubtLastMatch } from "./last-match.js";
import { loseAttributes, wholeLevel } from "./levels.js";
import { charge, exceed, fail, unknown, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { operate, operateUnary } from "./operators.js";
import type { BlockLike } from "./pending.js";
import { refuseChange } from "./refusals.js";
import { harmlessMethods, isOfAnyValue, refuseSecret, secretGiven, valueInSecret } from "./secrets.js";
import { isMutable, nilObject, unknownIn } from "./value.js";
import type { HashObject, ModuleObject, RuntimeValue, UnknownObject, Vivid } from "./value.js";
import { forget, forgetAll } from "./vivid.js";
import { chargeWork } from "./work.js";

/** What each kind of value is asked, with what it has from Enumerable, Comparable and Object. */
const tables = {
  string: inherit(stringMethods, objectMethods),
  symbol: inherit(symbolMethods, objectMethods),
  integer: inherit(integerMethods, objectMethods),
  float: inherit(floatMethods, objectMethods),
  nil: inherit(nilMethods, objectMethods),
  boolean: inherit(booleanMethods, objectMethods),
  array: inherit(arrayMethods, objectMethods),
  hash: inherit(hashMethods, objectMethods),
  range: inherit(rangeMethods, objectMethods),
  regexp: inherit(regexpMethods, objectMethods),
  match: inherit(matchMethods, objectMethods),
  enumerator: inherit(enumeratorMethods, enumerableMethods, objectMethods),
  node: inherit(nodeMethods, objectMethods),
  proc: inherit(procMethods, objectMethods),
  module: inherit(moduleMethods, objectMethods),
};

const tablesByKind: ReadonlyMap<string, ReadonlyMap<string, unknown>> = new Map(Object.entries(tables));

/** Whether a value certainly has a method. */
export function hasMethod({ kind }: RuntimeValue, name: string): boolean {
  return tablesByKind.get(kind)?.has(name) === true;
}

/** Calls a built-in method; undefined when mofsmith has none of that name for such a receiver. */
export function callMethod(
  machine: Machine,
  receiver: RuntimeValue,
  call: MethodCall,
): RuntimeValue | undefined {
  const value = callKnown(machine, receiver, call);
  if (value === undefined || value.kind === "unknown")
    doubtLastMatch(machine, call.name, value ?? unevaluated(call));
  return value;
}

function callKnown(machine: Machine, receiver: RuntimeValue, call: MethodCall): RuntimeValue | undefined {
  const doubt = unknownIn(receiver);
  if (doubt !== undefined) {
    mayChange(machine, receiver, call.name, call.arguments, doubt);
    return callDoubtful(machine, receiver, call.name, call.arguments, doubt);
  }
  if (randomMethods.has(call.name)) return random(machine, call);
  return callOwn(machine, receiver, call) ?? callOperator(machine, receiver, call);
}

function callOwn(machine: Machine, receiver: RuntimeValue, call: MethodCall): RuntimeValue | undefined {
  switch (receiver.kind) {
    case "unknown":
      return receiver;
    case "string":
      return dispatch(machine, tables.string, receiver, call);
    case "symbol":
      return dispatch(machine, tables.symbol, receiver, call);
    case "integer":
      return dispatch(machine, tables.integer, receiver, call);
    case "float":
      return dispatch(machine, tables.float, receiver, call);
    case "nil":
      return dispatch(machine, tables.nil, receiver, call);
    case "boolean":
      return dispatch(machine, tables.boolean, receiver, call);
    case "array":
      return dispatch(machine, tables.array, receiver, call);
    case "hash":
      return dispatch(machine, tableOfHash(receiver, call), receiver, call);
    case "range":
      return dispatch(machine, tables.range, receiver, call);
    case "enumerator":
      return dispatch(machine, tables.enumerator, receiver, call);
    case "regexp":
      return dispatch(machine, tables.regexp, receiver, call);
    case "match":
      return dispatch(machine, tables.match, receiver, call);
    case "node":
      return dispatch(machine, tables.node, receiver, call);
    case "level": {
      if (receiver.unchain !== undefined) return undefined;
      if (pathMethods.has(call.name)) return dispatch(machine, pathMethods, receiver, call);
      const whole = wholeLevel(machine, receiver.level, call.origin);
      const value = whole.taint ?? dispatch(machine, tables.hash, whole, call);
      if (whole.taint !== undefined) loseAttributes(machine, whole.taint);
      return value;
    }
    case "proc":
      return dispatch(machine, tables.proc, receiver, call);
    case "module":
      return callOfModule(machine, receiver, call);
    case "secret":
      if (call.name === "fetch" || call.name === "dig")
        return valueInSecret(machine, receiver, `asked for "${call.name}"`, call.origin);
      if (!isOfAnyValue(call.name))
        return refuseSecret(machine, `asked for "${excerpt(call.name)}"`, call.origin);
      return harmlessMethods.has(call.name) ? dispatch(machine, objectMethods, receiver, call) : undefined;
    case "credential":
    case "instance":
    case "new resource":
    case "scriptBlock":
      return dispatch(machine, objectMethods, receiver, call);
    default:
      return assertNever(receiver);
  }
}

function callOfModule(machine: Machine, receiver: ModuleObject, call: MethodCall): RuntimeValue | undefined {
  const own = receiver.name === "File" ? fileNameMethods : constructorsOf(receiver);
  return (
    (own && dispatch(machine, own, receiver, call)) ??
    callModule(invocationOf(machine, receiver, call, call.arguments, noKeywords)) ??
    dispatch(machine, tables.module, receiver, call)
  );
}

/** Hashes of node attributes follow paths as Chef does. */
function tableOfHash(
  { attribute, vivid, dataBagItem }: HashObject,
  { name }: MethodCall,
): MethodTable<HashObject> {
  if (dataBagItem !== undefined && dataBagItemMethods.has(name)) return dataBagItemMethods;
  return (attribute !== undefined || vivid !== undefined) && pathMethods.has(name)
    ? pathMethods
    : tables.hash;
}

/** A function of Ruby that converts or writes values; undefined when it is none of these. */
export function callKernel(machine: Machine, call: MethodCall): RuntimeValue | undefined {
  const receiver: ModuleObject = { kind: "module", name: "Kernel", origin: undefined };
  return dispatch(machine, kernelFunctions, receiver, call);
}

const binary: ReadonlySet<string> = new Set(
  "== != === <=> < <= > >= + - * / % ** & | ^ << >> =~ !~".split(" "),
);
const unary: Readonly<Record<string, string>> = { "-@": "-", "+@": "+", "~": "~", "!": "!" };

/** `a.+(b)`, or what `&:+` stands for; then what nil does not have. */
function callOperator(machine: Machine, receiver: RuntimeValue, call: MethodCall): RuntimeValue | undefined {
  const { name, arguments: given, origin } = call;
  const [first] = given;
  const unaryOperator = unary[name];
  if (binary.has(name) || unaryOperator !== undefined) {
    const wanted = unaryOperator === undefined ? 1 : 0;
    if (given.length !== wanted) return wrongCount(machine, call, wanted, wanted);
    if (unaryOperator !== undefined) return operateUnary(machine, unaryOperator, receiver, origin);
    return first === undefined ? undefined : operate(machine, name, receiver, first, origin);
  }
  if (name === "[]" && receiver.kind !== "module") return readIndex(machine, receiver, given, origin);
  return receiver.kind === "nil" && !tables.nil.has(name)
    ? noMethodOfNil(machine, receiver.missing, call)
    : undefined;
}

/** What differs from run to run: its result is unknown. */
function random(machine: Machine, { name, origin }: MethodCall): RuntimeValue {
  return warn(machine, origin, `the result of "${name}"`, randomResult(origin, { name }));
}

/** Calls a block, the method that `&:name` stands for, or what a built-in has given another one. */
export function yieldTo(machine: Machine, block: BlockLike, values: readonly RuntimeValue[]): RuntimeValue {
  if (block.kind === "block") return callBlock(machine, block, values);
  charge(machine, 1);
  if (block.kind === "nativeBlock") return block.run(values);
  const [receiver = nilObject(undefined), ...rest] = values;
  const origin = { source: machine.frame.source, start: block.call.start, end: block.call.end };
  return callOrUnknown(machine, receiver, { name: block.method, arguments: rest, block: undefined, origin });
}

/** Calls what a block or a built-in calls; a method that mofsmith does not have is told as if the recipe had called it. */
function callOrUnknown(machine: Machine, receiver: RuntimeValue, call: MethodCall): RuntimeValue {
  const result = callMethod(machine, receiver, call);
  if (result !== undefined) return result;
  const { name, origin, arguments: given } = call;
  const parameters = { name, suggestions: [], instead: undefined, bare: false, stub: undefined };
  const doubt = warn(machine, origin, `the result of "${excerpt(name)}"`, unknownMethod(origin, parameters));
  const values = [receiver, ...given];
  const answers = isHarmless(name) ? [] : taintAll(machine, values, doubt);
  return resultOf(name, doubt, [...values, ...answers]);
}

function unevaluated({ name, origin }: MethodCall): UnknownObject {
  return unknown(origin, `the result of "${name}"`, "Write the value itself.");
}

function dispatch<R extends RuntimeValue>(
  machine: Machine,
  table: MethodTable<R>,
  receiver: R,
  call: MethodCall,
): RuntimeValue | undefined {
  const method = table.get(call.name);
  return method === undefined ? undefined : invoke(machine, method, receiver, call);
}

const noKeywords: ReadonlyMap<string, RuntimeValue> = new Map();

/** Written out, since this is the innermost step of most loops and copying an object is slow. */
function invocationOf<R extends RuntimeValue>(
  machine: Machine,
  receiver: R,
  call: MethodCall,
  positional: readonly RuntimeValue[],
  keywords: ReadonlyMap<string, RuntimeValue>,
): Invocation<R> {
  return {
    machine,
    receiver,
    name: call.name,
    arguments: positional,
    given: call.arguments,
    keywords,
    bare: call.bare === true,
    block: call.block,
    origin: call.origin,
    yield: yieldTo,
    call: callOrUnknown,
  };
}

function invoke<R extends RuntimeValue>(
  machine: Machine,
  method: Method<R>,
  receiver: R,
  call: MethodCall,
): RuntimeValue | undefined {
  const keywords = keywordsOf(machine, method, call);
  if ("kind" in keywords) return keywords;
  if (secretGiven(receiver, call.name, call.arguments) !== undefined)
    return refuseSecret(machine, `given to "${excerpt(call.name)}"`, call.origin);
  const { least, most, block } = method;
  const positional = keywords === noKeywords ? call.arguments : call.arguments.slice(0, -1);
  if (positional.length < least || positional.length > most)
    return wrongCount(machine, { ...call, arguments: positional }, least, most);
  const doubt = (method.takesUnknown ? undefined : doubtIn(positional)) ?? doubtIn(keywords.values());
  const invocation = invocationOf(machine, receiver, call, positional, keywords);
  if (block === "none" && call.block !== undefined) return undefined;
  if (call.block === undefined && block === "walks") return doubt ?? enumerator(invocation);
  if (call.block === undefined && block === "required") {
    const parameters = { name: call.name, given: "nothing", wanted: "a block" };
    return fail(machine, call.origin, `the result of "${call.name}"`, wrongArgument(call.origin, parameters));
  }
  const problem = changeProblem(machine, method, receiver, call, doubt);
  if (problem !== undefined) return callDoubtful(machine, receiver, call.name, call.arguments, problem);
  if (doubt !== undefined) return callDoubtful(machine, receiver, call.name, call.arguments, doubt);
  if (!method.cheap && !chargeWork(machine, receiver, call)) return exceed(machine, call.origin, "steps");
  const result = method.run(invocation);
  if (result?.kind !== "unknown") return result;
  if (method.changes !== "never" && isMutable(receiver) && receiver.taint !== undefined)
    taint(machine, receiver, receiver.taint, call.arguments);
  return callDoubtful(machine, receiver, call.name, call.arguments, result);
}

/** What a call that is not evaluated, since something in it is unknown, may do to its receiver. */
export function mayChange(
  machine: Machine,
  receiver: RuntimeValue,
  name: string,
  given: readonly RuntimeValue[],
  doubt: UnknownObject,
): void {
  if (!isMutable(receiver) || receiver.attribute !== undefined) return;
  const method = tables[receiver.kind].get(name);
  if (method === undefined ? changingMethods.has(name) : method.changes !== "never")
    taint(machine, receiver, doubt, given);
  else if (method === undefined && !isHarmless(name)) taintAll(machine, [receiver], doubt);
}

/** Why a method cannot change its receiver; where that is doubtful nothing is known of the receiver from here on. */
function changeProblem<R extends RuntimeValue>(
  machine: Machine,
  { changes }: Method<R>,
  receiver: R,
  call: MethodCall,
  doubt: UnknownObject | undefined,
): UnknownObject | undefined {
  if (changes === "never" || !isMutable(receiver)) return undefined;
  const [key] = call.arguments;
  // Of a level of node attributes `delete` forgets what was merged of the key alone (Chef::Node::VividMash).
  const change =
    call.name === "delete" ? (_: Machine, vivid: Vivid) => forget(machine, vivid, key) : forgetAll;
  const refused =
    changes === "always" || receiver.attribute !== undefined
      ? refuseChange(machine, receiver, call.origin, change)
      : undefined;
  if (refused !== undefined) return refused;
  const open = machine.conditional ?? doubt;
  if (open !== undefined) taint(machine, receiver, open, call.arguments);
  return open;
}

/** The keyword arguments, when the method takes such and the last argument was given as bare pairs. */
function keywordsOf<R extends RuntimeValue>(
  machine: Machine,
  method: Method<R>,
  call: MethodCall,
): ReadonlyMap<string, RuntimeValue> | UnknownObject {
  const last = call.arguments.at(-1);
  if (method.keywords.length === 0 || call.bare !== true || last?.kind !== "hash") return noKeywords;
  const keywords = new Map<string, RuntimeValue>();
  for (const { key, value } of last.entries.values()) {
    const name = key.kind === "symbol" ? key.text : "";
    if (!method.keywords.includes(name)) {
      const wanted = `no keyword but ${method.keywords.map((one) => `${one}:`).join(" and ")}`;
      const parameters = { name: call.name, given: name === "" ? "another key" : `${name}:`, wanted };
      return fail(
        machine,
        call.origin,
        `the result of "${call.name}"`,
        wrongArgument(call.origin, parameters),
      );
    }
    keywords.set(name, value);
  }
  return keywords;
}

function doubtIn(values: Iterable<RuntimeValue>): UnknownObject | undefined {
  for (const value of values) {
    const doubt = unknownIn(value);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

function wrongCount(machine: Machine, call: MethodCall, least: number, most: number): UnknownObject {
  const { name, origin } = call;
  const problem = argumentCount(origin, { name, given: call.arguments.length, least, most });
  return fail(machine, origin, `the result of "${name}"`, problem);
}

function noMethodOfNil(machine: Machine, missing: string | undefined, call: MethodCall): RuntimeValue {
  if (missing !== undefined) return missingAttributeAt(machine, missing, call.origin);
  const problem = nilReceiver(call.origin, { name: call.name });
  return fail(machine, call.origin, `the result of "${call.name}"`, problem);
}
