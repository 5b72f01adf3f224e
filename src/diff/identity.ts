import { Secret } from "../model/secret.js";
import { assertNever } from "../source/assert-never.js";
import type { Content, EmbeddedContent } from "./content.js";

/** Gives a content its number: two have the same exactly when they are equal. */
export type Identify = (content: Content) => number;

/**
 * Numbers for contents, in time linear in their size, however often they refer to the same instance. Equal by meaning:
 * properties in any order, their names and those of classes and resources ignoring case.
 */
export function identities(): Identify {
  const numbers = new Map<string, number>();
  const known = new WeakMap<Content, number>();
  const identify = (content: Content): number => {
    const before = known.get(content);
    if (before !== undefined) return before;
    const text = textOf(content, identify);
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    known.set(content, number);
    return number;
  };
  return identify;
}

function textOf(content: Content, identify: Identify): string {
  switch (content.kind) {
    case "string":
      return stringText(content.text);
    case "char":
    case "integer":
      return `${content.kind} ${content.text}`;
    case "real":
      return Object.is(content.number, -0) ? "real -0" : `real ${content.number}`;
    case "boolean":
      return `boolean ${content.value}`;
    case "null":
    case "documentName":
      return content.kind;
    case "array":
      return `array ${content.items.map(identify).join(" ")}`;
    case "instance":
      return `instance ${instanceText(content, identify)}`;
    case "reference":
      return `reference ${content.id.toLowerCase()}`;
    case "password":
      // Whether a text may be seen is not what it is.
      return stringText(Secret.reveal(content.password));
    default:
      return assertNever(content);
  }
}

function stringText(text: string): string {
  return `string ${text}`;
}

function instanceText({ className, properties }: EmbeddedContent, identify: Identify): string {
  const parts = properties.map(({ name, value }) => `${name.toLowerCase()}=${identify(value)}`);
  return [className.toLowerCase(), ...parts.sort()].join(" ");
}
