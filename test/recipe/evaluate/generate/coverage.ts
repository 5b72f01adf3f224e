import { arrayMethods } from "../../../../src/recipe/builtins/array/table.js";
import { fileNameMethods } from "../../../../src/recipe/builtins/file-names.js";
import { hashMethods } from "../../../../src/recipe/builtins/hash/table.js";
import { kernelFunctions } from "../../../../src/recipe/builtins/kernel.js";
import { floatMethods } from "../../../../src/recipe/builtins/number/float.js";
import { integerMethods } from "../../../../src/recipe/builtins/number/integer.js";
import { objectMethods } from "../../../../src/recipe/builtins/object.js";
import { procMethods } from "../../../../src/recipe/builtins/proc.js";
import { rangeMethods } from "../../../../src/recipe/builtins/range.js";
import { stringMethods } from "../../../../src/recipe/builtins/string/table.js";
import { symbolMethods } from "../../../../src/recipe/builtins/symbol.js";
import { walk } from "../../../../src/recipe/children.js";
import type { Node, NodeKind } from "../../../../src/recipe/children.js";
import type { Recipe } from "../../../../src/recipe/tree.js";

const tables = [
  ...[stringMethods, symbolMethods, integerMethods, floatMethods, arrayMethods, hashMethods, rangeMethods],
  ...[procMethods, objectMethods, fileNameMethods, kernelFunctions],
];

const builtIn: ReadonlySet<string> = new Set(tables.flatMap((table) => [...table.keys()]));

/** Each kind of node but those that are not evaluated. */
const evaluated: Readonly<Record<Exclude<NodeKind, "refused" | "broken">, true>> = {
  string: true,
  symbol: true,
  text: true,
  interpolation: true,
  integer: true,
  float: true,
  boolean: true,
  nil: true,
  array: true,
  hash: true,
  "double splat": true,
  range: true,
  local: true,
  constant: true,
  call: true,
  block: true,
  parameter: true,
  "optional parameter": true,
  "rest parameter": true,
  parameters: true,
  splat: true,
  index: true,
  assignment: true,
  "multiple assignment": true,
  targets: true,
  "rest target": true,
  binary: true,
  unary: true,
  logical: true,
  if: true,
  case: true,
  return: true,
  jump: true,
  sequence: true,
  regexp: true,
  "match assignment": true,
  "match variable": true,
};

export const evaluatedKinds: readonly string[] = Object.keys(evaluated);

/** What runs are made of: kinds of nodes, built-in methods that are called, and operators of assignments. */
export interface Coverage {
  readonly kinds: Set<string>;
  readonly methods: Set<string>;
  readonly operators: Set<string>;
}

/** Adds what a file is made of. */
export function cover({ kinds, methods, operators }: Coverage, { statements }: Recipe): void {
  const enter = (node: Node): void => {
    kinds.add(node.kind);
    if (node.kind === "call" && builtIn.has(node.name)) methods.add(node.name);
    if (node.kind === "call" && node.blockArgument?.kind === "symbol")
      methods.add(passed(node.blockArgument));
    if (node.kind === "binary") operators.add(node.operator);
    if (node.kind === "assignment") operators.add(`${node.operator ?? ""}=`);
  };
  walk(statements, { enter });
}

/** The method of `&:name`. */
function passed({ parts }: Extract<Node, { readonly kind: "symbol" }>): string {
  const [part] = parts;
  const name = part?.kind === "text" ? part.text : "";
  return builtIn.has(name) ? name : "map";
}
