import type {
  Instance,
  InstanceOrigins,
  LocatedDocument,
  Property,
  PropertyOrigins,
} from "../model/document.js";
import type { Value } from "../model/value.js";
import { positionOf, type Origin } from "../source/source.js";
import type { CheckSettings } from "./context.js";
import type { Identified } from "./identify.js";

/** An instance in the making: properties and their places, side by side. */
interface Sheet {
  readonly properties: Property[];
  readonly origins: PropertyOrigins[];
}

/**
 * The document of a node: an instance a resource, in order, and the OMI_ConfigurationDocument at the end.
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
  const sheets = resources.map((resource, index) => {
    const needed = (dependencies[index] ?? []).map((target) => resources[target]?.id ?? "");
    return layOut(resource, needed, shared);
  });
  const nextAlias = aliases();
  const instances = resources.map(({ draft }, index): Instance => {
    const className = draft.resource.cimClass.name;
    return { className, alias: nextAlias(className), properties: sheets[index]?.properties ?? [] };
  });
  const origins = resources.map(({ draft }, index): InstanceOrigins => {
    return { origin: draft.declaration.origin, properties: sheets[index]?.origins ?? [] };
  });
  const last = configurationDocument(runsAs, settings);
  return {
    document: { header: { targetNode: settings.node }, instances: [...instances, last.instance] },
    origins: { instances: [...origins, last.origins] },
  };
}

/**
 * `<Class><n>ref`, n counting from 1 for each class ignoring case (powershell-configuration.md §1.4). Class X1's
 * first and class X's eleventh would be the same: a number that is taken is passed over.
 */
function aliases(): (className: string) => string {
  const counts = new Map<string, number>();
  const taken = new Set<string>();
  return (className) => {
    const lower = className.toLowerCase();
    let count = (counts.get(lower) ?? 0) + 1;
    while (taken.has(`${lower}${count}ref`)) count++;
    counts.set(lower, count);
    taken.add(`${lower}${count}ref`);
    return `${className}${count}ref`;
  };
}

/** What is the same in all instances. */
interface Shared {
  readonly inBoxVersion: Value;
  readonly configurationName: Property;
}

/** Order of properties: powershell-configuration.md §1.5 "Ours". */
function layOut({ id, draft }: Identified, dependsOn: readonly string[], shared: Shared): Sheet {
  const { declaration, resource } = draft;
  const { keywordOrigin, name } = declaration;
  const sheet: Sheet = { properties: [], origins: [] };
  const moduleOrigin = declaration.moduleName?.origin ?? declaration.resource?.origin ?? keywordOrigin;
  const versionOrigin = declaration.moduleVersion?.origin ?? moduleOrigin;
  write(sheet, "ResourceID", text(id), madeFrom(name.origin));
  const { properties } = resource.cimClass;
  for (let index = 0; index < properties.length; index++) {
    const set = draft.properties[index];
    if (set !== undefined) write(sheet, properties[index]?.name ?? "", set.value, set.origins);
  }
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

function write(sheet: Sheet, name: string, value: Value, origins: PropertyOrigins): void {
  sheet.properties.push({ name, value });
  sheet.origins.push(origins);
}

/** The places of a property that the compiler fills in: both are what it was made from. */
function madeFrom(origin: Origin): PropertyOrigins {
  return { name: origin, value: origin };
}

function text(content: string): Value {
  return { kind: "string", text: content };
}

function sourceInfo({ source, start }: Origin, keyword: string): string {
  const { line, column } = positionOf(source, start);
  return `${source.path}::${line}::${column}::${keyword}`;
}

/**
 * What the document says of itself (powershell-configuration.md §1.8): a machine refuses one whose minimum is
 * above its own version, and passes over the additional properties named here.
 */
function configurationDocument(
  runsAs: boolean,
  settings: CheckSettings,
): { readonly instance: Instance; readonly origins: InstanceOrigins } {
  const additional: Value = { kind: "array", items: [text("Omi_BaseResource:ConfigurationName")] };
  const properties: readonly Property[] = [
    { name: "Version", value: text("2.0.0") },
    { name: "MinimumCompatibleVersion", value: text(runsAs ? "2.0.0" : "1.0.0") },
    { name: "CompatibleVersionAdditionalProperties", value: additional },
    { name: "Name", value: text(settings.configurationName) },
  ];
  const { start } = settings;
  return {
    instance: { className: "OMI_ConfigurationDocument", properties },
    origins: { origin: start, properties: properties.map(() => madeFrom(start)) },
  };
}
