import type { Json } from "../model/node.js";
import type { Origin, Source } from "../source/source.js";

/** A JSON or YAML file that was read, with the way from its values back to its text. */
export interface Data {
  readonly source: Source;
  readonly value: Json;
  /** Where the value at a path stands; the nearest value round it when there is none. */
  readonly valueAt: (path: DataPath) => Origin;
  /** Where the key that a path ends in stands; as `valueAt` when it is no key. */
  readonly keyAt: (path: DataPath) => Origin;
}

/** Keys and indices from the top of a file down to a value. */
export type DataPath = readonly (string | number)[];

/** Deeper data is refused: the libraries that read it recurse, and so does what evaluates it. */
export const deepest = 100;
