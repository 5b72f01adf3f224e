import * as problems from "../diagnostics/catalogue/mof.js";
import type { Staged } from "../diagnostics/diagnostic.js";
import { didYouMean, nearest } from "../diagnostics/suggest.js";
import type { Instance, InstanceOrigins, LocatedDocument } from "../model/document.js";
import type { Origin } from "../source/source.js";
import { collector, type Collector } from "../diagnostics/collector.js";
import type { Assignment, InstanceDeclaration, Literal, MofFile, Name } from "./tree.js";

/** What the walk over a file's instances knows: aliases by name in lower case. */
interface Walk {
  readonly file: MofFile;
  readonly found: Collector;
  /** Of the instances above the one that is read. */
  readonly defined: Map<string, Name>;
  /** Of the whole file. */
  readonly aliases: ReadonlyMap<string, Name>;
}

/**
 * The instances of a file as a Document, in the order of the text, with their origins; classes, qualifiers and
 * pragmas are left out. Reports `mof/duplicate-property` (the first one is kept), `mof/duplicate-alias`, and
 * `mof/undefined-alias` unless a declaration of the file could not be read.
 */
export function readDocument(file: MofFile): Staged<LocatedDocument> {
  const found = collector();
  const value = readInto(found, file);
  return { value, diagnostics: found.found({ file: file.source.name }) };
}

/** As `readDocument`, with what is found going to a collector. */
export function readInto(found: Collector, file: MofFile): LocatedDocument {
  const declarations = file.declarations.filter((declaration) => declaration.kind === "instance");
  const aliases = new Map<string, Name>();
  for (const { alias } of declarations) {
    if (alias !== undefined && !aliases.has(alias.text.toLowerCase()))
      aliases.set(alias.text.toLowerCase(), alias);
  }
  const walk: Walk = { file, found, defined: new Map(), aliases };
  const instances: Instance[] = [];
  const origins: InstanceOrigins[] = [];
  for (const declaration of declarations) {
    const properties = withoutRepeats(declaration, walk);
    instances.push({
      className: declaration.className.text,
      ...(declaration.alias === undefined ? {} : { alias: declaration.alias.text }),
      properties: properties.map(({ name, value }) => ({ name: name.text, value: value.value })),
    });
    origins.push({
      origin: originOf(walk, declaration),
      ...(declaration.alias === undefined ? {} : { alias: originOf(walk, declaration.alias) }),
      properties: properties.map(({ name, value }) => ({
        name: originOf(walk, name),
        value: originOf(walk, value),
        ...(value.items === undefined ? {} : { items: value.items.map((item) => originOf(walk, item)) }),
        ...(value.faulty ? { faulty: true as const } : {}),
      })),
    });
    for (const { value } of properties) checkAliases(value, walk);
    define(declaration, walk);
  }
  return { document: { header: file.header, instances }, origins: { instances: origins } };
}

/** Rule P3: "Class feature already defined". */
function withoutRepeats(declaration: InstanceDeclaration, walk: Walk): readonly Assignment[] {
  const first = new Map<string, Name>();
  return declaration.properties.filter(({ name }) => {
    const key = name.text.toLowerCase();
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, name);
      return true;
    }
    const related = [{ message: "It is first set here.", origin: originOf(walk, known) }];
    walk.found.add(problems.duplicateProperty(originOf(walk, name), { property: name.text }, { related }));
    return false;
  });
}

/** Rule P7: "Undefined instance alias": defined above, so neither below nor by the instance itself. */
function checkAliases(literal: Literal, walk: Walk): void {
  const { value } = literal;
  if (value.kind === "instance") {
    checkAlias(value.alias, literal, walk);
  } else if (value.kind === "array") {
    value.items.forEach((item, index) => {
      if (item.kind === "instance") checkAlias(item.alias, literal.items?.[index] ?? literal, walk);
    });
  }
}

function checkAlias(alias: string, place: Span, walk: Walk): void {
  const key = alias.toLowerCase();
  if (walk.defined.has(key) || !walk.file.complete) return;
  const later = walk.aliases.get(key);
  const near = () => {
    const known = Array.from(walk.defined.values(), ({ text }) => text);
    return nearest(alias, known).map((name) => `$${name}`);
  };
  const suggestion = later === undefined ? didYouMean(walk.found.suggest(near)) : "";
  const related =
    later === undefined ? [] : [{ message: "It is defined here.", origin: originOf(walk, later) }];
  const parameters = { alias, suggestion, below: later !== undefined };
  walk.found.add(problems.undefinedAlias(originOf(walk, place), parameters, { related }));
}

/** Rule P8: "Instance alias already declared". */
function define({ alias }: InstanceDeclaration, walk: Walk): void {
  if (alias === undefined) return;
  const key = alias.text.toLowerCase();
  const known = walk.defined.get(key);
  if (known === undefined) {
    walk.defined.set(key, alias);
    return;
  }
  const related = [{ message: "It is first used here.", origin: originOf(walk, known) }];
  walk.found.add(problems.duplicateAlias(originOf(walk, alias), { alias: alias.text }, { related }));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function originOf({ file }: Walk, { start, end }: Span): Origin {
  return { source: file.source, start, end };
}
