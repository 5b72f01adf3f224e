import type { Node } from "../recipe/children.js";
import { dscKeywords } from "../recipe/evaluate/attribute-table.js";
import type { Block, Call } from "../recipe/tree.js";

/** A `dsc_resource`, `dsc_script` or `dsc_configuration` with its block. */
export interface DscBlock extends Call {
  readonly block: Block;
}

/** A call as a DSC block, when it is one. */
export function asDscBlock(node: Node | undefined, kind?: "resource" | "script"): DscBlock | undefined {
  if (node?.kind !== "call" || node.receiver !== undefined || node.block === undefined) return undefined;
  const found = dscKeywords.get(node.name);
  return found === undefined || (kind ?? found) !== found ? undefined : { ...node, block: node.block };
}

/** The words with which lines of a block start, that is its attributes; those under a condition are left out. */
export function attributesOf({ statements }: Block): readonly Call[] {
  return statements.flatMap((statement) =>
    statement.kind === "call" && statement.receiver === undefined ? [statement] : [],
  );
}

/** A call without a receiver. */
export interface Word extends Call {
  readonly receiver: undefined;
}

/** A call without a receiver, of one of these names. */
export function isWord(node: Node | undefined, ...names: readonly string[]): node is Word {
  return node?.kind === "call" && node.receiver === undefined && names.includes(node.name);
}

/** `node`, the way to a node's attributes. */
export function isNode(node: Node | undefined): boolean {
  return isWord(node, "node") && node.arguments.length === 0 && node.block === undefined;
}
