import { notificationIgnored } from "../../diagnostics/catalogue/check.js";
import { unknownCustomAction } from "../../diagnostics/catalogue/recipe-include.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Declaration, DeclaredAttribute } from "../../model/declaration.js";
import { callBlock } from "./blocks.js";
import { bounded } from "./branches.js";
import { checkRequired } from "./custom-property.js";
import { inFrame } from "./files.js";
import { guardVerdicts, isGuard } from "./guards.js";
import type { Verdict } from "./guards.js";
import { exceed, openScope, report } from "./machine.js";
import type { Machine } from "./machine.js";
import { attributeOf } from "./pending.js";
import type { PendingAttribute, PendingDeclaration, ResourceContext } from "./pending.js";
import { actionDoubt, readAttribute, readOff } from "./read-off.js";
import type { CustomInstance } from "./value.js";

/** How much of the nesting that is allowed one custom resource within another takes. */
const nestingOfExpansion = 4;

/**
 * What Chef does when all recipes have run: asks each block's guards, and reads off what it declares; a custom
 * resource runs its action, whose blocks stand in its place.
 */
export function converge(machine: Machine, pending: readonly PendingDeclaration[]): readonly Declaration[] {
  return pending.flatMap((block) => {
    const verdicts = guardVerdicts(machine, block.context);
    if ([...verdicts.values()].includes("fails")) return [];
    const { instance } = block.context;
    return instance === undefined
      ? [readOff(machine, block, verdicts)]
      : expand(machine, block, instance, verdicts);
  });
}

/** The declarations that a custom resource's actions make, under its conditions. */
function expand(
  machine: Machine,
  block: PendingDeclaration,
  instance: CustomInstance,
  verdicts: ReadonlyMap<PendingAttribute, Verdict>,
): readonly Declaration[] {
  const { context, keywordOrigin } = block;
  if (machine.depth + nestingOfExpansion >= machine.limits.nesting) {
    exceed(machine, keywordOrigin, "nesting");
    return [];
  }
  reportNotifications(machine, block);
  const { pending, conditional } = machine;
  const doubt = block.conditional ?? context.doubt ?? actionDoubt(context);
  machine.depth += nestingOfExpansion;
  const declared = actionsOf(block, instance).flatMap((action) => {
    machine.pending = [];
    machine.conditional = doubt;
    if (!runAction(machine, block, instance, action)) return [];
    machine.conditional = undefined;
    return converge(machine, machine.pending);
  });
  machine.depth -= nestingOfExpansion;
  machine.pending = pending;
  machine.conditional = conditional;
  const guards = openGuards(machine, context, verdicts);
  if (guards.length === 0) return declared;
  return declared.map((one) => ({ ...one, attributes: [...guards, ...one.attributes] }));
}

/**
 * A guard that only the machine can answer, or that nobody can, is one of every block that the custom resource stands
 * for.
 */
function openGuards(
  machine: Machine,
  { repeated }: ResourceContext,
  verdicts: ReadonlyMap<PendingAttribute, Verdict>,
): readonly DeclaredAttribute[] {
  return repeated
    .filter((attribute) => isGuard(attribute) && verdicts.get(attribute) !== "passes")
    .map((attribute) => readAttribute(machine, attribute, verdicts.get(attribute)));
}

/** The actions that the block asks for; the definition's default, else its first, when it asks for none. */
function actionsOf({ context }: PendingDeclaration, { resource }: CustomInstance): readonly string[] {
  const given = attributeOf(context, "action")?.values.flatMap(({ value }) =>
    value.kind === "array" ? value.items : [value],
  );
  const names = given?.flatMap((value) =>
    value.kind === "symbol" || value.kind === "string" ? [value.text] : [],
  );
  const [first] = resource.actions.keys();
  const standard = [resource.defaultAction ?? first ?? "nothing"];
  return names === undefined || names.length === 0 ? standard : names;
}

/** Runs one action; false when there is nothing to run. */
function runAction(
  machine: Machine,
  { context, keywordOrigin }: PendingDeclaration,
  instance: CustomInstance,
  action: string,
): boolean {
  if (action === "nothing") return false;
  const { actions } = instance.resource;
  const found = actions.get(action);
  if (found === undefined) {
    const place = attributeOf(context, "action")?.values[0]?.place ?? keywordOrigin;
    const suggestions = nearest(action, actions.keys());
    report(machine, unknownCustomAction(place, { action, keyword: instance.keyword, suggestions }));
    return false;
  }
  checkRequired(machine, instance, action);
  const { block, frame, scope } = found;
  inFrame(machine, { ...frame, instance }, openScope(scope), () => {
    machine.statement = block.statements[0];
    bounded(machine, "return", () => callBlock(machine, block, []));
  });
  return true;
}

/** A document depends from resource to resource; what a custom resource stands for may be many of them, or none. */
function reportNotifications(machine: Machine, { context }: PendingDeclaration): void {
  for (const { name, nameOrigin } of context.repeated) {
    if (name !== "notifies" && name !== "subscribes") continue;
    const reason = "a custom resource is not one resource of the document";
    report(machine, notificationIgnored(nameOrigin, { target: context.keyword, reason }));
  }
}
