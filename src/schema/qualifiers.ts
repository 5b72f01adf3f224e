import type { Value } from "../model/value.js";
import type { Qualifier } from "../mof/tree.js";
import type { Origin, Source } from "../source/source.js";
import type { DeclaredQualifiers } from "./declared-qualifiers.js";
import type { CimProperty } from "./resource-class.js";
import { flavorsOf, standardQualifiers, type Flavors } from "./standard-qualifiers.js";

/** A qualifier of a class or property: one of its own, or one that it inherits. */
export interface StandingQualifier extends Flavors {
  readonly value: Value;
  /** Undefined where it is built in. */
  readonly origin: Origin | undefined;
}

/** The qualifiers of a class or property by name in lower case. */
export type Qualifiers = ReadonlyMap<string, StandingQualifier>;

export const noQualifiers: Qualifiers = new Map();

/** The value of a qualifier as it is written; without one it is true (DSP0004 §5.6.1). */
export function valueOf({ value }: Qualifier): Value {
  return value?.value ?? { kind: "boolean", value: true };
}

/** Whether a boolean qualifier, by its name in lower case, stands there and is true. */
export function isTrue(qualifiers: Qualifiers, name: string): boolean {
  return saysTrue(qualifiers.get(name)?.value);
}

/** Whether the value of a qualifier is True; another value than True and False, which an LCM refuses, is not. */
export function saysTrue(value: Value | undefined): boolean {
  return value?.kind === "boolean" && value.value;
}

/** The text of a qualifier that has one. */
export function textOf(qualifiers: Qualifiers, name: string): string | undefined {
  const value = qualifiers.get(name)?.value;
  return value?.kind === "string" ? value.text : undefined;
}

/** The whole number of a qualifier that has one, in decimal digits. */
export function integerOf(qualifiers: Qualifiers, name: string): string | undefined {
  const value = qualifiers.get(name)?.value;
  return value?.kind === "integer" ? value.text : undefined;
}

/** A list of strings; a single string is a list of one, and schemas write the entries of a ValueMap as numbers too. */
export function listOf(qualifiers: Qualifiers, name: string): readonly string[] | undefined {
  const value = qualifiers.get(name)?.value;
  if (value === undefined) return undefined;
  const items = value.kind === "array" ? value.items : [value];
  const texts = items.flatMap((item) =>
    item.kind === "string" || item.kind === "integer" ? [item.text] : [],
  );
  return texts.length === items.length ? texts : undefined;
}

/** The qualifiers that are written at a class or property; of two with one name the first. */
export function ownQualifiers(
  written: readonly Qualifier[],
  { source, qualifiers: declared }: { readonly source: Source; readonly qualifiers: DeclaredQualifiers },
): Qualifiers {
  const own = new Map<string, StandingQualifier>();
  for (const qualifier of written) {
    const { name, flavor, start, end } = qualifier;
    const lower = name.text.toLowerCase();
    const declaration = declared.named(lower, start);
    if (declaration === undefined || own.has(lower)) continue;
    const flavors = flavorsOf(flavor === undefined ? [] : [flavor.text], declaration);
    own.set(lower, { value: valueOf(qualifier), origin: { source, start, end }, ...flavors });
  }
  return own;
}

/**
 * The qualifiers of a property that overrides another, or of a class that extends one: its own, and of the inherited ones
 * those that are not restricted (LCM/codec/mof/parser/types.c, _FinalizeQualifiers). What is fixed stays so.
 */
export function withInherited(own: Qualifiers, inherited: Qualifiers): Qualifiers {
  if (inherited.size === 0) return own;
  const all = new Map<string, StandingQualifier>();
  for (const [name, qualifier] of inherited) if (!qualifier.restricted) all.set(name, qualifier);
  for (const [name, qualifier] of own) {
    const fixed = qualifier.fixed || all.get(name)?.fixed === true;
    all.set(name, { ...qualifier, fixed });
  }
  return all;
}

/** The qualifiers that a property of a class in memory would have in a schema. */
export function qualifiersOf(property: CimProperty): Qualifiers {
  const { key, required, readOnly, embeddedClass, embeddedObject, limits = {}, description } = property;
  const { values, valueMap = property.loneValueMap } = property;
  const standing = new Map<string, StandingQualifier>();
  const add = (name: string, value: Value): void => {
    const { restricted, fixed } = standardQualifiers.get(name) ?? { restricted: false, fixed: false };
    standing.set(name, { value, origin: undefined, restricted, fixed });
  };
  const flag = (name: string, is: boolean): void => {
    if (is) add(name, { kind: "boolean", value: true });
  };
  const text = (name: string, content: string | undefined): void => {
    if (content !== undefined) add(name, { kind: "string", text: content });
  };
  const list = (name: string, texts: readonly string[] | undefined): void => {
    const items = texts?.map((one) => ({ kind: "string", text: one }) as const);
    if (items !== undefined) add(name, { kind: "array", items });
  };
  const integer = (name: string, number: number | string | undefined): void => {
    if (number !== undefined) add(name, { kind: "integer", text: String(number) });
  };
  flag("key", key);
  flag("required", required);
  flag("read", readOnly);
  flag("embeddedobject", embeddedObject === true);
  text("embeddedinstance", embeddedClass);
  text("description", description);
  list("valuemap", valueMap);
  list("values", values);
  integer("minlen", limits.minLength);
  integer("maxlen", limits.maxLength);
  integer("minvalue", limits.minValue);
  integer("maxvalue", limits.maxValue);
  return standing;
}
