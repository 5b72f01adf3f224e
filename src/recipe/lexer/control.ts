/** A byte that an escape stands for, and where the escape ends. */
interface EscapedByte {
  readonly byte: number;
  readonly end: number;
}

/** `cx`, `C-x` and `M-x` behind a backslash, nested at will (parse.y, `read_escape`); undefined where Ruby takes none. */
export function controlAt(text: string, at: number): EscapedByte | undefined {
  return escapeAt(text, at, { control: false, meta: false });
}

interface Prefixes {
  readonly control: boolean;
  readonly meta: boolean;
}

function escapeAt(text: string, at: number, prefixes: Prefixes): EscapedByte | undefined {
  const letter = text.charAt(at);
  if (letter !== "c" && letter !== "C" && letter !== "M") return simpleAt(text, at);
  const meta = letter === "M";
  if (meta ? prefixes.meta : prefixes.control) return undefined;
  const dash = letter !== "c";
  if (dash && text.charAt(at + 1) !== "-") return undefined;
  const next = at + (dash ? 2 : 1);
  const inner = text.charAt(next) === "\\";
  const found = inner
    ? escapeAt(text, next + 1, meta ? { ...prefixes, meta } : { ...prefixes, control: true })
    : plainAt(text, next);
  if (found === undefined) return undefined;
  if (meta) return { byte: found.byte | 0x80, end: found.end };
  const isDelete = !inner && text.charAt(next) === "?";
  return { byte: isDelete ? 0x7f : found.byte & 0x9f, end: found.end };
}

function plainAt(text: string, at: number): EscapedByte | undefined {
  return /^[ -~]$/.test(text.charAt(at)) ? { byte: text.charCodeAt(at), end: at + 1 } : undefined;
}

/** The letters that stand for one byte each. */
const letters: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  e: 0x1b,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  s: 0x20,
  t: 0x09,
  v: 0x0b,
};

const number = /([0-7]{1,3})|x([0-9A-Fa-f]{1,2})/y;

function simpleAt(text: string, at: number): EscapedByte | undefined {
  number.lastIndex = at;
  const match = number.exec(text);
  if (match !== null) {
    const [written, octal, hexadecimal = ""] = match;
    const byte = octal === undefined ? parseInt(hexadecimal, 16) : parseInt(octal, 8) & 0xff;
    return { byte, end: at + written.length };
  }
  const letter = text.charAt(at);
  if ("xuU".includes(letter)) return undefined;
  const byte = letters[letter];
  return byte === undefined ? plainAt(text, at) : { byte, end: at + 1 };
}
