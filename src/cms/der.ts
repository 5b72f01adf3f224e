/** As much of ASN.1's Distinguished Encoding Rules (X.690) as certificates and CMS messages need. */

export const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The tag `[number]`, of something that has parts or, where IMPLICIT takes the place of a string's tag, has none. */
export function contextTag(number: number, constructed: boolean): number {
  return (constructed ? 0xa0 : 0x80) | number;
}

/** One element: its tag, what it holds, and all its bytes as they stand. */
export interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly bytes: Uint8Array;
}

/** An element of these contents, joined. */
export function encode(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  return Buffer.concat([Uint8Array.of(tag, ...lengthOctets(length)), ...contents]);
}

/** Below 128 the length itself, else how many octets it has and these, the highest first (X.690 §8.1.3). */
function lengthOctets(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) octets.unshift(rest % 0x100);
  return [0x80 | octets.length, ...octets];
}

/** An object identifier from its numbers with dots: the first two in one, each in groups of seven bits (X.690 §8.19). */
export function encodeObjectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const octets = [first * 40 + second, ...rest].flatMap((arc) => {
    const groups = [arc % 0x80];
    for (let left = Math.floor(arc / 0x80); left > 0; left = Math.floor(left / 0x80)) {
      groups.unshift(0x80 | (left % 0x80));
    }
    return groups;
  });
  return encode(tags.objectIdentifier, Uint8Array.from(octets));
}

/** The elements that stand one behind the other; undefined when the bytes are anything else. */
export function decode(bytes: Uint8Array): readonly Element[] | undefined {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = lengthAt(bytes, at + 1);
    if (length === undefined) return undefined;
    const end = length.start + length.value;
    if (end > bytes.length) return undefined;
    const content = bytes.subarray(length.start, end);
    elements.push({ tag: bytes[at] ?? 0, content, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return elements;
}

/** A length of at most four octets, and where the content starts; DER has no length that is left open. */
function lengthAt(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly start: number } | undefined {
  const first = bytes[at];
  if (first === undefined || first < 0x80)
    return first === undefined ? undefined : { value: first, start: at + 1 };
  const start = at + 1 + (first & 0x7f);
  if (first === 0x80 || first > 0x84 || start > bytes.length) return undefined;
  return { value: bytes.subarray(at + 1, start).reduce((sum, octet) => sum * 0x100 + octet, 0), start };
}
