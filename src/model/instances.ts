import type { Instance } from "./document.js";
import type { Value } from "./value.js";

/** The value of a property, by its name in lower case. */
export function valueIn({ properties }: Instance, name: string): Value | undefined {
  return properties.find((property) => property.name.toLowerCase() === name)?.value;
}

/** The text of a property that is a string. */
export function textIn(instance: Instance, name: string): string | undefined {
  const value = valueIn(instance, name);
  return value?.kind === "string" ? value.text : undefined;
}

/** Whether an instance is of a class, by its name in lower case. */
export function isOf({ className }: Instance, name: string): boolean {
  return className.toLowerCase() === name;
}

/** The aliases that a value refers to, in lower case. */
export function aliasesIn(value: Value): readonly string[] {
  if (value.kind === "instance") return [value.alias.toLowerCase()];
  return value.kind === "array" ? value.items.flatMap(aliasesIn) : [];
}
