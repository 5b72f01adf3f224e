import * as report from "../diagnostics/catalogue/cms.js";
import { allWell, type Diagnostic, type Staged } from "../diagnostics/diagnostic.js";
import type { Envelope, NamedCertificate } from "../model/credentials.js";
import type { Secret } from "../model/secret.js";
import type { Host, ReadResult } from "../source/host.js";
import { readCertificate, type ReadCertificate } from "./certificate.js";
import { protect, type Recipient } from "./envelope.js";
import { checkCertificate, digitsOf } from "./requirements.js";

/** What a certificate's file turned out to be. */
type Opened = (ReadResult & { readonly ok: false }) | { readonly ok: true; readonly read: ReadCertificate };

/** Whom a password is encrypted for, and by which name an LCM looks for the certificate. */
export interface Reader extends Recipient {
  readonly thumbprint: string;
}

/** Gives the armoured message for a password at a place of its document. */
export type Encrypt = (password: Secret, reader: Reader, place: string) => string;

/** Gives the envelope for a certificate, of which nothing has been read yet; it encrypts anew unless told otherwise. */
export type OpenEnvelopeWith = (certificate: NamedCertificate, encrypt?: Encrypt) => Envelope;

/** A certificate is a few kilobytes, and a chain of them a few dozen. */
const largestFile = 1024 * 1024;

/**
 * The envelopes of a run: a certificate's file is read once, and only when the first password is encrypted for it,
 * since nodes files name certificates also for nodes whose recipes have no password. `now` is what their validity is
 * held against. Diagnostics of the envelopes: `cms/thumbprint-only`, `cms/unreadable-certificate`, `cms/private-key`,
 * `cms/no-certificate`, and those of `checkCertificate`.
 */
export function envelopesOver(host: Host, now: Date): OpenEnvelopeWith {
  const files = new Map<string, Opened>();
  const open = (path: string): Opened => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const file = host.read(path, largestFile);
    const opened: Opened = file.ok ? { ok: true, read: readCertificate(file.bytes) } : file;
    files.set(path, opened);
    return opened;
  };
  return (named, encrypt = protect) => {
    let found: Staged<Reader | undefined> | undefined;
    const reader = () => (found ??= recipientOf(named, open, now)).value;
    return {
      protect: (password, place) => {
        const recipient = reader();
        return recipient === undefined ? "" : encrypt(password, recipient, place);
      },
      // A thumbprint alone encrypts nothing, but it names a certificate.
      thumbprint: () => {
        const [first] = named.thumbprints;
        return named.file === undefined ? digitsOf(first?.text ?? "") : (reader()?.thumbprint ?? "");
      },
      problems: () => found?.diagnostics ?? [],
    };
  };
}

function recipientOf(
  named: NamedCertificate,
  open: (path: string) => Opened,
  now: Date,
): Staged<Reader | undefined> {
  const { file, thumbprints } = named;
  if (file === undefined) {
    const problems = thumbprints.slice(0, 1).map(({ place }) => report.thumbprintOnly(place, {}));
    return { value: undefined, diagnostics: problems };
  }
  const { text: path, place } = file;
  const refuse = (problem: Diagnostic): Staged<undefined> => ({
    value: undefined,
    diagnostics: [problem],
  });
  const opened = open(path);
  if (!opened.ok) return refuse(report.unreadableCertificate(place, { path, reason: opened.reason }));
  if (opened.read.kind === "private key") return refuse(report.privateKey(place, { path }));
  if (opened.read.kind === "other") return refuse(report.noCertificate(place, { path }));
  const { certificate } = opened.read;
  const diagnostics = checkCertificate(certificate, file, named, now);
  const { issuer, serialNumber, key, thumbprint } = certificate;
  const value =
    key !== undefined && allWell(diagnostics) ? { issuer, serialNumber, key, thumbprint } : undefined;
  return { value, diagnostics };
}
