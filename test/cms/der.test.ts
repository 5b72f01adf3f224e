import { expect, test } from "vitest";
import { decode, encode, encodeObjectIdentifier, tags } from "../../src/cms/der.js";

test.each([0, 1, 127, 128, 129, 255, 256, 257, 65_535, 65_536, 65_537, 16_777_216])(
  "%i octets come back with the shortest length that tells them",
  (length) => {
    const content = new Uint8Array(length).fill(0x5a);
    const bytes = encode(tags.octetString, content);
    const octets = length < 128 ? 0 : Math.ceil(length.toString(16).length / 2);
    expect(bytes.length).toBe(2 + octets + length);
    const [element, ...others] = decode(bytes) ?? [];
    expect(others).toEqual([]);
    expect(element?.tag).toBe(tags.octetString);
    expect(element?.content.length).toBe(length);
    expect(Buffer.compare(element?.bytes ?? content, bytes)).toBe(0);
  },
);

test("elements stand one behind the other, and no octet between them", () => {
  const bytes = Uint8Array.of(0x02, 1, 7, 0x05, 0, 0x04, 2, 8, 9);
  expect(decode(bytes)?.map(({ tag, content }) => [tag, ...content])).toEqual([[2, 7], [5], [4, 8, 9]]);
  expect(decode(Uint8Array.of())).toEqual([]);
});

test.each([
  ["no length", [0x02]],
  ["fewer octets than the length tells", [0x02, 2, 7]],
  ["a length that is left open", [0x30, 0x80, 0, 0]],
  ["a length without its octets", [0x02, 0x82, 0]],
  ["a length of five octets", [0x02, 0x85, 0, 0, 0, 0, 1, 7]],
  ["a length far beyond the end", [0x02, 0x84, 0xff, 0xff, 0xff, 0xff, 7]],
  ["something behind an element", [0x02, 1, 7, 0x02]],
])("%s is not read", (_, octets) => {
  expect(decode(Uint8Array.from(octets))).toBeUndefined();
});

test.each([
  ["2.5.29.15", [0x06, 3, 0x55, 0x1d, 0x0f]],
  ["1.2.840.113549.1.7.3", [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 3]],
  ["1.3.127.128.16384", [0x06, 7, 0x2b, 0x7f, 0x81, 0x00, 0x81, 0x80, 0x00]],
])("the identifier %s", (dotted, octets) => {
  expect([...encodeObjectIdentifier(dotted)]).toEqual(octets);
});
