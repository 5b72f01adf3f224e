import type { ArrayObject } from "../../evaluate/value.js";
import { inherit } from "../method.js";
import type { MethodTable } from "../method.js";
import { enumerableMethods } from "../enumerable/table.js";
import { arrayChanging } from "./changing.js";
import { arrayCombining } from "./combining.js";
import { arrayReading } from "./reading.js";

/** Methods of arrays. */
export const arrayMethods: MethodTable<ArrayObject> = inherit<ArrayObject>(
  arrayReading,
  arrayCombining,
  arrayChanging,
  enumerableMethods,
);
