import type { HashObject } from "../../evaluate/value.js";
import { enumerableMethods } from "../enumerable/table.js";
import { inherit } from "../method.js";
import type { MethodTable } from "../method.js";
import { hashChanging } from "./changing.js";
import { hashReading } from "./reading.js";

/** Methods of hashes; of node attributes too, which are hashes that take symbols for strings. */
export const hashMethods: MethodTable<HashObject> = inherit<HashObject>(
  hashReading,
  hashChanging,
  enumerableMethods,
);
