import { positionOf } from "../source/source.js";
import type { Origin } from "../source/source.js";
import { fileOf } from "./findings.js";
import type { Finding } from "./findings.js";
import { printableJson } from "./printable.js";

/** The place of a diagnostic as every JSON of mofsmith gives it: counted from 1, the end exclusive. */
interface JsonPlace {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

/** A finding as JSON; `nodes` stands only in runs for several nodes. */
export interface JsonFinding extends JsonPlace {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly help: string;
  /** What a Local Configuration Manager says to it, where `verify` knows. */
  readonly lcm?: string;
  readonly related: readonly (JsonPlace & { readonly message: string })[];
  readonly fixes: readonly {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly (JsonPlace & { readonly text: string })[];
  }[];
  readonly nodes?: Finding["nodes"];
}

/** Makes the JSON form of one finding; `inspect` puts it into a document of its own. */
export function jsonFinding({ diagnostic, nodes }: Finding): JsonFinding {
  const { severity, code, message, help, origin, related, fixes, lcm } = diagnostic;
  const place: JsonPlace = origin === undefined ? fileAlone(fileOf(diagnostic)) : placeOf(origin);
  return {
    severity,
    code,
    message,
    ...place,
    help,
    ...(lcm === undefined ? {} : { lcm }),
    related: related.map((other) => ({ message: other.message, ...placeOf(other.origin) })),
    fixes: fixes.map(({ title, safe, edits }) => ({
      title,
      safe,
      edits: edits.map((edit) => ({ ...placeOf(edit.origin), text: edit.text })),
    })),
    ...(nodes === undefined ? {} : { nodes }),
  };
}

/** The report `{"diagnostics":[…]}`, one finding a line; nothing for no findings. */
export function jsonReport(findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.map((finding) => `\n${JSON.stringify(jsonFinding(finding))}`);
  return `{"diagnostics":[${printableJson(lines.join(","))}]}\n`;
}

function placeOf({ source, start, end }: Origin): JsonPlace {
  const from = positionOf(source, start);
  const to = positionOf(source, end);
  return {
    file: source.name,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  };
}

function fileAlone(file: string): JsonPlace {
  return { file: file === "" ? null : file, line: null, column: null, endLine: null, endColumn: null };
}
