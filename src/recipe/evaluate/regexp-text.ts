import { compilePattern } from "../regexp/compile.js";
import type { PatternOptions } from "../regexp/pattern.js";
import type { RegexpObject } from "./regexp-value.js";

/** The letters of options, in Ruby's order. */
const letters = [
  ["m", "multiLine"],
  ["i", "ignoreCase"],
  ["x", "extended"],
] as const;

/**
 * `/a/i` as Ruby shows it: what is no ASCII stands as its number as soon as anything else has to be written in another
 * way (re.c, `rb_reg_expr_str`).
 */
export function inspectRegexp({ source, options }: RegexpObject): string {
  const shown = shownSource(source, /[/\0-\x1f\x7f]/.test(source));
  return `/${shown}/${lettersOf(options, true)}`;
}

/**
 * Ruby's `to_s`: a group with the options, which can stand in another regular expression (re.c,
 * `rb_reg_str_with_opt`). Of a pattern that is such a group itself the options are taken over.
 */
export function regexpText({ source, options }: RegexpObject): string {
  const bare = withoutGroup(source, options) ?? { source, options };
  const off = lettersOf(bare.options, false);
  const minus = off === "" ? "" : `-${off}`;
  return `(?${lettersOf(bare.options, true)}${minus}:${shownSource(bare.source, false)})`;
}

function lettersOf(options: PatternOptions, on: boolean): string {
  return letters.flatMap(([letter, name]) => (options[name] === on ? [letter] : [])).join("");
}

/** What stands behind `(?i)` and in `(?i-m:…)`, when that is all there is; undefined: it is not. */
function withoutGroup(
  source: string,
  options: PatternOptions,
): { readonly source: string; readonly options: PatternOptions } | undefined {
  let rest = source;
  let changed = options;
  for (;;) {
    const [head, on = "", off = "", end] = /^\(\?([mix]*)(?:-([mix]*))?([:)])/.exec(rest) ?? [];
    if (head === undefined || rest.length < 4) {
      const other = rest === source || (rest.length >= 4 && rest.startsWith("(?"));
      return other ? undefined : { source: rest, options: changed };
    }
    changed = withLetters(withLetters(changed, on, true), off, false);
    rest = rest.slice(head.length);
    if (end === ")") continue;
    if (!rest.endsWith(")")) return undefined;
    const inner = rest.slice(0, -1);
    const made = compilePattern(inner, changed);
    return "kind" in made && made.kind === "invalid" ? undefined : { source: inner, options: changed };
  }
}

function withLetters(options: PatternOptions, given: string, on: boolean): PatternOptions {
  const changes = letters.flatMap(([letter, name]) => (given.includes(letter) ? [[name, on] as const] : []));
  return { ...options, ...Object.fromEntries(changes) };
}

/** The source with `/` protected, and what cannot be printed by its number. */
function shownSource(source: string, ascii: boolean): string {
  return source.replace(
    /(\\[^])|\/|[\0-\x08\x0e-\x1f\x7f]|[^\0-\x7f]/gu,
    (found, pair: string | undefined) => {
      if (pair !== undefined) return found;
      if (found === "/") return "\\/";
      const point = found.codePointAt(0) ?? 0;
      const digits = point.toString(16).toUpperCase();
      if (point < 0x80) return `\\x${digits.padStart(2, "0")}`;
      if (!ascii) return found;
      return point > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
    },
  );
}
