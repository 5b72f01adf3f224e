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
import { exceed, report } from "./machine.js";
import type { Machine } from "./machine.js";
import { isSilent, notifiedResources } from "./notified.js";
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
  const notified = notifiedResources(machine, pending);
  return pending.flatMap((block) => {
    if (isSilent(block)) return [];
    const neighbours = notified.get(block) ?? [];
    const around = (before: boolean): readonly Declaration[] =>
      neighbours
        .filter((one) => one.before === before)
        .flatMap((one) => convergeBlock(machine, one.block, [one.action]));
    return [...around(true), ...convergeBlock(machine, block, undefined), ...around(false)];
  });
}

/** One block; a custom resource for the actions that are named, else for its own. */
function convergeBlock(
  machine: Machine,
  block: PendingDeclaration,
  actions: readonly string[] | undefined,
): readonly Declaration[] {
  const { instance } = block.context;
  if (instance === undefined && !block.context.repeated.some(isGuard))
    return [readOff(machine, block, noVerdicts)];
  const verdicts = guardVerdicts(machine, block.context);
  if ([...verdicts.values()].includes("fails")) return [];
  return instance === undefined
    ? [readOff(machine, block, verdicts)]
    : expand(machine, block, { instance, actions: actions ?? actionsOf(block, instance), verdicts });
}

const noVerdicts: ReadonlyMap<PendingAttribute, Verdict> = new Map();

interface Expansion {
  readonly instance: CustomInstance;
  readonly actions: readonly string[];
  readonly verdicts: ReadonlyMap<PendingAttribute, Verdict>;
}

/** The declarations that a custom resource's actions make, under its conditions. */
function expand(
  machine: Machine,
  block: PendingDeclaration,
  { instance, actions, verdicts }: Expansion,
): readonly Declaration[] {
  const { context, keywordOrigin } = block;
  if (machine.depth + nestingOfExpansion >= machine.limits.nesting) {
    exceed(machine, keywordOrigin, "nesting");
    return [];
  }
  const { pending, conditional } = machine;
  const doubt = block.conditional ?? context.doubt ?? actionDoubt(context);
  machine.depth += nestingOfExpansion;
  const declared = actions.flatMap((action) => {
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
  return withNotifications(machine, block, declared).map((one) =>
    guards.length === 0 ? one : { ...one, attributes: [...guards, ...one.attributes] },
  );
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
  inFrame(machine, { ...frame, instance }, scope, () => {
    machine.statement = block.statements[0];
    bounded(machine, "return", () => callBlock(machine, block, []));
  });
  return true;
}

/**
 * What a custom resource notifies is notified by what it stands for: by the last block, or `:before` it by the first.
 * It subscribes to nothing, since nobody knows which of its blocks should wait.
 */
function withNotifications(
  machine: Machine,
  { context }: PendingDeclaration,
  declared: readonly Declaration[],
): readonly Declaration[] {
  let result = declared;
  for (const attribute of context.repeated) {
    const { name, nameOrigin } = attribute;
    if (name !== "subscribes" && name !== "notifies") continue;
    if (name === "subscribes" || result.length === 0) {
      const reason =
        name === "subscribes"
          ? "a custom resource is not one resource of the document"
          : "it declares nothing";
      report(machine, notificationIgnored(nameOrigin, { target: context.keyword, reason }));
      continue;
    }
    const timer = attribute.values[2]?.value;
    const first = timer?.kind === "symbol" && timer.text === "before";
    const at = first ? 0 : result.length - 1;
    const added = readAttribute(machine, attribute);
    result = result.map((one, index) =>
      index === at ? { ...one, attributes: [...one.attributes, added] } : one,
    );
  }
  return result;
}
