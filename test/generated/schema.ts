import type { CimType } from "../../src/schema/resource-class.js";

/*
 * A schema with everything that one can ask for: every type as a value and as an array, embedded classes with
 * subclasses, three levels deep, credentials, key/value pairs, ValueMap and the limits of lengths and values.
 */

export interface GeneratedProperty {
  readonly name: string;
  readonly type: CimType;
  readonly array: boolean;
  readonly embedded?: string;
  /** Other qualifiers, as MOF writes them. */
  readonly qualifiers?: string;
  readonly mandatory?: true;
}

export interface GeneratedClass {
  readonly name: string;
  readonly superClass?: string;
  /** Own ones, without those of the superclass. */
  readonly properties: readonly GeneratedProperty[];
}

const integers: readonly CimType[] = [
  ...(["uint8", "uint16", "uint32", "uint64", "sint8", "sint16", "sint32", "sint64"] as const),
];
const types: readonly CimType[] = [
  ...integers,
  ...(["boolean", "char16", "datetime", "real32", "real64", "string"] as const),
];

export { integers, types };

function one(name: string, type: CimType, more: Partial<GeneratedProperty> = {}): GeneratedProperty {
  return { name, type, array: false, ...more };
}

function embedded(name: string, className: string, array = false): GeneratedProperty {
  return { name, type: "string", array, embedded: className };
}

const key = { qualifiers: "Key", mandatory: true } as const;
const required = { qualifiers: "Required", mandatory: true } as const;

const leaf: GeneratedClass = {
  name: "Gen_Leaf",
  properties: [one("Id", "string", key), ...types.map((type) => one(`L_${type}`, type))],
};

const inner: GeneratedClass = {
  name: "Gen_Inner",
  properties: [
    one("Name", "string", required),
    one("Tags", "string", { array: true }),
    embedded("Leaf", "Gen_Leaf"),
    embedded("Leaves", "Gen_Leaf", true),
    embedded("Account", "MSFT_Credential"),
  ],
};

const more: GeneratedClass = {
  name: "Gen_InnerMore",
  superClass: "Gen_Inner",
  properties: [one("Since", "datetime", required), one("Extra", "sint64")],
};

const other: GeneratedClass = {
  name: "Gen_InnerOther",
  superClass: "Gen_Inner",
  properties: [one("Other", "boolean", required)],
};

const all: GeneratedClass = {
  name: "Gen_All",
  superClass: "OMI_BaseResource",
  properties: [
    one("Id", "string", key),
    one("Port", "uint16", key),
    ...types.map((type) => one(`S_${type}`, type)),
    ...types.map((type) => one(`A_${type}`, type, { array: true })),
    embedded("Inner", "Gen_Inner"),
    embedded("Inners", "Gen_Inner", true),
    embedded("More", "Gen_InnerMore"),
    embedded("Other", "Gen_InnerOther"),
    embedded("Pairs", "MSFT_KeyValuePair", true),
    embedded("Account", "MSFT_Credential"),
    embedded("Accounts", "MSFT_Credential", true),
    one("Mode", "string", { qualifiers: 'Write, ValueMap{"On", "Off"}, Values{"On", "Off"}' }),
    one("Level", "uint8", { qualifiers: 'Write, ValueMap{"1", "2"}, Values{"One", "Two"}' }),
    one("Short", "string", { qualifiers: "Write, MaxLen(5)" }),
    one("Middle", "sint32", { qualifiers: "Write, MinValue(-5), MaxValue(5)" }),
    one("State", "string", { qualifiers: "Read" }),
  ],
};

/** In the order of the file: the resource comes last. */
const classes: readonly GeneratedClass[] = [leaf, inner, more, other, all];

export const byName: ReadonlyMap<string, GeneratedClass> = new Map(classes.map((one) => [one.name, one]));

/** Own and inherited properties. */
export function propertiesOf(name: string): readonly GeneratedProperty[] {
  const found = byName.get(name);
  if (found === undefined) return [];
  return [...(found.superClass === undefined ? [] : propertiesOf(found.superClass)), ...found.properties];
}

/** The schema as a file of a module holds it. */
export function schemaText(): string {
  return classes.map(classText).join("\n");
}

function classText({ name, superClass, properties }: GeneratedClass): string {
  const friendly = superClass === "OMI_BaseResource" ? ', FriendlyName("All")' : "";
  const parent = superClass === undefined ? "" : ` : ${superClass}`;
  return `[ClassVersion("1.0.0")${friendly}]\nclass ${name}${parent}\n{\n${properties.map(propertyText).join("")}};\n`;
}

function propertyText({ name, type, array, embedded: className, qualifiers }: GeneratedProperty): string {
  const instance = className === undefined ? "" : `, EmbeddedInstance("${className}")`;
  return `  [${qualifiers ?? "Write"}${instance}] ${type} ${name}${array ? "[]" : ""};\n`;
}
