const surrogate = /[\ud800-\udfff]/;

/** The number of characters as Ruby counts them: code points. */
export function characterCount(text: string): number {
  if (!surrogate.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** From the character `start` on, `count` of them; both within the text. */
export function characters(text: string, start: number, count: number): string {
  if (!surrogate.test(text)) return text.slice(start, start + count);
  return Array.from(text)
    .slice(start, start + count)
    .join("");
}

/** Order by code point, which is also the order of UTF-8 bytes and so Ruby's. */
export function compareTexts(left: string, right: string): -1 | 0 | 1 {
  if (left === right) return 0;
  const shorter = Math.min(left.length, right.length);
  let at = 0;
  while (at < shorter && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  if (at === shorter) return left.length < right.length ? -1 : 1;
  return rank(left.charCodeAt(at)) < rank(right.charCodeAt(at)) ? -1 : 1;
}

// UTF-16 puts surrogates (characters beyond U+FFFF) below U+E000; by code point they come last.
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
