import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { missingSemicolon } from "../diagnostics/catalogue/mof.js";
import { unreadableFile } from "../diagnostics/catalogue/schema.js";
import { parseMof } from "../mof/parse.js";
import type { Host } from "../source/host.js";
import type { SchemaFile } from "./catalogue.js";
import { refusedByLcm, wideDefaults } from "./file-rules.js";
import { readSource, type EncodedSource } from "./find-modules.js";
import { classDeclarations, toldOfSchema, type Declared } from "./read-classes.js";

/** The schema files of a module: their text is there, each is parsed when it is first needed. */
export interface SchemaFiles {
  readonly list: readonly SchemaFile[];
  /** All class declarations, in order of file. */
  all(): readonly Declared[];
  /** At least the declarations of every class with this name or friendly name, in lower case. */
  named(name: string): readonly Declared[];
  /** At least the declarations of every class whose superclass has this name, in lower case. */
  extending(name: string): readonly Declared[];
}

interface ReadFile extends SchemaFile {
  readonly names: Iterable<string>;
  /** Asked for seldom, and told from the text only then. */
  superClasses(): Iterable<string>;
  declarations(): readonly Declared[];
}

type Report = (diagnostic: Diagnostic) => void;

/** Reads and indexes files. Gives schema/unreadable-file at once; what is wrong in a file when it is parsed. */
export function readSchemaFiles(host: Host, paths: readonly string[], report: Report): SchemaFiles {
  const files = paths.map((path) => {
    const source = readSource(host, path);
    if ("text" in source) return readFile(source, report);
    report(unreadableFile({ file: path }, { file: path, reason: source.reason }));
    return unreadFile(path);
  });
  const byName = indexBy(files, ({ names }) => names);
  let bySuperClass: ReadonlyMap<string, readonly ReadFile[]> | undefined;
  return {
    list: files,
    all: () => files.flatMap((file) => file.declarations()),
    named: (name) => (byName.get(name) ?? []).flatMap((file) => file.declarations()),
    extending(name) {
      bySuperClass ??= indexBy(files, (file) => file.superClasses());
      return (bySuperClass.get(name) ?? []).flatMap((file) => file.declarations());
    },
  };
}

function indexBy(
  files: readonly ReadFile[],
  namesOf: (file: ReadFile) => Iterable<string>,
): ReadonlyMap<string, readonly ReadFile[]> {
  const index = new Map<string, ReadFile[]>();
  for (const file of files) {
    for (const name of namesOf(file)) {
      const known = index.get(name);
      if (known === undefined) index.set(name, [file]);
      else known.push(file);
    }
  }
  return index;
}

function unreadFile(path: string): ReadFile {
  const nothing = { names: [], superClasses: () => [], declarations: () => [] };
  return { path, whole: false, mayDescribe: () => true, ...nothing };
}

function readFile(source: EncodedSource, report: Report): ReadFile {
  let parsed: ReturnType<typeof parse> | undefined;
  const declarations = (): readonly Declared[] => (parsed ??= parse(source, report)).declared;
  const scanned = scanNames(source.text);
  return {
    path: source.name,
    get whole() {
      return parsed?.complete !== false;
    },
    mayDescribe: (name) => scanned?.has(name.toLowerCase()) !== false,
    names: scanned ?? new Set(declarations().flatMap(declaredNames)),
    superClasses: () => scanSuperClasses(source.text) ?? new Set(declarations().flatMap(superClassOf)),
    declarations,
  };
}

function parse(source: EncodedSource, report: Report) {
  const file = parseMof(source);
  const declared = classDeclarations(file.value);
  const refused = /\.schema\.mof$/i.test(source.name) ? refusedByLcm(file.value) : [];
  const wide = source.encoding === "utf-8" ? wideDefaults(file.value) : [];
  for (const diagnostic of [...file.diagnostics, ...wide, ...declared.diagnostics, ...refused])
    report(tolerated(diagnostic));
  return { declared: declared.value.classes, complete: file.value.complete };
}

/** A class without its last `;` is read: schemas in use have that slip (powershell-configuration.md §3.2). */
function tolerated(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.code === missingSemicolon.code
    ? { ...diagnostic, severity: "warning" }
    : toldOfSchema(diagnostic);
}

/**
 * The names in lower case that a schema's classes may have, told from the text alone: too many (a comment or a
 * description may speak of "class this"), never too few. Undefined when a name is written in another way than
 * `class Name` and `FriendlyName("Name")`, so that only parsing the text can tell.
 */
export function scanNames(text: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  const words = /\b(?:class\b(?:\s+(\w+))?|friendlyname\b(?:\s*\(\s*"(\w+)"\s*\))?)/gi;
  for (const [, className, friendlyName] of text.matchAll(words)) {
    const name = className ?? friendlyName;
    if (name === undefined) return undefined;
    names.add(name.toLowerCase());
  }
  return names;
}

/**
 * The names in lower case that superclasses in a schema may have, told from the text alone: every word behind a colon,
 * so too many, never too few. Undefined when a comment may stand between the two, so that only parsing can tell.
 */
function scanSuperClasses(text: string): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(/:\s*(?:(\w+)|\/[/*])/g)) {
    if (name === undefined) return undefined;
    names.add(name.toLowerCase());
  }
  return names;
}

function superClassOf({ declaration }: Declared): readonly string[] {
  return declaration.superClass === undefined ? [] : [declaration.superClass.text.toLowerCase()];
}

function declaredNames({ declaration }: Declared): readonly string[] {
  const friendly = declaration.qualifiers.flatMap(({ name, value }) =>
    name.text.toLowerCase() === "friendlyname" && value?.value.kind === "string" ? [value.value.text] : [],
  );
  return [declaration.name.text, ...friendly].map((name) => name.toLowerCase());
}
