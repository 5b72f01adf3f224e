import type { Origin } from "../../source/source.js";
import { foundEntry, writeLevel } from "./levels.js";
import { unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { readAttribute } from "./node.js";
import { arrayObject, stringObject, unknownIn } from "./value.js";
import type { RuntimeValue } from "./value.js";

/** `node.tags` is `normal['tags'] = Array(normal['tags'])`, and then the list that is there (Chef::Node#tags). */
export function tagsOf(machine: Machine, origin: Origin): RuntimeValue {
  if (machine.lostAttributes !== undefined) return machine.lostAttributes;
  const known = foundEntry(machine, "normal", "tags", origin);
  if (known === undefined && !machine.node.given) return readAttribute(machine, "tags", origin);
  const doubt = known === undefined ? undefined : unknownIn(known);
  if (doubt !== undefined) return doubt;
  if (known?.kind === "array") return known;
  if (known?.kind === "hash") return unknown(origin, "the node's tags", "Set them to a list.");
  const items = known === undefined || known.kind === "nil" ? [] : [known];
  const level = { kind: "level", level: "normal", unchain: undefined, origin } as const;
  return writeLevel(machine, level, stringObject("tags", origin), arrayObject(items, origin), origin);
}
