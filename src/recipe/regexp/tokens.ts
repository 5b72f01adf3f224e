import type { CharacterSet } from "./character-set.js";
import type { Options, PatternCursor } from "./cursor.js";
import { readBackreferenceName } from "./names.js";
import type { Reference } from "./names.js";
import type { Anchor } from "./pattern.js";
import { boundaryWord, namedProperty, plainName, shorthandSet } from "./properties.js";

/** A token outside of classes (Onigmo, regparse.c, `fetch_token`). `start` is an offset in the pattern. */
export type Token = { readonly start: number } & (
  | { readonly kind: "end" | "alternative" | "open" | "close" | "class" | "line break" | "keep" }
  /** `alone`: it does not join its neighbours (`\x41`). */
  | { readonly kind: "character"; readonly point: number; readonly alone: boolean }
  /** `folds`: it matches by case when case matters not, which shorthands do not. */
  | { readonly kind: "set"; readonly set: CharacterSet; readonly negated: boolean; readonly folds: boolean }
  | { readonly kind: "dot" }
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | { readonly kind: "repeat"; readonly repeat: Repeat }
  | { readonly kind: "backreference"; readonly reference: Reference }
);

/** `*`, `+?`, `{2,3}`. */
export interface Repeat {
  readonly lower: number;
  readonly upper: number;
  readonly greedy: boolean;
  readonly possessive: boolean;
}

/** More than this is refused (`ONIG_MAX_REPEAT_NUM`). */
const MOST_REPEATS = 100_000;

/** The next token. */
export function readToken(cursor: PatternCursor): Token {
  skipIgnored(cursor);
  const start = cursor.offset;
  const sign = cursor.next();
  if (sign === undefined) return { kind: "end", start };
  const { kind, point } = sign;
  if (kind === "number") return { kind: "character", start, point, alone: true };
  if (kind === "escape") return readEscape(cursor, start, point);
  return readOperator(cursor, start, point);
}

/** Comments `(?#…)`, and with `x` white space and `# …` to the end of a line. */
function skipIgnored(cursor: PatternCursor): void {
  for (;;) {
    const start = cursor.offset;
    const character = cursor.character();
    if (character === "(" && cursor.sees("?", 1) && cursor.sees("#", 2)) {
      while (!cursor.sees(")"))
        if (cursor.next() === undefined) return cursor.fail("invalid", start, "end pattern in group");
      cursor.position++;
    } else if (cursor.options.extended && character === "#") {
      let sign = cursor.next();
      // A backslash before the line's end does not hide it.
      while (sign !== undefined && (sign.kind === "number" || sign.point !== 10)) sign = cursor.next();
    } else if (cursor.options.extended && character !== "" && " \t\n\r\f".includes(character))
      cursor.position++;
    else return;
  }
}

const endless = { upper: Infinity, possessive: false, greedy: true };

function readOperator(cursor: PatternCursor, start: number, point: number): Token {
  switch (String.fromCodePoint(point)) {
    case ".":
      return { kind: "dot", start };
    case "*":
      return { kind: "repeat", start, repeat: mode(cursor, { ...endless, lower: 0 }, true) };
    case "+":
      return { kind: "repeat", start, repeat: mode(cursor, { ...endless, lower: 1 }, true) };
    case "?":
      return { kind: "repeat", start, repeat: mode(cursor, { ...endless, lower: 0, upper: 1 }, true) };
    case "{": {
      const repeat = readInterval(cursor, start);
      return repeat === undefined ? literal(start, point) : { kind: "repeat", start, repeat };
    }
    case "|":
      return { kind: "alternative", start };
    case "(":
      return { kind: "open", start };
    case ")":
      return { kind: "close", start };
    case "[":
      return { kind: "class", start };
    case "^":
      return { kind: "anchor", start, anchor: "line start" };
    case "$":
      return { kind: "anchor", start, anchor: "line end" };
    default:
      return literal(start, point);
  }
}

function literal(start: number, point: number): Token {
  return { kind: "character", start, point, alone: false };
}

function setToken(start: number, set: CharacterSet, negated: boolean): Token {
  return { kind: "set", start, set, negated, folds: false };
}

/** The `?` or `+` behind a quantifier. */
function mode(cursor: PatternCursor, repeat: Repeat, mayPossess: boolean): Repeat {
  if (cursor.take("?")) return { ...repeat, greedy: false };
  return mayPossess && cursor.take("+") ? { ...repeat, possessive: true } : repeat;
}

