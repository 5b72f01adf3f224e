import { limits } from "../check/limits.js";
import { isMade } from "../check/class-shape.js";
import * as problems from "../diagnostics/catalogue/decompile.js";
import type { Diagnostic, Staged } from "../diagnostics/diagnostic.js";
import type { Document, Instance, LocatedDocument } from "../model/document.js";
import { isOf, textIn, valueIn } from "../model/instances.js";
import { nodeNameProblem } from "../model/node-name.js";
import type { Target } from "../mof/literal.js";
import { propertiesByName, type Catalogue } from "../schema/catalogue.js";
import { isResource } from "../schema/lookup.js";
import type { CimClass, Resource } from "../schema/resource-class.js";
import type { Origin } from "../source/source.js";
import { exposures, knownPasswords, passwordIn, type KnownPasswords } from "./exposed.js";
import { heading, isConfigurationName } from "./heading.js";
import { instancesOf, type Instances, type Placed } from "./instances.js";
import { statement, type Expression } from "./layout.js";
import { chooseResource, type Choice, type Choosing } from "./resources.js";
import type { DecompiledRecipe, RecipePlace, Remark } from "./recipe.js";
import { newSecretNames } from "./secret-names.js";
import { quoted } from "./strings.js";
import { expressionOf, newBudget, type Writing } from "./values.js";

export interface DecompileSettings {
  readonly target: Target;
  /** How messages name the document. */
  readonly file: string;
}

interface Walk {
  readonly catalogue: Catalogue;
  readonly choosing: Choosing;
  /** Documents name few resources many times. */
  readonly choices: Map<string, Choice>;
  readonly instances: Instances;
  readonly writing: Omit<Writing, "module">;
  /** New ResourceIDs, by the old ones in lower case. */
  readonly renamed: Map<string, string>;
  /** Classes of which it has been told that no schema describes them. */
  readonly told: Set<string>;
  readonly diagnostics: Diagnostic[];
  readonly remarks: Remark[];
}

/** Tells something of a block, of a property of it, or of all of the document. */
function tell(walk: Walk, diagnostic: Diagnostic, at: Origin | undefined): void {
  walk.diagnostics.push(diagnostic);
  walk.remarks.push({ at, message: diagnostic.message });
}

/**
 * The recipe that compiles to a document, which has been read without an error. What it cannot say is a warning:
 * `decompile/no-schema`, `decompile/other-id`, `decompile/left-out`, `decompile/lcm-settings`,
 * `decompile/configuration-name`, `decompile/node-name`, `decompile/plain-password`; undefined with `decompile/too-large`.
 */
export function decompile(
  located: LocatedDocument,
  catalogue: Catalogue,
  { target, file }: DecompileSettings,
): Staged<DecompiledRecipe | undefined> {
  const { document } = located;
  const instances = instancesOf(located);
  const { roots } = instances;
  const about = roots.find(({ instance }) => isOf(instance, "omi_configurationdocument"));
  const encrypted =
    about !== undefined && /^passwordencrypted$/i.test(textIn(about.instance, "contenttype") ?? "");
  const node = document.header.targetNode?.replace(/^"(.*)"$/, "$1");
  const runsAs = roots.some(({ instance }) => {
    return (valueIn(instance, "psdscrunascredential") ?? { kind: "null" }).kind !== "null";
  });
  const secrets = newSecretNames(node ?? "localhost");
  const diagnostics: Diagnostic[] = [];
  const walk: Walk = {
    ...{ catalogue, instances, diagnostics },
    choosing: { catalogue, target, inBoxVersion: runsAs ? "0.0" : "1.0" },
    writing: { catalogue, byAlias: instances.byAlias, secrets, budget: newBudget() },
    ...{ choices: new Map(), renamed: new Map(), told: new Set(), remarks: [] },
  };
  const { resources, leftOut } = sortRoots(walk);
  const chosen = resources.map((resource) => choose(resource, walk));
  const blocks = chosen.map((one) => blockOf(one, walk));
  const configurationName = nameOf(about === undefined ? resources : [...resources, about]);
  diagnostics.push(...unfitNames(node, configurationName, file));
  const found = [...secrets.known.values()];
  const isNamed = ({ instance }: Placed): boolean => textIn(instance, "configurationname") !== undefined;
  const told = {
    ...{ document, node, configurationName, encrypted, runsAs, target, leftOut },
    allNamed: resources.every(isNamed),
    ...{ secrets: found, resources: blocks.length },
  };
  const pieces = [heading(told), ...blocks.map(({ text }) => text)];
  const text = pieces.join("\n");
  if (walk.writing.budget.left < 0 || text.length > limits.sourceFileBytes) {
    return { value: undefined, diagnostics: [...diagnostics, problems.tooLarge({ file }, undefined)] };
  }
  const known = knownPasswords(found);
  tellExposedInHeading(document, { about, file, known }, walk);
  tellExposed(chosen, known, walk);
  const recipe: DecompiledRecipe = {
    ...{ text, secrets: found, node, configurationName, remarks: walk.remarks },
    headed: pieces[0]?.length ?? 0,
    places: placesIn(pieces, blocks),
    blocks: chosen.map(({ from, id, choice }) => ({ from, id, unknown: choice.resource === undefined })),
  };
  return { value: recipe, diagnostics };
}

