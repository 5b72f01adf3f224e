import { machineClass } from "../check/machine-class.js";
import type { Target } from "../mof/literal.js";
import type { Catalogue } from "../schema/catalogue.js";

/** The key properties of a class, in lower case; undefined when the class is not known or has none. */
export type KeysOf = (className: string) => readonly string[] | undefined;

/** The keys that schemas tell. */
export function keysFrom(catalogue: Catalogue, target: Target): KeysOf {
  const known = new Map<string, readonly string[] | undefined>();
  return (className) => {
    const name = className.toLowerCase();
    if (!known.has(name)) {
      const properties = machineClass(className, catalogue, target)?.properties ?? [];
      const keys = properties.filter(({ key }) => key).map((property) => property.name.toLowerCase());
      known.set(name, keys.length === 0 ? undefined : keys);
    }
    return known.get(name);
  };
}
