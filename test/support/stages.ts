import type { Declaration } from "../../src/model/declaration.js";
import type { Document } from "../../src/model/document.js";
import { lex } from "../../src/recipe/lexer/lexer.js";
import type { Token } from "../../src/recipe/tokens.js";
import type { Recipe } from "../../src/recipe/tree.js";
import { jsonDeclaration } from "../../src/report/declarations.js";
import { positionOf } from "../../src/source/source.js";
import type { Source } from "../../src/source/source.js";
import { flatJson } from "./json.js";

/** What the stages of a run made, as far as it came. */
export interface Stages {
  readonly recipes: readonly Recipe[];
  readonly declarations: readonly Declaration[] | undefined;
  readonly document: Document | undefined;
}

/** The goldens of the stages by path; recipes count only when they are among `paths`. */
export function stageGoldens(stages: Stages, paths: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const goldens = new Map<string, string>();
  for (const recipe of stages.recipes) {
    const { source } = recipe;
    if (!paths.includes(source.name)) continue;
    goldens.set(`${source.name}.tokens`, printTokens(source));
    goldens.set(`${source.name}.tree`, printTree(recipe));
  }
  if (stages.declarations !== undefined)
    goldens.set("declarations.json", printJson(stages.declarations.map(jsonDeclaration)));
  if (stages.document !== undefined) goldens.set("document.json", printJson(stages.document));
  return new Map([...goldens].map(([path, text]) => [path, Buffer.from(text)]));
}

/** As long as a line of a golden may get before what it holds is broken up. */
const width = 110;

/** JSON in which whatever fits on a line stands on one. */
function printJson(value: unknown): string {
  return `${jsonText(value, "")}\n`;
}

function jsonText(value: unknown, indent: string): string {
  const flat = flatJson(value);
  if (!isObject(value) || flat.length + indent.length <= width) return flat;
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const entries = [...(value instanceof Map ? value : Object.entries(value))];
  const fields = entries.filter(([, field]) => field !== undefined);
  const lines = fields.map(([name, field]) => {
    const text = jsonText(field, `${indent}  `);
    return `${indent}  ${Array.isArray(value) ? "" : `${JSON.stringify(name)}: `}${text}`;
  });
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

/** One token a line: where it starts, its kind, and its text in the recipe; the end of the file has none. */
function printTokens(source: Source): string {
  return tokensOf(source)
    .map(({ kind, start, end }) => {
      const text = source.text.slice(start, end);
      return `${place(source, start)} ${kind}${text === "" ? "" : ` ${JSON.stringify(text)}`}\n`;
    })
    .join("");
}

/** The tokens of a recipe at its first reading. */
export function tokensOf(source: Source): readonly Token[] {
  return lex(source, new Map()).tokens;
}

function printTree({ source, statements }: Recipe): string {
  return statements.map((statement) => `${printNode(source, statement, "")}\n`).join("");
}

/** What a node's kind, its two ends and its text in the recipe say already. */
const leftOut: ReadonlySet<string> = new Set([
  "kind",
  "start",
  "end",
  "names",
  "nameStart",
  "nameEnd",
  "segments",
]);

/**
 * A node with its children: `(string 1:14-1:20 parts: (text 1:15-1:19 text="motd"))`, broken up where it does not
 * fit on a line. Empty lists, `false`, a depth of 0 and what is not there are left out.
 */
function printNode(source: Source, node: object, indent: string): string {
  const flat = printFlat(source, node);
  if (flat.length + indent.length <= width) return flat;
  const fields = childrenOf(node).map(({ name, nodes }) => {
    const printed = nodes.map((child) => `\n${indent}    ${printNode(source, child, `${indent}    `)}`);
    return `\n${indent}  ${name}:${printed.join("")}`;
  });
  return `${headOf(source, node)}${fields.join("")})`;
}

function printFlat(source: Source, node: object): string {
  const fields = childrenOf(node).map(({ name, nodes }) => {
    return ` ${name}:${nodes.map((child) => ` ${printFlat(source, child)}`).join("")}`;
  });
  return `${headOf(source, node)}${fields.join("")})`;
}

function headOf(source: Source, node: object): string {
  const scalars = fieldsOf(node).filter(([, value]) => !isObject(value));
  const said = scalars.map(([name, value]) => ` ${name}=${printScalar(value)}`).join("");
  return `(${nameOf(node)} ${spanOf(source, node)}${said}`;
}

function fieldsOf(node: object): readonly [string, unknown][] {
  return Object.entries(node).filter(
    ([name, value]) => !leftOut.has(name) && isThere(value) && !(name === "depth" && value === 0),
  );
}

function childrenOf(node: object): readonly { readonly name: string; readonly nodes: readonly object[] }[] {
  return fieldsOf(node).flatMap(([name, value]) =>
    isObject(value) ? [{ name, nodes: nodesOf(value) }] : [],
  );
}

function nodesOf(value: object): readonly object[] {
  return Array.isArray(value) ? value.filter(isObject) : [value];
}

function nameOf(node: object): string {
  return "kind" in node && typeof node.kind === "string" ? node.kind : "-";
}

function spanOf(source: Source, node: object): string {
  if (!("start" in node && "end" in node)) return "?";
  if (typeof node.start !== "number" || typeof node.end !== "number") return "?";
  return `${place(source, node.start)}-${place(source, node.end)}`;
}

function place(source: Source, offset: number): string {
  const { line, column } = positionOf(source, offset);
  return `${line}:${column}`;
}

function printScalar(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