/** Names that no option of `compile` takes; the heading tells of them too. */
function unfitNames(
  node: string | undefined,
  configurationName: string | undefined,
  file: string,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (configurationName !== undefined && !isConfigurationName(configurationName))
    diagnostics.push(problems.unfitName({ file }, { name: configurationName }));
  const problem = node === undefined ? undefined : nodeNameProblem(node);
  if (node !== undefined && problem !== undefined)
    diagnostics.push(problems.unfitNode({ file }, { name: node, problem }));
  return diagnostics;
}

/** The resources, and sentences on what is none; what is left out without a loss is left out without a word. */
function sortRoots(walk: Walk): {
  readonly resources: readonly Placed[];
  readonly leftOut: readonly string[];
} {
  const { instances, catalogue, diagnostics } = walk;
  const resources: Placed[] = [];
  const leftOut = new Set<string>();
  for (const root of instances.roots) {
    const { className } = root.instance;
    if (isOf(root.instance, "omi_configurationdocument")) continue;
    if (/^msft_dscmetaconfiguration(?:v2)?$/i.test(className)) {
      diagnostics.push(problems.lcmSettings(root.origins.origin, undefined));
      leftOut.add(
        "Settings of the Local Configuration Manager: write them into the section Lcm of the nodes file.",
      );
    } else if (isResourceInstance(root, catalogue)) resources.push(root);
    else {
      diagnostics.push(problems.leftOut(root.origins.origin, { className }));
      leftOut.add(`Left out, since no resource refers to it: an instance of ${className}.`);
    }
  }
  return { resources, leftOut: [...leftOut] };
}

function isResourceInstance({ instance }: Placed, catalogue: Catalogue): boolean {
  const cimClass = catalogue.classNamed(instance.className);
  return cimClass === undefined ? valueIn(instance, "resourceid") !== undefined : isResource(cimClass);
}

/** The configuration's name, as the first says that says any. */
function nameOf(instances: readonly Placed[]): string | undefined {
  for (const { instance } of instances.toReversed()) {
    const name = textIn(instance, isOf(instance, "omi_configurationdocument") ? "name" : "configurationname");
    if (name !== undefined && name !== "") return name;
  }
  return undefined;
}

interface Chosen {
  readonly from: Placed;
  readonly choice: Choice;
  readonly name: string;
  readonly id: string;
}

/** `[Type]name`; of a resource in a composite one, `[File]motd::[Base]base`, all behind the first bracket is the name. */
function choose(from: Placed, walk: Walk): Chosen {
  const { instance } = from;
  const id = textIn(instance, "resourceid");
  const [, type, given] = /^\[(\w+)\](.+)$/s.exec(id ?? "") ?? [];
  const key = JSON.stringify([
    ...[instance.className, type, textIn(instance, "modulename"), textIn(instance, "moduleversion")],
  ]);
  const choice = walk.choices.get(key) ?? chooseResource(instance, type, walk.choosing);
  walk.choices.set(key, choice);
  const name = given ?? (id === undefined || id === "" ? instance.className : id);
  const made = `[${choice.resource?.name ?? choice.name}]${name}`;
  if (made !== id) {
    if (id !== undefined) walk.renamed.set(id.toLowerCase(), made);
    const place = idPlace(from);
    tell(walk, problems.otherId(place, { id, made }), place);
  }
  if (choice.resource === undefined) tellUnknown(from, choice, walk);
  return { from, choice, name, id: made };
}

function idPlace({ instance, origins }: Placed): Origin {
  const index = instance.properties.findIndex((property) => /^resourceid$/i.test(property.name));
  return origins.properties[index]?.value ?? origins.origin;
}

function tellUnknown({ instance, origins }: Placed, { moduleName, moduleVersion }: Choice, walk: Walk): void {
  const { className } = instance;
  const key = JSON.stringify([className, moduleName, moduleVersion]).toLowerCase();
  if (walk.told.has(key)) return;
  walk.told.add(key);
  const elsewhere = walk.catalogue
    .resourcesNamed(className)
    .map(({ module }) => (module.version === undefined ? module.name : `${module.name} ${module.version}`));
  const parameters = {
    className,
    module: moduleName,
    version: moduleVersion,
    elsewhere: [...new Set(elsewhere)],
  };
  tell(walk, problems.noSchema(origins.origin, parameters), origins.origin);
}

/** A block's text, with places counted from its start. */
interface Block {
  readonly text: string;
  readonly places: readonly RecipePlace[];
}

