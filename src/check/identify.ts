import { identicalResources, renamedResources, sameKey } from "../diagnostics/catalogue/check.js";
import type { ResourceDeclaration } from "../model/declaration.js";
import { shapeOf } from "./class-shape.js";
import type { Context } from "./context.js";
import type { Draft } from "./draft.js";
import { keyTuple, signature } from "./keys.js";

/** A resource of the document, with the ResourceID it gets. */
export interface Identified {
  readonly id: string;
  readonly draft: Draft;
}

interface Entered extends Identified {
  /** All blocks that asked for the same ResourceID. */
  readonly group: Group;
}

type Indexes = ReadonlyMap<ResourceDeclaration, number>;

export interface Identity {
  /** In the order of the document. */
  readonly resources: readonly Identified[];
  /** Which resource a block became: its own, or the one it was merged into. */
  readonly indexes: Indexes;
  /** ResourceIDs, in lower case, that several blocks asked for: those they got. */
  readonly ambiguous: ReadonlyMap<string, readonly string[]>;
}

/** All blocks of one type and name. */
interface Group {
  /** As it would be if there were only one. */
  readonly id: string;
  members: Identified[];
  readonly copies: Draft[];
  /** The number that was added last. */
  last: number;
  /** Something in one of them is not known, so that they may be alternatives. */
  uncertain: boolean;
}

interface State {
  readonly context: Context;
  readonly resources: Entered[];
  readonly indexes: Map<ResourceDeclaration, number>;
  readonly groups: Map<string, Group>;
  readonly byKey: Map<string, number>;
  /** ResourceIDs in lower case that numbered names must not take. */
  readonly taken: Set<string>;
}

/**
 * Gives every resource its ResourceID `[Type]Name`. Of one type and name, identical blocks become one, blocks with
 * different keys are numbered, and anything else is refused (contract, "What a recipe means in a document").
 * Resources of one class with the same keys are refused whatever their names: by PowerShell when they differ in
 * anything else (powershell-configuration.md §2.4), by the LCM always (lcm-rules D12). PowerShell compares keys
 * ignoring case and the LCM exactly; on Windows, whose names and paths have no case, two that differ in case only
 * are one thing and refused when anything else differs, while on Linux they are two. WaitForAll and its kin, which
 * PowerShell exempts, are not exempt here: the LCM knows no exemption.
 * `check/identical-resources`, `check/renamed-resources`, `check/same-key`.
 */
export function identify(drafts: readonly Draft[], context: Context): Identity {
  const taken = new Set<string>();
  for (const draft of drafts) {
    if (draft.name !== undefined) taken.add(resourceId(draft, draft.name).toLowerCase());
  }
  const maps = { indexes: new Map(), groups: new Map<string, Group>(), byKey: new Map(), taken };
  const state: State = { context, resources: [], ...maps };
  for (const draft of drafts) {
    if (draft.name !== undefined) enter(draft, resourceId(draft, draft.name), state);
  }
  const ambiguous = new Map<string, readonly string[]>();
  for (const group of state.groups.values()) {
    reportGroup(group, context);
    if (group.last === 1) continue;
    const ids = group.members.map(({ id }) => id);
    ambiguous.set(group.id.toLowerCase(), ids);
  }
  return { resources: state.resources, indexes: state.indexes, ambiguous };
}

function resourceId({ resource }: Draft, name: string): string {
  return `[${resource.name}]${name}`;
}

function enter(draft: Draft, id: string, state: State): void {
  const { context, resources, indexes, groups, byKey, taken } = state;
  const lower = id.toLowerCase();
  let group = groups.get(lower);
  if (group === undefined) {
    group = { id, members: [], copies: [], last: 1, uncertain: false };
    groups.set(lower, group);
  }
  if (!draft.certain) group.uncertain = true;
  const fold = context.settings.target === "windows";
  const key = draft.certain ? (keysOf(draft, fold) ?? contentsOf(draft, lower, indexes)) : undefined;
  const twin = key === undefined ? undefined : byKey.get(key);
  if (twin !== undefined && settle(draft, id, twin, group, state)) return;
  let unique = id;
  if (group.members.length > 0 && !group.uncertain) {
    do unique = `${id} ${++group.last}`;
    while (taken.has(unique.toLowerCase()));
    taken.add(unique.toLowerCase());
  }
  const identified = { id: unique, draft, group };
  // Pushing to an empty array would reserve room for many, and nearly every group has one member.
  if (group.members.length === 0) group.members = [identified];
  else group.members.push(identified);
  indexes.set(draft.declaration, resources.length);
  if (key !== undefined && twin === undefined) byKey.set(key, resources.length);
  resources.push(identified);
}

