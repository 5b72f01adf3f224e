/**
 * Characters that a terminal would obey instead of show, or show as nothing: controls (C0, C1), line and
 * paragraph separators, invisible formatting (direction overrides, zero-width characters), lone surrogates.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Makes any text safe to print on one line: `<U+001B>` stands for what a terminal must not see. */
export function printable(text: string): string {
  return text.replace(unsafe, escaped);
}

/** As `printable`, but lines stay lines. */
export function printableLines(text: string): string {
  return text.split(/\r?\n/).map(printable).join("\n");
}

/** JSON that is safe on a terminal too: what it may hold but a terminal would obey is escaped, which means the same. */
export function printableJson(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

/** Combining marks and variation selectors sit on the character before them. */
const combining = /^[\p{Mn}\p{Me}]$/u;
/** East Asian wide and fullwidth blocks (UAX #11), roughly, and what terminals draw as emoji. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$|^\p{Emoji_Presentation}$/u;

/** How many terminal cells a printable character takes: 0, 1 or 2. */
export function cellsOf(character: string): number {
  if (character < "\u0300") return 1;
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
