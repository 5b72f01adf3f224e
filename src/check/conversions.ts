import * as report from "../diagnostics/catalogue/check.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { DeclaredString, DeclaredSymbol, DeclaredValue, Located } from "../model/declaration.js";
import type { BooleanValue, IntegerValue, RealValue } from "../model/value.js";
import {
  allowedValues,
  allowsInteger,
  entryNamed,
  allowsReal,
  type AllowedValues,
} from "./allowed-values.js";
import { readDatetime } from "../schema/datetime.js";
import { describeType, excerpt, type Family } from "./describe.js";
import type { ScalarValue } from "./draft.js";
import { isQuoted, replaceLiteral, replaceName } from "./fixes.js";
import { fitsReal, inRange, integerRanges, nearestReal } from "../schema/numbers.js";
import { fail, failType, unwritableIn, type Slot } from "./slot.js";

/** Converts one value to the type of a property, or reports why it cannot and gives undefined. */
type Rule<V> = (value: V, slot: Slot) => ScalarValue | undefined;

type Row<V> = Readonly<Record<Family, Rule<V>>>;

type Text = DeclaredString | DeclaredSymbol;

/** How a language's scalars become values of a document: a row a kind of value, a column a type of property. */
export interface ConversionTable {
  readonly string: Row<DeclaredString>;
  readonly symbol: Row<DeclaredSymbol>;
  readonly integer: Row<IntegerValue & Located>;
  readonly real: Row<RealValue & Located>;
  readonly boolean: Row<BooleanValue & Located>;
}

const chef: ConversionTable = {
  string: {
    string: text,
    integer: namedInteger,
    real: namedReal,
    boolean: booleanInQuotes,
    char: character,
    datetime,
  },
  symbol: {
    string: text,
    integer: namedInteger,
    real: namedReal,
    boolean: failType,
    char: character,
    datetime,
  },
  integer: {
    string: integerAsText,
    integer: integerInRange,
    real: integerAsReal,
    boolean: failType,
    char: failType,
    datetime: failType,
  },
  real: {
    string: failType,
    integer: fraction,
    real,
    boolean: failType,
    char: failType,
    datetime: failType,
  },
  boolean: {
    string: failType,
    integer: failType,
    real: failType,
    boolean,
    char: failType,
    datetime: failType,
  },
};

/** By a declaration's `coercion`. Nothing declares by PowerShell's rules until its front end is there. */
export const conversionTables: Readonly<Record<"chef" | "powershell", ConversionTable>> = {
  chef,
  powershell: chef,
};

function text(value: Text, slot: Slot): ScalarValue | undefined {
  const { property, context } = slot;
  const problem = unwritableIn(value.text, value, context.settings.target, `The text of "${property.name}"`);
  if (problem !== undefined) return fail(slot, problem);
  const allowed = allowedValues(property);
  if (allowed === undefined) return { kind: "string", text: value.text };
  const entry = entryNamed(allowed, value.text);
  return entry === undefined ? notAllowed(value, value.text, allowed, slot) : { kind: "string", text: entry };
}

function integerAsText(value: IntegerValue & Located, slot: Slot): ScalarValue | undefined {
  if (slot.context.settings.coerce) return text({ ...value, kind: "symbol" }, slot);
  const allowed = allowedValues(slot.property);
  if (allowed !== undefined && entryNamed(allowed, value.text) === undefined) return failType(value, slot);
  const isLiteral = (written: string) => written === value.text;
  const quoted = `'${value.text}'`;
  const fixes = replaceLiteral(slot, value.origin, isLiteral, quoted, "Put the number in quotes");
  const parameters = { property: slot.property.name, text: excerpt(value.text) };
  return fail(slot, report.numberForString(value.origin, parameters, { fixes }));
}

/** A string or symbol for an integer is one of the names that Values gives the entries of ValueMap. */
function namedInteger(value: Text, slot: Slot): ScalarValue | undefined {
  const { property } = slot;
  const allowed = allowedValues(property);
  if (allowed === undefined)
    return value.kind === "string" ? numberInQuotes(value, slot) : failType(value, slot);
  const entry = entryNamed(allowed, value.text);
  if (entry === undefined) return notAllowed(value, value.text, allowed, slot);
  return withinType(entry, value, slot);
}

