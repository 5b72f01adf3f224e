import { assertNever } from "../source/assert-never.js";
import type { Target } from "./literal.js";

export type DocumentEncoding = "ascii" | "utf8" | "utf16le";

const encoder = new TextEncoder();

/**
 * The bytes of a document. Unless an encoding is given, ASCII where that is enough, since every LCM reads it, else
 * what the target's LCM reads: UTF-16LE with byte order mark on Windows, UTF-8 without on Linux. Throws when
 * `ascii` is asked for a text that is not: the caller asks `isAscii` first.
 */
export function encodeDocument(text: string, target: Target, encoding?: DocumentEncoding): Uint8Array {
  const utf8 = encoder.encode(text);
  // Only ASCII characters take as many bytes in UTF-8 as units in the text: the bytes are ASCII then.
  const ascii = utf8.length === text.length;
  const chosen = encoding ?? (ascii ? "ascii" : target === "windows" ? "utf16le" : "utf8");
  switch (chosen) {
    case "ascii":
      if (!ascii) throw new Error("the text is not ASCII");
      return utf8;
    case "utf8":
      return utf8;
    case "utf16le":
      return encodeUtf16(text);
    default:
      return assertNever(chosen);
  }
}

/** True when a text is ASCII only, so that every LCM reads it whatever its encoding. */
export function isAscii(text: string): boolean {
  return encoder.encode(text).length === text.length;
}

function encodeUtf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length + 2);
  bytes[0] = 0xff;
  bytes[1] = 0xfe;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    bytes[2 * index + 2] = unit & 0xff;
    bytes[2 * index + 3] = unit >> 8;
  }
  return bytes;
}
