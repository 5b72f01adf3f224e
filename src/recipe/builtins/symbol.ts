import { characterCount, compareTexts } from "../evaluate/characters.js";
import { readIndex } from "../evaluate/indexing.js";
import { unknown } from "../evaluate/machine.js";
import { stringObject, symbolObject } from "../evaluate/value.js";
import type { RuntimeValue, SymbolObject } from "../evaluate/value.js";
import { comparableMethods } from "./comparable.js";
import { argument, textGiven } from "./given.js";
import { inherit, nothing, pure, tableOf, text, truth, whole } from "./method.js";
import type { Invocation, MethodTable, Row } from "./method.js";
import { asciiFolded, inCase, sameButForCase } from "./string/case.js";
import type { CaseName } from "./string/case.js";
import { textSearching } from "./string/searching.js";
import { successor } from "./string/successor.js";

type SymbolCall = Invocation<SymbolObject>;

function caseRow(name: CaseName): Row<SymbolObject> {
  return pure(name, 0, 2, (call) => {
    const made = inCase(call, call.receiver.text, name);
    return typeof made === "string" ? symbolObject(made, call.origin) : made;
  });
}

function endsWith(call: SymbolCall): RuntimeValue {
  for (const index of call.arguments.keys()) {
    const part = textGiven(call, index);
    if (typeof part !== "string") return part;
    if (call.receiver.text.endsWith(part)) return truth(call, true);
  }
  return truth(call, false);
}

/** `casecmp`: only with another symbol. */
function casecmp(call: SymbolCall): RuntimeValue {
  const other = argument(call, 0);
  if (other.kind !== "symbol") return nothing(call);
  if (call.name === "casecmp")
    return whole(call, compareTexts(asciiFolded(call.receiver.text), asciiFolded(other.text)));
  const same = sameButForCase(call, call.receiver.text, other.text);
  return typeof same === "boolean" ? truth(call, same) : same;
}

function next(call: SymbolCall): RuntimeValue {
  const made = successor(call.receiver.text);
  if (made !== undefined) return symbolObject(made, call.origin);
  return unknown(call.origin, "the symbol that follows this one", "Write the symbol itself.");
}

/** Methods of symbols. */
export const symbolMethods: MethodTable<SymbolObject> = inherit<SymbolObject>(
  tableOf<SymbolObject>(
    [
      pure("to_s", 0, 0, (call) => text(call, call.receiver.text)),
      pure("name", 0, 0, (call) => ({ ...stringObject(call.receiver.text, call.origin), frozen: true })),
      pure("to_sym", 0, 0, (call) => call.receiver),
      pure("length", 0, 0, (call) => whole(call, characterCount(call.receiver.text))),
      pure("empty?", 0, 0, (call) => truth(call, call.receiver.text === "")),
      pure("slice", 1, 2, (call) => readIndex(call.machine, call.receiver, call.arguments, call.origin)),
      ...textSearching<SymbolObject>(),
      pure("end_with?", 0, Infinity, endsWith),
      pure("casecmp", 1, 1, casecmp),
      pure("casecmp?", 1, 1, casecmp),
      pure("succ", 0, 0, next),
      caseRow("upcase"),
      caseRow("downcase"),
      caseRow("capitalize"),
      caseRow("swapcase"),
    ],
    { size: "length", id2name: "to_s", next: "succ" },
  ),
  comparableMethods,
);