/** `{2}`, `{2,}`, `{,3}`, `{2,3}`; anything else leaves the brace a character. */
function readInterval(cursor: PatternCursor, start: number): Repeat | undefined {
  const before = cursor.position;
  const lower = cursor.digits();
  const comma = cursor.take(",");
  const upper = comma ? cursor.digits() : lower;
  if (Number(lower) > MOST_REPEATS || Number(upper) > MOST_REPEATS) {
    cursor.fail("invalid", start, "too big number for repeat range");
    return undefined;
  }
  if ((lower === "" && upper === "") || !cursor.take("}")) {
    cursor.position = before;
    return undefined;
  }
  const repeat = {
    lower: Number(lower),
    upper: upper === "" ? Infinity : Number(upper),
    greedy: true,
    possessive: false,
  };
  if (repeat.lower > repeat.upper) {
    cursor.fail("invalid", start, "upper is smaller than lower in repeat range");
    return undefined;
  }
  // `{2}?` is not lazy but an optional `{2}`.
  return comma ? mode(cursor, repeat, false) : repeat;
}

/** Control characters by a letter (`conv_backslash_value`); `\b` is one in a class only. */
export const controls: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7, e: 27 };

const anchors: Readonly<Record<string, Anchor>> = {
  ...{ A: "text start", Z: "last line end", z: "text end", G: "search start" },
};

function readEscape(cursor: PatternCursor, start: number, point: number): Token {
  const letter = String.fromCodePoint(point);
  const anchor = anchors[letter];
  if (anchor !== undefined) return { kind: "anchor", start, anchor };
  switch (letter) {
    case "w":
    case "W":
    case "d":
    case "D":
    case "s":
    case "S":
    case "h":
    case "H":
      return setToken(start, shorthand(cursor.options, letter.toLowerCase()), letter < "a");
    case "b":
    case "B":
      return { kind: "anchor", start, anchor: boundary(cursor.options, letter) };
    case "R":
      return { kind: "line break", start };
    case "K":
      return { kind: "keep", start };
    case "X":
      cursor.fail("unsupported", start, "the extended grapheme cluster \\X");
      return { kind: "end", start };
    case "p":
    case "P":
      return readProperty(cursor, start, letter) ?? literal(start, point);
    case "k":
    case "g":
      return readReference(cursor, start, letter);
    default:
      if (letter >= "1" && letter <= "9") return readNumber(cursor, start, letter);
      return literal(start, controls[letter] ?? point);
  }
}

function shorthand({ asciiShorthands }: Options, letter: string): CharacterSet {
  return letter === "w" && !asciiShorthands ? boundaryWord : shorthandSet(letter, asciiShorthands);
}

function boundary({ asciiBoundaries }: Options, letter: string): Anchor {
  if (asciiBoundaries) return letter === "b" ? "ascii word boundary" : "no ascii word boundary";
  return letter === "b" ? "word boundary" : "no word boundary";
}

/** `\p{Alpha}`, `\p{^Alpha}`, `\P{Alpha}`; the cursor stands behind the letter. */
export function readProperty(
  cursor: PatternCursor,
  start: number,
  letter: string,
): (Token & { readonly kind: "set" }) | undefined {
  if (!cursor.take("{")) return undefined;
  const inverted = cursor.take("^");
  let name = "";
  for (; !["", "}", "(", ")", "{", "|"].includes(cursor.character()); cursor.position++)
    name += cursor.character();
  const closed = cursor.take("}");
  const set = closed ? namedProperty(name) : undefined;
  if (set === undefined) {
    if (closed) cursor.fail("unsupported", start, `the character property ${name}`);
    else cursor.fail("invalid", start, "invalid character property name");
    return undefined;
  }
  const negated = (letter === "P") !== inverted;
  return { kind: "set", start, set, negated, folds: plainName(name) !== "ascii" };
}

/** `\1` is a backreference when there is such a group already or it has one digit; else octal, or the digit itself. */
function readNumber(cursor: PatternCursor, start: number, first: string): Token {
  const before = cursor.position;
  const group = Number(first + cursor.digits());
  if (group <= 9 || group <= cursor.groups) {
    const reference: Reference = { groups: [group], named: false };
    return { kind: "backreference", start, reference };
  }
  cursor.position = before;
  if (first >= "8") return literal(start, first.charCodeAt(0));
  let octal = first;
  for (; octal.length < 3 && /^[0-7]$/.test(cursor.character()); cursor.position++)
    octal += cursor.character();
  return { kind: "character", start, point: parseInt(octal, 8), alone: true };
}

/** `\k<name>` and `\g<name>`; without the bracket they are the letter. */
function readReference(cursor: PatternCursor, start: number, letter: string): Token {
  if (!cursor.sees("<") && !cursor.sees("'")) return literal(start, letter.charCodeAt(0));
  if (letter === "g") {
    cursor.fail("unsupported", start, "the subexpression call \\g<…>");
    return { kind: "end", start };
  }
  const reference = readBackreferenceName(cursor, start);
  return reference === undefined ? { kind: "end", start } : { kind: "backreference", start, reference };
}
