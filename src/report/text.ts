import picocolors from "picocolors";
import type { Severity } from "../diagnostics/diagnostic.js";
import { allDiagnostics } from "../lint/catalogue.js";
import { positionOf } from "../source/source.js";
import type { Origin } from "../source/source.js";
import { codeFrame } from "./code-frame.js";
import { fileOf } from "./findings.js";
import type { Finding, NodeCount } from "./findings.js";
import { printable, printableLines } from "./printable.js";
import type { Hiding } from "./shown-line.js";

type Colors = ReturnType<typeof picocolors.createColors>;

/**
 * The report for people: every finding with its place, code frame and help, then what there is in all. Why it
 * matters stands with the first finding of a code.
 */
export function textReport(findings: readonly Finding[], color: boolean): string {
  if (findings.length === 0) return "";
  const colors = picocolors.createColors(color);
  const codes = new Set<string>();
  const told = findings.map((finding) => {
    const { code } = finding.diagnostic;
    const why = codes.has(code) ? undefined : allDiagnostics.get(code)?.why;
    codes.add(code);
    return `${textFinding(finding, why, colors)}\n`;
  });
  return `${told.join("\n")}\n${summary(findings)}\n`;
}

function textFinding(finding: Finding, why: string | undefined, colors: Colors): string {
  const { diagnostic, nodes, conceal } = finding;
  const { severity, code, message, help, origin, lcm } = diagnostic;
  const paint = painter(severity, colors);
  const place = origin === undefined ? fileOf(diagnostic) : placeOf(origin);
  const lines = [`${paint(severity)} ${colors.dim(code)}: ${colors.bold(printable(message))}`];
  if (place !== "")
    lines.push(`  ${colors.cyan(printable(place))}${nodes === undefined ? "" : nodesOf(nodes)}`);
  if (origin !== undefined)
    lines.push(...frame(origin, paint, colors, { secret: diagnostic.secret, conceal }));
  for (const other of diagnostic.related) {
    lines.push(`  see: ${printable(other.message)}`, `  ${colors.cyan(printable(placeOf(other.origin)))}`);
    lines.push(...frame(other.origin, colors.blue, colors, { conceal }));
  }
  if (why !== undefined) lines.push(labelled("why", why, colors));
  if (lcm !== undefined) lines.push(labelled("the LCM says", lcm, colors));
  if (help !== "") lines.push(labelled("help", help, colors));
  for (const { title } of diagnostic.fixes) lines.push(labelled("fix", title, colors));
  return lines.join("\n");
}

/** `file:line:column`, which terminals and editors make a link of. */
function placeOf({ source, start }: Origin): string {
  const { line, column } = positionOf(source, start);
  return `${source.name}:${line}:${column}`;
}

function nodesOf({ count, first }: NodeCount): string {
  const name = printable(first);
  return count === 1 ? ` in node ${name}` : ` in ${grouped(count)} nodes, first ${name}`;
}

function frame(
  origin: Origin,
  paint: (text: string) => string,
  colors: Colors,
  hiding: Hiding,
): readonly string[] {
  const shown = codeFrame(origin, hiding);
  const width = Math.max(...shown.map(({ number }) => String(number ?? "").length));
  return shown.flatMap(({ number, text, carets }) => {
    const gutter = String(number ?? "").padStart(width);
    const line = `${colors.dim(`  ${gutter} |`)} ${text}`.trimEnd();
    return carets === "" ? [line] : [line, `${colors.dim(`  ${" ".repeat(width)} |`)} ${paint(carets)}`];
  });
}

function labelled(label: string, text: string, colors: Colors): string {
  const indent = " ".repeat(label.length + 4);
  return `  ${colors.bold(`${label}:`)} ${printableLines(text).replaceAll("\n", `\n${indent}`)}`;
}

function painter(severity: Severity, colors: Colors): (text: string) => string {
  if (severity === "error") return colors.red;
  return severity === "warning" ? colors.yellow : colors.blue;
}

/** `2 errors, 1 warning`. */
function summary(findings: readonly Finding[]): string {
  const count = (severity: Severity): number => {
    return findings.filter(({ diagnostic }) => diagnostic.severity === severity).length;
  };
  const parts = (["error", "warning", "info", "note"] as const)
    .map((severity) => ({ severity, number: count(severity) }))
    .filter(({ number }) => number > 0);
  return parts.map(({ severity, number }) => counted(number, severity)).join(", ");
}

/** `1 error`, `5,500 errors`. */
export function counted(number: number, noun: string): string {
  return `${grouped(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** Digits in groups of three, the same on every machine. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}
