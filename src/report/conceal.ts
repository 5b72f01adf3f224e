import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { Secret } from "../model/secret.js";
import { inspectString } from "../recipe/evaluate/text.js";
import { lineStarts, positionOf, type Origin } from "../source/source.js";

/** A password shorter than that stands in every other word. */
const shortest = 4;

interface Concealed {
  readonly diagnostic: Diagnostic;
  /** The passwords that stand in the lines of its places. */
  readonly hidden: readonly Secret[];
}

/**
 * A diagnostic without passwords: what a message quotes of one is dots, and a fix that would write one is left out.
 */
export function concealed(diagnostic: Diagnostic, passwords: readonly Secret[]): Concealed {
  const { message, help, related, fixes, origin } = diagnostic;
  const places = [...(origin === undefined ? [] : [origin]), ...related.map((other) => other.origin)];
  const said = [message, help, ...related.map((other) => other.message)];
  const written = fixes.flatMap(({ title, edits }) => [title, ...edits.map(({ text }) => text)]);
  const shown = [...said, ...written, ...places.flatMap(linesOf)].join("\n").toLowerCase();
  const hidden = passwords.filter((password) => formsOf(password).some((form) => occursIn(shown, form)));
  if (hidden.length === 0) return { diagnostic, hidden };
  const clean = (text: string): string => hidden.reduce(withoutPassword, text);
  const isClean = (text: string): boolean => clean(text) === text;
  const clear: Diagnostic = {
    ...diagnostic,
    message: clean(message),
    help: clean(help),
    related: related.map((other) => ({ ...other, message: clean(other.message) })),
    fixes: fixes.filter(({ title, edits }) => isClean(title) && edits.every(({ text }) => isClean(text))),
  };
  return { diagnostic: clear, hidden };
}

/** A text with dots for all passwords that stand in it. */
export function withoutPasswords(text: string, passwords: Iterable<Secret>): string {
  const lower = text.toLowerCase();
  let result = text;
  for (const password of passwords) {
    if (formsOf(password).some((form) => occursIn(lower, form))) result = withoutPassword(result, password);
  }
  return result;
}

/** A text with dots for a password, whole or as its start, where an excerpt ends. */
export function withoutPassword(text: string, password: Secret): string {
  let result = text;
  for (const form of formsOf(password)) {
    result = result.replace(new RegExp(literally(form), "gi"), (found) => dots(found));
    for (let { length } = form; length >= shortest; length -= 1) {
      const start = `${form.slice(0, length)}…`;
      if (result.toLowerCase().includes(start.toLowerCase()))
        result = result.replace(new RegExp(literally(start), "gi"), (found) => `${dots(found.slice(1))}…`);
    }
  }
  return result;
}

function dots(text: string): string {
  return text.replace(/[^\r\n]/g, "•");
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** A password as messages quote it: as it is, as Ruby and as JSON write it, and its first line. */
function formsOf(password: Secret): readonly string[] {
  const known = forms.get(password) ?? makeForms(password);
  forms.set(password, known);
  return known;
}

const forms = new WeakMap<Secret, readonly string[]>();

function makeForms(password: Secret): readonly string[] {
  const text = Secret.reveal(password);
  const [line = ""] = text.split("\n", 1);
  const written = [text, inspectString(text).slice(1, -1), JSON.stringify(text).slice(1, -1), line];
  return [...new Set(written)].filter(({ length }) => length >= shortest);
}

function occursIn(lower: string, form: string): boolean {
  const sought = form.toLowerCase();
  // An excerpt may end anywhere in it.
  return lower.includes(sought) || (lower.includes("…") && lower.includes(sought.slice(0, shortest)));
}

/** The lines of a place that a report shows, in full. */
function linesOf({ source, start, end }: Origin): readonly string[] {
  const starts = lineStarts(source);
  const lines = [start, Math.max(start, end - 1)].map((at) => positionOf(source, at).line);
  return lines.map((line) => source.text.slice(starts[line - 1], starts[line]));
}
