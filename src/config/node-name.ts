/** A name or path as file systems see it that ignore case (Windows, macOS) or the ways to write an accent (macOS). */
export function foldedName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** True when a selector (`web*`, where `*` is any text) matches a name, ignoring case; linear in the name for each `*`. */
export function selects(selector: string, name: string): boolean {
  const [first = "", ...rest] = selector.toLowerCase().split("*");
  const wanted = name.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return wanted === first;
  if (!wanted.startsWith(first) || !wanted.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = wanted.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= wanted.length - last.length;
}
