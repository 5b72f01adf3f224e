import { createHash } from "node:crypto";
import { name as toolName, version } from "../../package.json";
import type { Diagnostic, Fix, Severity } from "../diagnostics/diagnostic.js";
import { allDiagnostics, isOffByDefault } from "../lint/catalogue.js";
import { positionOf, type Origin, type Source } from "../source/source.js";
import { fileOf, plainName, type Finding } from "./findings.js";
import { printable, printableJson, printableLines } from "./printable.js";
import { shownLine } from "./shown-line.js";

/*
 * The Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS standard with errata 01), by whose sections the
 * comments go.
 */

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  info: "note",
  note: "note",
};

/**
 * A log of one run: its findings, those that comments silence, and what each kind of finding means. What is found in
 * no file is no result, since readers such as GitHub take none without a location: it is told of the run.
 */
export function sarifReport(findings: readonly Finding[], successful: boolean): string {
  const placed = findings.filter(({ diagnostic }) => fileOf(diagnostic) !== "");
  const others = findings.filter(({ diagnostic }) => fileOf(diagnostic) === "");
  const codes = codesOf(placed);
  const notices = codesOf(others);
  const fingerprints = new Map<string, number>();
  const run = {
    tool: {
      driver: {
        ...{ name: toolName, semanticVersion: version, rules: codes.map(descriptor) },
        ...(notices.length === 0 ? {} : { notifications: notices.map(descriptor) }),
      },
    },
    invocations: [{ executionSuccessful: successful, ...notifications(others, notices) }],
    // Without a URI: where a log was made is nobody's business, and equal input gives an equal log (§3.14.14).
    originalUriBaseIds: { [root]: { description: text("The folder that mofsmith was run in.") } },
    columnKind: "utf16CodeUnits",
    results: placed.map((finding) => result(finding, codes, fingerprints)),
  };
  const log = { $schema: schema, version: "2.1.0", runs: [run] };
  return `${printableJson(JSON.stringify(log, undefined, 2))}\n`;
}

function codesOf(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.map(({ diagnostic }) => diagnostic.code))].sort();
}

/** What is wrong with the command line and the settings, and with the run as a whole: notifications (§3.58). */
function notifications(findings: readonly Finding[], codes: readonly string[]) {
  const told = findings.map(({ diagnostic }) => ({
    descriptor: { id: diagnostic.code, index: codes.indexOf(diagnostic.code) },
    level: levels[diagnostic.severity],
    message: text(toldOf(diagnostic)),
  }));
  const isOfSettings = ({ descriptor: { id } }: { readonly descriptor: { readonly id: string } }) =>
    /^(?:cli|config)\//.test(id);
  const configuration = told.filter(isOfSettings);
  const execution = told.filter((one) => !isOfSettings(one));
  return {
    ...(configuration.length === 0 ? {} : { toolConfigurationNotifications: configuration }),
    ...(execution.length === 0 ? {} : { toolExecutionNotifications: execution }),
  };
}

/** A kind of finding (§3.49). */
function descriptor(code: string) {
  const entry = allDiagnostics.get(code);
  if (entry === undefined) return { id: code };
  const off = isOffByDefault(code) ? { enabled: false } : {};
  return {
    id: code,
    shortDescription: text(entry.summary),
    fullDescription: text(entry.why),
    help: text(entry.mend),
    defaultConfiguration: { ...off, level: levels[entry.severity] },
  };
}

/** One finding (§3.27). */
function result(finding: Finding, codes: readonly string[], fingerprints: Map<string, number>) {
  const { diagnostic, nodes, silenced } = finding;
  const { code, severity, origin, related } = diagnostic;
  const place = origin === undefined ? fileAlone(fileOf(diagnostic)) : location(origin);
  const fixes = diagnostic.fixes.map(fixOf);
  const others = related.map((other) => ({ ...location(other.origin), message: text(other.message) }));
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: text(toldOf(diagnostic)),
    locations: [place],
    ...(others.length === 0 ? {} : { relatedLocations: others }),
    ...(origin === undefined ? {} : { partialFingerprints: fingerprint(finding, origin, fingerprints) }),
    // Of all results or of none (§3.27.23).
    suppressions: silenced === undefined ? [] : [suppression(silenced)],
    ...(fixes.length === 0 ? {} : { fixes }),
    ...(nodes === undefined ? {} : { properties: { nodes } }),
  };
}

