import * as report from "../diagnostics/catalogue/check.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { nearest } from "../diagnostics/suggest.js";
import type { LocatedDocument } from "../model/document.js";
import type { Value } from "../model/value.js";
import type { Catalogue } from "../schema/catalogue.js";
import type { Target } from "../mof/literal.js";
import { baseClassesOf } from "../schema/builtin/base.js";
import { findClass } from "../schema/lookup.js";
import { examine, isRoot, type Examined, type VerifySettings } from "./verify-examined.js";
import { verifyConfiguration, verifyMetaConfiguration } from "./verify-document.js";
import { verifyInstance } from "./verify-instance.js";

export type { VerifySettings } from "./verify-examined.js";

/**
 * Checks a document that exists against the schemas and the rules of a Local Configuration Manager (lcm-rules §3):
 * an error is what it refuses, a warning what it takes but nobody should write. The rules that need only the text
 * (P3, P6, P7, P8) are the MOF reader's. Diagnostics are located at the value, property or instance they are about.
 */
export function verifyDocument(
  located: LocatedDocument,
  catalogue: Catalogue,
  settings: VerifySettings,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const examined = examineAll(located, catalogue, settings.target);
  const unknownClasses = new Set<string>();
  for (const one of examined) {
    const lower = one.instance.className.toLowerCase();
    if (one.cimClass !== undefined) {
      verifyInstance(one, settings, diagnostics);
    } else if (!metaClasses.has(lower) && !unknownClasses.has(lower)) {
      // P1, once a class: the cause is one missing schema, however many instances there are.
      unknownClasses.add(lower);
      const { className } = one.instance;
      const suggestions = nearest(className, classNames(catalogue));
      diagnostics.push(report.unknownClass(one.origins.origin, { className, suggestions }));
    }
  }
  const node = located.document.header.targetNode ?? "this node";
  if (settings.meta) verifyMetaConfiguration(examined, diagnostics);
  else verifyConfiguration(examined, { node, file: settings.file }, diagnostics);
  return diagnostics;
}

/** Asked only for a class that is not there: it has every schema file read. */
function classNames(catalogue: Catalogue): readonly string[] {
  return catalogue.modules.flatMap((module) => module.classes.map(({ name }) => name));
}

/** Classes of a meta configuration. Every LCM has them; no schema here describes them. */
const metaClasses: ReadonlySet<string> = new Set([
  "msft_dscmetaconfiguration",
  "msft_webdownloadmanager",
  "msft_webresourcemanager",
  "msft_webreportmanager",
  "msft_filedownloadmanager",
  "msft_fileresourcemanager",
  "msft_partialconfiguration",
  "msft_signaturevalidation",
]);

function examineAll(
  { document, origins }: LocatedDocument,
  catalogue: Catalogue,
  target: Target,
): readonly Examined[] {
  // A machine has its own base classes, whatever a catalogue knows of the other system's.
  const baseClasses = new Map(baseClassesOf(target).map((one) => [one.name.toLowerCase(), one]));
  const byAlias = new Map<string, Examined>();
  const all: Examined[] = [];
  for (const [index, instance] of document.instances.entries()) {
    const places = origins.instances[index];
    if (places === undefined) continue;
    const { className } = instance;
    const cimClass = baseClasses.get(className.toLowerCase()) ?? findClass(catalogue, className);
    const one = examine(instance, places, cimClass, byAlias);
    all.push(one);
    if (instance.alias !== undefined) byAlias.set(instance.alias.toLowerCase(), one);
    for (const { value } of instance.properties) markReferenced(value, byAlias);
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
