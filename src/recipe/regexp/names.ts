import type { PatternCursor } from "./cursor.js";

/** What a backreference or a condition refers to. */
export interface Reference {
  readonly groups: readonly number[];
  readonly named: boolean;
}

/** A name between brackets, up to and without what ended it. */
interface RawName {
  readonly text: string;
  /** The sign that ended it; empty at the end of the pattern. */
  readonly closer: string;
}

/**
 * Reads what stands behind `<` or `'`. A name may hold any character (Ruby's Onigmo); its first one may even be
 * one that would end it.
 */
function readName(cursor: PatternCursor, stops: readonly string[]): RawName | undefined {
  let text = "";
  let sign = cursor.next();
  for (; sign !== undefined; sign = cursor.next()) {
    if (sign.kind !== "character") {
      cursor.fail("unsupported", sign.start, "an escape in the name of a group");
      return undefined;
    }
    const character = String.fromCodePoint(sign.point);
    if (text !== "" && stops.includes(character)) return { text, closer: character };
    text += character;
  }
  return { text, closer: "" };
}

function closerOf(opener: string): string {
  return { "<": ">", "(": ")" }[opener] ?? "'";
}

/** A name behind its bracket, with the one that should close it; `ends` may end it too. Undefined: failed. */
function readBetween(
  cursor: PatternCursor,
  start: number,
  ends: readonly string[],
): (RawName & { readonly close: string }) | undefined {
  const close = closerOf(cursor.character());
  cursor.position++;
  if (cursor.offset === cursor.length || cursor.sees(close)) {
    cursor.fail("invalid", start, "group name is empty");
    return undefined;
  }
  const name = readName(cursor, [close, ...ends]);
  return name && { ...name, close };
}

function invalidName(cursor: PatternCursor, start: number, { text }: RawName): undefined {
  cursor.fail("invalid", start, `invalid group name <${text}>`);
}

/** `(?<name>` and `(?'name'`: the cursor stands at the bracket. Undefined: failed. */
export function readGroupName(cursor: PatternCursor, start: number): string | undefined {
  const name = readBetween(cursor, start, [")"]);
  if (name === undefined) return undefined;
  if (name.closer !== name.close || /^[-\p{Nd}]/u.test(name.text)) return invalidName(cursor, start, name);
  return name.text;
}

/** `<name>`, `'1'`, `<-1>` of a backreference or a condition: the cursor stands at the bracket. Undefined: failed. */
export function readBackreferenceName(cursor: PatternCursor, start: number): Reference | undefined {
  const name = readBetween(cursor, start, [")", "+", "-"]);
  if (name === undefined) return undefined;
  const { text, closer, close } = name;
  const isNumber = /^-?[0-9]+$/.test(text);
  if (/^[-\p{Nd}]/u.test(text) && !isNumber) return invalidName(cursor, start, name);
  if (closer !== close) {
    const level = (closer === "+" || closer === "-") && cursor.digits() !== "" && cursor.take(close);
    if (!level) return invalidName(cursor, start, name);
    cursor.fail("unsupported", start, "a backreference with a nest level");
    return undefined;
  }
  return isNumber ? byNumber(cursor, start, text) : byName(cursor, start, text);
}

function byNumber(cursor: PatternCursor, start: number, text: string): Reference | undefined {
  const number = Number(text);
  const group = number < 0 ? cursor.groups + 1 + number : number;
  if (number === 0) cursor.fail("invalid", start, `invalid group name <${text}>`);
  else if (group <= 0) cursor.fail("invalid", start, "invalid backref number/name");
  else return { groups: [group], named: false };
  return undefined;
}

function byName(cursor: PatternCursor, start: number, text: string): Reference | undefined {
  const groups = cursor.names.get(text);
  if (groups !== undefined) return { groups: [...groups], named: true };
  cursor.fail("invalid", start, `undefined name <${text}> reference`);
  return undefined;
}

/** `1)` of `(?(1)`: the cursor stands at the digit. Undefined: failed. */
export function readConditionNumber(cursor: PatternCursor, start: number): Reference | undefined {
  const digits = cursor.digits();
  if (cursor.take(")") && Number(digits) > 0) return { groups: [Number(digits)], named: false };
  cursor.fail("invalid", start, `invalid group name <${digits}>`);
  return undefined;
}
