import { machineClass } from "../check/machine-class.js";
import type { Target } from "../mof/literal.js";
import type { Catalogue } from "../schema/catalogue.js";
import type { CimClass } from "../schema/resource-class.js";

/** A class by its name; undefined when it is not known. */
export type ClassOf = (className: string) => CimClass | undefined;

/** The key properties of a class, in lower case; undefined when the class is not known or has none. */
export type KeysOf = (className: string) => readonly string[] | undefined;

/** The classes of schemas, as a machine of the target knows them. */
export function classesFrom(catalogue: Catalogue, target: Target): ClassOf {
  return remembered((className) => machineClass(className, catalogue, target));
}

/** The keys that classes tell. */
export function keysFrom(classOf: ClassOf): KeysOf {
  return remembered((className) => {
    const properties = classOf(className)?.properties ?? [];
    const keys = properties.filter(({ key }) => key).map(({ name }) => name.toLowerCase());
    return keys.length === 0 ? undefined : keys;
  });
}

/** What is asked of names, once for each: they ignore case. */
function remembered<T>(ask: (name: string) => T): (name: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (name) => {
    const lower = name.toLowerCase();
    const found = known.get(lower) ?? { answer: ask(name) };
    known.set(lower, found);
    return found.answer;
  };
}
