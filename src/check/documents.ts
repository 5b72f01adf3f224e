import type {
  Instance,
  InstanceOrigins,
  LocatedDocument,
  Property,
  PropertyOrigins,
} from "../model/document.js";
import type { PasswordRule } from "../model/credentials.js";
import { Secret } from "../model/secret.js";
import type { Value } from "../model/value.js";
import type { CimClass } from "../schema/resource-class.js";
import { positionOf, type Origin } from "../source/source.js";
import type { CheckSettings } from "./context.js";
import type { DraftInstance, DraftProperty, DraftValue } from "./draft.js";
import type { Identified } from "./identify.js";

/** An instance in the making: properties and their places, side by side. */
interface Sheet {
  readonly properties: Property[];
  readonly origins: PropertyOrigins[];
}

/** The instances so far, side by side with their places. */
interface Sheets {
  readonly instances: Instance[];
  readonly origins: InstanceOrigins[];
  readonly nextAlias: (className: string) => string;
  readonly passwords: PasswordRule;
  /** A password was encrypted for the node. */
  encrypted: boolean;
}

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
  const { passwords } = settings.credentials;
  const sheets: Sheets = { instances: [], origins: [], nextAlias: aliases(), passwords, encrypted: false };
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

/** Puts an instance behind the others and gives it its alias. */
function add(sheets: Sheets, className: string, { properties, origins }: Sheet, origin: Origin): string {
  const alias = sheets.nextAlias(className);
  sheets.instances.push({ className, alias, properties });
  sheets.origins.push({ origin, properties: origins });
  return alias;
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
  writeOwn(sheet, resource.cimClass, draft.properties, sheets);
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

/** The properties of a class that are set, in the order of the class. */
function writeOwn(
  sheet: Sheet,
  { properties }: CimClass,
  values: readonly (DraftProperty | undefined)[],
  sheets: Sheets,
): void {
  for (let index = 0; index < properties.length; index++) {
    const set = values[index];
    if (set === undefined) continue;
    write(sheet, properties[index]?.name ?? "", written(set.value, sheets), set.origins);
  }
}

/** A value as the document holds it; the instances in it are put into the document first. */
function written(value: DraftValue, sheets: Sheets): Value {
  switch (value.kind) {
    case "array":
      return { kind: "array", items: value.items.map((item) => written(item, sheets)) };
    case "instance":
      return { kind: "instance", alias: embed(value, sheets) };
    case "secret":
      return password(value.secret, sheets);
    default:
      return value;
  }
}

function embed({ cimClass, properties, origin }: DraftInstance, sheets: Sheets): string {
  const sheet: Sheet = { properties: [], origins: [] };
  writeOwn(sheet, cimClass, properties, sheets);
  return add(sheets, cimClass.name, sheet, origin);
}

/** The one place at which a password is written; where none may be, the document is not fit to be written either. */
function password(secret: Secret, sheets: Sheets): Value {
  const { passwords } = sheets;
  switch (passwords.kind) {
    case "plain":
      return text(Secret.reveal(secret));
    case "encrypted":
      sheets.encrypted = true;
      return text(passwords.protect(secret));
    default:
      return { kind: "null" };
  }
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