/** Deals with two resources of the same keys; true when the second is not to be written. */
function settle(draft: Draft, id: string, index: number, group: Group, state: State): boolean {
  const { context, resources, indexes } = state;
  const twin = resources[index];
  if (twin === undefined) return false;
  const sameId = twin.group === group;
  const differing = differences(draft, twin.draft, indexes);
  const caseOnly = keysOf(draft, false) !== keysOf(twin.draft, false);
  if (differing.length === 0) {
    if (sameId) {
      group.copies.push(draft);
      indexes.set(draft.declaration, index);
      return true;
    }
    if (caseOnly) return false;
  }
  const keys = shapeOf(draft.resource.cimClass).keys.map(({ name }) => name);
  const loop = isSameBlock(draft, twin.draft);
  const related = loop
    ? []
    : [{ message: `${twin.id} is declared here.`, origin: twin.draft.declaration.name.origin }];
  const names = { first: twin.id, second: sameId ? twin.id : id, keys, differing, loop, caseOnly };
  context.diagnostics.push(sameKey(draft.declaration.name.origin, names, { related }));
  if (sameId) indexes.set(draft.declaration, index);
  return sameId;
}

function keysOf(draft: Draft, fold: boolean): string | undefined {
  const { cimClass } = draft.resource;
  const { keys, indexes } = shapeOf(cimClass);
  return keyTuple(cimClass.name, keys, (key) => draft.properties[indexes.get(key) ?? -1]?.value, fold);
}

/** For a resource that has no keys to compare: all that it says, so that only an identical block is its twin. */
function contentsOf(draft: Draft, id: string, indexes: Indexes): string {
  const values = draft.resource.cimClass.properties.map((property, index) => {
    const set = draft.properties[index];
    return set === undefined ? "" : signature(set.value, property, false);
  });
  return JSON.stringify([id, draft.version ?? null, ...values, dependenciesOf(draft, indexes)]);
}

/** What two resources differ in besides their keys, by the names that a recipe uses. */
function differences(draft: Draft, twin: Draft, indexes: Indexes): readonly string[] {
  const differing: string[] = [];
  for (const [index, property] of draft.resource.cimClass.properties.entries()) {
    if (property.key) continue;
    const one = draft.properties[index];
    const other = twin.properties[index];
    if (one === undefined && other === undefined) continue;
    const same =
      one !== undefined &&
      other !== undefined &&
      signature(one.value, property, false) === signature(other.value, property, false);
    if (!same) differing.push(property.name);
  }
  if (dependenciesOf(draft, indexes) !== dependenciesOf(twin, indexes)) differing.push("DependsOn");
  if (draft.version !== twin.version) differing.push("module_version");
  return differing;
}

/** What a notification implies stands before the block, so that its place is known. */
function dependenciesOf({ dependsOn, after }: Draft, indexes: Indexes): string {
  const implied = new Set(after.map(({ on }) => indexes.get(on) ?? -1));
  return JSON.stringify([dependsOn.map(({ text }) => text.toLowerCase()), [...implied].sort()]);
}

function reportGroup({ id, members, copies, last }: Group, context: Context): void {
  const [first, second] = members;
  if (first === undefined || (second === undefined && copies.length === 0)) return;
  const place = first.draft.declaration.name.origin;
  const related = (loop: boolean) => (loop ? [] : [{ message: "The first one is here.", origin: place }]);
  const [copy] = copies;
  if (copy !== undefined) {
    const loop = isSameBlock(copy, first.draft);
    const other = copies.map((one) => resourceId(one, one.name ?? "")).find((one) => one !== id);
    const parameters = { id, count: copies.length + 1, other, loop };
    const extra = { related: related(loop) };
    context.diagnostics.push(identicalResources(copy.declaration.name.origin, parameters, extra));
  }
  if (second !== undefined && last > 1) {
    const loop = isSameBlock(second.draft, first.draft);
    const parameters = { id, count: members.length, last: members.at(-1)?.id ?? id, loop };
    const extra = { related: related(loop) };
    context.diagnostics.push(renamedResources(second.draft.declaration.name.origin, parameters, extra));
  }
}

/** One block of the recipe, in two rounds of a loop. */
function isSameBlock({ declaration: one }: Draft, { declaration: other }: Draft): boolean {
  const [a, b] = [one.keywordOrigin, other.keywordOrigin];
  return a.source === b.source && a.start === b.start;
}
