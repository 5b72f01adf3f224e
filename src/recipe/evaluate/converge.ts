import { notificationIgnored } from "../../diagnostics/catalogue/check.js";
import { actionsElsewhere, unknownCustomAction } from "../../diagnostics/catalogue/recipe-include.js";
import { nearest } from "../../diagnostics/suggest.js";
import type { Declaration, DeclaredAttribute } from "../../model/declaration.js";
import type { Cookbook } from "../library.js";
import { commonValue } from "./attribute.js";
import { callBlock } from "./blocks.js";
import { bounded } from "./branches.js";
import { leaveOutBlocks, reportUnused } from "./embedded.js";
import { checkRequired } from "./custom-property.js";
import { inFrame } from "./files.js";
import { guardVerdicts, isGuard } from "./guards.js";
import type { Verdict } from "./guards.js";
import { runLeftOut, wakeRubyBlocks } from "./left-out.js";
import { exceed, report, unknown } from "./machine.js";
import type { Machine } from "./machine.js";
import { isSilent, notifiedResources } from "./notified.js";
import { attributeOf, newContext } from "./pending.js";
import type { PendingAttribute, PendingDeclaration, ResourceContext } from "./pending.js";
import { actionDoubt, readAttribute, readOff } from "./read-off.js";
import type { CustomInstance, CustomResource, KeptBlock, UnknownObject } from "./value.js";

/** How much of the nesting that is allowed one custom resource within another takes. */
const nestingOfExpansion = 4;

/**
 * What Chef does when all recipes have run: asks each block's guards, and reads off what it declares; a custom
 * resource runs its action, whose blocks stand in its place.
 */
export function converge(machine: Machine, pending: readonly PendingDeclaration[]): readonly Declaration[] {
  const notified = notifiedResources(machine, pending);
  const declared = pending.flatMap((block) => {
    if (isSilent(block)) return [];
    const neighbours = notified.get(block) ?? [];
    const around = (before: boolean): readonly Declaration[] =>
      neighbours
        .filter((one) => one.before === before)
        .flatMap((one) => convergeBlock(machine, one.block, [one.action]));
    return [...around(true), ...convergeBlock(machine, block, undefined), ...around(false)];
  });
  return declared.filter(({ origin }) => !machine.embedded.has(origin));
}

/** Applies a block as soon as it ends, where Chef does. One that waits for a notification goes on waiting. */
export function convergeNow(machine: Machine, block: PendingDeclaration): void {
  const early = attributeOf(block.context, "compile_time")?.values[0]?.value;
  const now = machine.unified || (early?.kind === "boolean" && early.value);
  if (now && !isSilent(block)) block.declared = convergeBlock(machine, block, undefined);
}

/** One block; a custom resource for the actions that are named, else for its own. */
function convergeBlock(
  machine: Machine,
  block: PendingDeclaration,
  actions: readonly string[] | undefined,
): readonly Declaration[] {
  if (block.declared !== undefined) return block.declared;
  wakeRubyBlocks(machine);
  const declared = applyBlock(machine, block, actions);
  wakeRubyBlocks(machine);
  return declared;
}

function applyBlock(
  machine: Machine,
  block: PendingDeclaration,
  actions: readonly string[] | undefined,
): readonly Declaration[] {
  const { instance, repeated, kind } = block.context;
  if (kind === "other") {
    runLeftOut(machine, block);
    return [];
  }
  if (instance !== undefined) return expand(machine, block, instance, actions ?? instance.actions);
  if (!repeated.some(isGuard)) return [readOff(machine, block, noVerdicts)];
  const verdicts = guardVerdicts(machine, block.context);
  if (!isOut(verdicts)) return [readOff(machine, block, verdicts)];
  leaveOutBlocks(machine, block);
  return [];
}

type Verdicts = ReadonlyMap<PendingAttribute, Verdict>;

const noVerdicts: Verdicts = new Map();

function isOut(verdicts: Verdicts): boolean {
  return [...verdicts.values()].includes("fails");
}

