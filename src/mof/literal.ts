import type { RealValue, Value } from "../model/value.js";
import { assertNever } from "../source/assert-never.js";

/** Which LCM will read a document; they differ in the characters that they read right. */
export type Target = "windows" | "linux";

/**
 * How values are spelled: for an LCM, or as Windows PowerShell 5.1 spells them (powershell-configuration.md §1.6), whose
 * documents are for any.
 */
export type Spelling = Target | "ps51";

/*
 * What no string of a document can hold. U+0000 ends a string in every LCM, and a lone surrogate is no
 * character in any encoding. The LCM of Linux keeps only the low byte of `\xHHHH` and should be given no such
 * escape at all, which leaves no way to write the control characters that have no escape of their own.
 */
const unwritableIn: Readonly<Record<Target, RegExp>> = {
  windows: /[\0\p{Cs}]/u,
  linux: /[^ -\u{10ffff}\b\t\n\f\r]|[\x7f\p{Cs}]/u,
};

/** Printable ASCII without `"` and `\`: nearly every string. */
const plain = /^[ !#-[\]-~]*$/;

/** The index (UTF-16 units) of the first character that a string for the target cannot hold; undefined when none. */
export function unwritable(text: string, target: Target): number | undefined {
  const index = plain.test(text) ? -1 : text.search(unwritableIn[target]);
  return index < 0 ? undefined : index;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
};

/**
 * The one place at which a value becomes text: a MOF literal with LF between the elements of an array. A value
 * that no literal can hold (see `unwritable`; a real that is not finite; an integer that is no decimal number)
 * throws: whoever makes values has to refuse it first.
 */
export function writeValue(value: Value, spelling: Spelling): string {
  switch (value.kind) {
    case "string":
      return writeString(value.text, spelling);
    case "integer":
      if (!/^(?:0|-?[1-9][0-9]*)$/.test(value.text)) throw new Error(`not an integer: ${value.text}`);
      return value.text;
    case "real":
      return writeReal(value);
    case "boolean":
      return value.value ? "True" : "False";
    case "char":
      return writeCharacter(value.text, spelling);
    case "null":
      return "NULL";
    case "array":
      return writeArray(value.items, spelling);
    case "instance":
      return `$${writeName(value.alias)}`;
    default:
      return assertNever(value);
  }
}

/** A class's, property's or alias's name; throws unless it is one, so that no name can break out of its place. */
export function writeName(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new Error(`not a name in MOF: ${JSON.stringify(name)}`);
  return name;
}

/**
 * Windows PowerShell leaves all other characters as they are, controls too. It makes a line feed of a carriage return
 * with a line feed, which would be another text: such a carriage return is escaped.
 */
const escapedByPowerShell = /["\\\n]|\r(?=\n)/g;

function writeString(text: string, spelling: Spelling): string {
  if (plain.test(text)) return `"${text}"`;
  const target = spelling === "ps51" ? "windows" : spelling;
  const index = unwritable(text, target);
  if (index !== undefined) throw new Error(`a document for ${target} cannot hold the character at ${index}`);
  if (spelling === "ps51") return `"${text.replace(escapedByPowerShell, (unit) => escapes[unit] ?? unit)}"`;
  // [^ -\uffff] is what stands before the space: the control characters.
  return `"${text.replace(/["\\\x7f]|[^ -\uffff]/g, (unit) => escapes[unit] ?? hexadecimal(unit))}"`;
}

function hexadecimal(unit: string): string {
  return `\\x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A unit that is not printable ASCII is escaped; so is `'`, which an LCM does not take as `\'` (lcm-rules.md 4.3). */
function writeCharacter(unit: string, spelling: Spelling): string {
  if (unit.length !== 1) throw new Error(`not one UTF-16 unit: ${JSON.stringify(unit)}`);
  const raw = spelling === "ps51" ? /[^\0-\x1f'\\\p{Cs}]/u : /[ -&(-[\]-~]/;
  if (raw.test(unit)) return `'${unit}'`;
  return `'${unit === '"' ? unit : (escapes[unit] ?? hexadecimal(unit))}'`;
}

/** The shortest text that reads back, with the dot and the digit after it that MOF demands: `1.0`, `1.0E+20`. */
function writeReal({ number }: RealValue): string {
  if (!Number.isFinite(number)) throw new Error(`not a finite real: ${number}`);
  const [mantissa = "", exponent] = (Object.is(number, -0) ? "-0" : String(number)).split("e");
  const dotted = mantissa.includes(".") ? mantissa : `${mantissa}.0`;
  return exponent === undefined ? dotted : `${dotted}E${exponent}`;
}

function writeArray(items: readonly Value[], spelling: Spelling): string {
  if (items.length === 0) return "{\n}";
  const lines = items.map((item) => {
    if (item.kind === "array") throw new Error("an array cannot be an element of an array");
    return `    ${writeValue(item, spelling)}`;
  });
  return `{\n${lines.join(",\n")}\n}`;
}
