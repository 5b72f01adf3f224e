import type { Finding } from "./findings.js";
import { githubReport } from "./github.js";
import { jsonReport } from "./json.js";
import { sarifReport } from "./sarif.js";
import { textReport } from "./text.js";

/** What a report says of the run besides its findings. */
export interface RunDetails {
  readonly color: boolean;
  /** The run could do what it was asked to, whatever it found. */
  readonly successful: boolean;
}

/** One way to tell findings. */
export interface Adapter {
  readonly report: (findings: readonly Finding[], details: RunDetails) => string;
  /** It keeps a record of the run: made of no findings too, and also of those that comments silence. */
  readonly record: boolean;
}

/** Formats by their name on the command line. */
export const adapters: ReadonlyMap<string, Adapter> = new Map<string, Adapter>([
  ["text", { report: (findings, { color }) => textReport(findings, color), record: false }],
  ["json", { report: jsonReport, record: false }],
  ["sarif", { report: (findings, { successful }) => sarifReport(findings, successful), record: true }],
  ["github", { report: githubReport, record: false }],
]);
