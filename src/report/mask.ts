import type { Fix } from "../diagnostics/diagnostic.js";
import { textOf, type Source } from "../source/source.js";
import { dots, withDots, type Stretch } from "./conceal.js";

/** Words behind which string literals are secrets: credentials, and whatever is called a password or a secret. */
const words = /\bps_credential\b|pass?word|passwd|passphrase|secret|pwd/gi;

/** The rest of such a word, with what closes it when it is a key: `_hash`, `']`. */
const rest = /\w*['"]?\]?/y;

/** `secret(name: 'db', version: '2')` says which secret is meant: what it gives stands elsewhere. */
const saysWhich = /\bsecret[ (][^()]*\b(?:name|version): *$/;
const longestCall = 200;
const longestGap = 20;

/** What may be a regular expression is looked at so far: of a line of many `/` each would be looked through to its end. */
const longestRegexp = 1000;

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}", "<": ">" };

const masked = new WeakMap<Source, Source>();

/**
 * A source as it may be shown: every character of a string literal that stands behind a word for a secret, in the
 * same argument list, is a dot. Lengths stay, and with them all places. It works on the text alone, so that it
 * holds for files that cannot be parsed; it hides too much rather than too little.
 */
export function maskSecrets(source: Source): Source {
  const known = masked.get(source);
  if (known !== undefined) return known;
  // A quotation mark that is none, in a line above, must not turn inside and outside round.
  const lines = source.text.split("\n").map(maskText).join("\n");
  const document = /\.mof$/i.test(source.name) ? maskDocument(source.text) : source.text;
  const text = withAllDots(maskText(source.text), lines, document);
  const shown = { ...source, text: /\.ya?ml$/i.test(source.name) ? maskYaml(text) : text };
  masked.set(source, shown);
  return shown;
}

/** Whether a fix neither writes nor deletes a secret: reports are stored and passed on. */
export function showsNoSecret({ edits }: Fix): boolean {
  return edits.every(({ origin, text: inserted }) => {
    const deleted = maskSecrets(origin.source).text.slice(origin.start, origin.end);
    const shown = maskSecrets({ name: "", path: "", text: inserted }).text;
    return deleted === textOf(origin) && shown === inserted;
  });
}

/** In YAML a text needs no quotation marks: all that stands behind such a key, and deeper in lines that follow. */
function maskYaml(text: string): string {
  let deeper: number | undefined;
  return text
    .split("\n")
    .map((line) => {
      const indent = line.search(/\S/);
      if (deeper !== undefined && (indent < 0 || indent > deeper)) return dots(line);
      deeper = undefined;
      const from = behindKey(line);
      if (from === undefined) return line;
      deeper = indent;
      return line.slice(0, from) + dots(line.slice(from));
    })
    .join("\n");
}

/** Where the value begins behind the last such key of a line. */
function behindKey(line: string): number | undefined {
  let behind: number | undefined;
  for (const { 0: whole, 1: key = "", 2: colon, index } of line.matchAll(yamlKey))
    if (colon !== undefined && key.search(words) >= 0) behind = index + whole.length;
  return behind;
}

const yamlKey = /([\w-]+)["']?\s*(:(?:\s|$))?/g;

function maskText(text: string): string {
  const unclosed = new Set<string>();
  const bodies: Bodies = { opened: -1, end: 0, closers: undefined };
  const hidden: Stretch[] = [];
  words.lastIndex = 0;
  for (let word = words.exec(text); word !== null; word = words.exec(text)) {
    rest.lastIndex = words.lastIndex;
    rest.exec(text);
    let at = rest.lastIndex;
    let depth = 0;
    for (; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (character === "(" || character === "[" || character === "{") depth += 1;
      else if (character === ")" || character === "]" || character === "}") depth -= 1;
      if (depth < 0 || (depth === 0 && endsArguments(text, at))) break;
      if (at === bodies.opened) {
        at = bodies.end - 1;
        continue;
      }
      const heredoc = character === "<" ? heredocAt(text, at, bodies) : undefined;
      if (heredoc !== undefined) hidden.push(heredoc);
      const regexp = character === "/" ? regexpEnd(text, at) : undefined;
      if (typeof regexp === "number") {
        at = regexp;
        continue;
      }
      const body =
        regexp === "unclear" ? { start: at, end: lineEnd(text, at) } : literalAt(text, at, unclosed);
      if (body === undefined) continue;
      if (saysWhich.test(text.slice(Math.max(0, at - longestCall), at))) {
        at = body.end;
        continue;
      }
      hidden.push([body.start, body.end]);
      at = body.end;
    }
    words.lastIndex = Math.max(at, words.lastIndex);
  }
  return withDots(text, hidden);
}

/** The heredocs of a text, as far as it has been looked through. */
interface Bodies {
  /** The end of the line that the last ones were opened in: their bodies follow it. */
  opened: number;
  /** Where those end, with the line that closes the last. */
  end: number;
  /** Where lines start that may close one: the last first, by what stands in them, indented (`~E`) or not (`E`). */
  closers: Map<string, number[]> | undefined;
}

const heredocOpener = /<<([~-]?)(?:(["'`])([^\n]{1,100}?)\2|([a-z_\u0080-\uffff][\w\u0080-\uffff]*))/iy;

/** The body of a heredoc that is opened here. One that is not closed ends with the text, if it is certain to be one. */
function heredocAt(text: string, at: number, bodies: Bodies): Stretch | undefined {
  heredocOpener.lastIndex = at;
  const [, sign = "", , quoted, bare = ""] = heredocOpener.exec(text) ?? [];
  const name = quoted ?? bare;
  if (name === "") return undefined;
  if (at > bodies.opened) {
    bodies.opened = lineEnd(text, at);
    bodies.end = bodies.opened + 1;
  }
  bodies.closers ??= closersIn(text);
  const { end: start } = bodies;
  const closers = bodies.closers.get((sign === "" ? "" : "~") + name) ?? [];
  while ((closers.at(-1) ?? start) < start) closers.pop();
  const closer = closers.at(-1);
  if (closer === undefined && quoted === undefined && !/^[A-Z]/.test(name)) return undefined;
  bodies.end = closer === undefined ? text.length : lineEnd(text, closer) + 1;
  return [start, closer ?? text.length];
}

function closersIn(text: string): Map<string, number[]> {
  const closers = new Map<string, number[]>();
  const add = (key: string, start: number): void => {
    const known = closers.get(key);
    if (known === undefined) closers.set(key, [start]);
    else known.push(start);
  };
  for (const { 1: indent = "", 2: name = "", index } of text.matchAll(/^([ \t]*)([^\r\n]{1,100})$/gm)) {
    add(`~${name}`, index);
    if (indent === "") add(name, index);
  }
  for (const starts of closers.values()) starts.reverse();
  return closers;
}

/** A text with what is hidden in any of some. */
function withAllDots(text: string, ...others: readonly string[]): string {
  return others.reduce((shown, other) => {
    let result = "";
    let copied = 0;
    for (let at = other.indexOf("•"); at >= 0; at = other.indexOf("•", at + 1)) {
      result += `${shown.slice(copied, at)}•`;
      copied = at + 1;
    }
    return result + shown.slice(copied);
  }, text);
}

/** In a document `;` alone ends a value (DSP0004 §A), and comments may stand anywhere. */
function maskDocument(text: string): string {
  let hidden = false;
  let result = "";
  let copied = 0;
  // Token by token: of a document that is all numbers and commas, a list of them would not fit into memory.
  documentToken.lastIndex = 0;
  const lastClosing = text.lastIndexOf("*/");
  for (let found = documentToken.exec(text); found !== null; found = documentToken.exec(text)) {
    const [token] = found;
    if (token === "/*") {
      // One that is not closed is none.
      if (found.index + 2 <= lastClosing) documentToken.lastIndex = text.indexOf("*/", found.index + 2) + 2;
    } else if (token === ";") hidden = false;
    else if (/^\w/.test(token)) hidden ||= token.search(words) >= 0;
    else if (hidden && /^["']/.test(token)) {
      result += text.slice(copied, found.index) + dotsInside(token);
      copied = documentToken.lastIndex;
    }
  }
  return result + text.slice(copied);
}

/** One that is not closed ends with the document. */
function dotsInside(literal: string): string {
  const quote = literal.charAt(0);
  const closer = literal.length > 1 && literal.endsWith(quote) ? quote : "";
  return quote + dots(literal.slice(1, literal.length - closer.length)) + closer;
}

const documentToken = /\/\*|\/\/.*|"(?:[^"\\]|\\[^])*"?|'(?:[^'\\]|\\[^])*'?|;|\w+/g;

/**
 * A line's end closes an argument list, unless what stands before it goes on: a comma, a backslash, an operator.
 */
function endsArguments(text: string, at: number): boolean {
  if (text.charAt(at) !== "\n") return false;
  let before = at - 1;
  while (before >= 0 && /[ \t\r]/.test(text.charAt(before))) before -= 1;
  return !/[,\\=>+*%&|.:?(<-]/.test(text.charAt(before));
}

/** Where a regular expression ends that may start here; a `/` behind a value divides. */
function regexpEnd(text: string, at: number): number | "unclear" {
  const [before = ""] = /[^ \t]?[ \t]*$/.exec(text.slice(Math.max(0, at - longestGap), at)) ?? [];
  if (/^[\w)\]}]/.test(before)) return at;
  const ahead = text.slice(at, at + longestRegexp);
  const [regexp] = /^\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*\//.exec(ahead) ?? [];
  if (regexp !== undefined) return at + regexp.length - 1;
  return ahead.length < longestRegexp || ahead.includes("\n") ? at : "unclear";
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf("\n", from);
  return newline < 0 ? text.length : newline;
}

/**
 * The text between the delimiters of a literal that starts here: `'…'`, `"…"`, `%q(…)`; one that is not
 * closed ends with its line. `unclosed` has the delimiters that do not come any more, behind any of the places so far.
 */
export function literalAt(
  text: string,
  at: number,
  unclosed: Set<string>,
): { readonly start: number; readonly end: number } | undefined {
  const percent = /%[qQwW]?([([{<|!/])/y;
  percent.lastIndex = at;
  const opened = percent.exec(text)?.[1];
  const quote = text.charAt(at);
  if (opened === undefined && quote !== "'" && quote !== '"') return undefined;
  const start = opened === undefined ? at + 1 : percent.lastIndex;
  const closer = opened === undefined ? quote : (closers[opened] ?? opened);
  let end = unclosed.has(closer) ? text.length : start;
  while (end < text.length && text.charAt(end) !== closer) end += text.charAt(end) === "\\" ? 2 : 1;
  if (end < text.length) return { start, end };
  unclosed.add(closer);
  return { start, end: lineEnd(text, start) };
}
