import { documentSize, noResources, scriptNotCompiled } from "../diagnostics/catalogue/check.js";
import { collector } from "../diagnostics/collector.js";
import { allWell, type Diagnostic, type Staged } from "../diagnostics/diagnostic.js";
import type { Declaration, ResourceDeclaration } from "../model/declaration.js";
import type { LocatedDocument } from "../model/document.js";
import { Secret } from "../model/secret.js";
import type { Catalogue } from "../schema/catalogue.js";
import { arrange, type Arranged } from "./actions.js";
import { checkAttributes } from "./attributes.js";
import type { CheckSettings, Context } from "./context.js";
import { resolveDependencies, type Dependency, type Dependent, type FindObstacle } from "./depends.js";
import { buildDocument } from "./documents.js";
import type { Draft, DraftProperty, DraftValue } from "./draft.js";
import { limits } from "./limits.js";
import { identify, type Identified, type Identity } from "./identify.js";
import { blockName, nameText } from "./names.js";
import { inStrictOrder, reportDependencies } from "./order.js";
import { readProperties } from "./properties.js";
import { newLookups, resolveResource, type Lookups } from "./resources.js";
import { reportCondition } from "./unknown.js";

export type { CheckSettings, Layout, Order } from "./context.js";

/**
 * Turns what a node's recipes declare into its document, or with the layout `resource` into one for each of its
 * resources, by the schemas of a catalogue. Documents are only fit to be written when no diagnostic is an error; the
 * caller adds author and date to them. Every diagnostic of the catalogue's room `check` can come of this, but those
 * that only a finished document can give.
 */
export function check(
  declarations: readonly Declaration[],
  catalogue: Catalogue,
  settings: CheckSettings,
): Staged<readonly LocatedDocument[]> {
  const diagnostics: Diagnostic[] = [];
  const context: Context = { catalogue, settings, diagnostics, told: new Set() };
  for (const { kind, keyword, keywordOrigin } of declarations) {
    if (kind === "script") diagnostics.push(scriptNotCompiled(keywordOrigin, { keyword }));
  }
  const { blocks, leftOut } = arrange(declarations, context);
  const lookups = newLookups();
  const drafts = blocks
    .map((block) => makeDraft(block, context, lookups))
    .filter((draft) => draft !== undefined);
  const over = firstOverSize(drafts);
  if (over !== undefined) {
    diagnostics.push(documentSize(over.declaration.keywordOrigin, { bytes: undefined }));
    return { value: [], diagnostics };
  }
  const identity = identify(drafts, context);
  let obstacles: FindObstacle | undefined;
  const findObstacle: FindObstacle = (id) => {
    obstacles ??= readObstacles(declarations, drafts, leftOut, identity);
    return obstacles(id);
  };
  const dependents = identity.resources.map((resource) => ({
    id: resource.id,
    dependsOn: dependenciesOf(resource, identity),
  }));
  const dependencies = orderResources(dependents, findObstacle, context);
  if (identity.resources.length === 0 && !settings.failed && allWell(diagnostics)) {
    // An LCM refuses an empty document (lcm-rules D11).
    const place = declarations[0]?.keywordOrigin ?? settings.start;
    diagnostics.push(noResources(place, { node: settings.node }));
  }
  return { value: layOut(identity.resources, dependencies, settings), diagnostics };
}

/** What each resource depends on, by index: what it says itself, and what the settings demand. */
function orderResources(
  dependents: readonly Dependent[],
  findObstacle: FindObstacle,
  { settings, diagnostics }: Context,
): readonly (readonly number[])[] {
  if (settings.layout === "resource") {
    reportDependencies(dependents, diagnostics);
    return [];
  }
  const found = collector(Infinity);
  const edges = resolveDependencies(dependents, found, findObstacle, settings.elsewhere);
  for (const diagnostic of found.found(settings.start)) diagnostics.push(diagnostic);
  return settings.order === "strict" ? inStrictOrder(dependents, edges, diagnostics) : edges;
}

function layOut(
  resources: readonly Identified[],
  dependencies: readonly (readonly number[])[],
  settings: CheckSettings,
): readonly LocatedDocument[] {
  return settings.layout === "node"
    ? [buildDocument(resources, dependencies, settings)]
    : resources.map((resource) => buildDocument([resource], [], settings));
}

/**
 * The resource with which the texts alone are more than an LCM reads: told before they are compared and put
 * together, since a few lines of a recipe can hold the same long text a thousand times.
 */
function firstOverSize(drafts: readonly Draft[]): Draft | undefined {
  let size = 0;
  return drafts.find(({ properties }) => {
    size += textSizeOf(properties);
    return size > limits.documentBytes;
  });
}

function textSizeOf(properties: readonly (DraftProperty | undefined)[]): number {
  let size = 0;
  for (const set of properties) if (set !== undefined) size += textSize(set.value);
  return size;
}

function textSize(value: DraftValue): number {
  switch (value.kind) {
    case "string":
      return value.text.length;
    case "array":
      return value.items.reduce((sum, item) => sum + textSize(item), 0);
    case "instance":
      return textSizeOf(value.properties);
    case "secret":
      return Secret.lengthOf(value.secret);
    default:
      return 0;
  }
}

/** Undefined when the resource of a block is not known. */
function makeDraft({ declaration, after }: Arranged, context: Context, lookups: Lookups): Draft | undefined {
  if (declaration.conditional !== undefined) {
    reportCondition(context, declaration.keywordOrigin, "this block", declaration.conditional);
  }
  checkAttributes(declaration, context);
  const name = blockName(declaration, context);
  const resolved = resolveResource(declaration, context, lookups);
  if (resolved === undefined) return undefined;
  const read = readProperties(declaration, resolved.resource, context);
  return { declaration, ...resolved, name, after, ...read };
}

function dependenciesOf({ draft }: Identified, { indexes }: Identity): readonly Dependency[] {
  if (draft.after.length === 0) return draft.dependsOn;
  const implied = draft.after.flatMap(({ on, origin }) => {
    const target = indexes.get(on);
    return target === undefined ? [] : [{ text: "", origin, target }];
  });
  return [...draft.dependsOn, ...implied];
}

/**
 * Why a ResourceID may not be found although the recipe is right in that place: the block it means was refused or
 * left out, or it is one of those whose name is not known or whose script is not read.
 */
function readObstacles(
  declarations: readonly Declaration[],
  drafts: readonly Draft[],
  leftOut: readonly ResourceDeclaration[],
  { ambiguous }: Identity,
): FindObstacle {
  const understood = new Set(drafts.map((draft) => draft.declaration));
  const leftOutNames = new Set(leftOut.map(({ name }) => nameText(name)?.toLowerCase() ?? ""));
  const refusedNames = new Set<string>();
  let open = drafts.some((draft) => draft.name === undefined);
  for (const declaration of declarations) {
    if (declaration.kind === "script") {
      open = true;
    } else if (!understood.has(declaration)) {
      const name = nameText(declaration.name)?.toLowerCase();
      if (name === undefined) open = true;
      else if (!leftOutNames.has(name)) refusedNames.add(name);
    }
  }
  return (id) => {
    const ids = ambiguous.get(id);
    if (ids !== undefined) return { kind: "ambiguous", ids };
    const name = id.slice(id.indexOf("]") + 1);
    if (leftOutNames.has(name)) return { kind: "left-out" };
    return open || refusedNames.has(name) ? { kind: "reported" } : undefined;
  };
}
