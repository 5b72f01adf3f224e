import { createScanner, findNodeAtLocation, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Node, ParseError } from "jsonc-parser";
import { badData, deepData, duplicateKey } from "../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { Json } from "../model/node.js";
import type { Origin, Source } from "../source/source.js";
import { deepest } from "./data.js";
import type { Data, DataPath } from "./data.js";

/**
 * Reads JSON, with comments and trailing commas allowed. Whole numbers become bigints from their own digits.
 * Diagnostics: `config/bad-data`, `config/deep-data`, `config/duplicate-key`; undefined when there is any.
 */
export function readJson(source: Source): Staged<Data | undefined> {
  const deep = tooDeepAt(source.text);
  if (deep !== undefined) {
    const origin = { source, start: deep, end: deep + 1 };
    return { value: undefined, diagnostics: [deepData(origin, { limit: deepest })] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(source.text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (root === undefined || first !== undefined) {
    return { value: undefined, diagnostics: [syntaxProblem(source, first)] };
  }
  const diagnostics: Diagnostic[] = [];
  const value = toJson(root, source, diagnostics);
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  const valueAt = (path: DataPath): Origin => origin(source, nearestNode(root, path));
  const keyAt = (path: DataPath): Origin => {
    const property = findNodeAtLocation(root, [...path])?.parent;
    return property?.type === "property" ? origin(source, property.children?.[0] ?? root) : valueAt(path);
  };
  return { value: { source, value, valueAt, keyAt }, diagnostics: [] };
}

/** The offset of the first bracket nested too deep, found without recursion. */
function tooDeepAt(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const first = text[scanner.getTokenOffset()];
    if (first === "{" || first === "[") depth += 1;
    else if (first === "}" || first === "]") depth -= 1;
    if (depth > deepest) return scanner.getTokenOffset();
  }
  return undefined;
}

const problems: ReadonlyMap<string, string> = new Map([
  ["InvalidSymbol", "this word stands for nothing; a text needs quotation marks"],
  ["InvalidNumberFormat", "this is no number"],
  ["PropertyNameExpected", "a key in double quotation marks is expected here"],
  ["ValueExpected", "a value is expected here"],
  ["ColonExpected", "a colon is expected here"],
  ["CommaExpected", "a comma is expected here"],
  ["CloseBraceExpected", "a closing brace is expected here"],
  ["CloseBracketExpected", "a closing bracket is expected here"],
  ["EndOfFileExpected", "the file should end here"],
  ["UnexpectedEndOfComment", "the comment that starts here does not end"],
  ["UnexpectedEndOfString", "the text that starts here has no closing quotation mark on its line"],
  ["UnexpectedEndOfNumber", "this number breaks off"],
  ["InvalidUnicode", "\\u must be followed by four hexadecimal digits"],
  ["InvalidEscapeCharacter", "this text has an escape that JSON does not know"],
  ["InvalidCharacter", "this text has a character that JSON wants escaped"],
]);

function syntaxProblem(source: Source, error: ParseError | undefined): Diagnostic {
  const name = error === undefined ? "ValueExpected" : printParseErrorCode(error.error);
  const start = error?.offset ?? 0;
  const end = Math.min(source.text.length, start + (error?.length ?? 0));
  const problem = problems.get(name) ?? "this cannot be read";
  return badData({ source, start, end }, { language: "JSON", problem });
}

/** Recursion is bounded by `deepest`. */
function toJson(node: Node, source: Source, diagnostics: Diagnostic[]): Json {
  switch (node.type) {
    case "object": {
      const object = new Map<string, Json>();
      for (const property of node.children ?? []) {
        const [keyNode, valueNode] = property.children ?? [];
        if (keyNode === undefined || valueNode === undefined) continue;
        const key = String(keyNode.value);
        if (object.has(key)) diagnostics.push(duplicateKey(origin(source, keyNode), { key }));
        object.set(key, toJson(valueNode, source, diagnostics));
      }
      return object;
    }
    case "array":
      return (node.children ?? []).map((item) => toJson(item, source, diagnostics));
    case "number": {
      const text = source.text.slice(node.offset, node.offset + node.length);
      if (/^-?\d+$/.test(text)) return BigInt(text);
      const number = Number(text);
      if (!Number.isFinite(number)) {
        const problem = "this number is too large";
        diagnostics.push(badData(origin(source, node), { language: "JSON", problem }));
      }
      return number;
    }
    case "boolean":
      return node.value === true;
    case "string":
      return String(node.value);
    default:
      return null;
  }
}

function nearestNode(root: Node, path: DataPath): Node {
  for (let length = path.length; length > 0; length -= 1) {
    const found = findNodeAtLocation(root, path.slice(0, length));
    if (found !== undefined) return found;
  }
  return root;
}

function origin(source: Source, node: Node): Origin {
  return { source, start: node.offset, end: node.offset + node.length };
}