/** What is wrong, what an LCM says to it, and what to write instead. */
function toldOf({ message, help, lcm }: Diagnostic): string {
  const lines = [printable(message)];
  if (lcm !== undefined) lines.push(printable(`The LCM says: ${lcm}`));
  if (help !== "") lines.push(printableLines(help));
  return lines.join("\n");
}

/** A comment that silences a result (§3.35). */
function suppression(reason: string) {
  return { kind: "inSource", status: "accepted", justification: printable(reason) };
}

/**
 * A message string: its braces are doubled, since single ones hold placeholders (§3.11.5), and what would read as a
 * link is none (§3.11.6).
 */
function text(message: string): { readonly text: string } {
  return { text: message.replace(/[{}]/g, "$&$&").replaceAll("](", "] (") };
}

function location({ source, start, end }: Origin) {
  const physicalLocation = { artifactLocation: artifact(source.name), region: region(source, start, end) };
  return { physicalLocation };
}

function fileAlone(file: string) {
  return { physicalLocation: { artifactLocation: artifact(file) } };
}

/** Lines and columns from 1, the end exclusive (§3.30). */
function region(source: Source, start: number, end: number) {
  const from = positionOf(source, start);
  const to = positionOf(source, Math.max(start, end));
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

const root = "%SRCROOT%";

/** A file as a URI reference (§3.4, RFC 3986, RFC 8089): relative ones stand below the folder of the run. */
function artifact(name: string) {
  const path = plainName(name);
  const uri = path.split("/").map(encodeSegment).join("/");
  const drive = /^([A-Za-z]:)\//.exec(path)?.[1];
  if (drive !== undefined) return { uri: `file:///${drive}${uri.slice(encodeSegment(drive).length)}` };
  // `//server/share` names its host itself.
  if (path.startsWith("/")) return { uri: path.startsWith("//") ? `file:${uri}` : `file://${uri}` };
  return { uri, uriBaseId: root };
}

/** Also what `encodeURIComponent` leaves alone and a URI may not hold; a lone surrogate is no character. */
function encodeSegment(segment: string): string {
  const whole = segment.replace(/\p{Cs}/gu, "\ufffd");
  return encodeURIComponent(whole).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}

/** A change that mends the problem (§3.55): what is deleted and put in its place, by file. */
function fixOf({ title, edits }: Fix) {
  const sources = [...new Set(edits.map(({ origin }) => origin.source))];
  const artifactChanges = sources.map((source) => ({
    artifactLocation: artifact(source.name),
    replacements: edits
      .filter(({ origin }) => origin.source === source)
      .map(({ origin, text: inserted }) => ({
        deletedRegion: region(source, origin.start, origin.end),
        ...(inserted === "" ? {} : { insertedContent: { text: inserted } }),
      })),
  }));
  return { description: text(printable(title)), artifactChanges };
}

/**
 * What stays the same when lines are put in above (§3.27.17, appendix B): the code and the text of the line, masked,
 * with a number where a file has that several times.
 */
function fingerprint(
  { diagnostic: { code, secret }, conceal }: Finding,
  origin: Origin,
  known: Map<string, number>,
) {
  const { source, start } = origin;
  const shown = shownLine(origin, positionOf(source, start).line, { secret, conceal }).trim();
  const hash = createHash("sha256")
    .update(JSON.stringify([code, shown]))
    .digest("hex")
    .slice(0, 32);
  const key = `${source.name} ${hash}`;
  const number = (known.get(key) ?? 0) + 1;
  known.set(key, number);
  return { "mofsmithLine/v1": `${hash}:${number}` };
}
