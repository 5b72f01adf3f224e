import type { Node } from "../recipe/children.js";
import { inspectString } from "../recipe/evaluate/text.js";
import type { Call, StringLiteral, SymbolLiteral } from "../recipe/tree.js";
import type { LintedFile } from "./rule.js";
import { isWord } from "./blocks.js";
import { written } from "./rule.js";

/** The text of a string or symbol that holds no interpolation. */
export function plainText(node: Node | undefined): string | undefined {
  if (node?.kind !== "string" && node?.kind !== "symbol") return undefined;
  let text = "";
  for (const part of node.parts) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}

/** As `plainText`, of a string alone. */
export function plainString(node: Node | undefined): string | undefined {
  return node?.kind === "string" ? plainText(node) : undefined;
}

/** As `plainText`, of a symbol alone. */
export function plainSymbol(node: Node | undefined): string | undefined {
  return node?.kind === "symbol" ? plainText(node) : undefined;
}

/** How a string or symbol is opened: `'`, `"`, `<<~EOH`, `%q(`, `:`. */
function opening(file: LintedFile, node: StringLiteral | SymbolLiteral): string {
  return /^(?:<<[-~]?['"]?|%[a-zA-Z]?.|:?["']?)/.exec(written(file, node))?.[0] ?? "";
}

/** Whether a string is a heredoc, and what its opening says of it. */
export function heredocOf(
  file: LintedFile,
  node: StringLiteral,
): { readonly id: string; readonly indented: boolean; readonly raw: boolean } | undefined {
  const match = /^<<([-~]?)(?:([\w\u0080-\uffff]+)|"([^"\n]+)"|'([^'\n]+)')/.exec(written(file, node));
  if (match === null) return undefined;
  const [, dash = "", bare, double, single] = match;
  return { id: bare ?? double ?? single ?? "", indented: dash !== "", raw: single !== undefined };
}

/** A text as a literal of Ruby: in single quotes unless it holds what they cannot. */
export function rubyString(text: string): string {
  if (/\p{Cc}/u.test(text)) return inspectString(text);
  return `'${text.replace(/\\(?=[\\']|$)|'/g, "\\$&")}'`;
}

/** Whether a symbol of that text, and a label, needs no quotes. */
export function isPlainName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text);
}

/** A value that stands in the recipe as it is: nothing decides about it when the recipe runs. */
export function isConstant(node: Node | undefined): boolean {
  switch (node?.kind) {
    case "boolean":
    case "nil":
    case "integer":
    case "float":
      return true;
    case "string":
    case "symbol":
      return plainText(node) !== undefined;
    default:
      return false;
  }
}

/** The white space with which the line of an offset starts. */
export function indentAt({ recipe }: LintedFile, offset: number): string {
  const { text } = recipe.source;
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

/** A statement with the rest of its lines, to be taken out; undefined when something else stands on them. */
export function wholeLines(
  { recipe }: LintedFile,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } | undefined {
  const { text } = recipe.source;
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const to = newline < 0 ? text.length : newline + 1;
  const alone = text.slice(from, start).trim() === "" && text.slice(end, to).trim() === "";
  return alone ? { start: from, end: to } : undefined;
}

/** The text that a line of a `dsc_script` gives as its code; undefined for any other call, and for no literal. */
export function codeOfScript({ scopes }: LintedFile, call: Call): StringLiteral | undefined {
  if (!isWord(call, "code", "configuration") || scopes.dscBlock("script") === undefined) return undefined;
  const [code] = call.arguments;
  return code?.kind === "string" ? code : undefined;
}

/** Where a pattern (global) occurs in a string literal as it is written; interpolations end a stretch. */
export function matchesIn(
  { recipe }: LintedFile,
  { parts }: StringLiteral,
  pattern: RegExp,
): readonly { readonly start: number; readonly end: number; readonly match: RegExpExecArray }[] {
  return parts.flatMap((part) => {
    if (part.kind !== "text") return [];
    const text = recipe.source.text.slice(part.start, part.end);
    return [...text.matchAll(pattern)].map((match) => {
      const start = part.start + match.index;
      return { start, end: start + match[0].length, match };
    });
  });
}

/** How a string reads: with escapes and `#{}` (`"…"`, `%Q()`, a bare heredoc), or not. Neighbouring literals are neither. */
export function quotingOf(
  file: LintedFile,
  node: StringLiteral,
  parent: Node | undefined,
): "double" | "single" | undefined {
  if (parent?.kind === "array" && written(file, parent).startsWith("%")) return undefined;
  const heredoc = heredocOf(file, node);
  if (heredoc !== undefined) return heredoc.raw ? undefined : "double";
  if (node.parts.some(({ start }, index) => index > 0 && node.parts[index - 1]?.end !== start))
    return undefined;
  const open = opening(file, node);
  if (open === "'" || open.startsWith("%q")) return "single";
  return open === '"' || /^%Q?[^\w]/.test(open) ? "double" : undefined;
}
