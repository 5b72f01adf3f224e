/** A byte that is no part of a character in UTF-8, as one UTF-16 unit that no text has: a lone surrogate. */
export function loneOctet(byte: number): string {
  return String.fromCharCode(0xdc00 + byte);
}

/** The bytes of characters beyond ASCII in UTF-8 (RFC 3629 §4, UTF8-2 to UTF8-4), each as `loneOctet` has it. */
const character =
  /[\udcc2-\udcdf][\udc80-\udcbf]|(?:\udce0[\udca0-\udcbf]|[\udce1-\udcec\udcee\udcef][\udc80-\udcbf]|\udced[\udc80-\udc9f])[\udc80-\udcbf]|(?:\udcf0[\udc90-\udcbf]|[\udcf1-\udcf3][\udc80-\udcbf]|\udcf4[\udc80-\udc8f])[\udc80-\udcbf]{2}/gu;

/**
 * A text with bytes in it (`loneOctet`), in which those that stand together for a character are that character: what an
 * LCM that sees the bytes takes for the same text is the same text here.
 */
export function withCharacters(text: string): string {
  return text.replace(character, (octets) =>
    new TextDecoder().decode(Uint8Array.from(octets, (octet) => octet.charCodeAt(0) & 0xff)),
  );
}
