import type { Severity } from "../diagnostics/diagnostic.js";
import { positionOf } from "../source/source.js";
import { fileOf, plainName, type Finding } from "./findings.js";
import { printable, printableLines } from "./printable.js";

/** The commands of a GitHub workflow that make annotations. */
const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
  note: "notice",
};

/**
 * Findings as workflow commands, which GitHub shows beside the lines they speak of:
 * `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`
 */
export function githubReport(findings: readonly Finding[]): string {
  return findings.map((finding) => `${annotation(finding)}\n`).join("");
}

function annotation(finding: Finding): string {
  const { severity, code, message, help } = finding.diagnostic;
  const properties = [...placeOf(finding), ["title", code]]
    .map(([name = "", value = ""]) => `${name}=${escapeProperty(value)}`)
    .join(",");
  const nodes =
    finding.nodes === undefined ? "" : ` (node ${finding.nodes.first}${others(finding.nodes.count)})`;
  const text = [`${printable(message)}${printable(nodes)}`, printableLines(help)].filter(
    (line) => line !== "",
  );
  return `::${commands[severity]} ${properties}::${escapeData(text.join("\n"))}`;
}

function others(count: number): string {
  return count === 1 ? "" : ` and ${count - 1} more`;
}

/** Columns are taken of a place on one line only (Checks API, "annotations"). */
function placeOf({ diagnostic }: Finding): readonly (readonly string[])[] {
  const file = fileOf(diagnostic);
  if (file === "") return [];
  const named = ["file", printable(plainName(file))];
  const { origin } = diagnostic;
  if (origin === undefined) return [named];
  const from = positionOf(origin.source, origin.start);
  const to = positionOf(origin.source, Math.max(origin.start, origin.end));
  const lines = [
    ["line", `${from.line}`],
    ["endLine", `${to.line}`],
  ];
  if (from.line !== to.line) return [named, ...lines];
  const columns = [
    ["col", `${from.column}`],
    ["endColumn", `${to.column}`],
  ];
  return [named, ...lines.flatMap((line, index) => [line, columns[index] ?? []])];
}

/** What must not stand in the text of a command (actions/toolkit, `escapeData`). */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** What must not stand in a property of a command (actions/toolkit, `escapeProperty`). */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
