import fc from "fast-check";
import type { Arbitrary } from "fast-check";
import type { Target } from "../../src/mof/literal.js";
import { propertiesOf } from "./schema.js";
import type { Tree, TreeInstance } from "./tree.js";
import { someOf, type Given, type Written } from "./values.js";

/** A line of a block, and what it is to become. */
export interface Line {
  readonly name: string;
  readonly value: Written;
}

/** A block of a generated recipe. */
export interface Block {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** A few blocks for a target, each with keys of its own, which may depend on those before them. */
export function recipesFor(target: Target): Arbitrary<readonly Block[]> {
  return fc
    .array(fc.tuple(someOf(propertiesOf("Gen_All"), target, 9), fc.boolean()), { minLength: 1, maxLength: 3 })
    .map((blocks) => blocks.map(([given, depends], index) => blockOf(given, depends, index)));
}

function blockOf(given: Given, depends: boolean, index: number): Block {
  const lines = given.map(([{ name }, value]): Line => {
    return { name, value: name === "Port" ? integer(1000 + index) : value };
  });
  const before = { kind: "string", text: `[All]block ${index - 1}` } as const;
  const tree: Tree = { kind: "array", items: [before] };
  const dependsOn = { name: "DependsOn", value: { ruby: `'${before.text}'`, tree } };
  return { name: `block ${index}`, lines: depends && index > 0 ? [...lines, dependsOn] : lines };
}

function integer(number: number): Written {
  return { ruby: String(number), tree: { kind: "integer", text: String(number) } };
}

/** A recipe's text, with the line on which each block starts: its properties follow, one a line. */
export function textOfRecipe(blocks: readonly Block[]): {
  readonly text: string;
  readonly starts: readonly number[];
} {
  const written: string[] = [];
  const starts = blocks.map(({ name, lines }) => {
    const start = written.length + 1;
    const properties = lines.map(
      (line) => `  property :${line.name.replace(/#.*$/, "")}, ${line.value.ruby}`,
    );
    written.push(`dsc_resource '${name}' do`, "  resource :All", ...properties, "end", "");
    return start;
  });
  return { text: written.join("\n"), starts };
}

/** The instance that a block is to become, as mofsmith fills it in. */
export function instanceOfBlock({ name, lines }: Block): TreeInstance {
  const made: readonly (readonly [string, Tree])[] = [
    ["ResourceID", { kind: "string", text: `[All]${name}` }],
    ["SourceInfo", { kind: "string", text: "generated.rb::1::1::dsc_resource" }],
    ["ModuleName", { kind: "string", text: "Generated" }],
    ["ModuleVersion", { kind: "string", text: "1.0.0" }],
  ];
  return {
    kind: "instance",
    className: "Gen_All",
    properties: new Map([...made, ...lines.map((line) => [line.name, line.value.tree] as const)]),
  };
}
