import { floatText } from "../evaluate/numbers.js";
import { unknown } from "../evaluate/machine.js";
import { inspect, textOfValue } from "../evaluate/text.js";
import { arrayObject, floatObject, hashObject, integerObject, symbolObject } from "../evaluate/value.js";
import type {
  FloatObject,
  IntegerObject,
  NilObject,
  RangeObject,
  RuntimeValue,
  SymbolObject,
} from "../evaluate/value.js";
import { alias, iterating, list, pure, text, truth, whole, wrong } from "./method.js";
import type { Invocation, MethodTable } from "./method.js";
import { rangeItems } from "./range-items.js";

export const symbolMethods: MethodTable<SymbolObject> = alias(
  [
    pure("to_s", 0, 0, (call) => text(call, call.receiver.text)),
    pure("to_sym", 0, 0, (call) => call.receiver),
    pure("upcase", 0, 0, (call) => symbolObject(call.receiver.text.toUpperCase(), call.origin)),
    pure("downcase", 0, 0, (call) => symbolObject(call.receiver.text.toLowerCase(), call.origin)),
    pure("length", 0, 0, (call) => whole(call, Array.from(call.receiver.text).length)),
    pure("empty?", 0, 0, (call) => truth(call, call.receiver.text === "")),
  ],
  { size: "length", id2name: "to_s", name: "to_s" },
);

function integerText(call: Invocation<IntegerObject>): RuntimeValue {
  const [base] = call.arguments;
  if (base === undefined) return text(call, call.receiver.value.toString());
  if (base.kind !== "integer" || base.value < 2n || base.value > 36n) {
    return wrong(call, base, "a base from 2 to 36");
  }
  return text(call, call.receiver.value.toString(Number(base.value)));
}

function times(call: Invocation<IntegerObject>): RuntimeValue {
  const { machine, block, receiver } = call;
  if (block === undefined) return receiver;
  for (let index = 0n; index < receiver.value && machine.exit === undefined; index += 1n) {
    call.yield(machine, block, [integerObject(index, call.origin)]);
  }
  return receiver;
}

function stepTo(call: Invocation<IntegerObject>, direction: 1n | -1n): RuntimeValue {
  const { machine, block, receiver } = call;
  const [limit] = call.arguments;
  if (limit?.kind !== "integer") return wrong(call, limit, "an Integer");
  if (block === undefined) return receiver;
  let index = receiver.value;
  while ((direction === 1n ? index <= limit.value : index >= limit.value) && machine.exit === undefined) {
    call.yield(machine, block, [integerObject(index, call.origin)]);
    index += direction;
  }
  return receiver;
}

export const integerMethods: MethodTable<IntegerObject> = alias(
  [
    pure("to_s", 0, 1, integerText),
    pure("to_i", 0, 0, (call) => call.receiver),
    pure("to_f", 0, 0, (call) => floatObject(Number(call.receiver.value), call.origin)),
    pure("abs", 0, 0, (call) => {
      const { value } = call.receiver;
      return integerObject(value < 0n ? -value : value, call.origin);
    }),
    pure("zero?", 0, 0, (call) => truth(call, call.receiver.value === 0n)),
    pure("even?", 0, 0, (call) => truth(call, call.receiver.value % 2n === 0n)),
    pure("odd?", 0, 0, (call) => truth(call, call.receiver.value % 2n !== 0n)),
    pure("positive?", 0, 0, (call) => truth(call, call.receiver.value > 0n)),
    pure("negative?", 0, 0, (call) => truth(call, call.receiver.value < 0n)),
    pure("succ", 0, 0, (call) => integerObject(call.receiver.value + 1n, call.origin)),
    pure("pred", 0, 0, (call) => integerObject(call.receiver.value - 1n, call.origin)),
    iterating("times", 0, 0, times),
    iterating("upto", 1, 1, (call) => stepTo(call, 1n)),
    iterating("downto", 1, 1, (call) => stepTo(call, -1n)),
  ],
  { inspect: "to_s", to_int: "to_i", next: "succ" },
);

function integerOf(call: Invocation<FloatObject>, number: number): RuntimeValue {
  if (!Number.isFinite(number)) return wrong(call, call.receiver, "a finite number");
  return integerObject(BigInt(number), call.origin);
}

export const floatMethods: MethodTable<FloatObject> = alias(
  [
    pure("to_s", 0, 0, (call) => text(call, floatText(call.receiver.number))),
    pure("to_f", 0, 0, (call) => call.receiver),
    pure("to_i", 0, 0, (call) => integerOf(call, Math.trunc(call.receiver.number))),
    pure("floor", 0, 0, (call) => integerOf(call, Math.floor(call.receiver.number))),
    pure("ceil", 0, 0, (call) => integerOf(call, Math.ceil(call.receiver.number))),
    pure("round", 0, 1, (call) => {
      if (call.arguments.length > 0)
        return unknown(call.origin, "a rounded number", "Write the number itself.");
      // Ruby rounds a half away from zero.
      const size = Math.abs(call.receiver.number);
      const below = Math.floor(size);
      const rounded = size - below >= 0.5 ? below + 1 : below;
      return integerOf(call, call.receiver.number < 0 ? -rounded : rounded);
    }),
    pure("abs", 0, 0, (call) => floatObject(Math.abs(call.receiver.number), call.origin)),
    pure("zero?", 0, 0, (call) => truth(call, call.receiver.number === 0)),
    pure("nan?", 0, 0, (call) => truth(call, Number.isNaN(call.receiver.number))),
  ],
  { inspect: "to_s", truncate: "to_i", to_int: "to_i" },
);

export const nilMethods: MethodTable<NilObject> = new Map([
  pure<NilObject>("to_s", 0, 0, (call) => text(call, "")),
  pure<NilObject>("to_a", 0, 0, (call) => arrayObject([], call.origin)),
  pure<NilObject>("to_h", 0, 0, (call) => hashObject(new Map(), call.origin)),
  pure<NilObject>("to_i", 0, 0, (call) => integerObject(0n, call.origin)),
  pure<NilObject>("to_f", 0, 0, (call) => floatObject(0, call.origin)),
]);

function eachOfRange(call: Invocation<RangeObject>): RuntimeValue {
  const items = rangeItems(call);
  if (!Array.isArray(items)) return items;
  for (const item of items) {
    if (call.block === undefined || call.machine.exit !== undefined) break;
    call.yield(call.machine, call.block, [item]);
  }
  return call.receiver;
}

/** The methods that ranges have of their own; the rest is asked of their elements. */
export const rangeMethods: MethodTable<RangeObject> = alias(
  [
    pure("to_s", 0, 0, (call) => {
      const shown = textOfValue(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("inspect", 0, 0, (call) => {
      const shown = inspect(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("to_a", 0, 0, (call) => {
      const items = rangeItems(call);
      return Array.isArray(items) ? list(call, items) : items;
    }),
    iterating("each", 0, 0, eachOfRange),
  ],
  { entries: "to_a" },
);
