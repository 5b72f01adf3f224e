import * as report from "../diagnostics/catalogue/check.js";
import type {
  DeclaredEntry,
  DeclaredHash,
  DeclaredInstance,
  DeclaredProperty,
  DeclaredValue,
} from "../model/declaration.js";
import { propertiesByName } from "../schema/catalogue.js";
import { findClass } from "../schema/lookup.js";
import type { CimClass } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { embeddedShapeOf } from "./class-shape.js";
import { isCredential, isCredentialClass, mandatoryOfCredential, mayHold } from "./credentials.js";
import { describeElement, describeKind, excerpt } from "./describe.js";
import type { DraftInstance, DraftProperty, DraftValue } from "./draft.js";
import { embeddedClassOf } from "./embedded-class.js";
import { readMembers } from "./members.js";
import { fail, type Slot } from "./slot.js";
import { reportUnknown } from "./unknown.js";

/** A converted value, and where the elements of an array stand. */
export interface Converted {
  readonly value: DraftValue;
  readonly items?: readonly Origin[];
}

/** How the values inside an instance are converted: `convert` itself, which stands above this file. */
type Convert = (value: DeclaredValue, slot: Slot) => Converted | undefined;

/** One value for a property, or for an element of it, that holds instances of a class. */
export function convertInstance(
  value: DeclaredValue,
  className: string,
  slot: Slot,
  convert: Convert,
): DraftInstance | undefined {
  if (value.kind === "hash") {
    const declared = propertiesOf(value, slot);
    return declared && instance(value, declared, className, slot, convert);
  }
  if (value.kind === "instance" && (takesPasswords(className, slot) || !isCredential(value.className))) {
    return instance(value, value.properties, className, slot, convert);
  }
  return refuse(value, className, slot);
}

/** Whether a property's class is that of credentials or inherits from it: a password is safe there. */
function takesPasswords(className: string, { context, module }: Slot): boolean {
  const cimClass = findClass(context.catalogue, className, module);
  return cimClass !== undefined && isCredentialClass(cimClass);
}

/** One value for a property, or for an element of it, that holds instances of any class (EmbeddedObject). */
export function convertObject(value: DeclaredValue, slot: Slot, convert: Convert): DraftInstance | undefined {
  if (value.kind !== "instance" && value.kind !== "hash") return refuse(value, "", slot);
  const className = value.kind === "instance" ? value.className : undefined;
  if (className !== undefined) return convertInstance(value, className, slot, convert);
  const { property } = slot;
  const found = value.kind === "hash" ? describeKind(value.kind) : "a block without a class";
  const parameters = { property: property.name, expected: describeElement(property), found };
  return fail(slot, report.wrongType(value.origin, parameters));
}

function refuse(value: DeclaredValue, className: string, slot: Slot): undefined {
  const { property } = slot;
  const { name } = property;
  const found = describeKind(value.kind);
  if (value.kind === "unknown") {
    reportUnknown(slot.context, value.origin, `The value of "${name}"`, value);
    return undefined;
  }
  if (value.kind === "array") return fail(slot, report.nestedArray(value.origin, { property: name }));
  if (value.kind === "null") return fail(slot, report.nullInArray(value.origin, { property: name }));
  if (isCredential(className)) {
    return fail(slot, report.credentialExpected(value.origin, { property: name, found }, { secret: true }));
  }
  const takesSecret = takesPasswords(className, slot);
  if ((value.kind === "secret" || value.kind === "instance") && !takesSecret) {
    return fail(slot, report.secretNotAllowed(value.origin, { property: name }));
  }
  const expected = describeElement(property);
  const extra = takesSecret ? ({ secret: true } as const) : {};
  return fail(slot, report.wrongType(value.origin, { property: name, expected, found }, extra));
}

/** A Hash as the properties of an instance; undefined when one of its keys is no name. */
function propertiesOf({ entries }: DeclaredHash, slot: Slot): readonly DeclaredProperty[] | undefined {
  const { property } = slot;
  const declared: DeclaredProperty[] = [];
  for (const { key, value } of entries) {
    const { origin } = key;
    if (key.kind === "string" || key.kind === "symbol") {
      declared.push({ name: key.text, nameOrigin: origin, value, conditional: undefined });
    } else if (key.kind === "unknown") {
      reportUnknown(slot.context, origin, `A property's name in "${property.name}"`, key);
    } else {
      const wrong = { expected: "names of properties as keys", found: describeKind(key.kind) };
      slot.context.diagnostics.push(report.wrongType(origin, { property: property.name, ...wrong }));
    }
  }
  return declared.length === entries.length ? declared : undefined;
}

