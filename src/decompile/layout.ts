import { assertNever } from "../source/assert-never.js";
import { heredocOf, quoted, quotedLines } from "./strings.js";

/** A value as Ruby, before it is known how much of it fits on a line. */
export type Expression =
  /** Code that is never broken up. */
  | { readonly kind: "word"; readonly code: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "hash"; readonly entries: readonly Entry[] }
  /** `name('first', 'key' => value)` */
  | {
      readonly kind: "call";
      readonly name: string;
      readonly first: string;
      readonly entries: readonly Entry[];
    };

/** `'key' => value` */
export interface Entry {
  readonly key: string;
  readonly value: Expression;
}

/** As many characters as a line of a recipe has, where that can be helped. */
const width = 100;

const step = "  ";

/**
 * `head` with a value behind it, indented: on one line where it fits, else with an element a line. A text of several
 * lines is a heredoc where that is exact.
 */
export function statement(head: string, value: Expression, indent: string): string {
  const heredoc = value.kind === "text" ? heredocOf(value.text) : undefined;
  if (heredoc === undefined)
    return `${indent}${head}${laidOut(value, indent, indent.length + head.length)}\n`;
  const { opener, body, terminator, squiggly } = heredoc;
  const lines = body.map((line) => (line === "" || !squiggly ? line : `${indent}${step}${line}`));
  return [`${indent}${head}${opener}`, ...lines, `${indent}${terminator}`, ""].join("\n");
}

/** `used` is how many characters stand in front of the value on its line. */
function laidOut(value: Expression, indent: string, used: number): string {
  const flat = onOneLine(value, width - used);
  if (flat !== undefined) return flat;
  const inner = indent + step;
  switch (value.kind) {
    case "word":
      return value.code;
    case "text": {
      const lines = quotedLines(value.text);
      return lines.length === 1 ? quoted(value.text) : lines.join(` \\\n${inner}`);
    }
    case "list":
      return bracketed(
        "[",
        value.items.map((item) => laidOut(item, inner, inner.length + 1)),
        "]",
        indent,
      );
    case "hash":
      return bracketed("{", pairs(value.entries, inner), "}", indent);
    case "call": {
      const parts = [quoted(value.first), ...pairs(value.entries, inner)];
      return `${value.name}(\n${parts.map((part) => inner + part).join(",\n")}\n${indent})`;
    }
    default:
      return assertNever(value);
  }
}

function bracketed(open: string, parts: readonly string[], close: string, indent: string): string {
  return `${open}\n${parts.map((part) => `${indent}${step}${part},\n`).join("")}${indent}${close}`;
}

function pairs(entries: readonly Entry[], indent: string): readonly string[] {
  return entries.map(({ key, value }) => {
    const head = `${quoted(key)} => `;
    return head + laidOut(value, indent, indent.length + head.length + 1);
  });
}

/** Undefined when it is longer than `room`, or has a text of several lines. */
function onOneLine(value: Expression, room: number): string | undefined {
  if (room < 0) return undefined;
  switch (value.kind) {
    case "word":
      return value.code.length <= room ? value.code : undefined;
    case "text":
      return /\n./s.test(value.text) || value.text.length > room
        ? undefined
        : within(quoted(value.text), room);
    case "list":
      return joined(
        "[",
        value.items.map((item) => [item]),
        "]",
        room,
      );
    case "hash":
      return value.entries.length === 0 ? "{}" : joined("{ ", value.entries.map(withKey), " }", room);
    case "call":
      return joined(`${value.name}(${quoted(value.first)}, `, value.entries.map(withKey), ")", room);
    default:
      return assertNever(value);
  }
}

function withKey({ key, value }: Entry): readonly Expression[] {
  return [{ kind: "word", code: `${quoted(key)} => ` }, value];
}

function within(code: string, room: number): string | undefined {
  return code.length <= room ? code : undefined;
}

/** Parts with a comma between them; what is too long is given up before all of it has been written. */
function joined(
  open: string,
  parts: readonly (readonly Expression[])[],
  close: string,
  room: number,
): string | undefined {
  let written = open;
  for (const [index, part] of parts.entries()) {
    if (index > 0) written += ", ";
    for (const piece of part) {
      const code = onOneLine(piece, room - written.length - close.length);
      if (code === undefined) return undefined;
      written += code;
    }
  }
  return within(written + close, room);
}
