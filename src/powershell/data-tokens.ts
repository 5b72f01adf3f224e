/**
 * A token of a PowerShell data file. `refused` is one whose value would have to be worked out, or that PowerShell
 * itself refuses; `text` is then why, as the end of a sentence.
 */
export interface DataToken {
  readonly kind: "string" | "word" | "mark" | "line" | "refused" | "unclosed" | "end";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The tokens of a data file without blanks and comments, each read when it is asked for; takes linear time. */
export function* dataTokens(text: string): Generator<DataToken, void> {
  let at = 0;
  while (at < text.length) {
    const end = endOfBlank(text, at);
    if (end > at) {
      at = end;
      continue;
    }
    const token = readToken(text, at);
    yield token;
    at = token.end;
  }
}

/** The end of the blanks, comment (`# …`, `<# … #>`) or continued line at `at`. */
function endOfBlank(text: string, at: number): number {
  if (text.startsWith("<#", at)) {
    const end = text.indexOf("#>", at + 2);
    return end < 0 ? at : end + 2;
  }
  if (text[at] === "#") return endBefore(text, "\n", at);
  if (text[at] === "`" && /^\r?\n/.test(text.slice(at + 1, at + 3))) return text.indexOf("\n", at) + 1;
  const blank = /[^\S\n]+/y;
  blank.lastIndex = at;
  return blank.test(text) ? blank.lastIndex : at;
}

function endBefore(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}

// PowerShell takes typographic quotes for straight ones.
const singleQuote = /['\u2018-\u201b]/;
const doubleQuote = /["\u201c-\u201e]/;

function readToken(text: string, at: number): DataToken {
  const character = text[at] ?? "";
  const next = text[at + 1] ?? "";
  if (character === "\n") return { kind: "line", text: "\n", start: at, end: at + 1 };
  if (character === "@" && singleQuote.test(next)) return hereString(text, at, "single");
  if (character === "@" && doubleQuote.test(next)) return hereString(text, at, "double");
  if (character === "@" && (next === "{" || next === "(")) return mark(text, at, at + 2);
  if (singleQuote.test(character)) return singleQuoted(text, at);
  if (doubleQuote.test(character)) return doubleQuoted(text, at);
  if (text.startsWith("<#", at)) return unclosed(text, at, "the comment that starts here does not end");
  // A name, a number or a variable, up to what would end it inside of a table or a list.
  const word = /[$.]?[\p{L}\p{N}_](?:[\p{L}\p{N}_.:]|(?<=[\d.]e)[-+](?=\d))*/iuy;
  word.lastIndex = at;
  if (word.test(text))
    return { kind: "word", text: text.slice(at, word.lastIndex), start: at, end: word.lastIndex };
  return mark(text, at, at + 1);
}

function mark(text: string, start: number, end: number): DataToken {
  return { kind: "mark", text: text.slice(start, end), start, end };
}

function unclosed(text: string, start: number, reason: string): DataToken {
  return { kind: "unclosed", text: reason, start, end: text.length };
}

const noQuote = "the text that starts here has no closing quotation mark";

/** `'…'`; a doubled quote stands for one. */
function singleQuoted(text: string, start: number): DataToken {
  let value = "";
  for (let at = start + 1; ;) {
    const quote = search(text, /['\u2018-\u201b]/g, at);
    if (quote === undefined) return unclosed(text, start, noQuote);
    value += text.slice(at, quote);
    const second = text[quote + 1] ?? "";
    if (!singleQuote.test(second)) return { kind: "string", text: value, start, end: quote + 1 };
    value += second;
    at = quote + 2;
  }
}

/** `"…"`; a doubled quote stands for one, a backtick escapes, a variable is expanded: that is refused. */
function doubleQuoted(text: string, start: number): DataToken {
  let value = "";
  let refused: string | undefined;
  for (let at = start + 1; ;) {
    const stop = search(text, /["\u201c-\u201e`$]/g, at);
    if (stop === undefined) return unclosed(text, start, noQuote);
    value += text.slice(at, stop);
    const second = text[stop + 1] ?? "";
    if (text[stop] === "`" || text[stop] === "$") {
      const read = expanded(text, stop);
      refused ??= read.refused;
      value += read.value;
      at = read.end;
    } else if (doubleQuote.test(second)) {
      value += second;
      at = stop + 2;
    } else return stringToken(value, refused, start, stop + 1);
  }
}

function stringToken(value: string, refused: string | undefined, start: number, end: number): DataToken {
  return refused === undefined
    ? { kind: "string", text: value, start, end }
    : { kind: "refused", text: refused, start, end };
}

/** `@'` or `@"`, a line end, lines, and the closing `'@` at the start of a line; the last line end is not part of it. */
function hereString(text: string, start: number, quotes: "single" | "double"): DataToken {
  const opening = /[^\S\n]*\n/y;
  opening.lastIndex = start + 2;
  if (!opening.test(text))
    return unclosed(text, start, "behind the @ and quotation mark the line has to end");
  const first = opening.lastIndex;
  const closing = quotes === "single" ? /\n['\u2018-\u201b]@/g : /\n["\u201c-\u201e]@/g;
  const last = search(text, closing, first - 1);
  if (last === undefined) return unclosed(text, start, "the lines that start here are not closed");
  const body = last < first ? "" : text.slice(first, last).replace(/\r$/, "");
  const end = last + 3;
  if (quotes === "single") return { kind: "string", text: body, start, end };
  let value = "";
  let refused: string | undefined;
  for (let at = 0; ;) {
    const stop = search(body, /[`$]/g, at);
    if (stop === undefined) return stringToken(value + body.slice(at), refused, start, end);
    const read = expanded(body, stop);
    value += body.slice(at, stop) + read.value;
    refused ??= read.refused;
    at = read.end;
  }
}

/** about_Special_Characters; any other character stands for itself behind a backtick. */
const escapes: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

interface Expanded {
  readonly value: string;
  readonly end: number;
  readonly refused?: string;
}

/** A backtick or a dollar sign in a text that is expanded, and what it comes to. */
function expanded(text: string, at: number): Expanded {
  const next = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20);
  if (text[at] === "`") {
    const end = at + 1 + next.length;
    // `e and `u{…} are escapes only since PowerShell 6.
    if (next === "e" || next === "u")
      return { value: "", end, refused: `versions of PowerShell take \`${next} for different texts` };
    return { value: escapes.get(next) ?? next, end };
  }
  // What cannot start a variable or a subexpression: the dollar sign stands for itself.
  if (/[\s.,;!%&*+\-/<=>@\\|~)}\]'"\u2018-\u201e]/.test(next)) return { value: "$", end: at + 1 };
  return { value: "", end: at + 1, refused: "variables in texts are not expanded" };
}

function search(text: string, pattern: RegExp, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index;
}
