import { noObject } from "../diagnostics/catalogue/config.js";
import type { Staged } from "../diagnostics/diagnostic.js";
import { isJsonObject } from "../model/node.js";
import type { JsonObject } from "../model/node.js";
import type { Host } from "../source/host.js";
import type { Data } from "./data.js";
import { readJson } from "./json.js";
import { readText } from "./read.js";

/** A JSON file with an object at its top. */
export interface ObjectData extends Data {
  readonly value: JsonObject;
}

/**
 * Reads a JSON file that holds an object; `what` it is opens the message when it does not. Diagnostics: those of
 * `readText` and `readJson`, `config/no-object`; the value is then undefined.
 */
export function readObject(host: Host, file: string, what: string): Staged<ObjectData | undefined> {
  const source = readText(host, file);
  if (source.value === undefined) return { value: undefined, diagnostics: source.diagnostics };
  const data = readJson(source.value);
  if (data.value === undefined) return { value: undefined, diagnostics: data.diagnostics };
  const { value } = data.value;
  if (isJsonObject(value)) return { value: { ...data.value, value }, diagnostics: [] };
  return { value: undefined, diagnostics: [noObject(data.value.valueAt([]), { what })] };
}