function integerInRange(value: IntegerValue & Located, slot: Slot): ScalarValue | undefined {
  const converted = withinType(value.text, value, slot);
  const allowed = allowedValues(slot.property);
  if (converted === undefined || allowed === undefined || allowsInteger(allowed, value.text))
    return converted;
  return notAllowed(value, value.text, allowed, slot);
}

function withinType(digits: string, value: DeclaredValue, slot: Slot): ScalarValue | undefined {
  const { name, type } = slot.property;
  const range = integerRanges.get(type);
  if (range === undefined) return failType(value, slot);
  if (inRange(digits, range)) return { kind: "integer", text: digits };
  const bounds = { low: String(range.low), high: String(range.high) };
  return fail(
    slot,
    report.outOfRange(value.origin, { property: name, type, text: excerpt(digits), ...bounds }),
  );
}

/** An integer that the real type cannot hold exactly is refused: a document must not hold another number. */
function integerAsReal(value: IntegerValue & Located, slot: Slot): ScalarValue | undefined {
  const { name, type } = slot.property;
  const number = Number(value.text);
  const held = type === "real32" ? Math.fround(number) : number;
  if (!Number.isFinite(held)) return outsideReal(excerpt(value.text), value, slot);
  // Its own digits, not fewer that would read back: nobody looks for another integer in the document.
  if (BigInt(held) === BigInt(value.text)) return allowedReal(number, value.text, value, slot);
  const parameters = { property: name, type, text: excerpt(value.text), held: String(held) };
  return fail(slot, report.inexactReal(value.origin, parameters));
}

function real(value: RealValue & Located, slot: Slot): ScalarValue | undefined {
  const { number } = value;
  const { type } = slot.property;
  const nearest = nearestReal(number, type);
  if (fitsReal(number, type) && (nearest !== 0 || number === 0))
    return allowedReal(nearest, String(number), value, slot);
  return outsideReal(String(number), value, slot);
}

/** A string or symbol for a real number is one of the names that Values gives the entries of ValueMap. */
function namedReal(value: Text, slot: Slot): ScalarValue | undefined {
  const allowed = allowedValues(slot.property);
  if (allowed === undefined)
    return value.kind === "string" ? numberInQuotes(value, slot) : failType(value, slot);
  const number = Number(entryNamed(allowed, value.text));
  if (Number.isNaN(number)) return notAllowed(value, value.text, allowed, slot);
  return real({ kind: "real", number, origin: value.origin }, slot);
}

function allowedReal(
  number: number,
  written: string,
  value: DeclaredValue,
  slot: Slot,
): ScalarValue | undefined {
  const allowed = allowedValues(slot.property);
  if (allowed !== undefined && !allowsReal(allowed, number)) return notAllowed(value, written, allowed, slot);
  return { kind: "real", number };
}

function outsideReal(written: string, value: DeclaredValue, slot: Slot): undefined {
  const { name, type } = slot.property;
  return fail(slot, report.realOutOfRange(value.origin, { property: name, type, text: written }));
}

function fraction(value: RealValue & Located, slot: Slot): undefined {
  const { name, type } = slot.property;
  const parameters = { property: name, expected: describeType(type), number: value.number };
  return fail(slot, report.realForInteger(value.origin, parameters));
}

function boolean(value: BooleanValue & Located): ScalarValue {
  return { kind: "boolean", value: value.value };
}

function numberInQuotes(value: DeclaredString, slot: Slot): undefined {
  const { name, type } = slot.property;
  const number = type.startsWith("real")
    ? /^-?\d+(?:\.\d+)?$/.test(value.text)
    : /^(?:0|-?[1-9]\d*)$/.test(value.text);
  const fixes = number
    ? replaceLiteral(slot, value.origin, isQuoted(value.text), value.text, "Remove the quotes")
    : [];
  const parameters = { property: name, expected: describeType(type), text: excerpt(value.text), number };
  return fail(slot, report.stringForNumber(value.origin, parameters, { fixes }));
}

/** Words in lower case that stand for a boolean in PowerShell and elsewhere. */
const booleanWords: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["$true", true],
  ["yes", true],
  ["false", false],
  ["$false", false],
  ["no", false],
]);

