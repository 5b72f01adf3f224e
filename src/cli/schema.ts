import { unknownClass } from "../diagnostics/catalogue/cli.js";
import { printable, printableLines } from "../report/printable.js";
import { counted } from "../report/text.js";
import type { Catalogue } from "../schema/catalogue.js";
import { allResources, findClass, findResource } from "../schema/lookup.js";
import { printClass } from "../schema/print-class.js";
import type { CimClass, Resource } from "../schema/resource-class.js";
import { searchResources } from "../schema/search.js";
import { isMisused, report, say } from "./context.js";
import type { Context } from "./context.js";
import type { ShowOptions } from "./options.js";
import { classPage, jsonClass, jsonResource, resourcePage } from "./schema-page.js";
import { openCatalogue } from "./schemas.js";
import { printJson } from "./tell.js";

/** `schema list`: a line for each resource: module, version, name; how much has been read is said at the end. */
export async function list(context: Context): Promise<void> {
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const resources = allResources(catalogue);
  printTable(context, resources);
  report(context, catalogue.diagnostics());
  if (!context.json) say(context, summaryOf(catalogue, resources));
}

/** `127 schema files, 150 resources in 13 modules.`; built-in resources come of no file. */
function summaryOf(catalogue: Catalogue, resources: readonly Resource[]): string {
  const files = catalogue.schemaFiles().filter(({ whole }) => whole).length;
  const modules = new Set(resources.map(({ module }) => module.name.toLowerCase())).size;
  const read = files === 0 ? "" : `${counted(files, "schema file")}, `;
  return `${read}${counted(resources.length, "resource")} in ${counted(modules, "module")}.`;
}

/** `schema search WORD…`: the resources in which all words occur, the best first. */
export async function search(context: Context, words: readonly string[]): Promise<void> {
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const found = searchResources(catalogue, words);
  if (found.length === 0)
    say(context, `No resource has ${words.map((word) => `"${printable(word)}"`).join(" and ")}.`);
  printTable(context, found);
  report(context, catalogue.diagnostics());
}

/** `schema show NAME`: the page of a resource or class, or its declaration in MOF. Diagnostic: `cli/unknown-class`. */
export async function show(context: Context, name: string, options: ShowOptions): Promise<void> {
  const catalogue = await openCatalogue(context);
  if (isMisused(context.findings)) return;
  const resolution = findResource(catalogue, { name, platform: context.settings.target });
  const resources =
    resolution.kind === "found"
      ? [resolution.resource]
      : resolution.kind === "ambiguous"
        ? resolution.candidates
        : [];
  const cimClass = resources.length > 0 ? undefined : findClass(catalogue, name);
  if (resources.length === 0 && cimClass === undefined) {
    const near = resolution.kind === "unknown-resource" ? resolution.suggestions : [];
    report(context, [unknownClass({ file: "" }, { name, near })]);
  } else {
    showFound(context, catalogue, { resources, classes: cimClass === undefined ? [] : [cimClass] }, options);
  }
  report(context, catalogue.diagnostics());
}

interface Shown {
  readonly resources: readonly Resource[];
  readonly classes: readonly CimClass[];
}

function showFound(context: Context, catalogue: Catalogue, shown: Shown, { mof }: ShowOptions): void {
  const { stdout } = context.world;
  const { resources, classes } = shown;
  if (mof === true) {
    const wanted = [...resources.flatMap((resource) => withEmbedded(catalogue, resource)), ...classes];
    return stdout.write(wanted.map(printClass).join("\n"));
  }
  if (context.json) {
    return printJson(context, {
      resources: resources.map(jsonResource),
      ...(classes.length === 0 ? {} : { classes: classes.map(jsonClass) }),
    });
  }
  const pages = [
    ...resources.map((resource) => resourcePage(resource, catalogue)),
    ...classes.map(classPage),
  ];
  stdout.write(printableLines(pages.join("\n")));
}

/** A resource's class, behind the classes that occur embedded in it, each once. */
function withEmbedded(catalogue: Catalogue, { cimClass, module }: Resource): readonly CimClass[] {
  const wanted = new Set([cimClass]);
  for (const one of wanted) {
    for (const { embeddedClass } of one.properties) {
      const embedded = embeddedClass === undefined ? undefined : findClass(catalogue, embeddedClass, module);
      if (embedded !== undefined) wanted.add(embedded);
    }
  }
  return [...wanted].reverse();
}

function printTable(context: Context, resources: readonly Resource[]): void {
  if (context.json) return printJson(context, { resources: resources.map(jsonSummary) });
  const rows = resources.map(({ name, module }) => [
    printable(module.name),
    module.version ?? "-",
    printable(name),
  ]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  context.world.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

function jsonSummary({ name, module, cimClass }: Resource): Readonly<Record<string, unknown>> {
  return { module: module.name, version: module.version ?? null, name, class: cimClass.name };
}
