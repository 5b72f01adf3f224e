import { readJson } from "../data/json.js";
import { badData } from "../diagnostics/catalogue/config.js";
import { badStub } from "../diagnostics/catalogue/cli.js";
import type { Staged } from "../diagnostics/diagnostic.js";
import type { Json } from "../model/node.js";

/** The result that a function is said to have. */
export interface Stub {
  readonly name: string;
  readonly result: Json;
}

/** `helper`, `search`, `Array`, `Tools.version`, `Contoso::Tools.version?`; what `secret` gives is no plain text. */
export function isStubName(name: string): boolean {
  return name !== "secret" && /^(?:[A-Z]\w*(?:::[A-Z]\w*)*\.)?[A-Za-z_]\w*[?!]?$/.test(name);
}

/**
 * Reads a word `NAME=JSON` of the command line. Diagnostics, each at its place in the word: `cli/bad-stub` and
 * those of `readJson`; the value is then undefined.
 */
export function parseStub(word: string): Staged<Stub | undefined> {
  const equals = word.indexOf("=");
  const name = equals < 0 ? word : word.slice(0, equals);
  const source = { name: "--stub", path: "--stub", text: word };
  if (equals < 0 || !isStubName(name)) {
    // No frame shows what was meant as a secret.
    const place = name === "secret" ? { file: "--stub" } : { source, start: 0, end: name.length };
    return { value: undefined, diagnostics: [badStub(place, { name })] };
  }
  // Blanks instead of the name, so that what is wrong in the JSON is shown where it stands in the word.
  const read = readJson({ ...source, text: " ".repeat(equals + 1) + word.slice(equals + 1) });
  const diagnostics = read.diagnostics.map((diagnostic) => {
    const { origin } = diagnostic;
    const help = diagnostic.code === badData.code ? helpFor(name, word.slice(equals + 1)) : diagnostic.help;
    return origin === undefined ? diagnostic : { ...diagnostic, help, origin: { ...origin, source } };
  });
  return { value: read.value && { name, result: read.value.value }, diagnostics };
}

/** What to write instead of something that is no JSON: nearly always a text without its quotation marks. */
function helpFor(name: string, text: string): string {
  return /^[^[{"'][^']*$/.test(text)
    ? `A result is JSON, in which a text has quotation marks: --stub '${name}=${JSON.stringify(text)}'.`
    : `Write JSON behind the equals sign: --stub '${name}="text"', --stub '${name}=["a", "b"]'.`;
}