function blockOf({ from, choice, name }: Chosen, walk: Walk): Block {
  const { instance, origins } = from;
  const resource = resourceOf(instance, choice, walk);
  const writing: Writing = { ...walk.writing, module: resource?.module };
  writing.budget.left -= name.length;
  const places: RecipePlace[] = [];
  const block = origins.origin;
  let text = `dsc_resource ${quoted(name)} do\n  resource ${symbol(choice.name)}\n`;
  if (choice.moduleName !== undefined) text += `  module_name ${quoted(choice.moduleName)}\n`;
  if (choice.moduleVersion !== undefined) text += `  module_version ${quoted(choice.moduleVersion)}\n`;
  for (const [index, property] of instance.properties.entries()) {
    const lower = property.name.toLowerCase();
    if (isMade(lower)) continue;
    const value = propertyValue(property, resource?.cimClass, { walk, writing });
    if (value === undefined) continue;
    if (writing.budget.left < 0) break;
    const { name: written, expression } = value;
    const line = statement(`property :${written}, `, expression, "  ");
    const origin = origins.properties[index]?.value;
    if (origin !== undefined)
      places.push({ start: text.length, end: text.length + line.length, origin, block });
    text += line;
  }
  text += "end\n";
  return { text, places: [{ start: 0, end: text.length, origin: block, block }, ...places] };
}

/** A class of another module, or of another version, tells more of a value than none. */
function resourceOf(
  { className }: Instance,
  { resource }: Choice,
  { catalogue }: Walk,
): Resource | undefined {
  return resource ?? catalogue.resourcesNamed(className)[0];
}

/** Tells of the passwords that a recipe shows: `decompile/plain-password`, once for each place in the document. */
function tellExposed(chosen: readonly Chosen[], known: KnownPasswords, walk: Walk): void {
  const seen = new Set<Origin>();
  const say = (diagnostic: Diagnostic, at: Origin): void => {
    const { origin, message } = diagnostic;
    if (origin === undefined || seen.has(origin)) walk.remarks.push({ at, message });
    else tell(walk, diagnostic, at);
    if (origin !== undefined) seen.add(origin);
  };
  for (const { from, choice, name } of chosen) {
    const { instance, origins } = from;
    const { origin } = origins;
    const held = passwordIn(name, known)?.name;
    const property = "ResourceID";
    if (held !== undefined)
      say(problems.plainPassword(idPlace(from), { property, known: held }, { secret: true }), origin);
    const resource = resourceOf(instance, choice, walk);
    const exposing = { ...walk.writing, module: resource?.module, known };
    for (const [index, property] of instance.properties.entries()) {
      const lower = property.name.toLowerCase();
      if (isMade(lower) || lower === "dependson") continue;
      const at = origins.properties[index]?.value ?? origin;
      for (const exposure of exposures(property, from, resource?.cimClass, exposing)) say(exposure, at);
    }
  }
}

/** The same of what the heading shows: the document's first comment, and what it says of itself. */
function tellExposedInHeading(
  { header }: Document,
  {
    about,
    file,
    known,
  }: { readonly about: Placed | undefined; readonly file: string; readonly known: KnownPasswords },
  walk: Walk,
): void {
  for (const [property, text] of Object.entries(header)) {
    const held = passwordIn(text, known)?.name;
    if (held !== undefined)
      tell(walk, problems.plainPassword({ file }, { property, known: held }), undefined);
  }
  const exposing = { ...walk.writing, module: undefined, known };
  if (about === undefined) return;
  for (const property of about.instance.properties) {
    for (const exposure of exposures(property, about, undefined, exposing)) tell(walk, exposure, undefined);
  }
}

/** Undefined for an empty DependsOn, which says nothing. */
function propertyValue(
  { name, value }: Placed["instance"]["properties"][number],
  cimClass: CimClass | undefined,
  { walk, writing }: { readonly walk: Walk; readonly writing: Writing },
): { readonly name: string; readonly expression: Expression } | undefined {
  if (name.toLowerCase() !== "dependson") {
    const property = cimClass && propertiesByName(cimClass).get(name.toLowerCase());
    return { name: property?.name ?? name, expression: expressionOf(value, property, writing) };
  }
  if (value.kind === "null" || (value.kind === "array" && value.items.length === 0)) return undefined;
  const items = (value.kind === "array" ? value.items : [value]).map((item) =>
    item.kind === "string" ? { ...item, text: walk.renamed.get(item.text.toLowerCase()) ?? item.text } : item,
  );
  const [only, ...others] = items.map((item) => expressionOf(item, undefined, writing));
  if (only === undefined) return undefined;
  return {
    name: "DependsOn",
    expression: others.length === 0 ? only : { kind: "list", items: [only, ...others] },
  };
}

function symbol(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `:${name}` : quoted(name);
}

function placesIn(pieces: readonly string[], blocks: readonly Block[]): readonly RecipePlace[] {
  let at = (pieces[0] ?? "").length + 1;
  return blocks.flatMap(({ text, places }) => {
    const start = at;
    at += text.length + 1;
    return places.map((place) => ({ ...place, start: start + place.start, end: start + place.end }));
  });
}
