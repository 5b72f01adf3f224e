import * as report from "../diagnostics/catalogue/check.js";
import { nearest } from "../diagnostics/suggest.js";
import type { Declaration, DeclaredAttribute, ResourceDeclaration } from "../model/declaration.js";
import type { Origin } from "../source/source.js";
import type { Context } from "./context.js";
import { nameText } from "./names.js";

/** A block that goes into the document, with what notifications make of it. */
export interface Arranged {
  readonly declaration: ResourceDeclaration;
  /** Blocks that have to come first because one of the two notifies the other. */
  readonly after: readonly ImpliedDependency[];
}

export interface ImpliedDependency {
  readonly on: ResourceDeclaration;
  /** The notification. */
  readonly origin: Origin;
}

export interface Arrangement {
  /** In the order of the document. */
  readonly blocks: readonly Arranged[];
  /** Blocks with `action :nothing` that nothing notifies. */
  readonly leftOut: readonly ResourceDeclaration[];
}

interface Block {
  readonly declaration: ResourceDeclaration;
  readonly runs: boolean;
  /** What this block notifies; the reverse of `subscribes` included. */
  readonly notifies: Notification[];
  readonly after: ImpliedDependency[];
  /** Notified blocks to be written right before and right after this one. */
  readonly before: Block[];
  readonly behind: Block[];
  live: boolean;
}

interface Notification {
  readonly to: Block;
  readonly before: boolean;
  readonly origin: Origin;
}

/**
 * Decides which blocks go into the document and in what order. A block runs unless its only action is `:nothing`;
 * one that does not run is written next to a block that notifies it, and depends on it or the other way round.
 * `check/unknown-action`, `check/left-out`, `check/now-unconditional`, `check/notification-ignored`.
 */
export function arrange(declarations: readonly Declaration[], context: Context): Arrangement {
  const blocks: Block[] = [];
  for (const declaration of declarations) {
    if (declaration.kind === "resource") blocks.push(makeBlock(declaration, context));
  }
  readNotifications(blocks, declarations, context);
  placeNotified(blocks, context);
  const leftOut = blocks.filter((block) => !block.live).map((block) => block.declaration);
  for (const { name } of leftOut) {
    context.diagnostics.push(report.leftOut(name.origin, { name: nameText(name) ?? "" }));
  }
  return { blocks: inOrder(blocks.filter((block) => block.runs)), leftOut };
}

const actions = ["run", "set", "nothing"];

function makeBlock(declaration: ResourceDeclaration, context: Context): Block {
  for (const action of declaration.actions) {
    if (actions.includes(action)) continue;
    const attribute = declaration.attributes.find(({ name }) => name === "action");
    const place = attribute?.values[0]?.origin ?? declaration.keywordOrigin;
    context.diagnostics.push(report.unknownAction(place, { action, suggestions: nearest(action, actions) }));
  }
  const runs = declaration.actions.some((action) => action !== "nothing");
  return { declaration, runs, live: runs, notifies: [], after: [], before: [], behind: [] };
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
  const hasScripts = declarations.length > blocks.length;
  for (const block of blocks) {
    for (const attribute of block.declaration.attributes) {
      const subscribes = attribute.name === "subscribes";
      if (!subscribes && attribute.name !== "notifies") continue;
      for (const { text, origin } of references(attribute)) {
        const other = byReference.get(text);
        if (other === undefined) {
          // A script is refused where it stands; what it would be told is no problem of its own.
          if (!hasScripts || !/^dsc_(?:script|configuration)\[/.test(text)) {
            const reason = "it is no DSC resource of this document";
            context.diagnostics.push(report.notificationIgnored(origin, { target: text, reason }));
          }
          continue;
        }
        addNotification(subscribes ? other : block, subscribes ? block : other, attribute, origin, context);
      }
    }
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
  const target = nameText(to.declaration.name) ?? "";
  const nothing = action?.kind === "symbol" && action.text === "nothing";
  if (to.runs || nothing) {
    const reason = nothing ? "it asks for nothing" : "that block is applied in any case";
    context.diagnostics.push(report.notificationIgnored(origin, { target, reason }));
    return;
  }
  from.notifies.push({ to, before: timer?.kind === "symbol" && timer.text === "before", origin });
}

/**
 * Finds the blocks that running ones notify, directly or through one another, and puts each next to one of its
 * notifiers: the search starts from the end, so that it is the last, after all that could have changed something.
 */
function placeNotified(blocks: readonly Block[], context: Context): void {
  const found: Block[] = blocks.filter((block) => block.runs).toReversed();
  for (const from of found) {
    for (const { to, before, origin } of from.notifies) {
      if (!to.live) {
        to.live = true;
        (before ? from.before : from.behind).push(to);
        found.push(to);
        const names = {
          name: nameText(to.declaration.name) ?? "",
          notifier: nameText(from.declaration.name) ?? "",
        };
        context.diagnostics.push(report.nowUnconditional(origin, names));
      }
      if (before) from.after.push({ on: to.declaration, origin });
      else to.after.push({ on: from.declaration, origin });
    }
  }
}

/** The blocks with their neighbours, depth first; on a stack, since neighbours can have neighbours. */
function inOrder(running: readonly Block[]): readonly Arranged[] {
  const ordered: Arranged[] = [];
  const stack: { readonly block: Block; readonly open: boolean }[] = [];
  for (const start of running) {
    stack.push({ block: start, open: true });
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { block, open } = top;
      if (!open) {
        ordered.push({ declaration: block.declaration, after: block.after });
        continue;
      }
      for (const after of block.behind.toReversed()) stack.push({ block: after, open: true });
      stack.push({ block, open: false });
      for (const before of block.before.toReversed()) stack.push({ block: before, open: true });
    }
  }
  return ordered;
}
