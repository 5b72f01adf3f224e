import { allowedValues, entryNamed } from "../check/allowed-values.js";
import { isCredential } from "../check/credentials.js";
import { limits } from "../check/limits.js";
import { isPasswordHolder } from "../check/secret-properties.js";
import type { Instance } from "../model/document.js";
import { isOf, textIn, valueIn } from "../model/instances.js";
import type { CharValue, StringValue, Value } from "../model/value.js";
import type { Catalogue } from "../schema/catalogue.js";
import { propertiesByName } from "../schema/catalogue.js";
import { nearestReal } from "../schema/numbers.js";
import { findClass } from "../schema/lookup.js";
import type { CimClass, CimProperty, Module } from "../schema/resource-class.js";
import { assertNever } from "../source/assert-never.js";
import type { Placed } from "./instances.js";
import type { Entry, Expression } from "./layout.js";
import { nameSecret, type SecretNames } from "./secret-names.js";
import { quoted } from "./strings.js";

/** What the values of a document are written with. */
export interface Writing {
  readonly catalogue: Catalogue;
  readonly byAlias: ReadonlyMap<string, Placed>;
  readonly secrets: SecretNames;
  /** Of the resource whose values are written: its classes are looked at first. */
  readonly module: Module | undefined;
  /** What is left of it: an instance may be embedded in many places, and each of them holds it anew. */
  readonly budget: { left: number };
}

/** What a value takes at the least, with the name of its property and the end of its line. */
const leastLength = 16;

/** A budget, in characters, for a recipe that can still be compiled. */
export function newBudget(): { left: number } {
  return { left: limits.sourceFileBytes };
}

/** So deep can values stand within one another for a recipe to be read: an instance in a list takes two brackets. */
const deepest = Math.floor(limits.nesting / 2) - 5;

const nothing: Expression = { kind: "word", code: "nil" };

/**
 * A value of a document as Ruby that is converted to it again; `property` is undefined where no schema tells of it,
 * and the kind of the literal has to. Once the budget is gone nothing more is written.
 */
export function expressionOf(
  value: Value,
  property: CimProperty | undefined,
  writing: Writing,
  depth = 0,
): Expression {
  const { budget } = writing;
  budget.left -= leastLength + (value.kind === "string" ? value.text.length : 0);
  if (depth > deepest) budget.left = -1;
  if (budget.left < 0) return nothing;
  switch (value.kind) {
    case "string":
    case "char":
      return { kind: "text", text: property === undefined ? value.text : spelling(value, property) };
    case "integer":
      return { kind: "word", code: value.text };
    case "real":
      return { kind: "word", code: realNumber(value.number, property) };
    case "boolean":
      return { kind: "word", code: String(value.value) };
    case "null":
      return nothing;
    case "array":
      return (
        pairsOf(value.items, property, writing) ?? {
          kind: "list",
          items: value.items.map((item) => expressionOf(item, property, writing, depth + 1)),
        }
      );
    case "instance": {
      const instance = writing.byAlias.get(value.alias.toLowerCase())?.instance;
      return instance === undefined ? nothing : embedded(instance, property, writing, depth + 1);
    }
    default:
      return assertNever(value);
  }
}

/** What gives the text where a ValueMap and Values have the same word for different things. */
function spelling({ text }: StringValue | CharValue, property: CimProperty): string {
  const allowed = allowedValues(property);
  const made = allowed && entryNamed(allowed, text);
  if (allowed === undefined || made === undefined || made === text) return text;
  for (const [name, entry] of allowed.spellings) if (entry === text) return name;
  return text;
}

/** An integer where a Float would be rounded to the digits that 32 bits need (see `nearestReal`). */
function realNumber(number: number, property: CimProperty | undefined): string {
  const isKept = property === undefined || nearestReal(number, property.type) === number;
  return isKept || !Number.isInteger(number) ? float(number) : BigInt(number).toString();
}