function booleanInQuotes(value: DeclaredString, slot: Slot): undefined {
  const meant = booleanWords.get(value.text.toLowerCase());
  const fixes =
    meant === undefined
      ? []
      : replaceLiteral(slot, value.origin, isQuoted(value.text), String(meant), `Write ${meant}`);
  const parameters = { property: slot.property.name, text: excerpt(value.text), meant };
  return fail(slot, report.stringForBoolean(value.origin, parameters, { fixes }));
}

/** A char16 is one UTF-16 unit; the Linux LCM reads one byte of ASCII there (lcm-rules 4.3). */
function character(value: Text, slot: Slot): ScalarValue | undefined {
  const { property, context } = slot;
  const { target } = context.settings;
  const allowed = allowedValues(property);
  const character = allowed === undefined ? value.text : entryNamed(allowed, value.text);
  if (allowed !== undefined && character === undefined) return notAllowed(value, value.text, allowed, slot);
  if (character?.length !== 1) {
    const found = `a text of ${character?.length ?? 0} characters`;
    return fail(slot, report.notACharacter(value.origin, { property: property.name, found }));
  }
  const problem = unwritableIn(character, value, target, `The text of "${property.name}"`);
  if (problem !== undefined) return fail(slot, problem);
  if (target === "linux" && character > "\x7F") {
    const found = "a character outside ASCII";
    return fail(slot, report.notACharacter(value.origin, { property: property.name, found }));
  }
  return { kind: "char", text: character };
}

/** A text in one of the forms of a datetime; where ValueMap lists some, one of those or one of their names. */
function datetime(value: Text, slot: Slot): ScalarValue | undefined {
  const allowed = allowedValues(slot.property);
  if (allowed !== undefined) return listedDatetime(value, allowed, slot);
  if (value.kind === "symbol") return failType(value, slot);
  const read = readDatetime(value.text);
  if ("text" in read) return { kind: "string", text: read.text };
  const { problem, meant } = read;
  const parameters = { property: slot.property.name, text: excerpt(value.text), problem, meant };
  return fail(
    slot,
    report.notADatetime(value.origin, parameters, { fixes: datetimeFixes(value, meant, slot) }),
  );
}

/** The same moment may be written in several ways; a document has the entry as the schema spells it. */
function listedDatetime(value: Text, allowed: AllowedValues, slot: Slot): ScalarValue | undefined {
  const named = entryNamed(allowed, value.text);
  if (named !== undefined) return { kind: "string", text: named };
  const wanted = dmtf(value.text);
  const text = [...allowed.entries].find((entry) => dmtf(entry) === wanted);
  if (wanted === undefined || text === undefined) return notAllowed(value, value.text, allowed, slot);
  return { kind: "string", text };
}

function dmtf(text: string): string | undefined {
  const read = readDatetime(text);
  return "text" in read ? read.text : undefined;
}

/** What is meant is a guess, since the machine's own zone may be: nobody may apply it unseen. */
function datetimeFixes(value: DeclaredString, meant: string | undefined, slot: Slot): readonly Fix[] {
  if (meant === undefined) return [];
  const title = `Write ${meant}, in UTC`;
  const fixes = replaceLiteral(slot, value.origin, isQuoted(value.text), `'${meant}'`, title);
  return fixes.map((fix) => ({ ...fix, safe: false }));
}

function notAllowed(value: DeclaredValue, written: string, allowed: AllowedValues, slot: Slot): undefined {
  const meant = allowed.open.get(written.toLowerCase());
  const isWritten = (name: string) => name.toLowerCase() === written.toLowerCase();
  // What was refused is not proposed, though it may be a name of something else: then the entries are told.
  const names = allowed.names.some(isWritten) ? [...allowed.entries] : allowed.names;
  const writable = names.filter((name) => !allowed.open.has(name.toLowerCase()));
  const suggestions = meant === undefined ? nearest(written, writable) : [];
  const parameters = {
    property: slot.property.name,
    text: excerpt(written),
    allowed: names,
    suggestions,
    ...(meant !== undefined && { meant }),
  };
  const fixes = replaceName(value.origin, written, suggestions);
  return fail(slot, report.valueNotAllowed(value.origin, parameters, { fixes }));
}
