import * as problems from "../diagnostics/catalogue/mof.js";
import type { Origin, Source } from "../source/source.js";
import type { IntegerValue, RealValue } from "../model/value.js";
import type { Collector } from "../diagnostics/collector.js";
import type { Target } from "./literal.js";
import { loneOctet } from "./octets.js";

/** The LCM that a document is for, as far as it reads words in its own way (lcm-rules §4). */
export interface Reader {
  readonly target: Target;
  /** The document is in UTF-8, of which an LCM sees the bytes: a character beyond ASCII is more than one. */
  readonly utf8: boolean;
}

/** Where the words of a file are read: what is wrong with them goes to the collector. */
export interface Reading {
  readonly source: Source;
  readonly collector: Collector;
  /** Undefined for a schema. */
  readonly reader: Reader | undefined;
  /** Inside a class: schemas in the wild hold escapes that no LCM takes, and Microsoft's compiler reads them. */
  lenient: boolean;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["t", "\t"],
  ["n", "\n"],
  ["f", "\f"],
  ["r", "\r"],
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
]);

interface ReadText {
  readonly text: string;
  readonly faulty: boolean;
}

/**
 * The text of a string literal, given with its quotes. `\xHHHH` is one UTF-16 unit, of which Linux keeps the low
 * byte, in UTF-8 as a lone one (`withCharacters`); U+0000 ends the string. Can report `mof/invalid-escape` (the character is then kept), `mof/nul-escape`,
 * `mof/low-byte-escape` and `mof/control-character`. `faulty` when an LCM refuses it.
 */
export function readString(image: string, start: number, reading: Reading): ReadText {
  const end = image.length - 1;
  reportControl(image, start, reading);
  let slash = image.indexOf("\\");
  if (slash < 0) return { text: image.slice(1, end), faulty: false };
  let faulty = false;
  let text = image.slice(1, slash);
  while (slash >= 0) {
    const letter = image.charAt(slash + 1);
    let next = slash + 2;
    const plain = escapes.get(letter);
    if (plain !== undefined) {
      text += plain;
    } else if (isHexadecimalEscape(image, slash)) {
      next = slash + 6;
      const unit = readEscape(image.slice(slash, next), start + slash, reading);
      if (unit === 0) {
        reading.collector.add(problems.nulEscape(place(reading, start + slash, 6), undefined));
        return { text, faulty };
      }
      text += isByte(unit, reading) ? loneOctet(unit) : String.fromCharCode(unit);
    } else {
      reportEscape(`\\${letter}`, start + slash, reading);
      faulty = !reading.lenient;
      text += letter;
    }
    slash = image.indexOf("\\", next);
    text += image.slice(next, slash < 0 ? end : slash);
  }
  return { text, faulty };
}

/** The unit of `\xHHHH`; the LCM of Linux keeps only its low byte (lcm-rules 4.1). */
function readEscape(escape: string, start: number, reading: Reading): number {
  const unit = Number.parseInt(escape.slice(2), 16);
  if (reading.reader?.target !== "linux") return unit;
  reading.collector.add(problems.lowByteEscape(place(reading, start, escape.length), { escape }));
  return unit & 0xff;
}

/** Whether what an escape gives is a byte among those of UTF-8, and none that is a character by itself. */
function isByte(unit: number, { reader }: Reading): boolean {
  return unit > 0x7f && reader?.target === "linux" && reader.utf8;
}

/** An LCM keeps a control character that stands in the quotes as it is; editors and transports do not. */
function reportControl(image: string, start: number, reading: Reading): void {
  if (reading.reader === undefined) return;
  const at = image.search(/[\0-\x1f\x7f]/);
  if (at < 0) return;
  const character = codeOf(image.charCodeAt(at));
  reading.collector.add(problems.controlCharacter(place(reading, start + at, 1), { character }));
}

