import { unknown } from "../../evaluate/machine.js";
import type { RuntimeValue, UnknownObject } from "../../evaluate/value.js";
import { pay } from "../given.js";
import { wrong } from "../method.js";
import type { Invocation } from "../method.js";

export type CaseName = "upcase" | "downcase" | "capitalize" | "swapcase";

/** Letters that came, or were given another case, with Unicode 14 and later: which Ruby knows them differs. */
const recent =
  /[\u019b\u0264\u1c89\u1c8a\u2c2f\u2c5f\ua7c0\ua7c1\ua7cb-\ua7dc\u{10570}-\u{105bc}\u{10d50}-\u{10d85}\u{16ea0}-\u{16ed3}]/u;

const beyondAscii = /[^\0-\x7f]/;

const titleCase = /\p{Lt}/u;

// Ruby lowers each letter by itself: it has no final sigma.
function downcase(text: string): string {
  return text.replaceAll("Σ", "σ").toLowerCase();
}

/** One letter as a word starts with it: mostly as in upper case, but of a letter that becomes several only the first. */
function title(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  // The Croatian digraphs and "dz".
  if (code >= 0x1c4 && code <= 0x1cc) return String.fromCharCode(0x1c5 + 3 * Math.floor((code - 0x1c4) / 3));
  if (code >= 0x1f1 && code <= 0x1f3) return "\u01f2";
  // Georgian has capitals for whole words alone.
  if ((code >= 0x10d0 && code <= 0x10ff) || (code >= 0x1c90 && code <= 0x1cbf)) return letter.toLowerCase();
  const upper = letter.toUpperCase();
  if (code === 0x149) return upper;
  // Greek: the iota that stands below stays there.
  if (code >= 0x1f80 && code <= 0x1ffc && upper.length > 1 && upper.endsWith("\u0399")) {
    const below = `${upper.slice(0, -1)}\u0345`;
    return upper.length === 2 ? below.normalize("NFC") : below;
  }
  const [first = "", ...others] = upper;
  return first + others.join("").toLowerCase();
}

function capitalize(text: string): string {
  const [first = ""] = text;
  return title(first) + downcase(text.slice(first.length));
}

function swapcase(text: string): string {
  if (!beyondAscii.test(text))
    return text.replace(/[a-z]+|[A-Z]+/g, (row) => (row >= "a" ? row.toUpperCase() : row.toLowerCase()));
  let swapped = "";
  for (const letter of text) {
    const upper = letter.toUpperCase();
    swapped += upper === letter ? downcase(letter) : upper;
  }
  return swapped;
}

/** What can be said of the languages whose rules are meant. */
const known: ReadonlySet<string> = new Set(["ascii", "fold", "lithuanian", "turkic"]);

const mappings: Readonly<Record<CaseName, (text: string) => string>> = {
  upcase: (text) => text.toUpperCase(),
  downcase,
  capitalize,
  swapcase,
};

/** Ruby's case folding, by which `casecmp?` compares. */
function folded(text: string): string {
  return text.replace(/[^\0-\x7f]|[A-Z]/gu, (letter) => {
    if (letter === "ı") return letter;
    if (letter === "ẞ") return "ss";
    if (/[\u13a0-\u13fd\uab70-\uabbf]/.test(letter)) return letter.toUpperCase();
    return downcase(letter.toUpperCase());
  });
}

function unsettled(call: Invocation<RuntimeValue>): UnknownObject {
  const remedy = "Write the text itself as it should be.";
  return unknown(call.origin, "the case of letters on which Rubies differ", remedy);
}

/** `upcase` and its kin, of the whole of Unicode or, with `:ascii`, of the letters from A to Z. */
export function inCase(
  call: Invocation<RuntimeValue>,
  text: string,
  name: CaseName,
): string | UnknownObject | undefined {
  const [option, ...others] = call.arguments;
  if (option !== undefined) {
    if (option.kind !== "symbol" || !known.has(option.text))
      return wrong(call, option, "a Symbol, such as :ascii");
    if (others.length > 0 || option.text !== "ascii") return undefined;
    if (name === "capitalize")
      return asciiOnly(text.slice(0, 1), mappings.upcase) + asciiOnly(text.slice(1), mappings.downcase);
    return asciiOnly(text, mappings[name]);
  }
  const problem = pay(call, text.length >>> (name === "swapcase" ? 1 : 5));
  if (problem !== undefined) return problem;
  if (recent.test(text) || (name === "swapcase" && titleCase.test(text))) return unsettled(call);
  return mappings[name](text);
}

function asciiOnly(text: string, mapping: (text: string) => string): string {
  return text.replace(/[A-Za-z]+/g, mapping);
}

/** `casecmp`: the order without regard to the case of the letters from A to Z. */
export function asciiFolded(text: string): string {
  return asciiOnly(text, downcase);
}

/** `casecmp?`: the same but for case. */
export function sameButForCase(
  call: Invocation<RuntimeValue>,
  left: string,
  right: string,
): boolean | UnknownObject {
  const problem = pay(call, (left.length + right.length) >>> 2);
  if (problem !== undefined) return problem;
  if (recent.test(left) || recent.test(right)) return unsettled(call);
  return folded(left) === folded(right);
}
