import { nestedResource } from "../../diagnostics/catalogue/recipe-resource.js";
import { forced } from "./lazy.js";
import { charge, report } from "./machine.js";
import type { Machine } from "./machine.js";
import type { PendingDeclaration } from "./pending.js";
import type { RuntimeValue } from "./value.js";

// A `dsc_resource('x') { … }` in the block of another one is a value, and none of the run's declarations: it is kept in
// `nested` of what runs, until a property takes it. One in a recipe is declared, unless a property takes it.

/** Hands on what a lazy block gives; the blocks that it makes are values. */
export function withBlocks<T>(machine: Machine, value: RuntimeValue, use: (made: RuntimeValue) => T): T {
  const { nested } = machine;
  const own: PendingDeclaration[] = [];
  machine.nested = own;
  const made = forced(machine, value);
  machine.nested = nested;
  const result = use(made);
  reportUnused(machine, "dsc_resource", own);
  return result;
}

/**
 * Takes the blocks among the values of a block that a guard leaves out: they are left out with it, and none of them is
 * read off.
 */
export function leaveOutBlocks(machine: Machine, { keywordOrigin, context }: PendingDeclaration): void {
  const values = new Set<RuntimeValue>();
  for (const value of context.instance?.values.values() ?? []) if (value !== "name") values.add(value);
  for (const { value } of context.properties) values.add(value);
  // What is added while a set is walked is walked too, each value once.
  for (const value of values) {
    charge(machine, 1, keywordOrigin);
    if (machine.exit === "end") return;
    if (value.kind === "array") {
      for (const item of value.items) values.add(item);
    } else if (value.kind === "hash") {
      for (const entry of value.entries.values()) values.add(entry.value);
    } else if (value.kind === "instance") {
      values.add(value.properties);
    } else if (value.kind === "new resource") {
      const block = machine.blocks.get(value);
      if (block?.context.kind !== "resource") continue;
      machine.embedded.add(block.origin);
      for (const property of block.context.properties) values.add(property.value);
    }
  }
}

/** Reports the blocks within another one that no property has taken: what they declare would be lost. */
export function reportUnused(machine: Machine, outer: string, nested: readonly PendingDeclaration[]): void {
  const taken = new Set(
    nested.flatMap(({ origin, keywordOrigin }) =>
      machine.embedded.has(origin) ? [keywordOrigin.start] : [],
    ),
  );
  for (const { context, conditional, keywordOrigin } of nested) {
    // Nobody knows of what is under a condition that is not known, nor of the rounds of a loop that another one has taken.
    if (conditional !== undefined || taken.has(keywordOrigin.start)) continue;
    report(machine, nestedResource(keywordOrigin, { keyword: context.keyword, outer }));
  }
}
