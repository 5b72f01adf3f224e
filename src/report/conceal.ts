import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { Secret } from "../model/secret.js";
import { inspectString } from "../recipe/evaluate/text.js";

/** Takes passwords out of texts: each is as many dots as it has characters, so that places stay. */
export type Conceal = (text: string) => string;

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
export function concealerOf(passwords: readonly Secret[]): Conceal | undefined {
  const forms = groupForms(passwords.flatMap(formsOf));
  if (forms.size === 0) return undefined;
  return (text) => {
    const lower = lowerCase(text);
    let result = "";
    let copied = 0;
    for (let at = 0; at + shortest <= text.length; at += 1) {
      const group = forms.get(lower.slice(at, at + shortest));
      const length = group === undefined ? 0 : lengthAt(lower, at, group);
      if (length === 0) continue;
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

/** A password as messages quote it: as it is, as Ruby and as JSON write it, and each of its lines. */
function formsOf(password: Secret): readonly string[] {
  const text = Secret.reveal(password);
  const forms = [
    text,
    inspectString(text).slice(1, -1),
    JSON.stringify(text).slice(1, -1),
    ...text.split("\n"),
  ];
  return forms.filter(({ length }) => length >= shortest).map(lowerCase);
}

/** A diagnostic without passwords: what a text of it quotes of one is dots, and a fix that would write one is left out. */
export function concealed(diagnostic: Diagnostic, conceal: Conceal): Diagnostic {
  const { message, help, lcm, related, fixes } = diagnostic;
  const isClean = (text: string): boolean => conceal(text) === text;
  return {
    ...diagnostic,
    ...{ message: conceal(message), help: conceal(help) },
    ...(lcm === undefined ? {} : { lcm: conceal(lcm) }),
    related: related.map((other) => ({ ...other, message: conceal(other.message) })),
    fixes: fixes.filter(({ title, edits }) => isClean(title) && edits.every(({ text }) => isClean(text))),
  };
}
