import { setEntry } from "../../evaluate/collections.js";
import type { Machine } from "../../evaluate/machine.js";
import { textOfValue } from "../../evaluate/text.js";
import { nilObject, stringObject } from "../../evaluate/value.js";
import type { HashObject, RuntimeValue } from "../../evaluate/value.js";
import type { Origin } from "../../../source/source.js";
import { duplicateOf } from "../attributes.js";
import { pure, tableOf, text } from "../method.js";
import type { Invocation, MethodTable } from "../method.js";

type ItemCall = Invocation<HashObject>;

/** What a hash is as a hash: of a data bag's item its data with what Chef adds (Chef::DataBagItem#to_h). */
export function asHash(machine: Machine, hash: HashObject, place: Origin): RuntimeValue {
  if (hash.dataBagItem === undefined) return hash;
  const copy = duplicateOf(machine, { ...hash, dataBagItem: undefined }, place);
  if (copy.kind !== "hash") return copy;
  setEntry(machine, copy, stringObject("chef_type", place), stringObject("data_bag_item", place));
  setEntry(machine, copy, stringObject("data_bag", place), stringObject(hash.dataBagItem, place));
  return copy;
}

function idOf({ receiver, origin }: ItemCall): RuntimeValue {
  return receiver.entries.get('"id')?.value ?? nilObject(origin);
}

function nameOf(call: ItemCall): RuntimeValue {
  const id = textOfValue(call.machine, idOf(call), call.origin);
  return typeof id === "string" ? text(call, `data_bag_item_${call.receiver.dataBagItem ?? ""}_${id}`) : id;
}

/** What an item answers itself; all else its data answer (Chef::DataBagItem#method_missing). */
export const dataBagItemMethods: MethodTable<HashObject> = tableOf<HashObject>(
  [
    pure("id", 0, 0, idOf, { cheap: true }),
    pure("name", 0, 0, nameOf, { cheap: true }),
    pure("data_bag", 0, 0, (call) => text(call, call.receiver.dataBagItem ?? ""), { cheap: true }),
    // The same data under another name: neither knows what is done to the other, so that this one stays as it is.
    pure("raw_data", 0, 0, ({ receiver }) => ({ ...receiver, dataBagItem: undefined, frozen: true })),
    pure("to_s", 0, 0, (call) => {
      const shown = textOfValue(call.machine, call.receiver, call.origin);
      return typeof shown === "string" ? text(call, shown) : shown;
    }),
    pure("to_h", 0, 0, (call) => asHash(call.machine, call.receiver, call.origin)),
  ],
  { object_name: "name", to_hash: "to_h" },
);
