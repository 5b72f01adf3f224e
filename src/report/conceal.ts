import type { Diagnostic, Fix } from "../diagnostics/diagnostic.js";
import { allDiagnostics } from "../lint/catalogue.js";
import type { Passwords } from "../model/passwords.js";
import { Secret } from "../model/secret.js";
import { inspectString } from "../recipe/evaluate/text.js";

/** Takes the passwords of a run out of what is shown: each is as many dots as it has characters, so that places stay. */
export interface Conceal {
  /** A text without them; one that is of letters alone stands where `isOwn` says that it is no quotation. */
  readonly inText: (text: string, isOwn?: IsOwn) => string;
  /** Where they are written. */
  readonly places: Passwords["places"];
}

/** Whether a word of letters that is also a password is mofsmith's own, or the recipe's name for something. */
type IsOwn = (start: number, end: number) => boolean;

/** A password shorter than that stands in every other word. */
const shortest = 4;

/** So many characters tell apart nearly all passwords of a list that was made by counting. */
const telling = 16;

/** The ways in which passwords may be written, in lower case, by their first characters. */
type Forms = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/**
 * What conceals passwords, whole or as their start where an excerpt ends; undefined when there are none. A text is
 * walked once: at each place only the forms are compared that begin like it.
 */
export function concealerOf({ texts, places }: Passwords): Conceal | undefined {
  const passwords = [...texts.values()];
  if (passwords.length === 0) return undefined;
  const forms = groupForms(passwords.flatMap(formsOf));
  const short = new Set(passwords.map(Secret.reveal).filter(isShort).map(lowerCase));
  const inLong = concealForms(forms);
  return {
    inText: (text, isOwn) => {
      const shown = inLong(text, isOwn);
      return short.size === 0 ? shown : concealShort(shown, short);
    },
    places,
  };
}

function isShort({ length }: string): boolean {
  return length < shortest;
}

/** A password that is too short to be looked for is hidden where it is all that a quotation says. */
function concealShort(text: string, short: ReadonlySet<string>): string {
  return text.replace(/(["'])([^"'\n]{1,3})(?=\1)/g, (whole, quote: string, quoted: string) =>
    short.has(lowerCase(quoted)) ? quote + dots(quoted) : whole,
  );
}

function concealForms(forms: Forms): Conceal["inText"] {
  return (text, isOwn = () => false) => {
    const lower = lowerCase(text);
    let result = "";
    let copied = 0;
    for (let at = 0; at + shortest <= text.length; at += 1) {
      const group = forms.get(lower.slice(at, at + shortest));
      const length = group === undefined ? 0 : lengthAt(lower, at, group);
      if (length === 0) continue;
      if (/^[a-z]+$/.test(lower.slice(at, at + length)) && isOwn(at, at + length)) continue;
      result += text.slice(copied, at) + dots(text.slice(at, at + length));
      copied = at + length;
      at = copied - 1;
    }
    return copied === 0 ? text : result + text.slice(copied);
  };
}

function groupForms(forms: readonly string[]): Forms {
  const groups = new Map<string, Map<string, string[]>>();
  for (const form of new Set(forms)) {
    const start = form.slice(0, shortest);
    const group = groups.get(start) ?? new Map<string, string[]>();
    groups.set(start, group);
    const head = form.slice(0, telling);
    group.set(head, [...(group.get(head) ?? []), form]);
  }
  return groups;
}

/** How much of a text from a place on is a password; 0 when none stands there. */
function lengthAt(lower: string, at: number, group: ReadonlyMap<string, readonly string[]>): number {
  const end = lower.indexOf("…", at);
  let longest = 0;
  const take = (form: string): void => {
    if (form.length > longest && lower.startsWith(form, at)) longest = form.length;
    else if (end - at > longest && end - at < form.length && form.startsWith(lower.slice(at, end)))
      longest = end - at;
  };
  for (const form of group.get(lower.slice(at, at + telling)) ?? []) take(form);
  // A form that is shorter than a head, or cut within it, has another one.
  if (longest === 0) {
    for (const [head, forms] of group) {
      const known = head.length < telling || (end > 0 && end - at < telling);
      if (known) forms.forEach(take);
    }
  }
  return longest;
}

/** Lower case of the same length: only İ would become two. */
function lowerCase(text: string): string {
  return text.replaceAll("İ", "i").toLowerCase();
}

export function dots(text: string): string {
  return text.replace(/[^\r\n]/g, "•");
}

/** A stretch of a text: its start and its end. */
export type Stretch = readonly [start: number, end: number];

/** A text with dots for some stretches, which may overlap. */
export function withDots(text: string, stretches: readonly Stretch[]): string {
  let result = "";
  let copied = 0;
  for (const [start, end] of stretches.toSorted(([one], [other]) => one - other)) {
    const from = Math.max(copied, start);
    if (from >= end) continue;
    result += text.slice(copied, from) + dots(text.slice(from, end));
    copied = end;
  }
  return result + text.slice(copied);
}

/** A password as messages quote it: as it is, as Ruby and as JSON write it, and each of its lines. */
function formsOf(password: Secret): readonly string[] {
  const text = Secret.reveal(password);
  const forms = [
    text,
    text.trim(),
    inspectString(text).slice(1, -1),
    JSON.stringify(text).slice(1, -1),
    ...text.split("\n"),
  ];
  return forms.filter(({ length }) => length >= shortest).map(lowerCase);
}

/**
 * A diagnostic without passwords: what a text of it quotes of one is dots, and a fix that would write or delete one is
 * left out.
 */
export function concealed(diagnostic: Diagnostic, conceal: Conceal): Diagnostic {
  const { code, message, help, lcm, related, fixes } = diagnostic;
  const own = ownWords(code);
  const hide = (text: string): string => conceal.inText(text, isUnquoted(text, own));
  return {
    ...diagnostic,
    ...{ message: hide(message), help: hide(help) },
    ...(lcm === undefined ? {} : { lcm: hide(lcm) }),
    related: related.map((other) => ({ ...other, message: hide(other.message) })),
    fixes: fixes.filter((fix) => showsNoPassword(fix, conceal)),
  };
}

/** What the catalogue says of a code whatever the recipe is, in lower case. */
function ownWords(code: string): string {
  const entry = allDiagnostics.get(code);
  return entry === undefined ? "" : lowerCase([entry.summary, entry.why, entry.mend].join("\n"));
}

/** A password that the catalogue has among its own words is told by them to nobody, unless it is quoted. */
function isUnquoted(text: string, own: string): IsOwn {
  return (start, end) => {
    const isQuoted = text.slice(0, start).split('"').length % 2 === 0;
    return !isQuoted && own.includes(lowerCase(text.slice(start, end)));
  };
}

function showsNoPassword({ title, edits }: Fix, conceal: Conceal): boolean {
  return [title, ...edits.map(({ text }) => text)].every((text) => conceal.inText(text) === text);
}
