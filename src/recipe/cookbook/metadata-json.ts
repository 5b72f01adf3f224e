import type { Data } from "../../data/data.js";
import { readJson } from "../../data/json.js";
import { badMetadata } from "../../diagnostics/catalogue/cookbook.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import { isJsonObject } from "../../model/node.js";
import type { Json } from "../../model/node.js";
import type { Source } from "../../source/source.js";
import { noMetadata, noName } from "./metadata.js";
import type { Dependency, Metadata } from "./metadata.js";
import { parseConstraint, parseVersion } from "./version.js";

/** Reads `metadata.json`, as `Chef::Cookbook::Metadata#from_hash` takes it. Diagnostic: `cookbook/bad-metadata`. */
export function readJsonMetadata(source: Source): Staged<Metadata> {
  const read = readJson(source);
  const data = read.value;
  if (data === undefined) {
    const place = (diagnostic: Diagnostic) => diagnostic.origin ?? { source, start: 0, end: 0 };
    const problems = read.diagnostics.map((one) => badMetadata(place(one), { problem: one.message }));
    return { value: noMetadata, diagnostics: problems };
  }
  if (!isJsonObject(data.value)) {
    return {
      value: noMetadata,
      diagnostics: [badMetadata(data.valueAt([]), { problem: "It is no object." })],
    };
  }
  const diagnostics: Diagnostic[] = [];
  const [name, version] = [data.value.get("name"), data.value.get("version")];
  const value = {
    name: typeof name === "string" && name !== "" ? name : undefined,
    version: typeof version === "string" ? parseVersion(version) : undefined,
    dependencies: dependenciesOf(data, data.value.get("dependencies"), diagnostics),
    complete: true,
  };
  if (name === undefined || name === null) diagnostics.push(noName(data.valueAt([])));
  else if (typeof name !== "string") {
    diagnostics.push(badMetadata(data.valueAt(["name"]), { problem: "A cookbook's name is a text." }));
  }
  if (version !== undefined && value.version === undefined) {
    const problem = "A cookbook's version is a text of two or three numbers, such as 1.2.0.";
    diagnostics.push(badMetadata(data.valueAt(["version"]), { problem }));
  }
  return { value, diagnostics };
}

function dependenciesOf(
  data: Data,
  given: Json | undefined,
  diagnostics: Diagnostic[],
): readonly Dependency[] {
  if (given !== undefined && given !== null && !isJsonObject(given)) {
    const problem = "Dependencies are an object of cookbooks and version constraints.";
    diagnostics.push(badMetadata(data.valueAt(["dependencies"]), { problem }));
  }
  return Array.from(isJsonObject(given) ? given : [], ([name, wanted]) => {
    const text = constraintText(wanted);
    const constraint = text === undefined ? undefined : parseConstraint(text);
    if (text !== undefined && constraint === undefined) {
      const problem = `"${text}" is no version constraint, such as ">= 1.2".`;
      diagnostics.push(badMetadata(data.valueAt(["dependencies", name]), { problem }));
    }
    return { name, constraint, place: data.keyAt(["dependencies", name]) };
  });
}

/** Several constraints in a list, as old tools wrote them, bind nothing (`handle_incorrect_constraints`). */
function constraintText(wanted: Json): string | undefined {
  const [only, ...more] = Array.isArray(wanted) ? wanted : [wanted];
  if (only === undefined || only === null || more.length > 0) return undefined;
  return typeof only === "string" ? only : "";
}
