import { readObject } from "../../data/read-object.js";
import type { ObjectData } from "../../data/read-object.js";
import { badChefData, rubyObject, unknownRole } from "../../diagnostics/catalogue/chef-data.js";
import { noObject } from "../../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import { nearest } from "../../diagnostics/suggest.js";
import { isJsonObject, noAttributes } from "../../model/node.js";
import type { JsonObject } from "../../model/node.js";
import { once } from "./read.js";
import { filesBelow } from "./root.js";
import type { Root } from "./root.js";
import { itemsOf, runListOf } from "./run-list-data.js";
import type { RunListItem } from "./run-list.js";

/** A role: run lists by environment, and attributes. */
export interface Role {
  readonly name: string;
  readonly file: string;
  readonly defaultAttributes: JsonObject;
  readonly overrideAttributes: JsonObject;
  readonly runList: readonly RunListItem[];
  /** Run lists of their own for some environments. */
  readonly runLists: ReadonlyMap<string, readonly RunListItem[]>;
}

/** Finds a role by the name that a run list gives it. */
export type FindRole = (item: RunListItem) => Staged<Role | undefined>;

/**
 * Opens a folder of roles; each is `<name>.json` in it or in a folder below (Chef::Role.from_disk), and is read
 * when it is first asked for. Diagnostics of a search: `config/unknown-role`, `config/ruby-object`,
 * `config/bad-chef-data` and those of `readObject` and of run list items.
 */
export function openRoles(root: Root | undefined): FindRole {
  if (root === undefined) {
    return ({ name, place }) => failed(unknownRole(place, { name, near: [], folder: undefined }));
  }
  const problems: Diagnostic[] = [];
  const found = filesBelow(root, root.folder, /\.(json|rb)$/, problems);
  const json = new Map<string, () => Staged<Role | undefined>>();
  const ruby = new Set<string>();
  for (const { file, name } of found) {
    const [, base = "", extension] = /^(.*)\.(json|rb)$/s.exec(name) ?? [];
    if (extension === "rb") ruby.add(base);
    else if (!json.has(base))
      json.set(
        base,
        once(() => readRole(root, file, base)),
      );
    else {
      const problem = `There is another role "${base}" below ${root.folder}.`;
      json.set(base, () => failed(badChefData({ file }, { problem, help: "Remove one of the two." })));
    }
  }
  return ({ name, place }) => {
    const read = json.get(name);
    if (read !== undefined) return read();
    if (ruby.has(name)) return failed(rubyObject(place, { kind: "role", name }));
    const linked = problems.find(({ file }) => file?.endsWith(`/${name}.json`) === true);
    if (linked !== undefined) return failed(linked);
    const near = nearest(name, [...json.keys(), ...ruby]);
    return failed(unknownRole(place, { name, near, folder: root.folder }));
  };
}

function failed(diagnostic: Diagnostic): Staged<undefined> {
  return { value: undefined, diagnostics: [diagnostic] };
}

function readRole({ host }: Root, file: string, name: string): Staged<Role | undefined> {
  const { value: data, diagnostics: unread } = readObject(host, file, "A role");
  if (data === undefined) return { value: undefined, diagnostics: unread };
  const diagnostics: Diagnostic[] = [];
  nameMatches(data, name, diagnostics);
  const runLists = new Map<string, readonly RunListItem[]>();
  const given = data.value.get("env_run_lists") ?? null;
  if (given !== null && !isJsonObject(given)) {
    diagnostics.push(noObject(data.valueAt(["env_run_lists"]), { what: "The run lists by environment" }));
  }
  for (const [environment, list] of isJsonObject(given) ? given : []) {
    runLists.set(environment, itemsOf(data, ["env_run_lists", environment], list, diagnostics));
  }
  const value: Role = {
    ...{ name, file, runLists },
    defaultAttributes: attributesOf(data, "default_attributes", diagnostics),
    overrideAttributes: attributesOf(data, "override_attributes", diagnostics),
    runList: runLists.get("_default") ?? runListOf(data, data.value, diagnostics),
  };
  return { value: diagnostics.length > 0 ? undefined : value, diagnostics };
}

/** The name in a role or an environment is that of its file, since one is what a server and one what a folder knows. */
export function nameMatches(data: ObjectData, name: string, diagnostics: Diagnostic[]): void {
  const given = data.value.get("name") ?? name;
  if (given === name) return;
  const problem = `The name in this file is ${typeof given === "string" ? `"${given}"` : "no text"}, and the file's own name says "${name}".`;
  diagnostics.push(
    badChefData(data.valueAt(["name"]), { problem, help: "Give the file and what is in it the same name." }),
  );
}

/** Attributes of a role or an environment; null is none. */
export function attributesOf(data: ObjectData, key: string, diagnostics: Diagnostic[]): JsonObject {
  const value = data.value.get(key) ?? null;
  if (value === null) return noAttributes;
  if (isJsonObject(value)) return value;
  diagnostics.push(noObject(data.valueAt([key]), { what: `"${key}"` }));
  return noAttributes;
}
