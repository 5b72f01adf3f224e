import { invalidName } from "../diagnostics/catalogue/check.js";
import type { DeclaredValue, ResourceDeclaration } from "../model/declaration.js";
import type { Context } from "./context.js";
import { describeKind } from "./describe.js";
import { unwritableIn } from "./slot.js";
import { haveOneCause, reportUnknown } from "./unknown.js";

/** The text of a value that names something: Chef takes strings, symbols and numbers for a block's name. */
export function nameText(value: DeclaredValue): string | undefined {
  switch (value.kind) {
    case "string":
    case "symbol":
    case "integer":
      return value.text;
    default:
      return undefined;
  }
}

/**
 * The name of a block, fit for a ResourceID; undefined when it is not known or cannot be used.
 * `check/unknown-value`, `check/invalid-name`, `check/unwritable-character`.
 */
export function blockName(
  declaration: Pick<ResourceDeclaration, "name" | "conditional">,
  context: Context,
): string | undefined {
  const { name } = declaration;
  if (name.kind === "unknown") {
    // What the block as a whole depends on has been told.
    if (declaration.conditional === undefined || !haveOneCause(declaration.conditional, name))
      reportUnknown(context, name.origin, "The name of this block", name);
    return undefined;
  }
  const text = nameText(name);
  const problem = text === undefined ? `it is ${describeKind(name.kind)}, not a text` : nameProblem(text);
  if (text === undefined || problem !== undefined) {
    context.diagnostics.push(invalidName(name.origin, { problem: problem ?? "" }));
    return undefined;
  }
  const unwritable = unwritableIn(text, name, context.settings.target, "The name of this block");
  if (unwritable === undefined) return text;
  context.diagnostics.push(unwritable);
  return undefined;
}

function nameProblem(text: string): string | undefined {
  if (text === "") return "it is empty";
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 0x20) return "it holds a control character, such as a line break";
  }
  return undefined;
}

/**
 * The text of `resource`, `module_name` or `module_version`; undefined when it is not known, `check/unknown-value`.
 * Anything else a front end has refused.
 */
export function attributeText(value: DeclaredValue, attribute: string, context: Context): string | undefined {
  if (value.kind === "string" || value.kind === "symbol") return value.text;
  if (value.kind !== "unknown") throw new Error(`${attribute} was declared as ${describeKind(value.kind)}`);
  reportUnknown(context, value.origin, `\`${attribute}\``, value);
  return undefined;
}
