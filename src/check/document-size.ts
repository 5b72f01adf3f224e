import { documentSize, largeDocument, type SizeLimit } from "../diagnostics/catalogue/check.js";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.js";
import type { Target } from "../mof/literal.js";
import { limits } from "./limits.js";

/** SOAP round the document: about 1.3 KB in recorded exchanges. */
const envelopeBytes = 2048;

/** Of the whole message, in bytes: MaxEnvelopeSizekb's default on Windows; OMI's page (lcm-rules §2) on Linux. */
const messageBytes: Readonly<Record<Target, number>> = { windows: 500 * 1024, linux: 250 * 1024 };

/**
 * What an LCM says to a document of so many bytes: `check/document-size` for more than any reads (lcm-rules P11), else
 * `check/large-document` for more than it takes (its own MAX_MOFSIZE), or than is taken over WS-Management (lcm-rules
 * §2), where a document travels in base64.
 */
export function sizeProblem(bytes: number, target: Target, place: Place): Diagnostic | undefined {
  const envelope = Math.ceil((base64Length(bytes) + envelopeBytes) / 1024);
  const report = (limit: SizeLimit, most: number) =>
    largeDocument(place, { bytes, limit, most, target, envelope });
  if (bytes > limits.documentBytes) return documentSize(place, { bytes: undefined });
  if (bytes > limits.lcmDocumentBytes) return report("lcm", limits.lcmDocumentBytes);
  const most = Math.floor(((messageBytes[target] - envelopeBytes) / 4) * 3);
  return bytes > most ? report("wsman", most) : undefined;
}

function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}
