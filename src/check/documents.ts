import type { Instance, InstanceOrigins, LocatedDocument, Property } from "../model/document.js";
import type { Value } from "../model/value.js";
import type { CheckSettings } from "./context.js";
import type { Identified } from "./identify.js";
import {
  add,
  madeFrom,
  newSheets,
  sourceInfo,
  text,
  write,
  writeOwn,
  type Sheet,
  type Sheets,
} from "./sheets.js";

/**
 * The document of a node: an instance a resource, in order, each behind the instances that it embeds, depth first in
 * the order of the properties (powershell-configuration.md §1.3), and the OMI_ConfigurationDocument at the end.
 * `dependencies` are indexes into `resources`, a list a resource.
 */
export function buildDocument(
  resources: readonly Identified[],
  dependencies: readonly (readonly number[])[],
  settings: CheckSettings,
): LocatedDocument {
  const runsAs = resources.some(({ draft }) => draft.runsAs);
  const shared: Shared = {
    // What PowerShell writes for its in-box module, whose own version no machine asks for (§1.7).
    inBoxVersion: text(runsAs ? "0.0" : "1.0"),
    configurationName: { name: "ConfigurationName", value: text(settings.configurationName) },
  };
  const sheets = newSheets(settings.credentials.passwords);
  for (const [index, resource] of resources.entries()) {
    const needed = (dependencies[index] ?? []).map((target) => resources[target]?.id ?? "");
    const { declaration } = resource.draft;
    const sheet = layOut(resource, needed, shared, sheets);
    add(sheets, resource.draft.resource.cimClass.name, sheet, declaration.origin);
  }
  const { instances, origins, encrypted } = sheets;
  const last = configurationDocument(runsAs, encrypted, settings);
  instances.push(last.instance);
  origins.push(last.origins);
  return { document: { header: { targetNode: settings.node }, instances }, origins: { instances: origins } };
}

/** What is the same in all instances. */
interface Shared {
  readonly inBoxVersion: Value;
  readonly configurationName: Property;
}

/** Order of properties: powershell-configuration.md §1.5 "Ours". */
function layOut(
  { id, draft }: Identified,
  dependsOn: readonly string[],
  shared: Shared,
  sheets: Sheets,
): Sheet {
  const { declaration, resource } = draft;
  const { keywordOrigin, name } = declaration;
  const sheet: Sheet = { properties: [], origins: [] };
  const moduleOrigin = declaration.moduleName?.origin ?? declaration.resource?.origin ?? keywordOrigin;
  const versionOrigin = declaration.moduleVersion?.origin ?? moduleOrigin;
  write(sheet, "ResourceID", text(id), madeFrom(name.origin));
  writeOwn(sheet, resource.cimClass, draft.properties, sheets, `${id} `);
  const block = madeFrom(keywordOrigin);
  write(sheet, "SourceInfo", text(sourceInfo(keywordOrigin, declaration.keyword)), block);
  write(sheet, "ModuleName", text(resource.module.name), madeFrom(moduleOrigin));
  const version = draft.version === undefined ? shared.inBoxVersion : text(draft.version);
  write(sheet, "ModuleVersion", version, madeFrom(versionOrigin));
  if (dependsOn.length > 0) {
    const place = draft.dependsOn[0]?.origin ?? draft.after[0]?.origin ?? keywordOrigin;
    write(sheet, "DependsOn", { kind: "array", items: dependsOn.map(text) }, madeFrom(place));
  }
  sheet.properties.push(shared.configurationName);
  sheet.origins.push(block);
  return sheet;
}

/**
 * What the document says of itself (powershell-configuration.md §1.8): a machine refuses one whose minimum is
 * above its own version, and passes over the additional properties named here.
 */
function configurationDocument(
  runsAs: boolean,
  encrypted: boolean,
  settings: CheckSettings,
): { readonly instance: Instance; readonly origins: InstanceOrigins } {
  const additional: Value = { kind: "array", items: [text("Omi_BaseResource:ConfigurationName")] };
  const properties: readonly Property[] = [
    { name: "Version", value: text("2.0.0") },
    { name: "MinimumCompatibleVersion", value: text(runsAs ? "2.0.0" : "1.0.0") },
    { name: "CompatibleVersionAdditionalProperties", value: additional },
    ...(encrypted ? [{ name: "ContentType", value: text("PasswordEncrypted") }] : []),
    { name: "Name", value: text(settings.configurationName) },
  ];
  const { start } = settings;
  return {
    instance: { className: "OMI_ConfigurationDocument", properties },
    origins: { origin: start, properties: properties.map(() => madeFrom(start)) },
  };
}
