import * as report from "../diagnostics/catalogue/check.js";
import type { DeclaredAttribute, DeclaredValue, ResourceDeclaration } from "../model/declaration.js";
import type { Context } from "./context.js";

interface Ignored {
  /** What a document cannot do, as a clause. */
  readonly effect: string;
  /** Whether the value asks for nothing: the attribute's default. */
  readonly isDefault: (value: DeclaredValue | undefined) => boolean;
}

/** Attributes that are lost in a document (contract, "What a recipe means in a document"). */
const ignored: Readonly<Record<string, Ignored>> = {
  ignore_failure: {
    effect: "go on as if nothing had happened when a resource fails",
    isDefault: (value) => value?.kind === "boolean" && !value.value,
  },
  retries: {
    effect: "try a resource again",
    isDefault: (value) => value?.kind === "integer" && value.text === "0",
  },
  timeout: { effect: "limit the time of a resource", isDefault: () => false },
  reboot_action: {
    effect: "ask for a restart after one resource; the machine's own settings decide",
    isDefault: (value) => value?.kind === "symbol" && value.text === "nothing",
  },
};

/**
 * Reports the common attributes of a block that a document cannot express.
 * `check/attribute-ignored`, `check/guard-not-evaluated`.
 */
export function checkAttributes(declaration: ResourceDeclaration, context: Context): void {
  for (const attribute of declaration.attributes) {
    if (attribute.name === "not_if" || attribute.name === "only_if") checkGuard(attribute, context);
    else checkIgnored(attribute, context);
  }
}

/** A guard that lets the block through for this node is done with; any other only the machine can answer. */
function checkGuard(
  { name, nameOrigin, verdict, undecidable }: DeclaredAttribute,
  { settings, diagnostics }: Context,
): void {
  if (verdict === "passes" || verdict?.told === true) return;
  const lacksData = verdict !== undefined && undecidable !== true;
  if (lacksData && settings.unknown === "silent") return;
  const extra = settings.ignoreGuards === true ? ({ severity: "warning" } as const) : {};
  const parameters = { guard: name, reason: verdict?.reason, remedy: verdict?.remedy };
  diagnostics.push(report.guardNotEvaluated(nameOrigin, parameters, extra));
}

function checkIgnored({ name, nameOrigin, values }: DeclaredAttribute, context: Context): void {
  const entry = Object.hasOwn(ignored, name) ? ignored[name] : undefined;
  if (entry === undefined || entry.isDefault(values[0])) return;
  context.diagnostics.push(report.attributeIgnored(nameOrigin, { attribute: name, effect: entry.effect }));
}
