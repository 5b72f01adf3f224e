import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Host } from "../source/host.js";
import type { ModuleFolder } from "./find-modules.js";
import { remembered, searchable, type ModuleClasses } from "./module-classes.js";
import { classReader, toldOfSchema, type Declared } from "./read-classes.js";
import type { CimClass, Module } from "./resource-class.js";
import { readSchemaFiles } from "./schema-files.js";
import type { SchemaFiles } from "./schema-files.js";

type Report = (diagnostic: Diagnostic) => void;

/**
 * A module on disk. Its files are read when the module is first asked for anything, and parsed when they may hold
 * what is asked for. Gives schema/unreadable-file and what `parseMof` and `classReader` report.
 */
export function moduleOnDisk(
  host: Host,
  { name, version, files: paths }: ModuleFolder,
  kind: Pick<Module, "inBox" | "platform">,
): ModuleClasses {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(toldOfSchema(diagnostic));
  let read: SchemaFiles | undefined;
  const files = (): SchemaFiles => (read ??= readSchemaFiles(host, paths, report));
  const superClassNamed = remembered((lower): Declared | undefined =>
    files()
      .named(lower)
      .find(({ declaration }) => declaration.name.text.toLowerCase() === lower),
  );
  const { classOf } = classReader(superClassNamed, report);
  let classes: readonly CimClass[] | undefined;
  const module: Module = {
    name,
    ...(version !== undefined && { version }),
    ...kind,
    get classes() {
      return (classes ??= distinct(files().all().map(classOf)));
    },
  };
  return searchable(
    module,
    {
      named: (lower) => files().named(lower).map(classOf),
      extending: (lower) => files().extending(lower).map(classOf),
    },
    () => files().list,
    diagnostics,
  );
}

/** Of classes with one name the first. */
function distinct(classes: readonly CimClass[]): readonly CimClass[] {
  const byName = new Map<string, CimClass>();
  for (const cimClass of classes) {
    const lower = cimClass.name.toLowerCase();
    if (!byName.has(lower)) byName.set(lower, cimClass);
  }
  return [...byName.values()];
}
