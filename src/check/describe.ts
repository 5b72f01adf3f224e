import type { CimProperty } from "../schema/resource-class.js";
import { describeType } from "../schema/describe.js";

export { describeKind, describeType, familyOf, type Family } from "../schema/describe.js";

/** What a property takes, as a noun phrase: `a string`, `a whole number (uint32)`, `an array of …`. */
export function describeProperty(property: CimProperty): string {
  const { array, embeddedClass, embeddedObject } = property;
  if (!array) return describeElement(property);
  if (embeddedObject === true) return "instances that name their classes";
  return embeddedClass === undefined
    ? `an array whose elements are each ${describeElement(property)}`
    : `instances of ${embeddedClass}`;
}

/** What a single value of a property is, also where the property takes an array of them. */
export function describeElement({ type, embeddedClass, embeddedObject }: CimProperty): string {
  if (embeddedObject === true) return "an instance that names its class";
  return embeddedClass === undefined ? describeType(type) : `an instance of ${embeddedClass}`;
}

/** So many names of a list are shown. */
const mostNames = 10;

/** `"A"`, `"A" or "B"`, `"A", "B" or "C"`. */
export function oneOf(names: readonly string[]): string {
  const shown = names.slice(0, mostNames).map((name) => `"${name}"`);
  if (names.length > mostNames) return `${shown.join(", ")} or one of ${names.length - mostNames} more`;
  const last = shown.pop() ?? "";
  return shown.length === 0 ? last : `${shown.join(", ")} or ${last}`;
}

const longest = 60;

/** A text as a message quotes it: control characters named, long ones cut. */
export function excerpt(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
