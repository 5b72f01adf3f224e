import { leftOut, nowUnconditional } from "../../diagnostics/catalogue/check.js";
import type { Origin } from "../../source/source.js";
import { report } from "./machine.js";
import type { Machine } from "./machine.js";
import { attributeOf } from "./pending.js";
import type { PendingAttribute, PendingDeclaration, PlacedValue } from "./pending.js";
import type { RuntimeValue } from "./value.js";

/** A custom resource with `action :nothing`, as the last block that notifies it asks for it. */
interface Notified {
  readonly block: PendingDeclaration;
  readonly action: string;
  readonly before: boolean;
}

const none: ReadonlyMap<PendingDeclaration, readonly Notified[]> = new Map();

/**
 * The custom resources with `action :nothing` by the block that notifies each: they stand next to it, as such DSC
 * blocks do (`check/arrange`). What nothing notifies is left out, with a note.
 */
export function notifiedResources(
  machine: Machine,
  pending: readonly PendingDeclaration[],
): ReadonlyMap<PendingDeclaration, readonly Notified[]> {
  const silent = new Map(
    pending.filter(isSilent).map((block) => [`${block.context.keyword}[${textOf(block.name)}]`, block]),
  );
  if (silent.size === 0) return none;
  const byBlock = new Map<
    PendingDeclaration,
    { readonly from: PendingDeclaration; readonly notified: Notified; readonly origin: Origin }
  >();
  for (const from of pending) {
    for (const attribute of from.context.repeated) {
      if (attribute.name !== "notifies") continue;
      const [action, , timer] = attribute.values;
      for (const target of targetsOf(attribute)) {
        const block = silent.get(target);
        if (block === undefined || from.context.kind === "other") continue;
        const notified = { block, action: textOf(action), before: textOf(timer) === "before" };
        byBlock.set(block, { from, notified, origin: attribute.nameOrigin });
      }
    }
  }
  const byNotifier = new Map<PendingDeclaration, Notified[]>();
  for (const block of silent.values()) {
    const found = byBlock.get(block);
    if (found === undefined) {
      report(machine, leftOut(block.keywordOrigin, { name: textOf(block.name) }));
      continue;
    }
    const names = { name: textOf(block.name), notifier: textOf(found.from.name) };
    report(machine, nowUnconditional(found.origin, names));
    byNotifier.set(found.from, [...(byNotifier.get(found.from) ?? []), found.notified]);
  }
  return byNotifier;
}

/** Its only action is `:nothing`. */
export function isSilent({ context }: PendingDeclaration): boolean {
  if (context.instance === undefined) return false;
  const given = attributeOf(context, "action")?.values ?? [];
  const actions = given.flatMap(({ value }) => (value.kind === "array" ? value.items : [value]));
  return actions.length > 0 && actions.every((one) => one.kind === "symbol" && one.text === "nothing");
}

function targetsOf({ values }: PendingAttribute): readonly string[] {
  const target = values[1]?.value;
  const items = target?.kind === "array" ? target.items : target === undefined ? [] : [target];
  return items.flatMap((item) => (item.kind === "string" ? [item.text] : []));
}

function textOf(placed: PlacedValue | undefined): string {
  const value = placed?.value;
  return value?.kind === "string" || value?.kind === "symbol" ? value.text : "";
}

/** Notes that a `ruby_block` may be run next to another resource; one that waits for the end changes nothing more. */
export function noteNotified(
  machine: Machine,
  target: RuntimeValue | undefined,
  timer: RuntimeValue | undefined,
): void {
  if (
    timer === undefined ||
    ((timer.kind === "symbol" || timer.kind === "string") && timer.text === "delayed")
  )
    return;
  if (target?.kind !== "string") {
    machine.notified.add("*");
    return;
  }
  const [, names] = /^ruby_block\[(.*)\]$/.exec(target.text) ?? [];
  for (const name of names?.split(/,\s*/) ?? []) machine.notified.add(name);
}
