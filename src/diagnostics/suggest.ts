import { distance } from "fastest-levenshtein";

/**
 * The candidates nearest to a misspelt name, all equally near, at most three: no further away than a third of its
 * letters (at least one), ignoring case. Bicep's spell checker draws the line at the same place. Nothing is near to a name
 * of more than 100 characters: the time to compare two grows with the product of their lengths.
 */
export function nearest(name: string, candidates: Iterable<string>): readonly string[] {
  if (name.length > longest) return [];
  const wanted = name.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const near: { readonly candidate: string; readonly far: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const far = distance(wanted, candidate.toLowerCase());
    if (far <= limit) near.push({ candidate, far });
  }
  near.sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1));
  const best = near[0]?.far;
  const equal = near.filter(({ far }) => far === best);
  return equal.slice(0, 3).map(({ candidate }) => candidate);
}

const longest = 100;

/** `Did you mean "A" or "B"?`, or nothing. */
export function didYouMean(suggestions: readonly string[]): string {
  if (suggestions.length === 0) return "";
  return `Did you mean ${suggestions.map((name) => `"${name}"`).join(" or ")}?`;
}

/** The codes nearest to a misspelt one, which may also lack its room: `unused-local` for `lint/unused-local`. */
export function nearestCodes(code: string, codes: Iterable<string>): readonly string[] {
  const all = [...codes];
  const same = all.filter((one) => one.endsWith(`/${code.toLowerCase()}`));
  return same.length > 0 ? same : nearest(code, all);
}
