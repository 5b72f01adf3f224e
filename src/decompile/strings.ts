/*
 * Texts as Ruby literals. The forms, the plainest first: single quotes; double quotes where a text has single ones;
 * a heredoc for lines; double quotes with escapes, a literal a line, for whatever cannot be seen.
 */

/** What nobody sees in an editor, or sees as something else; a space is the only one of its kind that is plain. */
const unseen = /[^\P{C}]|[\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;
const everyUnseen = new RegExp(unseen, "gu");

/** Whether a text can stand as it is between quotes. */
function isPlain(text: string): boolean {
  return !unseen.test(text);
}

/** A text as one literal on one line. */
export function quoted(text: string): string {
  if (!isPlain(text)) return doubleQuoted(text);
  if (text.includes("'") && !/["\\]|#[{$@]/.test(text)) return `"${text}"`;
  return singleQuoted(text);
}

/**
 * Between single quotes a backslash stands for itself, unless another one or a quote follows: so does the only one of
 * `C:\Sites`, and all are written twice where several stand together.
 */
function singleQuoted(text: string): string {
  const body = text.replace(/\\+(?=(['\\]?|$))|'/g, (found, _next, at: number) => {
    if (found === "'") return "\\'";
    const behind = text[at + found.length];
    return found.length === 1 && behind !== undefined && behind !== "'" ? found : found + found;
  });
  return `'${body}'`;
}

const escapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\x1b": "\\e",
};

/** A half of a surrogate pair is no character that a recipe could hold: U+FFFD stands for it. */
function doubleQuoted(text: string): string {
  const body = text
    .replace(/["\\]|#(?=[{$@])/g, "\\$&")
    .replace(everyUnseen, (found) => escapes[found] ?? escaped(found));
  return `"${body}"`;
}

/** A text as a comment shows it: nothing in it ends the line. */
export function onOneLine(text: string): string {
  return text.replace(everyUnseen, (found) => escapes[found] ?? escaped(found));
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const written = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
  return `\\u{${written.toString(16).toUpperCase()}}`;
}

/** A text of several lines as literals, each with a line of it: Ruby joins those that stand beside one another. */
export function quotedLines(text: string): readonly string[] {
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? [""]).map(doubleQuoted);
}

/** Words that end a heredoc, in the order of liking. */
const terminators: readonly string[] = ["EOS", "EOT", "TEXT"];

/** A heredoc: what stands in the place of the value, and the lines below. */
export interface Heredoc {
  readonly opener: string;
  readonly body: readonly string[];
  readonly terminator: string;
  /** Ruby takes away what all lines are indented by, so that they can be: `<<~`, and not `<<-`. */
  readonly squiggly: boolean;
}

/**
 * The heredoc of a text of several lines, in which no escapes are read; undefined where something cannot be seen in it.
 * `<<~'EOS'` where that is exact, and else `<<-'EOS'`, which takes nothing away, as for a script that is indented as a
 * whole.
 */
export function heredocOf(text: string): Heredoc | undefined {
  const ended = text.endsWith("\n");
  const body = (ended ? text.slice(0, -1) : text).split("\n");
  if (body.length < 2 || body.some((line) => !isPlain(line.replaceAll("\t", "")))) return undefined;
  if (body.every(isBlank)) return undefined;
  // A line that has no indentation keeps that of all others, in tabs or in spaces; a blank one loses its own.
  const squiggly =
    body.some((line) => /^\S/.test(line)) && !body.some((line) => line !== "" && isBlank(line));
  const terminator = terminatorOf(body);
  const opener = `<<${squiggly ? "~" : "-"}'${terminator}'${ended ? "" : ".chomp"}`;
  return { opener, body, terminator, squiggly };
}

function isBlank(line: string): boolean {
  return line.trim() === "";
}

/** A word that is none of the lines, however that is indented. */
function terminatorOf(body: readonly string[]): string {
  const lines = new Set(body.map((line) => line.trim()));
  const word = terminators.find((one) => !lines.has(one));
  if (word !== undefined) return word;
  let count = 2;
  while (lines.has(`EOS${count}`)) count += 1;
  return `EOS${count}`;
}
