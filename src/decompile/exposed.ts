import { allowedValues, entryNamed } from "../check/allowed-values.js";
import { secrecyOf } from "../check/secret-properties.js";
import * as problems from "../diagnostics/catalogue/decompile.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Instance, Property } from "../model/document.js";
import { aliasesIn } from "../model/instances.js";
import { Secret } from "../model/secret.js";
import type { Value } from "../model/value.js";
import { propertiesByName, type Catalogue } from "../schema/catalogue.js";
import { findClass } from "../schema/lookup.js";
import type { CimClass, Module } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import type { Placed } from "./instances.js";
import type { NamedSecret } from "./secret-names.js";
import { isHeld } from "./values.js";

/* Passwords that a recipe shows: a property takes `secret(…)` for a credential alone, and all else is written as it is. */

/** The passwords of a document's credentials, to be looked for in its texts. */
export interface KnownPasswords {
  /** Those too short to be looked for within a text, where they stand in every other word. */
  readonly short: ReadonlyMap<string, NamedSecret>;
  /** By their starts, of at most `telling` characters. */
  readonly long: ReadonlyMap<string, NamedSecret>;
  /** How long those are. */
  readonly lengths: readonly number[];
  /** The first characters of the same. */
  readonly starts: ReadonlySet<string>;
}

/** A password shorter than that is found only where it is the whole of a text. */
const shortest = 4;

/** A text with so many characters of a password shows it. */
const telling = 64;

/** Makes the passwords ready to be looked for, so that a text is walked once for all of them. */
export function knownPasswords(secrets: Iterable<NamedSecret>): KnownPasswords {
  const short = new Map<string, NamedSecret>();
  const long = new Map<string, NamedSecret>();
  for (const named of secrets) {
    const text = Secret.reveal(named.secret);
    if (text.length >= shortest) long.set(text.slice(0, telling), named);
    else if (text !== "") short.set(text, named);
  }
  const lengths = [...new Set([...long.keys()].map(({ length }) => length))];
  return { short, long, lengths, starts: new Set([...long.keys()].map((head) => head.slice(0, shortest))) };
}

/** The password that a text holds. */
export function passwordIn(text: string, known: KnownPasswords): NamedSecret | undefined {
  const { short, long, lengths, starts } = known;
  const whole = short.get(text);
  if (whole !== undefined || starts.size === 0) return whole;
  for (let at = 0; at + shortest <= text.length; at += 1) {
    if (!starts.has(text.slice(at, at + shortest))) continue;
    for (const length of lengths) {
      const found = long.get(text.slice(at, at + length));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** What the texts of a resource are looked at with. */
export interface Exposing {
  readonly catalogue: Catalogue;
  readonly module: Module | undefined;
  readonly byAlias: ReadonlyMap<string, Placed>;
  readonly known: KnownPasswords;
}

/**
 * The passwords that the recipe shows in the value of a resource's property, and in those of the instances within it:
 * `decompile/plain-password`. Each instance is looked at once.
 */
export function exposures(
  property: Property,
  owner: Placed,
  cimClass: CimClass | undefined,
  exposing: Exposing,
): readonly Diagnostic[] {
  const { catalogue, module, byAlias } = exposing;
  const found: Diagnostic[] = [];
  const pending = new Set<Placed>();
  const look = (one: Property, within: Placed, ofClass: CimClass | undefined, origin: Origin): void => {
    const problem = exposureOf(one, within.instance, ofClass, { exposing, owner: owner.instance, origin });
    if (problem !== undefined) found.push(problem);
    for (const alias of aliasesIn(one.value)) {
      const instance = byAlias.get(alias);
      if (instance !== undefined) pending.add(instance);
    }
  };
  const index = owner.instance.properties.indexOf(property);
  look(property, owner, cimClass, owner.origins.properties[index]?.value ?? owner.origins.origin);
  // What is added while it is walked is walked too.
  for (const one of pending) {
    const { instance, origins } = one;
    const ofClass = findClass(catalogue, instance.className, module);
    for (const [at, inner] of instance.properties.entries()) {
      if (inner.value.kind === "string" && isHeld(inner.name, instance, ofClass)) continue;
      look(inner, one, ofClass, origins.properties[at]?.value ?? origins.origin);
    }
  }
  return found;
}

function exposureOf(
  { name, value }: Property,
  instance: Instance,
  cimClass: CimClass | undefined,
  {
    exposing: { known },
    owner,
    origin,
  }: { readonly exposing: Exposing; readonly owner: Instance; readonly origin: Origin },
): Diagnostic | undefined {
  const texts = textsOf(value);
  if (texts.length === 0) return undefined;
  const schema = cimClass && propertiesByName(cimClass).get(name.toLowerCase());
  const allowed = schema && allowedValues(schema);
  const property = owner === instance ? name : `${name} of ${instance.className}`;
  const secret = { secret: true } as const;
  if (texts.some((text) => text !== "") && secrecyOf(name, instance, cimClass) !== undefined)
    return problems.plainPassword(origin, { property, known: undefined }, secret);
  for (const text of texts) {
    if (allowed !== undefined && entryNamed(allowed, text) !== undefined) continue;
    const named = passwordIn(text, known);
    if (named !== undefined) return problems.plainPassword(origin, { property, known: named.name }, secret);
  }
  return undefined;
}

function textsOf(value: Value): readonly string[] {
  if (value.kind === "string") return [value.text];
  return value.kind === "array" ? value.items.flatMap(textsOf) : [];
}
