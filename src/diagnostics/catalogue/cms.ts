import { define } from "../define.js";

/** Certificates that passwords are encrypted for. */

export const thumbprintOnly = define("cms/thumbprint-only", {
  severity: "error",
  summary: "A node's certificate is named by its thumbprint alone.",
  why: "A thumbprint finds a certificate in the store of a Windows machine; mofsmith reads files and looks into no store.",
  mend: "Export the certificate without its private key (Export-Certificate, or certutil) and give its path as CertificateFile; the thumbprint may stay beside it.",
  message: () =>
    "CertificateID names a certificate in a Windows store, and a password has to be encrypted for it.",
});

export const unreadableCertificate = define<{ readonly path: string; readonly reason: string }>(
  "cms/unreadable-certificate",
  {
    severity: "error",
    summary: "The certificate that a node names cannot be read.",
    why: "A password has to be encrypted for it; without it none could be written but in plain text.",
    mend: "Check the path: it is relative to the folder of the nodes file, and folders in it are divided by /.",
    message: ({ path, reason }) => `The certificate ${path} cannot be read: ${reason}.`,
  },
);

export const noCertificate = define<{ readonly path: string }>("cms/no-certificate", {
  severity: "error",
  summary: "The file that a node names as its certificate holds none.",
  why: "A password has to be encrypted for the public key in a certificate.",
  mend: "Give an X.509 certificate as DER or PEM (-----BEGIN CERTIFICATE-----), as Export-Certificate writes it. A .pfx or .p7b file is none.",
  message: ({ path }) => `There is no certificate in ${path}.`,
});

export const privateKey = define<{ readonly path: string }>("cms/private-key", {
  severity: "error",
  summary: "The file that a node names as its certificate holds a private key.",
  why: "Whoever has the private key reads all passwords: it belongs on the node and nowhere else.",
  mend: "Give a file with the certificate alone, and move the key to the node. If others could read this file, make a new key.",
  message: ({ path }) => `There is a private key in ${path}; none of it was used.`,
});

export const unfitKey = define<{ readonly problem: string }>("cms/unfit-key", {
  severity: "error",
  summary: "The key in a node's certificate cannot be used to encrypt passwords.",
  why: "An LCM decrypts passwords with an RSA key, and Windows takes none of fewer than 1024 bits.",
  mend: "Make a certificate with an RSA key of 2048 bits or more: New-SelfSignedCertificate -Type DocumentEncryptionCert -KeyAlgorithm RSA -KeyLength 2048.",
  message: ({ problem }) => `The key in this certificate ${problem}.`,
});

export const shortKey = define<{ readonly bits: number }>("cms/short-key", {
  severity: "warning",
  summary: "The key in a node's certificate is a short one.",
  why: "RSA keys under 2048 bits are no longer thought safe (NIST SP 800-131A); whoever has the document may in time have the passwords.",
  mend: "Make a certificate with an RSA key of 2048 bits or more.",
  message: ({ bits }) => `The key in this certificate has only ${bits} bits.`,
});

export const notYetValid = define<{ readonly date: string }>("cms/not-yet-valid", {
  severity: "error",
  summary: "A node's certificate is not valid yet.",
  why: "Nobody vouches for its key before that day; mostly a clock is wrong, or the certificate is another one than was meant.",
  mend: "Compile again when it is valid, or give the certificate that is valid now.",
  message: ({ date }) => `This certificate is not valid before ${date}.`,
});

export const expired = define<{ readonly date: string }>("cms/expired", {
  severity: "error",
  summary: "A node's certificate has expired.",
  why: "Its key may have been replaced or given away since, and the node may not be able to decrypt the passwords.",
  mend: "Renew the certificate on the node, export it again, and let the node's LCM use it (CertificateID in its settings).",
  message: ({ date }) => `This certificate expired on ${date}.`,
});

export const expiresSoon = define<{ readonly date: string; readonly days: number }>("cms/expires-soon", {
  severity: "warning",
  summary: "A node's certificate expires within 30 days.",
  why: "When it has expired, no document with a password can be compiled for the node.",
  mend: "Renew the certificate on the node and export it again.",
  message: ({ date, days }) =>
    `This certificate expires on ${date}, in ${days === 0 ? "less than a day" : days === 1 ? "one day" : `${days} days`}.`,
});

export const keyUsage = define<{ readonly stated: boolean }>("cms/key-usage", {
  severity: "error",
  summary: "A node's certificate is not one to encrypt with.",
  why: "PowerShell encrypts and decrypts only with a certificate whose key usage names key encipherment or data encipherment; a certificate without any key usage is refused too.",
  mend: "Make a certificate with these key usages: New-SelfSignedCertificate -Type DocumentEncryptionCert -KeyUsage KeyEncipherment, DataEncipherment.",
  message: ({ stated }) =>
    stated
      ? "The key usage of this certificate allows neither key encipherment nor data encipherment."
      : "This certificate has no key usage: it must allow key encipherment or data encipherment.",
});

export const noDocumentEncryption = define("cms/no-document-encryption", {
  severity: "error",
  summary: "A node's certificate is not for document encryption.",
  why: "PowerShell encrypts and decrypts only with a certificate whose extended key usage names Document Encryption (1.3.6.1.4.1.311.80.1).",
  mend: "Make a certificate of that kind: New-SelfSignedCertificate -Type DocumentEncryptionCert, or a template of your authority with that application policy.",
  message: () =>
    "The extended key usage of this certificate does not name Document Encryption (1.3.6.1.4.1.311.80.1).",
});

export const otherThumbprint = define<{ readonly key: string; readonly found: string }>(
  "cms/other-thumbprint",
  {
    severity: "error",
    summary: "A node's certificate is another one than the thumbprint beside it says.",
    why: "An LCM that has the thumbprint for its CertificateID picks its key by it: it could not decrypt passwords that are encrypted for another certificate.",
    mend: "Export the certificate of that thumbprint from the node again, or correct the thumbprint.",
    message: ({ key, found }) =>
      `${key} is not the thumbprint of the node's CertificateFile, which is ${found}.`,
  },
);
