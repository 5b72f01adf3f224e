import * as report from "../diagnostics/catalogue/cms.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { NamedCertificate, PlacedText } from "../model/credentials.js";
import type { Certificate } from "./certificate.js";
import { canEncrypt } from "./envelope.js";

/** Document Encryption, a purpose of Microsoft's (szOID_DOCUMENT_ENCRYPTION). */
const documentEncryption = "1.3.6.1.4.1.311.80.1";

/** keyEncipherment (bit 2) and dataEncipherment (bit 3): one of them has to be there. */
const encipherment = 0x30;

const day = 24 * 60 * 60 * 1000;

/** Of a certificate that ends within so many days, a machine may have no other before its next document. */
const soon = 30;

/**
 * Whether passwords can be encrypted for a certificate so that the node reads them: usage and purpose as PowerShell's
 * CertIsGoodForEncryption asks for them, both when it encrypts and when it decrypts. Diagnostics: `cms/unfit-key`,
 * `cms/short-key`, `cms/not-yet-valid`, `cms/expired`, `cms/expires-soon`, `cms/key-usage`, `cms/no-document-encryption`
 * at the place of the file's name, `cms/other-thumbprint` at the thumbprint's.
 */
export function checkCertificate(
  certificate: Certificate,
  { place }: PlacedText,
  { thumbprints }: NamedCertificate,
  now: Date,
): readonly Diagnostic[] {
  const { keyUsage, purposes } = certificate;
  const unusable = keyUsage === undefined || (keyUsage & encipherment) === 0;
  const strange = !purposes.includes(documentEncryption);
  return [
    ...keyProblems(certificate, place),
    ...validityProblems(certificate, place, now),
    ...(unusable ? [report.keyUsage(place, { stated: keyUsage !== undefined })] : []),
    ...(strange ? [report.noDocumentEncryption(place, {})] : []),
    ...thumbprints
      .filter(({ text }) => digitsOf(text) !== certificate.thumbprint)
      .map((thumbprint) => otherThumbprint(thumbprint, certificate.thumbprint)),
  ];
}

/**
 * CertificateID is what PowerShell encrypts for, before any file (powershell-configuration.md §1.11); `Thumbprint` is an
 * attribute like others, which most configurations hand on to the LCM's settings as its CertificateID.
 */
function otherThumbprint({ key, place }: PlacedText, found: string): Diagnostic {
  const severity = key === "CertificateID" ? "error" : "warning";
  return report.otherThumbprint(place, { key, found }, { severity });
}

/** Windows builds no chain over a key of fewer than 1024 bits (Microsoft Security Advisory 2661254); NIST SP 800-131A asks for 2048. */
function keyProblems({ key }: Certificate, place: PlacedText["place"]): readonly Diagnostic[] {
  const kind = key?.asymmetricKeyType;
  if (key === undefined || kind !== "rsa") {
    return [
      report.unfitKey(place, { problem: `is of the kind ${kind?.toUpperCase() ?? "unknown"}, not RSA` }),
    ];
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < 1024) return [report.unfitKey(place, { problem: `has ${bits} bits` })];
  if (!canEncrypt(key)) return [report.unfitKey(place, { problem: "is none that can be computed with" })];
  return bits < 2048 ? [report.shortKey(place, { bits })] : [];
}

function validityProblems(
  { validFrom, validTo }: Certificate,
  place: PlacedText["place"],
  now: Date,
): readonly Diagnostic[] {
  if (now < validFrom) return [report.notYetValid(place, { date: dateOf(validFrom) })];
  if (now > validTo) return [report.expired(place, { date: dateOf(validTo) })];
  const days = Math.floor((validTo.getTime() - now.getTime()) / day);
  return days < soon ? [report.expiresSoon(place, { date: dateOf(validTo), days })] : [];
}

function dateOf(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The digits of a thumbprint as people have it from a dialog: with blanks, and a mark in front that nobody sees. */
export function digitsOf(text: string): string {
  return text.replace(/[\s:\u200e]/g, "").toUpperCase();
}
