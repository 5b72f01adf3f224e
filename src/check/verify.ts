import * as report from "../diagnostics/catalogue/check.js";
import type { Collector } from "../diagnostics/collector.js";
import { nearest } from "../diagnostics/suggest.js";
import type { LocatedDocument } from "../model/document.js";
import type { Value } from "../model/value.js";
import type { Catalogue } from "../schema/catalogue.js";
import { noClasses, type DocumentClasses } from "./document-classes.js";
import { lcmSays } from "./lcm-rules.js";
import { machineClass } from "./machine-class.js";
import { examine, isRoot, type Examined, type VerifySettings } from "./verify-examined.js";
import { verifyConfiguration, verifyMetaConfiguration } from "./verify-document.js";
import { verifyInstance } from "./verify-instance.js";

export type { VerifySettings } from "./verify-examined.js";

/**
 * Checks a document that exists against the schemas and the rules of a Local Configuration Manager (lcm-rules §3):
 * an error is what it refuses, a warning what it takes but nobody should write. The rules that need only the text
 * (P3, P6, P7, P8) are the MOF reader's. `classes` are those that the document declares itself. Diagnostics are located at the value, property or instance they are about.
 */
export function verifyDocument(
  found: Collector,
  located: LocatedDocument,
  catalogue: Catalogue,
  settings: VerifySettings,
  classes: DocumentClasses = noClasses,
): void {
  const classOf = (name: string, start: number): Pick<Examined, "cimClass" | "ownClass"> => {
    const own = classes.get(name.toLowerCase());
    const known = machineClass(name, catalogue, settings.target);
    const isOwn = own !== undefined && own.behind <= start;
    return { cimClass: isOwn ? own.cimClass : known, ownClass: isOwn && known === undefined };
  };
  const examined = examineAll(located, classOf);
  const unknownClasses = new Set<string>();
  for (const one of examined) {
    const lower = one.instance.className.toLowerCase();
    if (one.cimClass !== undefined) {
      verifyInstance(one, settings, found);
    } else if (!unknownClasses.has(lower)) {
      // P1, once a class: the cause is one missing schema, however many instances there are.
      unknownClasses.add(lower);
      const { className } = one.instance;
      const suggestions = found.suggest(() => nearest(className, classNames(catalogue)));
      found.add(
        report.unknownClass(one.origins.origin, { className, suggestions }, lcmSays("P1", className)),
      );
    }
  }
  const node = located.document.header.targetNode ?? "this node";
  if (settings.meta) verifyMetaConfiguration(examined, settings, found);
  else verifyConfiguration(examined, { node, file: settings.file }, found);
}

/** Asked only for a class that is not there: it has every schema file read. */
function classNames(catalogue: Catalogue): readonly string[] {
  return catalogue.modules.flatMap((module) => module.classes.map(({ name }) => name));
}

function examineAll(
  { document, origins }: LocatedDocument,
  classOf: (name: string, start: number) => Pick<Examined, "cimClass" | "ownClass">,
): readonly Examined[] {
  const byAlias = new Map<string, Examined>();
  const all: Examined[] = [];
  for (const [index, instance] of document.instances.entries()) {
    const places = origins.instances[index];
    if (places === undefined) continue;
    const one = examine(instance, places, classOf(instance.className, places.origin.start), byAlias);
    all.push(one);
    for (const { value } of instance.properties) markReferenced(value, byAlias);
    const alias = instance.alias?.toLowerCase();
    if (alias !== undefined && !byAlias.has(alias)) byAlias.set(alias, one);
  }
  return all;
}

/** An instance that another one refers to is no root (lcm-rules 4.3). */
function markReferenced(value: Value, byAlias: ReadonlyMap<string, Examined>): void {
  const items = value.kind === "array" ? value.items : [value];
  for (const item of items) {
    if (item.kind !== "instance") continue;
    const target = byAlias.get(item.alias.toLowerCase());
    if (target !== undefined && isRoot(target)) target.referenced = true;
  }
}
