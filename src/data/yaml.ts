import { Composer, isAlias, isMap, isNode, isScalar, isSeq, Parser, Scalar } from "yaml";
import type { CST, Document, Node, Pair, ScalarTag } from "yaml";
import { badData, deepData, duplicateKey } from "../diagnostics/catalogue/config.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { Json, JsonObject } from "../model/node.js";
import type { Origin, Source } from "../source/source.js";
import { deepest } from "./data.js";
import type { Data, DataPath } from "./data.js";

/**
 * Reads YAML 1.2 (core schema), one document; `<<` merges as in Ruby, where its specification says the same. Whole
 * numbers become bigints.
 * Diagnostics: `config/bad-data`, `config/deep-data`, `config/duplicate-key`; undefined when there is any.
 */
export function readYaml(source: Source): Staged<Data | undefined> {
  const refuse = (...diagnostics: readonly Diagnostic[]): Staged<undefined> => ({
    value: undefined,
    diagnostics,
  });
  const tokens = [...new Parser().parse(source.text)];
  const deep = tooDeepAt(tokens);
  if (deep !== undefined) {
    return refuse(deepData({ source, start: deep, end: deep + 1 }, { limit: deepest }));
  }
  const composer = new Composer({ intAsBigInt: true, customTags: [mergeKey, mergeTag], prettyErrors: false });
  const [document, second] = composer.compose(tokens, true, source.text.length);
  if (document === undefined) return refuse(problemAt(source, 0, "the file is empty"));
  const [error] = document.errors;
  if (error !== undefined) return refuse(syntaxProblem(source, error));
  if (second !== undefined) {
    return refuse(problemAt(source, second.range?.[0] ?? 0, "a second document starts here"));
  }
  const converted = convert(document);
  if (!converted.ok) return refuse(problemAt(source, converted.at, converted.problem));
  const valueAt = (path: DataPath): Origin => originOf(source, locate(document, path).value);
  const keyAt = (path: DataPath): Origin => {
    const { key, value } = locate(document, path);
    return originOf(source, key ?? value);
  };
  return { value: { source, value: converted.value, valueAt, keyAt }, diagnostics: [] };
}

function problemAt(source: Source, start: number, problem: string): Diagnostic {
  const end = Math.min(start + 1, source.text.length);
  return badData({ source, start, end }, { language: "YAML", problem });
}

function syntaxProblem(source: Source, error: Document["errors"][number]): Diagnostic {
  const [start, end] = error.pos;
  const origin = { source, start, end: Math.min(Math.max(start, end), source.text.length) };
  if (error.code === "DUPLICATE_KEY") {
    const key = /^\s*["']?([^"':\n]*)/.exec(source.text.slice(start, start + 200))?.[1] ?? "";
    return duplicateKey(origin, { key: key.trim() });
  }
  const [sentence = ""] = error.message.split("\n", 1);
  return badData(origin, { language: "YAML", problem: sentence.replace(/\.$/, "") });
}

/** The offset of the first collection nested too deep, found with a stack of our own. */
function tooDeepAt(tokens: readonly CST.Token[]): number | undefined {
  const open: { readonly token: CST.Token; readonly depth: number }[] = [];
  const push = (token: CST.Token | null | undefined, depth: number): void => {
    if (token !== null && token !== undefined) open.push({ token, depth });
  };
  for (const token of tokens) push(token, 0);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > deepest) return token.offset;
    if (token.type === "document") push(token.value, depth);
    if (!("items" in token)) continue;
    for (const item of token.items) {
      push(item.key, depth + 1);
      push(item.value, depth + 1);
    }
  }
  return undefined;
}

type Converted =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly problem: string; readonly at: number };

function convert(document: Document.Parsed): Converted {
  try {
    const plain: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 100 });
    return { ok: true, value: toJson(plain, { done: new Map(), depth: 0 }) };
  } catch (error) {
    if (error instanceof NotJson) return { ok: false, problem: error.message, at: error.at };
    if (error instanceof ReferenceError)
      return { ok: false, problem: "its aliases unfold to too much data", at: 0 };
    throw error;
  }
}

/** Leaves a recursive conversion; caught by `convert` alone. */
class NotJson extends Error {
  readonly at: number;

  constructor(problem: string, node?: unknown) {
    super(problem);
    this.at = (isNode(node) ? node.range?.[0] : undefined) ?? 0;
  }
}

