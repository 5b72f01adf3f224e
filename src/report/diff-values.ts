import type { Content, EmbeddedContent, PropertyContent } from "../diff/content.js";
import { assertNever } from "../source/assert-never.js";

/** Takes out of a text what nobody may see. */
export type Hide = (text: string) => string;

/** So many values of one are written at most: instances that many refer to would be written for each. */
const mostValues = 10_000;

interface Budget {
  left: number;
}

/** A value on one line, much as a document writes it. */
export function shownValue(content: Content, hide: Hide, budget: Budget = { left: mostValues }): string {
  budget.left -= 1;
  if (budget.left < 0) return "…";
  switch (content.kind) {
    case "string":
      return JSON.stringify(hide(content.text));
    case "char":
      return `'${JSON.stringify(hide(content.text)).slice(1, -1)}'`;
    case "integer":
      return content.text;
    case "real":
      return shownReal(content.number);
    case "boolean":
      return content.value ? "True" : "False";
    case "null":
      return "NULL";
    case "array":
      return `{${content.items.map((item) => shownValue(item, hide, budget)).join(", ")}}`;
    case "instance":
      return shownInstance(content, hide, budget);
    case "reference":
      return hide(content.id);
    case "password":
      return content.form === "plain" ? "(not shown)" : "(encrypted)";
    case "documentName":
      return `${JSON.stringify(hide(content.text))} (the document's Name)`;
    default:
      return assertNever(content);
  }
}

function shownReal(number: number): string {
  const text = Object.is(number, -0) ? "-0" : String(number);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function shownInstance({ className, properties }: EmbeddedContent, hide: Hide, budget: Budget): string {
  const written = properties.map(({ name, value }) => `${name} = ${shownValue(value, hide, budget)}`);
  return `${className} {${written.join("; ")}}`;
}

/**
 * A value as JSON: an integer of more than 53 bits is a string of digits, an embedded instance
 * `{"$instance": class, "properties": {…}}`, a resource of the document `{"$resource": id}`, a password or another
 * secret `{"$secret": "plain" | "encrypted"}`, and what is too large to be told `{"$omitted": true}`.
 */
export function jsonContent(content: Content, hide: Hide, budget: Budget = { left: mostValues }): unknown {
  budget.left -= 1;
  if (budget.left < 0) return { $omitted: true };
  switch (content.kind) {
    case "string":
    case "char":
    case "documentName":
      return hide(content.text);
    case "integer":
      return Number.isSafeInteger(Number(content.text)) ? Number(content.text) : content.text;
    case "real":
      return content.number;
    case "boolean":
      return content.value;
    case "null":
      return null;
    case "array":
      return content.items.map((item) => jsonContent(item, hide, budget));
    case "instance":
      return { $instance: content.className, properties: jsonProperties(content.properties, hide, budget) };
    case "reference":
      return { $resource: hide(content.id) };
    case "password":
      return { $secret: content.form === "plain" ? "plain" : "encrypted" };
    default:
      return assertNever(content);
  }
}

/** Properties as JSON, by their names. */
export function jsonProperties(
  properties: readonly PropertyContent[],
  hide: Hide,
  budget: Budget = { left: mostValues },
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(properties.map(({ name, value }) => [name, jsonContent(value, hide, budget)]));
}
