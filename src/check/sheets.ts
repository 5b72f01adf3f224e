import type { PasswordRule } from "../model/credentials.js";
import type { Instance, InstanceOrigins, Property, PropertyOrigins } from "../model/document.js";
import { Secret } from "../model/secret.js";
import type { StringValue, Value } from "../model/value.js";
import type { CimClass } from "../schema/resource-class.js";
import { positionOf, type Origin } from "../source/source.js";
import type { DraftInstance, DraftProperty, DraftValue } from "./draft.js";

/** An instance in the making: properties and their places, side by side. */
export interface Sheet {
  readonly properties: Property[];
  readonly origins: PropertyOrigins[];
}

/** The instances so far, side by side with their places. */
export interface Sheets {
  readonly instances: Instance[];
  readonly origins: InstanceOrigins[];
  readonly nextAlias: (className: string) => string;
  readonly passwords: PasswordRule;
  /** A password was encrypted for the node. */
  encrypted: boolean;
}

/** A document without instances yet, whose passwords are written by a rule. */
export function newSheets(passwords: PasswordRule): Sheets {
  return { instances: [], origins: [], nextAlias: aliases(), passwords, encrypted: false };
}

/** Puts an instance behind the others and gives it its alias. */
export function add(
  sheets: Sheets,
  className: string,
  { properties, origins }: Sheet,
  origin: Origin,
): string {
  const alias = sheets.nextAlias(className);
  sheets.instances.push({ className, alias, properties });
  sheets.origins.push({ origin, properties: origins });
  return alias;
}

/**
 * `<Class><n>ref`, n counting from 1 for each class ignoring case (powershell-configuration.md §1.4). Class X1's
 * first and class X's eleventh would be the same: a number that is taken is passed over.
 */
function aliases(): (className: string) => string {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  return (className) => {
    const lower = className.toLowerCase();
    let count = (counts.get(lower) ?? 0) + 1;
    while (taken.has(`${lower}${count}ref`)) count++;
    counts.set(lower, count);
    taken.add(`${lower}${count}ref`);
    return `${className}${count}ref`;
  };
}

/** The properties of a class that are set, in the order of the class. */
export function writeOwn(
  sheet: Sheet,
  { properties }: CimClass,
  values: readonly (DraftProperty | undefined)[],
  sheets: Sheets,
  /** What the places of passwords begin with: the resource's id, or the way to the instance. */
  above: string,
): void {
  for (let index = 0; index < properties.length; index++) {
    const set = values[index];
    if (set === undefined) continue;
    const name = properties[index]?.name ?? "";
    write(sheet, name, written(set.value, sheets, above, name), set.origins);
  }
}

/** A value as the document holds it; the instances in it are put into the document first. */
function written(value: DraftValue, sheets: Sheets, above: string, name: string): Value {
  switch (value.kind) {
    case "array": {
      const items = value.items.map((item, index) => written(item, sheets, above, `${name}[${index}]`));
      return { kind: "array", items };
    }
    case "instance":
      return { kind: "instance", alias: embed(value, sheets, `${above}${name}.`) };
    case "secret":
      return password(value.secret, sheets, `${above}${name}`);
    default:
      return value;
  }
}

function embed({ cimClass, properties, origin }: DraftInstance, sheets: Sheets, above: string): string {
  const sheet: Sheet = { properties: [], origins: [] };
  writeOwn(sheet, cimClass, properties, sheets, above);
  return add(sheets, cimClass.name, sheet, origin);
}

/** The one place at which a password is written; where none may be, the document is not fit to be written either. */
function password(secret: Secret, sheets: Sheets, place: string): Value {
  const { passwords } = sheets;
  switch (passwords.kind) {
    case "plain":
      return text(Secret.reveal(secret));
    case "encrypted":
      sheets.encrypted = true;
      return text(passwords.protect(secret, place));
    default:
      return { kind: "null" };
  }
}

/** Adds a property to a sheet. */
export function write(sheet: Sheet, name: string, value: Value, origins: PropertyOrigins): void {
  sheet.properties.push({ name, value });
  sheet.origins.push(origins);
}

/** The places of a property that the compiler fills in: both are what it was made from. */
export function madeFrom(origin: Origin): PropertyOrigins {
  return { name: origin, value: origin };
}

/** A string of a document. */
export function text(content: string): StringValue {
  return { kind: "string", text: content };
}

/** `file::line::column::keyword` (powershell-configuration.md §1.7). */
export function sourceInfo({ source, start }: Origin, keyword: string): string {
  const { line, column } = positionOf(source, start);
  return `${source.path}::${line}::${column}::${keyword}`;
}
