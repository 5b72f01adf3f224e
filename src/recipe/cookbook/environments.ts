import { readObject } from "../../data/read-object.js";
import type { ObjectData } from "../../data/read-object.js";
import { badChefData, rubyObject, unknownEnvironment } from "../../diagnostics/catalogue/chef-data.js";
import { unreadEnvironment } from "../../diagnostics/catalogue/chef-data.js";
import { noObject } from "../../diagnostics/catalogue/config.js";
import type { Diagnostic, Place, Staged } from "../../diagnostics/diagnostic.js";
import { nearest } from "../../diagnostics/suggest.js";
import { isJsonObject, noAttributes } from "../../model/node.js";
import type { JsonObject } from "../../model/node.js";
import type { Origin } from "../../source/source.js";
import { once } from "./read.js";
import { attributesOf, nameMatches } from "./roles.js";
import { entriesOf, pathTo } from "./root.js";
import type { Root } from "./root.js";
import { parseConstraint } from "./version.js";
import type { Constraint } from "./version.js";

/** An environment: attributes, and the cookbook versions that it allows. */
export interface Environment {
  readonly name: string;
  /** Undefined for one that is known by its name alone. */
  readonly file: string | undefined;
  readonly defaultAttributes: JsonObject;
  readonly overrideAttributes: JsonObject;
  readonly cookbookVersions: ReadonlyMap<string, VersionRule>;
}

export interface VersionRule {
  readonly constraint: Constraint;
  readonly place: Origin;
}

/** Finds an environment by name; `place` is where a node names it, if that is known. */
export type FindEnvironment = (name: string, place?: Place) => Staged<Environment | undefined>;

/**
 * Opens a folder of environments, each `<name>.json` (Chef::Environment.load_from_file), read when it is first
 * asked for; `_default` is always there and empty. Without a folder an environment is a name that is not read.
 * Diagnostics of a search: `config/unknown-environment`, `config/unread-environment`, `config/ruby-object`,
 * `config/bad-chef-data` and those of `readObject`.
 */
export function openEnvironments(root: Root | undefined): FindEnvironment {
  const problems: Diagnostic[] = [];
  const entries = root === undefined ? [] : entriesOf(root, /\.(json|rb)$/, problems);
  const files = new Map(entries.map((entry) => [entry.name, entry]));
  const read = new Map<string, () => Staged<Environment | undefined>>();
  return (name, place) => {
    if (name === "_default") return { value: empty(name), diagnostics: [] };
    if (root === undefined) {
      return { value: empty(name), diagnostics: [unreadEnvironment(place ?? { file: "" }, { name })] };
    }
    const failed = (diagnostic: Diagnostic) => ({ value: undefined, diagnostics: [diagnostic] });
    const file = pathTo(root.folder, { name: `${name}.json` });
    if (files.get(`${name}.json`)?.kind === "file") {
      const known = read.get(name) ?? once(() => readEnvironment(root, file, name));
      read.set(name, known);
      return known();
    }
    if (files.has(`${name}.rb`)) {
      return failed(
        rubyObject({ file: `${file.slice(0, -".json".length)}.rb` }, { kind: "environment", name }),
      );
    }
    const linked = problems.find((problem) => problem.file === file);
    if (linked !== undefined) return failed(linked);
    const names = [...files.keys()].map((one) => one.replace(/\.json$/, ""));
    return failed(
      unknownEnvironment(place ?? { file: root.folder }, {
        name,
        near: nearest(name, names),
        folder: root.folder,
      }),
    );
  };
}

function empty(name: string): Environment {
  const attributes = { defaultAttributes: noAttributes, overrideAttributes: noAttributes };
  return { name, file: undefined, ...attributes, cookbookVersions: new Map() };
}

function readEnvironment({ host }: Root, file: string, name: string): Staged<Environment | undefined> {
  const { value: data, diagnostics: unread } = readObject(host, file, "An environment");
  if (data === undefined) return { value: undefined, diagnostics: unread };
  const diagnostics: Diagnostic[] = [];
  nameMatches(data, name, diagnostics);
  const value: Environment = {
    ...{ name, file },
    defaultAttributes: attributesOf(data, "default_attributes", diagnostics),
    overrideAttributes: attributesOf(data, "override_attributes", diagnostics),
    cookbookVersions: versionsOf(data, diagnostics),
  };
  return { value: diagnostics.length > 0 ? undefined : value, diagnostics };
}

function versionsOf(data: ObjectData, diagnostics: Diagnostic[]): ReadonlyMap<string, VersionRule> {
  const rules = new Map<string, VersionRule>();
  const given = data.value.get("cookbook_versions") ?? null;
  if (given === null) return rules;
  if (!isJsonObject(given)) {
    diagnostics.push(noObject(data.valueAt(["cookbook_versions"]), { what: '"cookbook_versions"' }));
    return rules;
  }
  for (const [cookbook, text] of given) {
    const place = data.valueAt(["cookbook_versions", cookbook]);
    const constraint = typeof text === "string" ? parseConstraint(text) : undefined;
    // A version alone has two numbers at least here, unlike in metadata (Chef::Version, Chef::Version::Platform).
    if (constraint !== undefined && constraint.text.includes(".")) rules.set(cookbook, { constraint, place });
    else {
      const problem = `The version of "${cookbook}" is no constraint that Chef takes here.`;
      diagnostics.push(badChefData(place, { problem, help: 'Write one such as ">= 1.2" or "= 2.0.1".' }));
    }
  }
  return rules;
}
