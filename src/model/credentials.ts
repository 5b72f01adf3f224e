import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Origin } from "../source/source.js";
import type { Secret } from "./secret.js";

/** What a node allows in its document where a credential stands (powershell-configuration.md §1.11). */
export interface CredentialRules {
  readonly passwords: PasswordRule;
  /** `PSDscAllowDomainUser`: nothing is said of accounts of a domain. */
  readonly domainUsers: boolean;
}

/** How a password is written. */
export type PasswordRule =
  /** Not at all: the node names no certificate and does not allow plain text. */
  | { readonly kind: "refused" }
  /** As it is: the node says PSDscAllowPlainTextPassword. */
  | { readonly kind: "plain" }
  /** Encrypted for the node's certificate. */
  | { readonly kind: "encrypted"; readonly protect: Protect }
  /** No document is written: recipes are only looked at. */
  | { readonly kind: "withheld" };

/**
 * Gives the armoured message. The place is where the password stands in its document, as no other does: the resource's
 * id and the way to the property (`[User]service account Password.Password`).
 */
export type Protect = (password: Secret, place: string) => string;

/** What configuration data say of credentials in a node's document. */
export interface NodeCredentials {
  readonly certificate: NamedCertificate | undefined;
  /** `PSDscAllowPlainTextPassword`. */
  readonly plainText: boolean;
  /** `PSDscAllowDomainUser`. */
  readonly domainUsers: boolean;
}

/** The certificate that a node's passwords are encrypted for: named by a file, by a thumbprint, or by both. */
export interface NamedCertificate {
  /** `CertificateFile`, relative to the working folder; undefined where only a thumbprint is given. */
  readonly file: PlacedText | undefined;
  /** `CertificateID` and `Thumbprint`, each the SHA-1 of the certificate in hexadecimal digits as somebody wrote them. */
  readonly thumbprints: readonly PlacedText[];
}

/** What a key of configuration data says, and where. */
export interface PlacedText {
  /** The key in Microsoft's spelling. */
  readonly key: string;
  readonly text: string;
  readonly place: Origin;
}

/** Encrypts the passwords of a document for one certificate. */
export interface Envelope {
  /** Gives an empty text when the certificate is of no use, of which `problems` then tells. */
  readonly protect: Protect;
  /** The certificate's SHA-1 in upper-case digits; an empty text when it is of no use, of which `problems` then tells. */
  readonly thumbprint: () => string;
  /** What is wrong with the certificate: it is looked at when one of the other two is first asked for, and not before. */
  readonly problems: () => readonly Diagnostic[];
}

/** Gives the envelope for a certificate, of which nothing has been read yet. */
export type OpenEnvelope = (certificate: NamedCertificate) => Envelope;
