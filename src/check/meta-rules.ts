import * as report from "../diagnostics/catalogue/check.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../source/source.js";
import { keyTuple } from "./keys.js";
import { propertyOf, textOf, type MetaPart } from "./meta-parts.js";

/**
 * What settings must be as a whole, beside their single values. `thumbprint` is that of the node's certificate, where
 * it has one. Diagnostics: `check/debug-mode`, `check/nothing-to-pull`, `check/no-registration`,
 * `check/registration-and-id`, `check/other-certificate`, `check/settings-form`, `check/same-key`.
 */
export function checkMetaRules(
  settings: MetaPart | undefined,
  parts: readonly MetaPart[],
  thumbprint: string | undefined,
  diagnostics: Diagnostic[],
): void {
  for (const part of settings === undefined ? parts : [settings, ...parts]) checkForms(part, diagnostics);
  if (settings !== undefined) {
    checkDebugMode(settings, diagnostics);
    checkPull(settings, parts, diagnostics);
    checkCertificate(settings, thumbprint, diagnostics);
  }
  checkRegistration(settings, parts, diagnostics);
  checkKeys(parts, diagnostics);
}

interface Form {
  readonly property: string;
  readonly pattern: RegExp;
  readonly expected: string;
}

const forms: readonly Form[] = [
  { property: "CertificateID", pattern: /^[\da-f]{40}$/i, expected: "a thumbprint, 40 hexadecimal digits" },
  {
    property: "ConfigurationID",
    pattern: /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
    expected: "a GUID, such as 1d545e3b-60c3-47a0-bf65-5afc05182fd0",
  },
  { property: "ServerURL", pattern: /^https?:\/\/[^\s/]/i, expected: "an address that begins with https://" },
];

function checkForms(part: MetaPart, diagnostics: Diagnostic[]): void {
  for (const { property, pattern, expected } of forms) {
    const set = propertyOf(part, property);
    if (set?.value.kind === "string" && !pattern.test(set.value.text))
      diagnostics.push(report.settingsForm(set.origins.value, { property, expected }));
  }
}

/** CDP:4042-4050 */
function checkDebugMode(settings: MetaPart, diagnostics: Diagnostic[]): void {
  const set = propertyOf(settings, "DebugMode");
  const count = set?.value.kind === "array" ? set.value.items.length : 0;
  if (set !== undefined && count > 1) diagnostics.push(report.debugMode(set.origins.value, { count }));
}

function checkPull(settings: MetaPart, parts: readonly MetaPart[], diagnostics: Diagnostic[]): void {
  const isPull = textOf(settings, "RefreshMode") === "Pull";
  const hasSource =
    parts.some(isRepository) ||
    propertyOf(settings, "DownloadManagerName") !== undefined ||
    !settings.certain;
  if (isPull && !hasSource) {
    const place = propertyOf(settings, "RefreshMode")?.origins.value ?? settings.place;
    diagnostics.push(report.nothingToPull(place, undefined));
  }
}

function isRepository({ keyword }: MetaPart): boolean {
  return keyword.keyword.startsWith("ConfigurationRepository");
}

/** metaConfig.md, ConfigurationID: a machine that has one does not register. */
function checkRegistration(
  settings: MetaPart | undefined,
  parts: readonly MetaPart[],
  diagnostics: Diagnostic[],
): void {
  const id = settings && propertyOf(settings, "ConfigurationID");
  const certain = settings?.certain !== false;
  for (const part of parts.filter(isRepository)) {
    const share = part.keyword.keyword === "ConfigurationRepositoryShare";
    const key = propertyOf(part, "RegistrationKey");
    if (id !== undefined && key !== undefined) {
      const related = [{ message: "This is its key.", origin: key.origins.name }];
      diagnostics.push(report.registrationAndId(id.origins.name, { id: part.id }, { related }));
    } else if (id === undefined && key === undefined && certain && part.certain) {
      diagnostics.push(report.noRegistration(part.place, { id: part.id, share }));
    }
  }
}

function checkCertificate(
  settings: MetaPart,
  thumbprint: string | undefined,
  diagnostics: Diagnostic[],
): void {
  const set = propertyOf(settings, "CertificateID");
  const written = textOf(settings, "CertificateID");
  if (set === undefined || written === undefined || thumbprint === undefined || thumbprint === "") return;
  if (written.toUpperCase() === thumbprint) return;
  diagnostics.push(report.otherCertificate(set.origins.value, { found: thumbprint }));
}

/** PSM:1384-1538: partial configurations have no key, and are exempt. */
function checkKeys(parts: readonly MetaPart[], diagnostics: Diagnostic[]): void {
  const seen = new Map<string, MetaPart>();
  for (const part of parts) {
    const keys = part.cimClass.properties.filter(({ key }) => key);
    const tuple = keyTuple(part.cimClass.name, keys, ({ name }) => propertyOf(part, name)?.value, true);
    if (tuple === undefined) continue;
    const first = seen.get(tuple);
    seen.set(tuple, first ?? part);
    if (first !== undefined) diagnostics.push(sameKey(first, part, keys[0]?.name ?? ""));
  }
}

function sameKey(first: MetaPart, second: MetaPart, key: string): Diagnostic {
  const place: Origin = propertyOf(second, key)?.origins.value ?? second.place;
  const related = [{ message: `${first.id} is here.`, origin: first.place }];
  const parameters = {
    ...{ first: first.id, second: second.id, keys: [key] },
    ...{ differing: [], loop: false, caseOnly: false },
  };
  return report.sameKey(place, parameters, { related });
}
