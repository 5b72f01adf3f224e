import type { LocatedDocument } from "../../src/model/document.js";
import type { Value } from "../../src/model/value.js";

/** A value with embedded instances inside of it, where a document has aliases. */
export type Tree = Exclude<Value, { readonly kind: "array" | "instance" }> | TreeArray | TreeInstance;

interface TreeArray {
  readonly kind: "array";
  readonly items: readonly Tree[];
}

export interface TreeInstance {
  readonly kind: "instance";
  readonly className: string;
  readonly properties: ReadonlyMap<string, Tree>;
}

/** The instances of a document that no other refers to, with those that they refer to inside. */
export function treesOf({ instances }: LocatedDocument["document"]): readonly TreeInstance[] {
  const byAlias = new Map<string, TreeInstance>();
  const roots = new Set<TreeInstance>();
  const resolve = (value: Value): Tree => {
    if (value.kind === "array") return { kind: "array", items: value.items.map(resolve) };
    if (value.kind !== "instance") return value;
    const found = byAlias.get(value.alias);
    if (found === undefined) throw new Error(`no instance $${value.alias} stands above`);
    roots.delete(found);
    return found;
  };
  for (const { className, alias, properties } of instances) {
    const tree: TreeInstance = {
      kind: "instance",
      className,
      properties: new Map(properties.map(({ name, value }) => [name, resolve(value)])),
    };
    roots.add(tree);
    if (alias !== undefined) byAlias.set(alias, tree);
  }
  return [...roots];
}

/** MOF for instances of any content, right or wrong, written apart from the compiler's own printer. */
export function textOfDocument(
  resources: readonly TreeInstance[],
  more: readonly TreeInstance[] = [],
): string {
  const counts = new Map<string, number>();
  const lines = ["/*", "@TargetNode='generated'", "*/", ""];
  for (const resource of resources) writeInstance(resource, counts, lines);
  for (const instance of more) writeInstance(instance, counts, lines);
  const version =
    'instance of OMI_ConfigurationDocument\n{\n Version = "2.0.0";\n MinimumCompatibleVersion = "1.0.0";\n};';
  return [...lines, version, ""].join("\n");
}

function writeInstance(
  { className, properties }: TreeInstance,
  counts: Map<string, number>,
  lines: string[],
): string {
  const written = Array.from(
    properties,
    ([name, tree]) => ` ${name.replace(/#.*$/, "")} = ${write(tree, counts, lines)};`,
  );
  const count = (counts.get(className) ?? 0) + 1;
  counts.set(className, count);
  const alias = `$${className}${count}ref`;
  lines.push(`instance of ${className} as ${alias}`, "{", ...written, "};", "");
  return alias;
}

function write(tree: Tree, counts: Map<string, number>, lines: string[]): string {
  switch (tree.kind) {
    case "string":
      return `"${escaped(tree.text, '"')}"`;
    case "char":
      return tree.text === "'" ? "'\\x0027'" : `'${escaped(tree.text, "")}'`;
    case "integer":
      return tree.text;
    case "real":
      return real(tree.number);
    case "boolean":
      return String(tree.value);
    case "null":
      return "NULL";
    case "array":
      return `{${tree.items.map((item) => write(item, counts, lines)).join(", ")}}`;
    default:
      return writeInstance(tree, counts, lines);
  }
}

function escaped(text: string, quote: string): string {
  return text.replace(/[\\"]|[^ -~]/g, (unit) => {
    if (unit === "\\" || unit === quote) return `\\${unit}`;
    if (unit === '"') return unit;
    return `\\x${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Infinity is the number that is read so. */
function real(number: number): string {
  if (!Number.isFinite(number)) return number > 0 ? "1.0e400" : "-1.0e400";
  const text = Object.is(number, -0) ? "-0.0" : String(number);
  if (text.includes(".")) return text;
  return text.includes("e") ? text.replace("e", ".0e") : `${text}.0`;
}