/** A Float has digits on both sides of its dot. */
function float(number: number): string {
  const [mantissa = "", exponent] = (Object.is(number, -0) ? "-0" : String(number)).split("e");
  const dotted = mantissa.includes(".") ? mantissa : `${mantissa}.0`;
  return exponent === undefined ? dotted : `${dotted}e${exponent}`;
}

/** A table of MSFT_KeyValuePair as a Hash; undefined where a Hash could not be told from another value. */
function pairsOf(
  items: readonly Value[],
  property: CimProperty | undefined,
  writing: Writing,
): Expression | undefined {
  const wanted = property?.embeddedClass?.toLowerCase() ?? "msft_keyvaluepair";
  if (items.length === 0 || wanted !== "msft_keyvaluepair") return undefined;
  const entries: Entry[] = [];
  for (const item of items) {
    const pair =
      item.kind === "instance" ? writing.byAlias.get(item.alias.toLowerCase())?.instance : undefined;
    if (pair === undefined || !isOf(pair, "msft_keyvaluepair") || pair.properties.length !== 2)
      return undefined;
    const key = textIn(pair, "key");
    const value = valueIn(pair, "value");
    if (key === undefined || value === undefined || value.kind === "array" || value.kind === "instance")
      return undefined;
    writing.budget.left -= key.length;
    entries.push({ key, value: expressionOf(value, undefined, writing) });
  }
  const keys = new Set(entries.map(({ key }) => key));
  const isPair = keys.size === 2 && [...keys].every((key) => /^(?:key|value)$/i.test(key));
  return keys.size < entries.length || isPair ? undefined : { kind: "hash", entries };
}

/** A Hash where the property tells the class, else a `cim_instance` that names it; a credential by `ps_credential`. */
function embedded(
  instance: Instance,
  property: CimProperty | undefined,
  writing: Writing,
  depth: number,
): Expression {
  const { catalogue, module } = writing;
  const cimClass = findClass(catalogue, instance.className, module);
  const user = textIn(instance, "username") ?? "";
  if (isCredential(instance.className) && instance.properties.length === 2) {
    const password = textIn(instance, "password");
    if (password !== undefined && textIn(instance, "username") !== undefined) {
      writing.budget.left -= user.length;
      const code = `ps_credential(${quoted(user)}, ${secretCall(user, password, writing)})`;
      return { kind: "word", code };
    }
  }
  const known = cimClass === undefined ? undefined : propertiesByName(cimClass);
  const entries = instance.properties.map(({ name, value }): Entry => {
    const own = known?.get(name.toLowerCase());
    const key = own?.name ?? name;
    if (value.kind !== "string" || !isHeld(name, instance, cimClass))
      return { key, value: expressionOf(value, own, writing, depth) };
    return { key, value: { kind: "word", code: secretCall(user, value.text, writing) } };
  });
  if (isTold(instance, property, writing)) return { kind: "hash", entries };
  return { kind: "call", name: "cim_instance", first: cimClass?.name ?? instance.className, entries };
}

function secretCall(user: string, password: string, { secrets }: Writing): string {
  return `secret(name: ${quoted(nameSecret(secrets, user, password))})`;
}

/** Whether the text of an embedded instance's property becomes a call of `secret`. */
export function isHeld(name: string, instance: Instance, cimClass: CimClass | undefined): boolean {
  return name.toLowerCase() === "password" && isPasswordHolder(instance, cimClass);
}

/** Whether a Hash for the property becomes an instance of this class, whatever is in it. */
function isTold(
  { className }: Instance,
  property: CimProperty | undefined,
  { catalogue, module }: Writing,
): boolean {
  const base = property?.embeddedClass;
  if (base === undefined || module === undefined || base.toLowerCase() !== className.toLowerCase())
    return false;
  const cimClass = findClass(catalogue, base, module);
  if (cimClass === undefined) return false;
  return cimClass.abstract !== true || catalogue.subclassesOf(base, module).length === 0;
}
