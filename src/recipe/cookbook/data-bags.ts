import { readObject } from "../../data/read-object.js";
import type { ObjectData } from "../../data/read-object.js";
import { badChefData } from "../../diagnostics/catalogue/chef-data.js";
import type { Diagnostic, Staged } from "../../diagnostics/diagnostic.js";
import type { JsonObject } from "../../model/node.js";
import type { DataBag, DataBags } from "../library.js";
import { identityOf } from "../../data/merge.js";
import { once } from "./read.js";
import { entriesOf, pathTo } from "./root.js";
import type { Root } from "./root.js";

/** Names of bags and ids of items (Chef::DataBag::VALID_NAME, Chef::DataBagItem::VALID_ID; [:alnum:] is Unicode's). */
const valid = /^[.\-\p{L}\p{M}\p{Nd}_]+$/u;

/** What a Chef server calls its own (Chef::DataBag::RESERVED_NAMES). */
const reserved: ReadonlySet<string> = new Set(["node", "role", "environment", "client"]);

/** A folder of data bags: the items by bag and id. */
export interface BagFolder {
  readonly folder: string;
  readonly bags: ReadonlyMap<string, ReadonlyMap<string, Item>>;
  /** Bags that are links out of the folder. */
  readonly problems: readonly Diagnostic[];
}

type Item = () => Staged<JsonObject | undefined>;

/** Opens a folder with a folder for each bag and a file `<id>.json` for each item; items are read when asked for. */
export function openBags(root: Root): BagFolder {
  const bags = new Map<string, ReadonlyMap<string, Item>>();
  const problems: Diagnostic[] = [];
  for (const entry of entriesOf(root, valid, problems)) {
    if (entry.kind !== "folder" || reserved.has(entry.name)) continue;
    bags.set(entry.name, itemsOf({ ...root, folder: pathTo(root.folder, entry) }));
  }
  return { folder: root.folder, bags, problems };
}

function itemsOf(root: Root): ReadonlyMap<string, Item> {
  const problems: Diagnostic[] = [];
  const items = new Map<string, Item>();
  for (const entry of entriesOf(root, /\.json$/, problems)) {
    if (entry.kind !== "file") continue;
    const id = entry.name.slice(0, -".json".length);
    items.set(
      id,
      once(() => readItem(root, pathTo(root.folder, entry), id)),
    );
  }
  for (const problem of problems) {
    const id = /([^/]*)\.json$/.exec(problem.file ?? "")?.[1];
    if (id !== undefined) items.set(id, () => ({ value: undefined, diagnostics: [problem] }));
  }
  return items;
}

/** Diagnostics: those of `readObject`, `config/bad-chef-data`. */
function readItem({ host }: Root, file: string, id: string): Staged<JsonObject | undefined> {
  const { value: data, diagnostics } = readObject(host, file, "A data bag item");
  if (data === undefined) return { value: undefined, diagnostics };
  const problem = problemOf(data, id);
  if (problem !== undefined) return { value: undefined, diagnostics: [problem] };
  return { value: data.value, diagnostics: [] };
}

function problemOf(data: ObjectData, id: string): Diagnostic | undefined {
  const given = data.value.get("id");
  if (typeof given !== "string" || !valid.test(given)) {
    const problem =
      given === undefined ? "A data bag item needs an id." : "This cannot be the id of a data bag item.";
    const help = `Write "id": "${id}", of letters, digits, dots, hyphens and underscores.`;
    return badChefData(data.valueAt(["id"]), { problem, help });
  }
  if (given !== id) {
    const problem = `The id of this item is "${given}", and the file's own name says "${id}".`;
    return badChefData(data.valueAt(["id"]), {
      problem,
      help: "Give the file and the item in it the same name.",
    });
  }
  return undefined;
}

/**
 * The bags of the folders given, and of those in cookbooks, as one. As in Chef (Chef::DataBag.load) an item may stand in two folders when it is
 * the same in both; if not, asking for it gives `config/bad-chef-data`.
 */
export function joinBags(given: readonly BagFolder[], own: readonly BagFolder[]): DataBags {
  const folders = [...given, ...own];
  const names = new Set(folders.flatMap(({ bags }) => [...bags.keys()]));
  const bags = new Map<string, DataBag>();
  for (const name of names) {
    const having = folders.filter((folder) => folder.bags.has(name));
    const ids = [...new Set(having.flatMap((folder) => [...(folder.bags.get(name)?.keys() ?? [])]))].sort();
    bags.set(name, { ids, item: (id) => itemOf(having, name, id) });
  }
  return { folders: given.map(({ folder }) => folder), bags };
}

function itemOf(folders: readonly BagFolder[], bag: string, id: string): Staged<JsonObject | undefined> {
  const found = folders.flatMap(({ folder, bags }) => {
    const item = bags.get(bag)?.get(id);
    return item === undefined ? [] : [{ file: `${folder}/${bag}/${id}.json`, read: item() }];
  });
  const [first, ...more] = found;
  if (first?.read.value === undefined) return first?.read ?? { value: undefined, diagnostics: [] };
  const { value } = first.read;
  for (const { file, read } of more) {
    if (read.value === undefined) return read;
    if (identityOf(read.value) === identityOf(value)) continue;
    const problem = `The data bag "${bag}" has another item "${id}" in ${first.file}.`;
    const help = "Keep one of the two, or make them equal.";
    return { value: undefined, diagnostics: [badChefData({ file }, { problem, help })] };
  }
  return first.read;
}
