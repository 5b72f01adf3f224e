import { constants, createCipheriv, publicEncrypt, randomBytes, type KeyObject } from "node:crypto";
import { Secret } from "../model/secret.js";
import { contextTag, encode, encodeObjectIdentifier, tags } from "./der.js";

/** What of a certificate a message names its reader by, and encrypts with. */
export interface Recipient {
  /** The elements as they stand in the certificate: readers compare bytes. */
  readonly issuer: Uint8Array;
  readonly serialNumber: Uint8Array;
  /** An RSA key. */
  readonly key: KeyObject;
}

/** RFC 5652 §4 and §6.1, RFC 3370 §4.2.1, RFC 3565 §4.1. */
const identifiers = {
  data: encodeObjectIdentifier("1.2.840.113549.1.7.1"),
  envelopedData: encodeObjectIdentifier("1.2.840.113549.1.7.3"),
  rsaEncryption: encodeObjectIdentifier("1.2.840.113549.1.1.1"),
  aes256Cbc: encodeObjectIdentifier("2.16.840.1.101.3.4.1.42"),
};

const versionZero = encode(tags.integer, Uint8Array.of(0));

/**
 * The password as the text that Protect-CmsMessage writes and an LCM decrypts: its UTF-8 in a CMS message for one
 * recipient, in armour. It is another text each time.
 */
export function protect(password: Secret, recipient: Recipient): string {
  const contentKey = randomBytes(32);
  const vector = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", contentKey, vector);
  const content = Buffer.concat([cipher.update(Secret.reveal(password), "utf8"), cipher.final()]);
  return armour(envelopedData(keyFor(recipient, contentKey), encryptedContent(vector, content)));
}

/** Whether a key can carry a content key at all: one that OpenSSL reads need not be one that it computes with. */
export function canEncrypt(key: KeyObject): boolean {
  try {
    return encryptKey(key, new Uint8Array(32)).length > 0;
  } catch {
    return false;
  }
}

/** ContentInfo ::= SEQUENCE { contentType, content [0] EXPLICIT EnvelopedData }, EnvelopedData ::= SEQUENCE { version, recipientInfos SET, encryptedContentInfo } */
function envelopedData(recipientInfo: Uint8Array, content: Uint8Array): Uint8Array {
  const enveloped = encode(tags.sequence, versionZero, encode(tags.set, recipientInfo), content);
  return encode(tags.sequence, identifiers.envelopedData, encode(contextTag(0, true), enveloped));
}

/** KeyTransRecipientInfo ::= SEQUENCE { version, rid IssuerAndSerialNumber, keyEncryptionAlgorithm, encryptedKey } */
function keyFor({ issuer, serialNumber, key }: Recipient, contentKey: Uint8Array): Uint8Array {
  return encode(
    tags.sequence,
    versionZero,
    encode(tags.sequence, issuer, serialNumber),
    encode(tags.sequence, identifiers.rsaEncryption, encode(tags.null)),
    encode(tags.octetString, encryptKey(key, contentKey)),
  );
}

/** EncryptedContentInfo ::= SEQUENCE { contentType, contentEncryptionAlgorithm, encryptedContent [0] IMPLICIT OCTET STRING } */
function encryptedContent(vector: Uint8Array, content: Uint8Array): Uint8Array {
  return encode(
    tags.sequence,
    identifiers.data,
    encode(tags.sequence, identifiers.aes256Cbc, encode(tags.octetString, vector)),
    encode(contextTag(0, false), content),
  );
}

function encryptKey(key: KeyObject, contentKey: Uint8Array): Uint8Array {
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, contentKey);
}

/** Lines of 76 characters, as .NET's Base64FormattingOptions.InsertLineBreaks has them; the readers pass over white space. */
function armour(message: Uint8Array): string {
  const lines = Buffer.from(message)
    .toString("base64")
    .replace(/.{76}(?!$)/g, "$&\n");
  return `-----BEGIN CMS-----\n${lines}\n-----END CMS-----`;
}
