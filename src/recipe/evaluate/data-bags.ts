import {
  encryptedValue,
  noSuchDataBag,
  noSuchDataBagItem,
} from "../../diagnostics/catalogue/recipe-include.js";
import { nearest } from "../../diagnostics/suggest.js";
import { isJsonObject } from "../../model/node.js";
import type { Json, JsonObject } from "../../model/node.js";
import type { Origin } from "../../source/source.js";
import { argumentCount, wrongArgument } from "../../diagnostics/catalogue/recipe-evaluate.js";
import type { DataBag } from "../library.js";
import type { Call } from "../tree.js";
import { evaluateArguments } from "./arguments.js";
import { fromJson } from "./levels.js";
import { fail, report, warn } from "./machine.js";
import type { Machine } from "./machine.js";
import { arrayObject, describe, stringObject, unknownIn } from "./value.js";
import type { HashItem, RuntimeValue, UnknownObject } from "./value.js";

/** `data_bag('users')`: the ids of its items (Chef::DSL::DataQuery). */
export function dataBag(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const names = textArguments(machine, call, [1, 1], origin);
  if ("kind" in names) return names;
  const bag = findBag(machine, names[0] ?? "", origin);
  if ("kind" in bag) return bag;
  // The keys of a hash, which are frozen.
  const ids = bag.ids.map((id) => ({ ...stringObject(id, origin), frozen: true }));
  return arrayObject(ids, origin);
}

/** `data_bag_item('users', 'alice')`: the item as a mash; a value that is encrypted is unknown. */
export function dataBagItem(machine: Machine, call: Call, origin: Origin): RuntimeValue {
  const names = textArguments(machine, call, [2, 3], origin);
  if ("kind" in names) return names;
  const [name = "", id = ""] = names;
  const bag = findBag(machine, name, origin);
  if ("kind" in bag) return bag;
  const { value, diagnostics } = bag.item(id);
  for (const diagnostic of diagnostics) report(machine, diagnostic);
  if (value === undefined) {
    const suggestions = nearest(id, bag.ids);
    const problem = noSuchDataBagItem(origin, { bag: name, id, suggestions });
    const reason = `the item "${id}" of a data bag`;
    // A file that is there and cannot be read has been told.
    return fail(machine, origin, reason, diagnostics[0] ?? problem);
  }
  const raw = rawData(value);
  const item = fromJson(machine, raw, origin, false);
  if (item.kind !== "hash") return item;
  const entries = new Map<string, HashItem>();
  for (const [key, entry] of item.entries) {
    const field = entry.key.kind === "string" ? entry.key.text : "";
    const kept = isEncrypted(raw.get(field))
      ? encrypted(machine, origin, { bag: name, id, field })
      : entry.value;
    entries.set(key, { key: entry.key, value: kept });
  }
  return { ...item, entries, dataBagItem: name };
}

/** The data of an item, which may stand in what Chef writes round it (Chef::DataBagItem.from_hash). */
function rawData(item: JsonObject): JsonObject {
  const data = item.get("raw_data");
  if (isJsonObject(data)) return data;
  return new Map([...item].filter(([key]) => !["chef_type", "json_class", "data_bag"].includes(key)));
}

/** What `knife data bag create --secret` writes in the place of a value (Chef::EncryptedDataBagItem). */
function isEncrypted(value: Json | undefined): boolean {
  return isJsonObject(value) && value.has("encrypted_data") && value.has("version");
}

function encrypted(
  machine: Machine,
  origin: Origin,
  names: { readonly bag: string; readonly id: string; readonly field: string },
): UnknownObject {
  return warn(machine, origin, `"${names.field}" of an encrypted item`, encryptedValue(origin, names));
}

function findBag(machine: Machine, name: string, origin: Origin): DataBag | UnknownObject {
  const { bags, folders } = machine.plan.library.dataBags;
  const bag = bags.get(name);
  if (bag !== undefined) return bag;
  const suggestions = nearest(name, bags.keys());
  return fail(
    machine,
    origin,
    `the data bag "${name}"`,
    noSuchDataBag(origin, { bag: name, folders, suggestions }),
  );
}

/** The arguments, which have to be texts; further ones (a secret) change nothing of an item that is plain. */
function textArguments(
  machine: Machine,
  call: Call,
  [least, most]: readonly [number, number],
  origin: Origin,
): readonly string[] | UnknownObject {
  const values = evaluateArguments(machine, call.arguments);
  if (!Array.isArray(values)) return values;
  if (values.length < least || values.length > most) {
    const parameters = { name: call.name, given: values.length, least, most };
    return fail(machine, origin, "a data bag", argumentCount(origin, parameters));
  }
  const texts: string[] = [];
  for (const value of values.slice(0, 2)) {
    const doubt = unknownIn(value);
    if (doubt !== undefined) return doubt;
    if (value.kind !== "string" && value.kind !== "symbol") {
      const parameters = { name: call.name, given: describe(value), wanted: "a String" };
      return fail(machine, origin, "a data bag", wrongArgument(value.origin ?? origin, parameters));
    }
    texts.push(value.text);
  }
  return texts;
}
