import * as report from "../diagnostics/catalogue/check.js";
import { nearest } from "../diagnostics/suggest.js";
import type { Declaration, DeclaredAttribute, ResourceDeclaration } from "../model/declaration.js";
import type { Origin } from "../source/source.js";
import type { Context } from "./context.js";
import { nameText } from "./names.js";
import { findConflicts, inOrder, searchNotified, type Block, type ImpliedDependency } from "./placement.js";
import { reportUnknown } from "./unknown.js";

/** A block that goes into the document, with what notifications make of it. */
export interface Arranged {
  readonly declaration: ResourceDeclaration;
  /** Blocks that have to come first because one of the two notifies the other. */
  readonly after: readonly ImpliedDependency[];
}

export interface Arrangement {
  /** In the order of the document. */
  readonly blocks: readonly Arranged[];
  /** Blocks with `action :nothing` that nothing notifies. */
  readonly leftOut: readonly ResourceDeclaration[];
}

/**
 * Decides which blocks go into the document and in what order. A block runs unless its only action is `:nothing`;
 * one that does not run is written next to a block that notifies it, and depends on it or the other way round.
 * `check/unknown-action`, `check/left-out`, `check/now-unconditional`, `check/notification-ignored`,
 * `check/notification-conflict`.
 */
export function arrange(declarations: readonly Declaration[], context: Context): Arrangement {
  const resources = declarations.filter((declaration) => declaration.kind === "resource");
  for (const declaration of resources) checkActions(declaration, context);
  if (resources.every(standsAlone)) {
    return { blocks: resources.map((declaration) => ({ declaration, after: none })), leftOut: none };
  }
  const blocks = resources.map(makeBlock);
  readNotifications(blocks, declarations, context);
  const arranged = placeNotified(blocks, context);
  const leftOut = blocks.filter((block) => !block.live);
  for (const { declaration, refused } of leftOut) {
    const { name } = declaration;
    // Of one recipe alone it is not known who notifies its blocks.
    if (refused || context.settings.elsewhere !== undefined) continue;
    context.diagnostics.push(report.leftOut(name.origin, { name: nameText(name) ?? "" }));
  }
  return { blocks: arranged, leftOut: leftOut.map(({ declaration }) => declaration) };
}

const knownActions: readonly string[] = ["run", "set", "nothing"];

function checkAction(action: string, place: Origin, context: Context): boolean {
  if (knownActions.includes(action)) return true;
  const suggestions = nearest(action, knownActions);
  context.diagnostics.push(report.unknownAction(place, { action, suggestions }));
  return false;
}

function checkActions(
  { actions, actionOrigins, keywordOrigin }: ResourceDeclaration,
  context: Context,
): void {
  let index = 0;
  for (const action of actions) checkAction(action, actionOrigins?.[index++] ?? keywordOrigin, context);
}

function runsAtAll({ actions }: ResourceDeclaration): boolean {
  return actions.some((action) => action !== "nothing");
}

/** Nearly every block of nearly every recipe: it runs, and has to do with no other. */
function standsAlone(declaration: ResourceDeclaration): boolean {
  return runsAtAll(declaration) && !declaration.attributes.some(isNotification);
}

function isNotification({ name }: DeclaredAttribute): boolean {
  return name === "notifies" || name === "subscribes";
}

const none: readonly never[] = [];

function makeBlock(declaration: ResourceDeclaration): Block {
  const runs = runsAtAll(declaration);
  const edges = { notifies: [], earlier: [], later: [] };
  return { declaration, runs, live: runs, ...edges, refused: false, slot: 0 };
}

/** Blocks as notifications name them: `dsc_resource[name]`. Of several the last counts, as in Chef. */
function blocksByReference(blocks: readonly Block[]): ReadonlyMap<string, Block> {
  const byReference = new Map<string, Block>();
  for (const block of blocks) {
    const { keyword, name } = block.declaration;
    byReference.set(`${keyword}[${nameText(name) ?? ""}]`, block);
  }
  return byReference;
}