/** What the library calls to put a pair with a key of its own kind into a Map. */
type MergeInto = NonNullable<Scalar["addToJSMap"]>;

/** The key `<<` (yaml.org/type/merge.html), under a name by which the library does not merge in its own way. */
const mergeKey: ScalarTag = {
  tag: "!merge",
  default: "key",
  test: /^<<$/,
  resolve: () => Object.assign(new Scalar(Symbol("<<")), { addToJSMap: mergeInto }),
};

/** The tag's own name, which Psych does not know. */
const mergeTag: ScalarTag = {
  tag: "tag:yaml.org,2002:merge",
  resolve: (text, refuse) => {
    refuse('"<<" merges by itself, and "!!merge" has no meaning');
    return text;
  },
};

/**
 * As Psych does it (ToRuby#revive_hash), whose order of keys is Ruby's: of a list the last object comes first, and those
 * before it are laid over it. A key that stands before `<<` is its own object's by the specification, and the other's
 * in Psych; so it is refused.
 */
function mergeInto(...[context, map, value]: Parameters<MergeInto>): void {
  const followed = (node: unknown): unknown =>
    isAlias(node) && context !== undefined ? node.resolve(context.doc, context) : node;
  const source = followed(value);
  const merged = new Map<unknown, unknown>();
  for (const one of isSeq(source) ? source.items.toReversed() : [source]) {
    const object = followed(one);
    if (!isMap(object)) throw new NotJson('"<<" may only name objects', one);
    const entries: ReadonlyMap<unknown, unknown> = object.toJSON(undefined, context, Map);
    for (const [key, item] of entries) merged.set(key, item);
  }
  if (!(map instanceof Map)) throw new NotJson('"<<" may only stand in an object', value);
  for (const [key, item] of merged) {
    if (map.has(key))
      throw new NotJson(`the key ${String(key)} has to stand behind the "<<" that brings it too`, value);
    map.set(key, item);
  }
}

interface Conversion {
  /** What a value that aliases share became; undefined while it is being converted. */
  readonly done: Map<object, Json | undefined>;
  readonly depth: number;
}

function toJson(value: unknown, { done, depth }: Conversion): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "bigint") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (!Array.isArray(value) && !(value instanceof Map)) {
    throw new NotJson(`the value ${String(value)} has no counterpart in JSON`);
  }
  const known = done.get(value);
  if (known !== undefined) return known;
  if (done.has(value)) throw new NotJson("an alias in it leads round in a circle");
  if (depth > deepest) throw new NotJson(`its aliases nest more than ${deepest} levels deep`);
  done.set(value, undefined);
  const inside = { done, depth: depth + 1 };
  const converted = Array.isArray(value)
    ? value.map((item) => toJson(item, inside))
    : objectOf(value, inside);
  done.set(value, converted);
  return converted;
}

/** Keys that are numbers or booleans become their text, as node attributes are looked up by text. */
function objectOf(map: ReadonlyMap<unknown, unknown>, inside: Conversion): JsonObject {
  const object = new Map<string, Json>();
  for (const [key, item] of map) {
    if (key === null || typeof key === "object") throw new NotJson("a key in it is no text");
    const text = String(key);
    // In quotation marks or with a tag it is a text to some readers, and merges to Psych.
    if (text === "<<")
      throw new NotJson('the key "<<" can only stand as it is, without quotation marks or tag');
    if (object.has(text)) throw new NotJson(`"${text}" is a key in it twice, as a text and as another value`);
    object.set(text, toJson(item, inside));
  }
  return object;
}

interface Found {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** Follows a path as far as it goes. */
function locate(document: Document.Parsed, path: DataPath): Found {
  let found: Found = { key: undefined, value: document.contents ?? undefined };
  for (const step of path) {
    const next = stepInto(resolved(found.value, document), step);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

function stepInto(node: Node | undefined, step: string | number): Found | undefined {
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step];
    return isNode(item) ? { key: undefined, value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find((candidate: Pair) => {
    return isScalar(candidate.key) && String(candidate.key.value) === step;
  });
  if (pair === undefined || !isNode(pair.key)) return undefined;
  return { key: pair.key, value: isNode(pair.value) ? pair.value : pair.key };
}

function resolved(node: Node | undefined, document: Document.Parsed): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

function originOf(source: Source, node: Node | undefined): Origin {
  const [start, end] = node?.range ?? [0, 0];
  return { source, start, end };
}
