import type { Host } from "../../source/host.js";
import type { Source } from "../../source/source.js";
import { parseRecipe } from "../parse.js";
import type { Expression } from "../tree.js";

/** The name that a cookbook's `metadata.rb` or `metadata.json` gives it; undefined when neither tells. */
export function cookbookName(host: Host, folder: string): string | undefined {
  return nameOfRuby(host, `${folder}/metadata.rb`) ?? nameOfJson(host, `${folder}/metadata.json`);
}

/** `name 'web'` at the top of metadata.rb, which is written in the recipe language. */
function nameOfRuby(host: Host, file: string): string | undefined {
  const text = readText(host, file);
  if (text === undefined) return undefined;
  const source: Source = { name: file, path: file, text };
  for (const statement of parseRecipe(source).value.statements) {
    const name = nameGiven(statement);
    if (name !== undefined) return name;
  }
  return undefined;
}

function nameGiven(statement: Expression): string | undefined {
  if (statement.kind !== "call" || statement.name !== "name" || statement.receiver !== undefined)
    return undefined;
  const [argument] = statement.arguments;
  const part = argument?.kind === "string" && argument.parts.length === 1 ? argument.parts[0] : undefined;
  return part?.kind === "text" ? part.text : undefined;
}

/** A file that is no JSON, or gives no name, tells nothing: the folder's own name stands in. */
function nameOfJson(host: Host, file: string): string | undefined {
  const text = readText(host, file);
  const data = text === undefined ? undefined : parsedJson(text);
  if (typeof data !== "object" || data === null || !("name" in data)) return undefined;
  return typeof data.name === "string" && data.name !== "" ? data.name : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON.parse's way of saying that the text is not JSON
  }
}

function readText(host: Host, file: string): string | undefined {
  const read = host.read(file);
  return read.ok ? new TextDecoder().decode(read.bytes) : undefined;
}
