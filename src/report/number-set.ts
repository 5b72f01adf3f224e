/** A set of whole numbers from 0 on, a bit each: a problem of thousands of nodes knows each of them. */
export interface NumberSet {
  bytes: Uint8Array;
  size: number;
}

export function newNumberSet(): NumberSet {
  return { bytes: new Uint8Array(8), size: 0 };
}

/** Adds a number, which may be in the set already. */
export function addNumber(set: NumberSet, number: number): void {
  const index = number >>> 3;
  if (index >= set.bytes.length) {
    const longer = new Uint8Array(Math.max(index + 1, set.bytes.length * 2));
    longer.set(set.bytes);
    set.bytes = longer;
  }
  const byte = set.bytes[index] ?? 0;
  const bit = 1 << (number & 7);
  if ((byte & bit) !== 0) return;
  set.bytes[index] = byte | bit;
  set.size += 1;
}
