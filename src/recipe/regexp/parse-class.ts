import { complement, intersection, rangesOf, union } from "./character-set.js";
import type { CharacterSet, CodeRange } from "./character-set.js";
import type { PatternCursor } from "./cursor.js";
import { posixNames, posixSet, shorthandSet } from "./properties.js";
import { controls, readProperty } from "./tokens.js";

/** `[…]` as written, before case is folded. */
export interface CharacterClass {
  /** Without the negation. */
  readonly set: CharacterSet;
  /** The same without `\w` and `[:word:]`, whose letters do not fold from ASCII to beyond. */
  readonly crossing: CharacterSet;
  readonly negated: boolean;
}

/** A token within a class (Onigmo, regparse.c, `fetch_token_in_cc`). */
type ClassToken = { readonly start: number } & (
  | { readonly kind: "end" | "close" | "range" | "and" | "class" | "bracket" }
  | { readonly kind: "character"; readonly point: number }
  | { readonly kind: "set"; readonly set: CharacterSet; readonly crosses: boolean }
);

/** What `-` means depends on what stands before it (`enum CCSTATE`). */
type State = "start" | "value" | "after set" | "range" | "complete";

/** A class being read: what has been gathered since its start or its last `&&`. */
interface Gathered {
  readonly ranges: CodeRange[];
  readonly sets: CharacterSet[];
  readonly crossing: CharacterSet[];
  /** What stood before the last `&&`. */
  before: { readonly set: CharacterSet; readonly crossing: CharacterSet } | undefined;
  state: State;
  /** The last single character, which may still begin a range. */
  pending: number;
}

/** So far behind `[:` Onigmo looks for `:]` when it does not know the name. */
const LONGEST_BRACKET = 22;

/** How deep classes may nest in classes. */
const DEEPEST = 100;

/** Reads a class; the cursor stands behind its `[`, at the end behind its `]`. Undefined: failed. */
export function readClass(cursor: PatternCursor, start: number): CharacterClass | undefined {
  if (++cursor.depth > DEEPEST) {
    cursor.fail("unsupported", start, `a pattern nested deeper than ${DEEPEST}`);
    return undefined;
  }
  let token = readClassToken(cursor);
  const negated =
    token.kind === "character" &&
    token.point === 0x5e &&
    cursor.signs[cursor.position - 1]?.kind === "character";
  if (negated) token = readClassToken(cursor);
  if (token.kind === "close") {
    if (!closesLater(cursor)) cursor.fail("invalid", start, "empty char-class");
    token = { kind: "character", start: token.start, point: 0x5d };
  }
  const gathered: Gathered = {
    ranges: [],
    sets: [],
    crossing: [],
    before: undefined,
    state: "start",
    pending: 0,
  };
  while (token.kind !== "close" && token.kind !== "end")
    token = addToken(cursor, gathered, token) ?? readClassToken(cursor);
  if (token.kind === "end") cursor.fail("invalid", start, "premature end of char-class");
  cursor.depth--;
  const { set, crossing } = finish(gathered);
  return { set, crossing, negated };
}

/** Whether any `]` follows, be it escaped; then one that comes first is a character. */
function closesLater(cursor: PatternCursor): boolean {
  for (let at = cursor.position; at < cursor.signs.length; at++) {
    const sign = cursor.signs[at];
    if (sign?.point === 0x5d && sign.kind !== "number") return true;
  }
  return false;
}

/** Adds what a token means to the class; returns the token behind it when that had to be read. */
function addToken(cursor: PatternCursor, gathered: Gathered, token: ClassToken): ClassToken | undefined {
  switch (token.kind) {
    case "character":
      return addCharacter(cursor, gathered, token.start, token.point);
    case "set":
      return addSet(cursor, gathered, token);
    case "bracket":
      return addBracket(cursor, gathered, token.start);
    case "range":
      return addHyphen(cursor, gathered, token.start);
    case "class": {
      const inner = readClass(cursor, token.start);
      if (inner === undefined) return undefined;
      gathered.sets.push(inner.negated ? complement(inner.set) : inner.set);
      gathered.crossing.push(inner.negated ? complement(inner.crossing) : inner.crossing);
      return undefined;
    }
    case "and": {
      gathered.before = finish(gathered);
      gathered.ranges.length = gathered.sets.length = gathered.crossing.length = 0;
      gathered.state = "start";
      return undefined;
    }
    default:
      return undefined;
  }
}

function addCharacter(cursor: PatternCursor, gathered: Gathered, start: number, point: number): undefined {
  if (gathered.state === "range") {
    if (gathered.pending > point) cursor.fail("invalid", start, "empty range in char class");
    gathered.ranges.push([gathered.pending, point]);
    gathered.state = "complete";
  } else {
    flush(gathered);
    gathered.state = "value";
  }
  gathered.pending = point;
}

/** The last single character turned out not to begin a range. */
function flush(gathered: Gathered): void {
  if (gathered.state === "value") gathered.ranges.push([gathered.pending, gathered.pending]);
}

