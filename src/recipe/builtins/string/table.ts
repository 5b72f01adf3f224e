import type { StringObject } from "../../evaluate/value.js";
import { comparableMethods } from "../comparable.js";
import { inherit } from "../method.js";
import type { MethodTable } from "../method.js";
import { stringChanging } from "./changing.js";
import { stringReading } from "./reading.js";
import { stringSearching } from "./searching.js";
import { stringSplitting } from "./splitting.js";

/** Methods of strings. */
export const stringMethods: MethodTable<StringObject> = inherit<StringObject>(
  stringReading,
  stringSearching,
  stringSplitting,
  stringChanging,
  comparableMethods,
);
