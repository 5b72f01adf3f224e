/** Bytes to text: what configuration documents and schema files come in, and the UTF-8 of recipes. */

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding; readonly bom: boolean }
  /** `reason` goes on from "The file …": `is UTF-32, which …`. */
  | { readonly ok: false; readonly reason: string };

/**
 * The text of a MOF file, without its byte order mark. An LCM knows the encoding by the mark, or by a zero
 * among the first two bytes; an unmarked file that is not UTF-8 is read as Windows' own code page. A second
 * byte order mark is kept: it is text, and no reader takes it. What contradicts its own mark is refused, unless
 * `broken` asks for the text that an LCM makes of it, which looks at no character.
 */
export function decodeText(bytes: Uint8Array, broken: "refused" | "read" = "refused"): Decoded {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return utf32;
  if (first === 0 && second === 0) return utf32;
  const units = broken === "read" ? readUnits : refuseHalves;
  if (first === 0xff && second === 0xfe) return decodeUtf16(bytes, "utf-16le", true, units);
  if (first === 0xfe && second === 0xff) return decodeUtf16(bytes, "utf-16be", true, units);
  if (second === 0) return decodeUtf16(bytes, "utf-16le", false, units);
  if (first === 0) return decodeUtf16(bytes, "utf-16be", false, units);
  const bom = first === 0xef && second === 0xbb && third === 0xbf;
  const body = bom ? bytes.subarray(3) : bytes;
  const text = decodeStrictly("utf-8", body);
  if (text !== undefined) return { ok: true, text, encoding: "utf-8", bom };
  if (bom && broken === "refused")
    return { ok: false, reason: "has the byte order mark of UTF-8 but holds bytes that are not UTF-8" };
  return { ok: true, text: decodeWindows1252(body), encoding: "windows-1252", bom };
}

/** What windows-1252 has where Latin-1 has control characters, 0x80 to 0x9F; five of them stay what they are. */
const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Several versions of Node.js decode windows-1252 as Latin-1, so the difference is mended here. */
function decodeWindows1252(bytes: Uint8Array): string {
  const text = new TextDecoder("windows-1252").decode(bytes);
  return text.replace(/[\x80-\x9f]/g, (control) => windows1252.charAt(control.charCodeAt(0) - 0x80));
}

const utf32: Decoded = { ok: false, reason: "is UTF-32, which no LCM reads" };

type Utf16 = "utf-16le" | "utf-16be";

/** What half a surrogate pair makes of a text: nothing, or itself. */
type HalvesRule = (body: Uint8Array, encoding: Utf16) => string | undefined;

const refuseHalves: HalvesRule = () => undefined;

const readUnits: HalvesRule = (body, encoding) => {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const parts: string[] = [];
  const chunk = 16_384;
  for (let start = 0; start < body.length; start += chunk) {
    const length = Math.min(chunk, body.length - start) / 2;
    const units = Array.from({ length }, (_, index) =>
      view.getUint16(start + 2 * index, encoding === "utf-16le"),
    );
    parts.push(String.fromCharCode(...units));
  }
  return parts.join("");
};

function decodeUtf16(bytes: Uint8Array, encoding: Utf16, bom: boolean, halves: HalvesRule): Decoded {
  if (bytes.length % 2 === 1) {
    return { ok: false, reason: "is UTF-16 with an odd number of bytes: its end is missing" };
  }
  const body = bom ? bytes.subarray(2) : bytes;
  const text = decodeStrictly(encoding, body) ?? halves(body, encoding);
  if (text === undefined) return { ok: false, reason: "is UTF-16 that holds half a character" };
  return { ok: true, text, encoding, bom };
}

/** The text, or undefined when the bytes are not of the encoding. */
function decodeStrictly(encoding: Encoding, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export type DecodedUtf8 =
  | { readonly ok: true; readonly text: string; readonly bom: boolean }
  | {
      readonly ok: false;
      /** Where the first sequence that is not UTF-8 starts, in bytes from 0. */
      readonly offset: number;
      /** The same place as people count it: line and column from 1, the column in UTF-16 units. */
      readonly line: number;
      readonly column: number;
    };

/** The text of a recipe, which has to be UTF-8, without its byte order mark; or where it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): DecodedUtf8 {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const start = bom ? 3 : 0;
  const text = decodeStrictly("utf-8", bytes.subarray(start));
  if (text !== undefined) return { ok: true, text, bom };
  const offset = firstInvalid(bytes, start);
  const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(start, offset));
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line += 1;
  return { ok: false, offset, line, column: before.length - lineStart + 1 };
}

function firstInvalid(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** The length of the well-formed sequence at an offset, 0 when there is none (The Unicode Standard, table 3-7). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (second < lowest || second > highest) return 0;
  for (let next = at + 2; next < at + length; next += 1) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
