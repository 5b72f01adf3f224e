import * as report from "../diagnostics/catalogue/check.js";
import type { Collector } from "../diagnostics/collector.js";
import { propertiesByName } from "../schema/catalogue.js";
import { embeddedShapeOf } from "./class-shape.js";
import { resolveDependencies, type Dependent } from "./depends.js";
import { excerpt } from "./describe.js";
import { keyTuple } from "./keys.js";
import { lcmSays, lcmSaysOf } from "./lcm-rules.js";
import { verifyHabits } from "./verify-habits.js";
import { verifyPartialConfigurations } from "./verify-partial.js";
import {
  isResourceInstance,
  isRoot,
  labelOf,
  placeOf,
  soundValueOf,
  textAt,
  valueOf,
  type Examined,
  type VerifySettings,
} from "./verify-examined.js";

/** D3 to D14 for a configuration document; `node` is how a message names the machine, `file` the document. */
export function verifyConfiguration(
  all: readonly Examined[],
  { node, file }: { readonly node: string; readonly file: string },
  found: Collector,
): void {
  const roots = all.filter(isRoot);
  verifyHabits(all, found);
  const resources = roots.filter(isResourceInstance);
  for (const one of roots.filter(isSettings)) {
    const problem = "Settings of a Local Configuration Manager stand in a configuration document.";
    found.add(report.metaConfiguration(one.origins.origin, { problem }, lcmSays("D3")));
  }
  verifyDocumentInstance(roots, { file, meta: false }, found);
  const [first] = roots;
  if (resources.length === 0) {
    found.add(report.noResources(first?.origins.origin ?? { file }, { node }, lcmSays("D11")));
  }
  verifyIds(roots, found);
  verifyKeys(resources, found);
  resolveDependencies(resources.map(dependentOf), found);
}

/** What an LCM demands of its settings: one MSFT_DSCMetaConfiguration, and nothing that it does not refer to. */
export function verifyMetaConfiguration(
  all: readonly Examined[],
  { file, target }: Pick<VerifySettings, "file" | "target">,
  found: Collector,
): void {
  const roots = all.filter(isRoot);
  verifyHabits(all, found);
  if (!roots.some(isSettings) || roots.length > 2) {
    const problem =
      "A meta configuration holds MSFT_DSCMetaConfiguration and nothing that it does not refer to.";
    const stray = roots.find((one) => !isSettings(one) && !isConfigurationDocument(one)) ?? roots[0];
    found.add(report.metaConfiguration(stray?.origins.origin ?? { file }, { problem }, lcmSays("M1")));
  }
  verifyDocumentInstance(roots, { file, meta: true }, found);
  verifyIds(roots, found);
  for (const one of roots.filter(isSettings)) verifyPartialConfigurations(one, target, found);
}

function isSettings(one: Examined): boolean {
  return one.instance.className.toLowerCase() === "msft_dscmetaconfiguration";
}

function isConfigurationDocument(one: Examined): boolean {
  return one.instance.className.toLowerCase() === "omi_configurationdocument";
}

/** D5, D6, D8 to D10. */
function verifyDocumentInstance(
  roots: readonly Examined[],
  { file, meta }: Pick<VerifySettings, "file" | "meta">,
  found: Collector,
): void {
  const documents = roots.filter(isConfigurationDocument);
  const [document, second] = documents;
  const place = (second ?? roots.at(-1))?.origins.origin ?? { file };
  if (documents.length !== 1) {
    found.add(
      report.configurationDocument(
        place,
        { count: documents.length },
        lcmSays(second === undefined ? "D6" : "D5"),
      ),
    );
  }
  if (document === undefined) return;
  const version = textAt(document, "version");
  if (valueOf(document, "version") === undefined) {
    const parameters = { owner: labelOf(document), properties: ["Version"] };
    found.add(report.missingProperty(document.origins.origin, parameters, lcmSays("D8", "Version")));
  } else if (
    version !== undefined &&
    (meta ? version !== "1.0.0" && version !== "2.0.0" : !isVersionLike(version))
  ) {
    const parameters = { version: excerpt(version), meta };
    found.add(
      report.documentVersion(
        placeOf(document, "version"),
        parameters,
        lcmSays(isVersionLike(version) ? "M2" : "D9"),
      ),
    );
  }
  // Elsewhere than on Linux the property does not exist, which has been told.
  const hasType = document.cimClass !== undefined && propertiesByName(document.cimClass).has("documenttype");
  if (hasType && textAt(document, "documenttype")?.toLowerCase() === "inventory") {
    found.add(report.inventoryDocument(placeOf(document, "documenttype"), {}, lcmSays("D10")));
  }
}

/** As an LCM looks at it: ".." is one too. */
function isVersionLike(version: string): boolean {
  return /^\d*\.\d*\.\d*$/.test(version);
}

/** D4. */
function verifyIds(roots: readonly Examined[], found: Collector): void {
  const seen = new Map<string, Examined>();
  for (const one of roots) {
    const id = textAt(one, "resourceid");
    if (id === undefined) continue;
    const first = seen.get(id.toLowerCase());
    if (first === undefined) {
      seen.set(id.toLowerCase(), one);
      continue;
    }
    const related = [{ message: "It is used here first.", origin: placeOf(first, "resourceid") }];
    found.add(
      report.duplicateId(placeOf(one, "resourceid"), { id: excerpt(id) }, { related, ...lcmSays("D4", id) }),
    );
  }
}

/** D12: the case of strings counts here, as it does to the LCM. */
function verifyKeys(resources: readonly Examined[], found: Collector): void {
  const seen = new Map<string, Examined>();
  for (const one of resources) {
    const keys = one.cimClass === undefined ? [] : embeddedShapeOf(one.cimClass).keys;
    const valueOfKey = ({ name }: { readonly name: string }) => soundValueOf(one, name.toLowerCase());
    const tuple = keyTuple(one.instance.className, keys, valueOfKey, false);
    if (tuple === undefined) continue;
    const first = seen.get(tuple);
    if (first === undefined) {
      seen.set(tuple, one);
      continue;
    }
    const names = keys.map(({ name }) => name);
    const place = placeOf(one, names[0]?.toLowerCase() ?? "");
    const related = [{ message: `${labelOf(first)} is here.`, origin: first.origins.origin }];
    const parameters = {
      first: labelOf(first),
      second: labelOf(one),
      keys: names,
      differing: [],
      loop: false,
      caseOnly: false,
    };
    const ids = [first, one].map((resource) => textAt(resource, "resourceid") ?? "");
    // With several keys the LCM forgets all but the last.
    const last = names.length === 1 ? (names[0] ?? "") : `, ${names.at(-1) ?? ""}`;
    const extra = lcmSays("D12", one.instance.className, ids[0] ?? "", ids[1] ?? "", last);
    found.add(report.sameKey(place, parameters, { related, ...extra }));
  }
}

function dependentOf(one: Examined): Dependent {
  const value = soundValueOf(one, "dependson");
  const index = one.indexes.get("dependson");
  const places = index === undefined ? undefined : one.origins.properties[index];
  const items = value?.kind === "array" ? value.items : [];
  const dependsOn = items.flatMap((item, at) =>
    item.kind === "string"
      ? [{ text: item.text, origin: places?.items?.[at] ?? places?.value ?? one.origins.origin }]
      : [],
  );
  const id = textAt(one, "resourceid") ?? "";
  const source = textAt(one, "sourceinfo");
  const says: Dependent["says"] = (rule, target) =>
    rule === "D13" ? lcmSaysOf(rule, source, target, id) : lcmSaysOf(rule, source, id);
  return { id, dependsOn, says };
}