/** The declarations that a custom resource's actions make, under its conditions, which are asked for each. */
function expand(
  machine: Machine,
  block: PendingDeclaration,
  instance: CustomInstance,
  actions: readonly string[],
): readonly Declaration[] {
  const { context, keywordOrigin } = block;
  if (instance.resource.actions.size === 0 && attributeOf(context, "action") === undefined) {
    report(machine, actionsElsewhere(keywordOrigin, { keyword: instance.keyword }));
    return [];
  }
  if (machine.depth + nestingOfExpansion >= machine.limits.nesting) {
    exceed(machine, keywordOrigin, "nesting");
    return [];
  }
  const doubt = block.conditional ?? context.doubt ?? actionDoubt(context);
  machine.depth += nestingOfExpansion;
  const declared = actions.flatMap((action) => {
    const verdicts = action === "nothing" ? noVerdicts : guardVerdicts(machine, context);
    if (isOut(verdicts)) leaveOutBlocks(machine, block);
    if (action === "nothing" || isOut(verdicts)) return [];
    const inside = declaredBy(machine, instance.resource, doubt, () =>
      runAction(machine, block, instance, action),
    );
    const guards = openGuards(machine, context, verdicts);
    return guards.length === 0
      ? inside
      : inside.map((one) => ({ ...one, attributes: [...guards, ...one.attributes] }));
  });
  machine.depth -= nestingOfExpansion;
  reportUnused(machine, context.keyword, context.nested);
  return withNotifications(machine, block, declared);
}

/** What an action declares, as a list of its own. */
function declaredBy(
  machine: Machine,
  resource: CustomResource,
  doubt: UnknownObject | undefined,
  run: () => void,
): readonly Declaration[] {
  const { pending, conditional, unified, nested } = machine;
  machine.pending = [];
  machine.nested = undefined;
  machine.unified = resource.unified;
  machine.conditional = doubt;
  run();
  machine.conditional = undefined;
  const inside = converge(machine, machine.pending);
  machine.pending = pending;
  machine.nested = nested;
  machine.unified = unified;
  machine.conditional = conditional;
  return inside;
}

/**
 * What every action of a cookbook's custom resources would declare if a block asked for it, of which neither the name
 * nor any property is known.
 */
export function rehearse(machine: Machine, { name }: Cookbook): readonly Declaration[] {
  return [...new Set(machine.customResources.values())].flatMap((resource) =>
    [...resource.actions.values()].flatMap((action) => {
      if (action.frame.cookbook?.name !== name) return [];
      resource.used = true;
      const doubt = unknown(resource.origin, "whether this action is asked for", "Call the custom resource.");
      const instance = instanceOf(resource, doubt);
      return declaredBy(machine, resource, doubt, () => runBlock(machine, instance, action));
    }),
  );
}

/** A block of a custom resource that sets all its properties, to values that are not known. */
function instanceOf(resource: CustomResource, doubt: UnknownObject): CustomInstance {
  const [keyword = ""] = resource.words;
  const context = newContext(keyword, "custom", doubt);
  return {
    ...{ resource, keyword, name: doubt, place: resource.origin },
    values: new Map([...resource.properties.keys()].map((name) => [name, doubt])),
    actions: [],
    common: (asked, from) => (commonValue(context, asked, from) === undefined ? undefined : doubt),
  };
}

/**
 * A guard that only the machine can answer, or that nobody can, is one of every block that the custom resource stands
 * for.
 */
function openGuards(
  machine: Machine,
  { repeated }: ResourceContext,
  verdicts: Verdicts,
): readonly DeclaredAttribute[] {
  return repeated
    .filter((attribute) => isGuard(attribute) && verdicts.get(attribute) !== "passes")
    .map((attribute) => readAttribute(machine, attribute, verdicts.get(attribute)));
}

/** Runs one action; what it declares is then pending, or declared already. */
function runAction(
  machine: Machine,
  { context, keywordOrigin }: PendingDeclaration,
  instance: CustomInstance,
  action: string,
): void {
  const { actions } = instance.resource;
  const found = actions.get(action);
  if (found === undefined) {
    const place = attributeOf(context, "action")?.values[0]?.place ?? keywordOrigin;
    const suggestions = nearest(action, actions.keys());
    report(machine, unknownCustomAction(place, { action, keyword: instance.keyword, suggestions }));
    return;
  }
  checkRequired(machine, instance, action);
  runBlock(machine, instance, found);
}

function runBlock(machine: Machine, instance: CustomInstance, { block, frame, scope }: KeptBlock): void {
  inFrame(machine, { ...frame, instance, self: undefined }, scope, () => {
    machine.statement = block.statements[0];
    bounded(machine, "return", () => callBlock(machine, block, []));
  });
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