function codeOf(unit: number): string {
  return `U+${unit.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** `\xHHHH` or `\XHHHH`, with exactly four digits. */
function isHexadecimalEscape(image: string, slash: number): boolean {
  const letter = image.charAt(slash + 1);
  return (letter === "x" || letter === "X") && /^[0-9A-Fa-f]{4}$/.test(image.slice(slash + 2, slash + 6));
}

function reportEscape(escape: string, start: number, reading: Reading): void {
  const severity = reading.lenient ? "warning" : "error";
  const origin = place(reading, start, escape.length);
  reading.collector.add(problems.invalidEscape(origin, { escape }, { severity }));
}

/** The unit of a character literal, given with its quotes; `\x` takes up to four digits here, `'\x'` is zero. */
export function readCharacter(image: string, start: number, reading: Reading): string {
  const letter = image.charAt(2);
  reportControl(image, start, reading);
  if (image.charAt(1) !== "\\") {
    const unit = image.charCodeAt(1);
    if (reading.reader?.utf8 === true && unit > 0x7f) {
      const parameters = { expected: "one ASCII character in the quotes", found: codeOf(unit) };
      reading.collector.add(problems.syntax(place(reading, start, image.length), parameters));
    }
    return image.slice(1, -1);
  }
  if (letter === "x" || letter === "X") {
    return String.fromCharCode(Number.parseInt(`0${image.slice(3, -1)}`, 16));
  }
  const plain = escapes.get(letter);
  if (plain === undefined) reportEscape(`\\${letter}`, start + 1, reading);
  return plain ?? letter;
}

const real = /^[+-]?[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?$/;

/**
 * The value of a word that starts like a number: an integer in any base, exact to 64 bits, or a real. Undefined
 * with `mof/invalid-number` and `mof/integer-overflow`; can also report `mof/real-overflow`, `mof/octal-integer`
 * and `mof/binary-integer`.
 */
export function readNumber(
  image: string,
  start: number,
  reading: Reading,
): IntegerValue | RealValue | undefined {
  if (/^[+-]?[0-9]+$/.test(image) || /^[+-]?(?:0[xX][0-9A-Fa-f]+|[01]+[bB])$/.test(image)) {
    return readInteger(image, start, reading);
  }
  const origin = place(reading, start, image.length);
  if (!real.test(image)) {
    reading.collector.add(
      problems.invalidNumber(origin, { text: shortened(image), better: repaired(image) }),
    );
    return undefined;
  }
  const number = Number(image);
  if (Number.isFinite(number)) return { kind: "real", number };
  reading.collector.add(problems.realOverflow(origin, { text: shortened(image) }));
  return { kind: "real", number };
}

function readInteger(image: string, start: number, reading: Reading): IntegerValue | undefined {
  const origin = place(reading, start, image.length);
  const negative = image.startsWith("-");
  const unsigned = /^[+-]/.test(image) ? image.slice(1) : image;
  const { prefix, digits, most } = notation(unsigned);
  if (prefix === "0o" && /[89]/.test(digits)) {
    reading.collector.add(problems.invalidNumber(origin, { text: shortened(image), better: undefined }));
    return undefined;
  }
  const magnitude = digits.length > most ? undefined : BigInt(prefix + (digits || "0"));
  const value = magnitude === undefined || !negative ? magnitude : -magnitude;
  if (value === undefined || value < -(2n ** 63n) || value >= 2n ** 64n) {
    reading.collector.add(problems.integerOverflow(origin, { text: shortened(image) }));
    return undefined;
  }
  const decimal = value.toString();
  if (prefix === "0o") reading.collector.add(problems.octalInteger(origin, { text: image, decimal }));
  if (prefix === "0b") {
    // Whether the LCM of Linux reads one depends on the bytes that happen to stand behind it (lcm-rules 4.2).
    const severity = reading.reader?.target === "linux" ? "error" : "warning";
    reading.collector.add(problems.binaryInteger(origin, { text: image, decimal }, { severity }));
  }
  return { kind: "integer", text: decimal };
}

/** JavaScript's prefix for the base, the digits without leading zeros, and how many of them 64 bits can need. */
function notation(word: string): { readonly prefix: string; readonly digits: string; readonly most: number } {
  if (/^0[xX]/.test(word)) return { prefix: "0x", digits: word.slice(2).replace(/^0+/, ""), most: 16 };
  if (/[bB]$/.test(word)) return { prefix: "0b", digits: word.slice(0, -1).replace(/^0+/, ""), most: 64 };
  if (/^0./.test(word)) return { prefix: "0o", digits: word.replace(/^0+/, ""), most: 22 };
  return { prefix: "", digits: word, most: 20 };
}

/** `1.` and `1e5` as MOF writes them; undefined when the word is no number elsewhere either. */
function repaired(image: string): string | undefined {
  const parts = /^([+-]?[0-9]{1,40})\.?([eE][+-]?[0-9]{1,5})?$/.exec(image);
  return parts === null ? undefined : `${parts[1] ?? ""}.0${parts[2] ?? ""}`;
}

/** A word as a message shows it. */
export function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}

function place({ source }: Reading, start: number, length: number): Origin {
  return { source, start, end: start + length };
}
