import type { LocatedDocument, Property } from "../model/document.js";
import type { Value } from "../model/value.js";
import { lcmKeywords } from "../schema/builtin/lcm-keywords.js";
import type { Origin } from "../source/source.js";
import type { CheckSettings } from "./context.js";
import type { MetaPart } from "./meta-parts.js";
import { add, madeFrom, newSheets, text, write, writeOwn, type Sheet, type Sheets } from "./sheets.js";

/** What a meta configuration is made of. */
export interface MetaContent {
  readonly settings: MetaPart | undefined;
  readonly parts: readonly MetaPart[];
  /** The CertificateID that the settings have where they name none. */
  readonly thumbprint: string | undefined;
  /** Where the section stands. */
  readonly origin: Origin;
}

/** Settings that an LCM of version 1 knows (PSM:81). */
const firstVersion: ReadonlySet<string> = new Set([
  ...["ConfigurationModeFrequencyMins", "RebootNodeIfNeeded", "ConfigurationMode", "ActionAfterReboot"],
  ...["RefreshMode", "CertificateID", "ConfigurationID", "DownloadManagerName", "DownloadManagerCustomData"],
  ...["RefreshFrequencyMins", "AllowModuleOverwrite", "DebugMode", "Credential"],
]);

/**
 * The document of an LCM's settings (powershell-configuration.md §1.12, "Output"): the parts in their order, the
 * settings with the lists of them, and what the document says of itself. Instances carry no module.
 */
export function buildMetaDocument(content: MetaContent, settings: CheckSettings): LocatedDocument {
  const { parts, origin } = content;
  const sheets = newSheets(settings.credentials.passwords);
  const lists = new Map<string, Value[]>();
  const ids = new Map(parts.map(({ id }) => [id.toLowerCase(), id]));
  for (const part of parts) {
    const sheet = layOut(inOneSpelling(part, ids), sheets);
    const alias = add(sheets, part.cimClass.name, sheet, part.place);
    const { listed = "" } = part.keyword;
    lists.set(listed, [...(lists.get(listed) ?? []), { kind: "instance", alias }]);
  }
  add(sheets, "MSFT_DSCMetaConfiguration", settingsSheet(content, lists, sheets), origin);
  const own = documentProperties(content, sheets.encrypted, settings);
  sheets.instances.push({ className: "OMI_ConfigurationDocument", properties: own });
  sheets.origins.push({ origin, properties: own.map(() => madeFrom(origin)) });
  const { instances, origins } = sheets;
  return { document: { header: { targetNode: settings.node }, instances }, origins: { instances: origins } };
}

/** Properties of a partial configuration that name other parts. */
const references: ReadonlySet<string> = new Set(["ConfigurationSource", "ResourceModuleSource", "DependsOn"]);

/** Names are looked up ignoring case; the document has each in one spelling only. */
function inOneSpelling(part: MetaPart, ids: ReadonlyMap<string, string>): MetaPart {
  const properties = part.cimClass.properties.map(({ name }, index) => {
    const set = part.properties[index];
    if (set?.value.kind !== "array" || !references.has(name)) return set;
    const items = set.value.items.map((item) =>
      item.kind === "string" ? text(ids.get(item.text.toLowerCase()) ?? item.text) : item,
    );
    return { ...set, value: { ...set.value, items } };
  });
  return { ...part, properties };
}

/**
 * There is no SourceInfo, which no LCM asks for: a node that is added to a nodes file would move the lines of all
 * others, and their LCMs would get other documents.
 */
function layOut({ id, place, cimClass, properties }: MetaPart, sheets: Sheets): Sheet {
  const sheet: Sheet = { properties: [], origins: [] };
  write(sheet, "ResourceID", text(id), madeFrom(place));
  writeOwn(sheet, cimClass, properties, sheets, `${id} `);
  return sheet;
}

function settingsSheet(
  { settings, thumbprint, origin }: MetaContent,
  lists: ReadonlyMap<string, readonly Value[]>,
  sheets: Sheets,
): Sheet {
  const sheet: Sheet = { properties: [], origins: [] };
  if (settings !== undefined)
    writeOwn(sheet, settings.cimClass, settings.properties, sheets, `${settings.id} `);
  const named = sheet.properties.some(({ name }) => name === "CertificateID");
  if (thumbprint !== undefined && !named) write(sheet, "CertificateID", text(thumbprint), madeFrom(origin));
  for (const name of new Set(lcmKeywords.map(({ listed }) => listed ?? ""))) {
    const items = lists.get(name);
    if (items !== undefined) write(sheet, name, { kind: "array", items }, madeFrom(origin));
  }
  return sheet;
}

function documentProperties(
  { settings, parts }: MetaContent,
  encrypted: boolean,
  { configurationName }: CheckSettings,
): readonly Property[] {
  const given = settings?.cimClass.properties.filter((_, index) => settings.properties[index] !== undefined);
  const isFirst = parts.length === 0 && (given ?? []).every(({ name }) => firstVersion.has(name));
  const ignorable =
    settings === undefined ? [] : [text("MSFT_DSCMetaConfiguration:StatusRetentionTimeInDays")];
  return [
    { name: "Version", value: text("2.0.0") },
    { name: "MinimumCompatibleVersion", value: text(isFirst ? "1.0.0" : "2.0.0") },
    { name: "CompatibleVersionAdditionalProperties", value: { kind: "array", items: ignorable } },
    ...(encrypted ? [{ name: "ContentType", value: text("PasswordEncrypted") }] : []),
    { name: "Name", value: text(configurationName) },
  ];
}