function readNotifications(
  blocks: readonly Block[],
  declarations: readonly Declaration[],
  context: Context,
): void {
  const byReference = blocksByReference(blocks);
  const waiting = blocks.some(({ runs }) => !runs);
  const hasScripts = declarations.length > blocks.length;
  for (const block of blocks) {
    for (const attribute of block.declaration.attributes) {
      if (!isNotification(attribute)) continue;
      const subscribes = attribute.name === "subscribes";
      // Only a block that would otherwise be left out depends on what is not known of a notification.
      if (subscribes ? !block.runs : waiting) reportDoubt(attribute, context);
      for (const { text, origin } of references(attribute)) {
        const other = byReference.get(text);
        if (other === undefined) {
          // A script is refused where it stands; what it would be told is no problem of its own.
          const isScript = hasScripts && /^dsc_(?:script|configuration)\[/.test(text);
          const isElsewhere = text.startsWith("dsc_") && context.settings.elsewhere?.(text.toLowerCase());
          if (!isScript && isElsewhere !== true) {
            const reason = "it is no DSC resource of this document";
            const suggestions = nearest(text, byReference.keys());
            context.diagnostics.push(
              report.notificationIgnored(origin, { target: text, reason, suggestions }),
            );
          }
          continue;
        }
        addNotification(subscribes ? other : block, subscribes ? block : other, attribute, origin, context);
      }
    }
  }
}

const notificationParts = ["action", "target", "timer"] as const;

/** Of an action, target or timer that is not known the first is told. */
function reportDoubt({ name, values }: DeclaredAttribute, context: Context): void {
  for (const [index, part] of notificationParts.entries()) {
    const value = values[index];
    const items = value?.kind === "array" ? value.items : [value];
    const doubt = items.find((item) => item?.kind === "unknown");
    if (doubt?.kind !== "unknown") continue;
    // What was warned of where it stands is needed here.
    reportUnknown(context, doubt.origin, `The ${part} of \`${name}\``, { ...doubt, told: false });
    return;
  }
}

function references({ values }: DeclaredAttribute): readonly { text: string; origin: Origin }[] {
  const target = values[1];
  const items = target?.kind === "array" ? target.items : target === undefined ? [] : [target];
  return items.flatMap((item) => (item.kind === "string" ? [{ text: item.text, origin: item.origin }] : []));
}

function addNotification(
  from: Block,
  to: Block,
  { values }: DeclaredAttribute,
  origin: Origin,
  context: Context,
): void {
  const [action, , timer] = values;
  const asked = action?.kind === "symbol" || action?.kind === "string" ? action : undefined;
  if (asked !== undefined && !checkAction(asked.text, asked.origin, context)) {
    to.refused = true;
    return;
  }
  const target = nameText(to.declaration.name) ?? "";
  const nothing = asked?.text === "nothing";
  if (to.runs || nothing) {
    const reason = nothing ? "it asks for nothing" : "that block is applied in any case";
    context.diagnostics.push(report.notificationIgnored(origin, { target, reason }));
    return;
  }
  from.notifies.push({ to, before: timer?.kind === "symbol" && timer.text === "before", origin });
}

/**
 * Puts every block that is notified next to a notifier, so that it comes after all that notify it, or before them with
 * the timer `:before`. Of contradicting notifications none counts: no document is written.
 */
function placeNotified(blocks: readonly Block[], context: Context): readonly Arranged[] {
  const running = blocks.filter((block) => block.runs);
  const notified = searchNotified(running, (from, { to, origin }) => {
    const names = { name: shownName(to), notifier: shownName(from) };
    context.diagnostics.push(report.nowUnconditional(origin, names));
  });
  const conflicts = findConflicts(running, notified);
  for (const { block, before, after } of conflicts) {
    const names = { name: shownName(block), before: shownName(before.block), after: shownName(after.block) };
    const related = [
      { message: `It has to come before "${names.before}" because of this one.`, origin: before.origin },
    ];
    context.diagnostics.push(report.notificationConflict(after.origin, names, { related }));
  }
  if (conflicts.length > 0) {
    return [...running, ...notified].map(({ declaration }) => ({ declaration, after: none }));
  }
  return inOrder(running, notified).map(({ declaration, earlier }) => {
    return { declaration, after: earlier.map(({ block, origin }) => ({ on: block.declaration, origin })) };
  });
}

function shownName({ declaration }: Block): string {
  return nameText(declaration.name) ?? "";
}
