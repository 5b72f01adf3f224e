import type { Data, DataPath } from "../../data/data.js";
import { badChefData } from "../../diagnostics/catalogue/chef-data.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Json, JsonObject } from "../../model/node.js";
import { parseRunListItem } from "./run-list.js";
import type { RunListItem } from "./run-list.js";

/** The run list of a role or a node object: `run_list`, or `recipes` as old clients wrote it; none is empty. */
export function runListOf(data: Data, object: JsonObject, diagnostics: Diagnostic[]): readonly RunListItem[] {
  const key = object.has("run_list") ? "run_list" : "recipes";
  return itemsOf(data, [key], object.get(key) ?? null, diagnostics);
}

/** The items of a run list in data: a list of texts, or one text. */
export function itemsOf(
  data: Data,
  path: DataPath,
  value: Json,
  diagnostics: Diagnostic[],
): readonly RunListItem[] {
  const isList = Array.isArray(value);
  const items: readonly Json[] = isList ? value : value === null ? [] : [value];
  return items.flatMap((item, index) => {
    const place = data.valueAt(isList ? [...path, index] : path);
    if (typeof item !== "string") {
      const problem = "An item of a run list is a text, such as recipe[web] or role[base].";
      diagnostics.push(badChefData(place, { problem }));
      return [];
    }
    const read = parseRunListItem(item, place);
    for (const diagnostic of read.diagnostics) diagnostics.push(diagnostic);
    return read.value ?? [];
  });
}