function addSet(
  cursor: PatternCursor,
  gathered: Gathered,
  token: ClassToken & { readonly kind: "set" },
): undefined {
  if (gathered.state === "range") cursor.fail("invalid", token.start, "char-class value at end of range");
  flush(gathered);
  gathered.sets.push(token.set);
  if (token.crosses) gathered.crossing.push(token.set);
  gathered.state = "after set";
}

/** `[:alpha:]`; what looks like it and is not leaves its `[` a character. */
function addBracket(cursor: PatternCursor, gathered: Gathered, start: number): undefined {
  const before = cursor.position;
  cursor.position++;
  const negated = cursor.take("^");
  const ahead = Array.from({ length: LONGEST_BRACKET }, (_, index) => cursor.character(index) || "\\");
  const rest = ahead.join("");
  const name = posixNames.find((name) => rest.startsWith(name));
  if (name !== undefined && rest.startsWith(":]", name.length)) {
    cursor.position += name.length + 2;
    const set = posixSet(name, cursor.options.asciiBrackets);
    const crosses = name !== "word" && name !== "ascii" && !cursor.options.asciiBrackets;
    return addSet(cursor, gathered, { kind: "set", start, set: negated ? complement(set) : set, crosses });
  }
  if (name !== undefined || /^[^:\]]{0,20}:\]/u.test(rest)) {
    return void cursor.fail("invalid", start, "invalid POSIX bracket type");
  }
  cursor.position = before;
  return addCharacter(cursor, gathered, start, 0x5b);
}

/** `-`: a range between two characters, else itself. */
function addHyphen(cursor: PatternCursor, gathered: Gathered, start: number): ClassToken | undefined {
  const { state } = gathered;
  if (state === "range") return addCharacter(cursor, gathered, start, 0x2d);
  const next = readClassToken(cursor);
  if (state === "start" || state === "complete" || next.kind === "close" || next.kind === "and") {
    addCharacter(cursor, gathered, start, 0x2d);
  } else if (state === "after set") {
    cursor.fail("invalid", start, "unmatched range specifier in char-class");
  } else gathered.state = "range";
  return next;
}

function finish(gathered: Gathered): { readonly set: CharacterSet; readonly crossing: CharacterSet } {
  flush(gathered);
  const plain = rangesOf(gathered.ranges);
  const set = union([plain, ...gathered.sets]);
  const crossing = union([plain, ...gathered.crossing]);
  const { before } = gathered;
  if (before === undefined) return { set, crossing };
  return { set: intersection(before.set, set), crossing: intersection(before.crossing, crossing) };
}

function readClassToken(cursor: PatternCursor): ClassToken {
  const start = cursor.offset;
  const sign = cursor.next();
  if (sign === undefined) return { kind: "end", start };
  const character = String.fromCodePoint(sign.point);
  if (sign.kind === "escape") return readClassEscape(cursor, start, character);
  if (sign.kind === "character") {
    if (character === "]") return { kind: "close", start };
    if (character === "-") return { kind: "range", start };
    if (character === "[")
      return { kind: cursor.sees(":") && hasBracketEnd(cursor) ? "bracket" : "class", start };
    if (character === "&" && cursor.take("&")) return { kind: "and", start };
  }
  return { kind: "character", start, point: sign.point };
}

/** Whether `:]` comes before any other `]`. */
function hasBracketEnd(cursor: PatternCursor): boolean {
  for (let ahead = 1; ; ahead++) {
    const sign = cursor.signs[cursor.position + ahead];
    if (sign === undefined) return false;
    if (cursor.sees("]", ahead)) return false;
    if (cursor.sees(":", ahead) && cursor.sees("]", ahead + 1)) return true;
  }
}

function readClassEscape(cursor: PatternCursor, start: number, letter: string): ClassToken {
  switch (letter) {
    case "w":
    case "W":
    case "d":
    case "D":
    case "s":
    case "S":
    case "h":
    case "H": {
      const set = shorthandSet(letter.toLowerCase(), cursor.options.asciiShorthands);
      const crosses = letter.toLowerCase() !== "w";
      return { kind: "set", start, set: letter < "a" ? complement(set) : set, crosses };
    }
    case "p":
    case "P": {
      const property = readProperty(cursor, start, letter);
      if (property === undefined) break;
      const set = property.negated ? complement(property.set) : property.set;
      return { kind: "set", start, set, crosses: property.folds };
    }
    case "b":
      return { kind: "character", start, point: 8 };
  }
  if (letter >= "0" && letter <= "7") {
    let octal = letter;
    for (; octal.length < 3 && /^[0-7]$/.test(cursor.character()); cursor.position++)
      octal += cursor.character();
    return { kind: "character", start, point: parseInt(octal, 8) };
  }
  return { kind: "character", start, point: controls[letter] ?? letter.codePointAt(0) ?? 0 };
}
