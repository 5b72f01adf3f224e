import { inherit } from "../method.js";
import type { MethodTable } from "../method.js";
import type { Walkable } from "../walk.js";
import { askingMethods } from "./asking.js";
import { choosingMethods } from "./choosing.js";
import { foldingMethods } from "./folding.js";
import { orderingMethods } from "./ordering.js";

/** Ruby's Enumerable. */
export const enumerableMethods: MethodTable<Walkable> = inherit(
  choosingMethods,
  askingMethods,
  foldingMethods,
  orderingMethods,
);
