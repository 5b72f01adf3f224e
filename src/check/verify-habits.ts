import * as report from "../diagnostics/catalogue/check.js";
import type { Collector } from "../diagnostics/collector.js";
import { isSubclassOf } from "../schema/catalogue.js";
import { isVersion } from "../schema/versions.js";
import { excerpt } from "./describe.js";
import { isRoot, placeOf, textAt, valueOf, type Examined } from "./verify-examined.js";

/** What an LCM takes and nobody should write, over the instances of a whole document. */
export function verifyHabits(all: readonly Examined[], found: Collector): void {
  const documents = all.filter(({ cimClass }) => isOf(cimClass, "OMI_ConfigurationDocument"));
  const runsAs = all.some((one) => valueOf(one, "psdscrunascredential") !== undefined);
  const isEncrypted = documents.some(
    (one) => textAt(one, "contenttype")?.toLowerCase() === "passwordencrypted",
  );
  if (runsAs) for (const one of documents) verifyMinimum(one, found);
  for (const one of all) {
    verifyAlias(one, found);
    if (isNamed(one)) verifyForms(one, found);
    if (isEncrypted && isOf(one.cimClass, "MSFT_Credential")) verifyPassword(one, found);
    if (isForgotten(one)) {
      found.add(report.unusedInstance(one.origins.origin, { className: one.instance.className }));
    }
  }
}

function isOf(cimClass: Examined["cimClass"], name: string): boolean {
  return cimClass !== undefined && isSubclassOf(cimClass, name);
}

function verifyMinimum(one: Examined, found: Collector): void {
  const version = textAt(one, "minimumcompatibleversion");
  if (version === "2.0.0") return;
  const parameters = { version: version === undefined ? undefined : excerpt(version) };
  found.add(report.minimumVersion(placeOf(one, "minimumcompatibleversion"), parameters));
}

/** `$Class1ref` (powershell-configuration.md §1.3). */
function verifyAlias(one: Examined, found: Collector): void {
  const { alias, className } = one.instance;
  if (alias === undefined || one.byAlias.get(alias.toLowerCase()) !== one) return;
  const lower = alias.toLowerCase();
  const stem = className.toLowerCase();
  if (lower.startsWith(stem) && /^[1-9][0-9]*ref$/.test(lower.slice(stem.length))) return;
  found.add(report.unusualAlias(one.origins.alias ?? one.origins.origin, { alias, className }));
}

/** An armoured CMS message, or what Windows Management Framework 4 wrote: the bare base64 of an RSA block. */
function verifyPassword(one: Examined, found: Collector): void {
  const password = textAt(one, "password");
  if (password === undefined || /^\s*-----BEGIN CMS-----\s[^-]*-----END CMS-----\s*$/.test(password)) return;
  if (blockLengths.has(password.length) && /^[A-Za-z0-9+/]+={0,2}$/.test(password)) return;
  found.add(report.plainPassword(placeOf(one, "password"), {}, { secret: true }));
}

/** Characters of base64 for keys of 1024, 2048, 3072 and 4096 bits. */
const blockLengths: ReadonlySet<number> = new Set([172, 344, 512, 684]);

/** A root that is neither resource nor part of the settings, nor speaks of the document. */
function isForgotten(one: Examined): boolean {
  if (!isRoot(one) || one.cimClass === undefined) return false;
  const lower = one.cimClass.name.toLowerCase();
  if (lower === "omi_configurationdocument" || lower === "msft_dscmetaconfiguration") return false;
  return !isNamed(one);
}

/** A resource or a part of an LCM's settings: what has a ResourceID. */
function isNamed({ cimClass }: Examined): boolean {
  return isOf(cimClass, "OMI_BaseResource") || isOf(cimClass, "OMI_MetaConfigurationResource");
}

/** Forms that an LCM does not look at and everybody else relies on. */
function verifyForms(one: Examined, found: Collector): void {
  const id = textAt(one, "resourceid");
  if (id !== undefined && !/^\[[A-Za-z_][A-Za-z0-9_]*\][^\0-\x1f]+$/.test(id)) {
    found.add(report.malformedId(placeOf(one, "resourceid"), { id: excerpt(id) }));
  }
  const version = textAt(one, "moduleversion");
  if (version !== undefined && !isVersion(version)) {
    const parameters = { version: excerpt(version) };
    found.add(report.invalidVersion(placeOf(one, "moduleversion"), parameters, { severity: "warning" }));
  }
  const info = textAt(one, "sourceinfo");
  if (info !== undefined && !/^[^\0-\x1f]*::[0-9]+::[0-9]+::[^\s:]+$/.test(info)) {
    found.add(report.malformedSourceInfo(placeOf(one, "sourceinfo"), { text: excerpt(info) }));
  }
}
