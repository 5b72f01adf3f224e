import type { Fix } from "../diagnostics/diagnostic.js";
import { textOf, type Origin } from "../source/source.js";

/**
 * Replaces a literal by another text, when the place really holds that literal and not an expression that gave it.
 * The fix is safe only when the literal is the property's own: a literal kept in a variable may serve elsewhere.
 */
export function replaceLiteral(
  place: { readonly nameOrigin: Origin; readonly valueOrigin: Origin },
  literal: Origin,
  isLiteral: (text: string) => boolean,
  text: string,
  title: string,
): readonly Fix[] {
  if (!isLiteral(textOf(literal))) return [];
  const { nameOrigin, valueOrigin } = place;
  const own =
    literal.source === nameOrigin.source &&
    nameOrigin.end <= valueOrigin.start &&
    valueOrigin.start <= literal.start &&
    literal.end <= valueOrigin.end &&
    /^[\s,]*$/.test(nameOrigin.source.text.slice(nameOrigin.end, valueOrigin.start));
  return [{ title, safe: own, edits: [{ origin: literal, text }] }];
}

/** A test for a plain string literal of the given content. */
export function isQuoted(content: string): (text: string) => boolean {
  return (text) => text === `'${content}'` || text === `"${content}"`;
}

/** Replaces a misspelt name (`:name`, `name`, `name:`, or in quotes) by the only suggestion there is. */
export function replaceName(place: Origin, name: string, suggestions: readonly string[]): readonly Fix[] {
  const [suggestion] = suggestions;
  const written = textOf(place);
  const label = written === `${name}:`;
  const before = label ? "" : written.endsWith(name) ? written.slice(0, -name.length) : undefined;
  if (suggestion === undefined || suggestions.length > 1) return [];
  if (before === "" || before === ":") {
    return [
      {
        title: `Change to ${suggestion}`,
        safe: false,
        edits: [{ origin: place, text: `${before}${suggestion}${label ? ":" : ""}` }],
      },
    ];
  }
  if (!isQuoted(name)(written)) return [];
  const edits = [{ origin: place, text: `${written.slice(0, 1)}${suggestion}${written.slice(-1)}` }];
  return [{ title: `Change to ${suggestion}`, safe: false, edits }];
}
