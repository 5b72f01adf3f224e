import { X509Certificate, type KeyObject } from "node:crypto";
import { decodeText } from "../source/decode.js";
import { contextTag, decode, encodeObjectIdentifier, tags, type Element } from "./der.js";

/** What the file of a node's certificate says, as far as encrypting for it depends on it. */
export interface Certificate {
  /** The issuer's name and the serial number, as they stand in it. */
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
  /** Undefined for a key of a kind that OpenSSL does not know. */
  readonly key: KeyObject | undefined;
  /** The SHA-1 of it, in 40 upper-case hexadecimal digits. */
  readonly thumbprint: string;
  readonly validFrom: Date;
  readonly validTo: Date;
  /** The first eight bits of keyUsage, digitalSignature highest (RFC 5280 §4.2.1.3); undefined without that extension. */
  readonly keyUsage: number | undefined;
  /** The purposes of extKeyUsage, as numbers with dots; none without that extension. */
  readonly purposes: readonly string[];
}

/** A certificate, or what the file holds instead. */
export type ReadCertificate =
  | { readonly kind: "certificate"; readonly certificate: Certificate }
  | { readonly kind: "private key" }
  | { readonly kind: "other" };

/**
 * Reads a certificate in DER or PEM, the first one of several, in whatever encoding and among whatever else the text
 * is. OpenSSL reads it; what it does not hand out, the issuer's bytes and keyUsage, is found in what it has read.
 */
export function readCertificate(bytes: Uint8Array): ReadCertificate {
  const decoded = decodeText(bytes);
  const text = decoded.ok ? decoded.text : "";
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return { kind: "private key" };
  const [block] =
    /-----BEGIN (?:X509 )?CERTIFICATE-----[^-]*-----END (?:X509 )?CERTIFICATE-----/.exec(text) ?? [];
  const opened = open(block === undefined ? bytes : Buffer.from(block.replace(/^[ \t]+/gm, "")));
  const certificate = opened && look(opened);
  return certificate === undefined ? { kind: "other" } : { kind: "certificate", certificate };
}

function open(bytes: Uint8Array): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Certificate ::= SEQUENCE { tbsCertificate SEQUENCE { version [0] OPTIONAL, serialNumber, signature, issuer,
 * validity, subject, subjectPublicKeyInfo, …, extensions [3] }, … } (RFC 5280 §4.1)
 */
function look(opened: X509Certificate): Certificate | undefined {
  const [whole] = decode(opened.raw) ?? [];
  const [signed] = partsOf(whole);
  const fields = partsOf(signed).filter(({ tag }) => tag !== contextTag(0, true));
  const [serialNumber, , issuer] = fields;
  const [validFrom, validTo] = [new Date(opened.validFrom), new Date(opened.validTo)];
  if (serialNumber === undefined || issuer === undefined) return undefined;
  if (Number.isNaN(validFrom.getTime()) || Number.isNaN(validTo.getTime())) return undefined;
  return {
    ...{ issuer: issuer.bytes, serialNumber: serialNumber.bytes, validFrom, validTo },
    key: keyOf(opened),
    thumbprint: opened.fingerprint.replaceAll(":", ""),
    keyUsage: keyUsageIn(fields.find(({ tag }) => tag === contextTag(3, true))),
    // Node.js calls extKeyUsage so; it is undefined without that extension, whatever the types say.
    purposes: opened.keyUsage ?? [],
  };
}

function keyOf(opened: X509Certificate): KeyObject | undefined {
  try {
    return opened.publicKey;
  } catch {
    return undefined;
  }
}

const keyUsageIdentifier = Buffer.from(encodeObjectIdentifier("2.5.29.15"));

/** Extension ::= SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }; KeyUsage ::= BIT STRING */
function keyUsageIn(extensions: Element | undefined): number | undefined {
  const [list] = partsOf(extensions);
  const extension = partsOf(list)
    .map(partsOf)
    .find(([id]) => id !== undefined && keyUsageIdentifier.equals(id.bytes));
  const value = extension?.find(({ tag }) => tag === tags.octetString);
  const [bits] = partsOf(value);
  // In front of the bits stands how many of the last octet do not count.
  return bits?.tag === tags.bitString ? (bits.content[1] ?? 0) : undefined;
}

function partsOf(element: Element | undefined): readonly Element[] {
  return (element && decode(element.content)) ?? [];
}
