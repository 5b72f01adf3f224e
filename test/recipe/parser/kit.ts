import { parseRecipe } from "../../../src/recipe/parse.js";
import type { Expression, Recipe } from "../../../src/recipe/tree.js";
import { positionOf } from "../../../src/source/source.js";
import { loose, statementsShape, type Shape } from "./shape.js";

export function sourceOf(text: string) {
  return { name: "main.rb", path: "main.rb", text };
}

/** The tree of a recipe that has to be right. */
export function shapesOf(text: string): readonly Shape[] {
  const { value, diagnostics } = parseRecipe(sourceOf(text));
  if (diagnostics.length > 0) throw new Error(`${text}: ${diagnostics[0]?.message}`);
  return statementsShape(value.statements).map(loose);
}

/** What is reported for a recipe: `line:column code`, in order. */
export function problemsOf(text: string): readonly string[] {
  return parseRecipe(sourceOf(text)).diagnostics.map(({ code, origin }) => {
    if (origin === undefined) return code;
    const { line, column } = positionOf(origin.source, origin.start);
    return `${line}:${column} ${code.replace("recipe/", "")}`;
  });
}

/** Calls by name with what stands in their blocks, in one line: `dsc_resource one { resource property }`. */
export function outlineOf(text: string): string {
  return outline(readTree(text).statements);
}

function readTree(text: string): Recipe {
  return parseRecipe(sourceOf(text)).value;
}

function outline(statements: readonly Expression[]): string {
  return statements.map(outlineOne).join(" ");
}

function outlineOne(node: Expression): string {
  if (node.kind === "if") return `if { ${outline(node.then)} }`;
  if (node.kind !== "call") return node.kind;
  const [first] = node.arguments;
  const name = first?.kind === "string" && first.parts[0]?.kind === "text" ? ` ${first.parts[0].text}` : "";
  if (node.block === undefined) return `${node.name}${name}`;
  return `${node.name}${name} { ${outline(node.block.statements)} }${node.block.broken ? "!" : ""}`;
}