function instance(
  value: DeclaredHash | DeclaredInstance,
  declared: readonly DeclaredProperty[],
  className: string,
  slot: Slot,
  convert: Convert,
): DraftInstance | undefined {
  const { context } = slot;
  const { origin } = value;
  const cimClass = embeddedClassOf(value, declared, className, slot);
  if (cimClass === undefined) return undefined;
  const credential = isCredentialClass(cimClass);
  const shape = embeddedShapeOf(cimClass);
  const mandatory = credential ? mandatoryOfCredential(cimClass) : shape.mandatory;
  const members = { cimClass, shape, mandatory, embedded: true, owner: cimClass.name, place: origin };
  const { properties, certain } = readMembers(
    { ...members, declared, incomplete: false },
    context,
    (property, { value: given, nameOrigin }) => {
      const converted = convert(given, { ...slot, property, within: cimClass });
      return converted === undefined ? "wrong" : placed(converted, nameOrigin, given.origin);
    },
  );
  if (!certain) return undefined;
  const made: DraftInstance = { kind: "instance", cimClass, properties, origin };
  if (credential) return mayHold(made, value, context) ? made : undefined;
  if (properties.every((set) => set === undefined)) {
    // The grammar of MOF has no instance without properties (lcm-rules §4).
    return fail(
      slot,
      report.emptyInstance(origin, { property: slot.property.name, className: cimClass.name }),
    );
  }
  return made;
}

function placed({ value, items }: Converted, name: Origin, origin: Origin): DraftProperty {
  return { value, origins: items === undefined ? { name, value: origin } : { name, value: origin, items } };
}

/**
 * A Hash for a property that takes MSFT_KeyValuePair[]: an instance an entry, in order. A Hash of just `Key` and `Value`
 * is a pair itself; whoever means two entries of these names writes each as a pair.
 */
export function convertPairs(
  value: DeclaredHash,
  className: string,
  slot: Slot,
  convert: Convert,
): readonly DraftInstance[] | undefined {
  const cimClass = findClass(slot.context.catalogue, className, slot.module);
  if (isPair(value) || cimClass === undefined || !isPairClass(cimClass)) {
    const one = convertInstance(value, className, slot, convert);
    return one && [one];
  }
  reportTwice(value, slot);
  const pairs = value.entries.map((entry) => pair(entry, cimClass, slot, convert));
  const made = pairs.filter((one) => one !== undefined);
  return made.length === pairs.length ? made : undefined;
}

/** A machine makes a hashtable of the pairs, whose keys have no case; a symbol and a string are two keys to Ruby. */
function reportTwice({ entries }: DeclaredHash, { context }: Slot): void {
  const known = new Set<string>();
  for (const { key } of entries) {
    if (key.kind !== "string" && key.kind !== "symbol") continue;
    const lower = key.text.toLowerCase();
    if (known.has(lower)) {
      context.diagnostics.push(report.duplicateProperty(key.origin, { property: excerpt(key.text) }));
    }
    known.add(lower);
  }
}

/** Whether a property holds a table of strings, which a Hash fills entry by entry. */
export function takesPairs({ property }: Slot): boolean {
  return property.array && property.embeddedClass?.toLowerCase() === "msft_keyvaluepair";
}

function isPair({ entries }: DeclaredHash): boolean {
  const names = entries.map(({ key }) =>
    key.kind === "string" || key.kind === "symbol" ? key.text.toLowerCase() : "",
  );
  return names.length === 2 && names.includes("key") && names.includes("value");
}

/** A schema may declare the class anew. */
function isPairClass(cimClass: CimClass): boolean {
  const known = propertiesByName(cimClass);
  return known.has("key") && known.has("value");
}

/** An entry as an instance; its key is a value here, by the same rules as its value. */
function pair(
  { key, value }: DeclaredEntry,
  cimClass: CimClass,
  slot: Slot,
  convert: Convert,
): DraftInstance | undefined {
  const properties = cimClass.properties.map((property) => {
    const lower = property.name.toLowerCase();
    if (lower !== "key" && lower !== "value") return undefined;
    const given = lower === "key" ? key : value;
    const converted = convert(given, { ...slot, property, within: cimClass });
    return converted && placed(converted, key.origin, given.origin);
  });
  const count = properties.filter((set) => set !== undefined).length;
  return count === 2 ? { kind: "instance", cimClass, properties, origin: key.origin } : undefined;
}
