/** The base that a prefix such as `0x` stands for. */
const prefixes: Readonly<Record<string, number>> = { b: 2, o: 8, d: 10, x: 16 };

/** What stands in front of the digits, and from where on they stand. */
function prefixOf(text: string, at: number, base: number): { readonly base: number; readonly from: number } {
  const letter = text.charAt(at + 1).toLowerCase();
  const prefixed = text.charAt(at) === "0" ? prefixes[letter] : undefined;
  if (base > 0) return { base, from: prefixed === base ? at + 2 : at };
  if (prefixed !== undefined) return { base: prefixed, from: at + 2 };
  if (base < 0) return { base: -base, from: at };
  return text.charAt(at) === "0" ? { base: 8, from: at } : { base: 10, from: at };
}

const space = /^[\t-\r ]*/;

/**
 * An integer as Ruby reads it from a text (`rb_int_parse_cstr`): white space, a sign, a prefix of the base, digits
 * with single underscores between them. Base 0 takes any prefix, -8 too but means octal without one. Strictly all
 * of the text has to be one; otherwise what follows is left out, and of nothing comes 0. Undefined when it is none,
 * "too long" for more digits than numbers may have.
 */
export function parseInteger(text: string, base: number, strict: boolean): bigint | undefined | "too long" {
  let at = space.exec(text)?.[0].length ?? 0;
  const sign = text.charAt(at);
  if (sign === "+" || sign === "-") at += 1;
  const prefix = prefixOf(text, at, base);
  const digit = prefix.base <= 10 ? `[0-${prefix.base - 1}]` : `[0-9a-${(prefix.base - 1).toString(36)}]`;
  const pattern = new RegExp(`${digit}+(?:_${digit}+)*`, "iy");
  pattern.lastIndex = prefix.from;
  const [digits] = pattern.exec(text) ?? [];
  if (digits === undefined) return strict ? undefined : 0n;
  if (strict && !/^[\t-\r ]*$/.test(text.slice(prefix.from + digits.length))) return undefined;
  const plain = digits.replaceAll("_", "");
  if (plain.length > mostDigits) return "too long";
  const value = valueOf(plain, prefix.base);
  return sign === "-" ? -value : value;
}

/** The limit of integers in bits is that many of the digits that hold least. */
const mostDigits = 65_536;

const chunk = 10;

function valueOf(digits: string, base: number): bigint {
  if (base === 10) return BigInt(digits);
  const prefix = { 2: "0b", 8: "0o", 16: "0x" }[base];
  if (prefix !== undefined) return BigInt(prefix + digits);
  let value = 0n;
  for (let at = 0; at < digits.length; at += chunk) {
    const part = digits.slice(at, at + chunk);
    value = value * BigInt(base) ** BigInt(part.length) + BigInt(Number.parseInt(part, base));
  }
  return value;
}

const leadingFloat = /^[\t-\r ]*([+-]?(?:\d+(?:_\d+)*)?(?:\.\d+(?:_\d+)*)?(?:e[+-]?\d+(?:_\d+)*)?)/i;
const wholeFloat = /^[\t-\r ]*([+-]?(?:\d+(?:_\d+)*)?(?:\.\d+(?:_\d+)*)?(?:e[+-]?\d+(?:_\d+)*)?)[\t-\r ]*$/i;

/** Ruby keeps that many digits of a number with underscores or other text behind it. */
const keptDigits = 60;

/**
 * A float as Ruby reads it from a text. Strictly all of the text has to be one; undefined when it is none, and
 * "inexact" for so many digits that it depends on how Ruby was built.
 */
export function parseFloatText(text: string, strict: boolean): number | undefined | "inexact" {
  const [, written = ""] = (strict ? wholeFloat : leadingFloat).exec(text) ?? [];
  const digits = written.replaceAll("_", "");
  // Hexadecimal digits, an exponent of two.
  if (strict && /^[\t-\r ]*[+-]?0x/i.test(text)) return "inexact";
  if (!/^[+-]?(?:\d|\.\d)/.test(digits)) return strict ? undefined : 0;
  if (digits.length > keptDigits) return "inexact";
  return Number(digits);
}
