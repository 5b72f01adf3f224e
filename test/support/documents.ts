import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Target } from "../../src/mof/literal.js";
import { builtInModules } from "../../src/schema/builtin/index.js";
import { isResource } from "../../src/schema/catalogue.js";
import { printClass } from "../../src/schema/print-class.js";
import { loadCatalogue } from "../../src/schema/store.js";
import { nodeHost } from "../../src/source/host.node.js";
import { fixturesFolder, pathsBelow, sharedFolder } from "./scenario.js";
import type { Scenario } from "./scenario.js";

/** A document of the run with what the checker has to know, paths relative to the folder of documents. */
interface Entry {
  readonly file: string;
  readonly target: Target;
  readonly schemas: readonly string[];
}

/** The documents of a run on their way to a folder, where .ci/run gives them to the independent checker. */
export interface Documents {
  readonly folder: string;
  readonly entries: Entry[];
}

/** Where documents go when MOFSMITH_DOCUMENTS names a folder; undefined when it does not. */
export function openDocuments(): Documents | undefined {
  const folder = process.env["MOFSMITH_DOCUMENTS"];
  if (folder === undefined || folder === "") return undefined;
  mkdirSync(folder, { recursive: true });
  return { folder, entries: [] };
}

/** Adds a document: `<scenario>__<node>.mof` or `….meta.mof`, numbered when a scenario has several of a node. */
export function addDocument(
  { folder, entries }: Documents,
  scenario: Scenario,
  document: {
    readonly node: string;
    readonly target: Target;
    readonly bytes: Uint8Array;
    readonly sound: boolean;
    readonly meta: boolean;
  },
): void {
  const stem = `${scenario.name.replaceAll("/", "-")}__${document.node}`;
  const extension = document.meta ? ".meta.mof" : ".mof";
  const same = entries.filter(
    ({ file }) => file === `${stem}${extension}` || file.startsWith(`${stem}__`),
  ).length;
  const file = same === 0 ? `${stem}${extension}` : `${stem}__${same + 1}${extension}`;
  writeFileSync(join(folder, file), document.bytes);
  const schemas = [
    ...(document.sound ? ownSchemas(folder, scenario) : schemasAsRead(folder, scenario, stem)),
    ...sharedSchemas(folder, scenario),
    `schemas/${document.target}`,
  ];
  entries.push({ file, target: document.target, schemas });
}

/** Writes the manifest and the built-in classes, one file each. */
export function closeDocuments({ folder, entries }: Documents): void {
  for (const { platform, classes } of builtInModules) {
    mkdirSync(join(folder, "schemas", platform), { recursive: true });
    for (const cimClass of classes)
      writeFileSync(join(folder, "schemas", platform, `${cimClass.name}.schema.mof`), printClass(cimClass));
  }
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(entries, undefined, 2)}\n`);
}

/** The schemas that lie in a scenario's own folder, and in that of the one it is like. */
function ownSchemas(folder: string, scenario: Scenario): readonly string[] {
  const like = scenario.like === undefined ? [] : [join(fixturesFolder, scenario.like)];
  return [scenario.folder, ...like].flatMap((one) => {
    const has = pathsBelow(one).some((path) => path.toLowerCase().endsWith(".schema.mof"));
    return has ? [pathFrom(folder, one)] : [];
  });
}

/** For schemas with a slip that mofsmith forgives and the checker does not: their resource classes as they were read. */
function schemasAsRead(folder: string, { args, folder: own }: Scenario, stem: string): readonly string[] {
  const given = args.filter((_, index) => args[index - 1] === "--schemas").map((path) => join(own, path));
  const { modules } = loadCatalogue(nodeHost(), given, []).value;
  const place = join(folder, "as-read", stem);
  mkdirSync(place, { recursive: true });
  for (const cimClass of modules.flatMap(({ classes }) => classes).filter(isResource)) {
    writeFileSync(join(place, `${cimClass.name}.schema.mof`), printClass(cimClass));
  }
  return [pathFrom(folder, place)];
}

function sharedSchemas(folder: string, { args }: Scenario): readonly string[] {
  return args
    .filter((word) => word.startsWith("@shared/"))
    .map((word) => pathFrom(folder, join(sharedFolder, word.slice("@shared/".length))));
}

function pathFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}
