import type { Options, PatternCursor } from "./cursor.js";
import { readBackreferenceName, readConditionNumber, readGroupName } from "./names.js";
import type { Reference } from "./names.js";

/** What the beginning of a group says it is. */
export type GroupHead =
  | { readonly kind: "plain" | "atomic" }
  | { readonly kind: "capture"; readonly group: number; readonly name: string | undefined }
  | { readonly kind: "look"; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: "condition"; readonly reference: Reference }
  /** `(?i:`, or `(?i)`, which holds to the end of the group around it. */
  | { readonly kind: "options"; readonly options: Options; readonly alone: boolean };

/** Reads the beginning of a group; the cursor stands behind its `(`, `start` is that. Undefined: failed. */
export function readGroupHead(cursor: PatternCursor, start: number): GroupHead | undefined {
  if (!cursor.take("?")) return { kind: "capture", group: ++cursor.groups, name: undefined };
  if (cursor.offset === cursor.length) return stop(cursor, start, "end pattern in group");
  if (cursor.take(":")) return { kind: "plain" };
  if (cursor.take(">")) return { kind: "atomic" };
  if (cursor.take("=")) return { kind: "look", behind: false, negated: false };
  if (cursor.take("!")) return { kind: "look", behind: false, negated: true };
  if (cursor.take("(")) return readCondition(cursor, start);
  if (cursor.sees("'")) return readNamed(cursor, start);
  if (cursor.sees("<")) return readAngle(cursor, start);
  if (cursor.sees("~")) {
    cursor.fail("unsupported", start, "the absence operator (?~…)");
    return undefined;
  }
  return readOptions(cursor, start);
}

function stop(cursor: PatternCursor, start: number, message: string): undefined {
  cursor.fail("invalid", start, message);
}

/** `(?<=`, `(?<!` and `(?<name>`. */
function readAngle(cursor: PatternCursor, start: number): GroupHead | undefined {
  const mark = cursor.character(1);
  if (cursor.position + 1 >= cursor.signs.length)
    return stop(cursor, start, "end pattern with unmatched parenthesis");
  if (mark !== "=" && mark !== "!") return readNamed(cursor, start);
  cursor.position += 2;
  return { kind: "look", behind: true, negated: mark === "!" };
}

function readNamed(cursor: PatternCursor, start: number): GroupHead | undefined {
  const name = readGroupName(cursor, start);
  if (name === undefined) return undefined;
  const group = ++cursor.groups;
  cursor.names.set(name, [...(cursor.names.get(name) ?? []), group]);
  return { kind: "capture", group, name };
}

/** `(?(1)` and `(?(<name>)`; of several groups with the name it asks the first. */
function readCondition(cursor: PatternCursor, start: number): GroupHead | undefined {
  if (/^[0-9]$/.test(cursor.character())) {
    const reference = readConditionNumber(cursor, start);
    return reference === undefined ? undefined : { kind: "condition", reference };
  }
  if (!cursor.sees("<") && !cursor.sees("'")) return stop(cursor, start, "invalid conditional pattern");
  const reference = readBackreferenceName(cursor, start);
  if (reference === undefined) return undefined;
  if (!cursor.take(")")) return stop(cursor, start, "undefined group option");
  return { kind: "condition", reference };
}

/** `(?imx-imx)`, `(?imx-imx:`, with `a`, `d`, `u` for what is ASCII. */
function readOptions(cursor: PatternCursor, start: number): GroupHead | undefined {
  let { options } = cursor;
  let on = true;
  for (;;) {
    const letter = cursor.character();
    if (cursor.offset === cursor.length) return stop(cursor, start, "end pattern in group");
    cursor.position++;
    if (letter === ":" || letter === ")") {
      // Options have at least one letter or a hyphen: "(?)" is not one.
      if (cursor.signs[cursor.position - 2]?.point === 0x3f) break;
      return { kind: "options", options, alone: letter === ")" };
    }
    const changed = letter === "-" ? options : option(options, letter, on);
    if (changed === undefined) break;
    if (letter === "-") on = false;
    options = changed;
  }
  return stop(cursor, start, "undefined group option");
}

function option(options: Options, letter: string, on: boolean): Options | undefined {
  switch (letter) {
    case "i":
      return { ...options, ignoreCase: on };
    case "m":
      return { ...options, multiLine: on };
    case "x":
      return { ...options, extended: on };
  }
  if (!on) return undefined;
  switch (letter) {
    case "a":
      return { ...options, asciiShorthands: true, asciiBrackets: true, asciiBoundaries: true };
    case "d":
      return { ...options, asciiShorthands: true, asciiBrackets: false, asciiBoundaries: false };
    case "u":
      return { ...options, asciiShorthands: false, asciiBrackets: false, asciiBoundaries: false };
    default:
      return undefined;
  }
}
