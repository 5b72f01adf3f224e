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
  /** Encrypted for the node's certificate: `protect` gives the armoured message. */
  | { readonly kind: "encrypted"; readonly protect: (password: Secret) => string }
  /** No document is written: recipes are only looked at. */
  | { readonly kind: "withheld" };
