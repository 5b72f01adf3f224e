/** A text as a message shows it: its first line, and no more than 40 characters. */
export function excerpt(text: string): string {
  return firstLine(text, 40);
}

/** A sentence in which no name is longer than 100 characters: names come from files, and may be as long as these. */
export function withShortNames(sentence: string): string {
  return sentence.length <= 100 ? sentence : sentence.replace(/([\p{L}\p{N}_]{100})[\p{L}\p{N}_]+/gu, "$1…");
}

/** The first line of a text, and no more than `longest` characters of it. */
export function firstLine(text: string, longest: number): string {
  const lineEnd = text.indexOf("\n");
  const length = Math.min(lineEnd < 0 ? text.length : lineEnd, longest);
  return length < text.length ? `${text.slice(0, length).trimEnd()}…` : text;
}
