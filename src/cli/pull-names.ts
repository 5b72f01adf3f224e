import { isConfigurationId } from "../config/configuration-id.js";
import type { PlacedName } from "../config/chef-node.js";
import type { NodeInput } from "../config/node-data.js";
import { foldedName } from "../config/node-name.js";
import {
  badConfigurationId,
  otherConfigurationId,
  severalDocuments,
  unfitDocumentName,
} from "../diagnostics/catalogue/pull.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DeclaredProperty, DeclaredString } from "../model/declaration.js";
import type { LcmPart, LcmSettings } from "../model/lcm-settings.js";
import { fileNameProblem } from "../model/node-name.js";

/**
 * The names of documents for a pull server by node, where they are not those of the nodes: what its LCM asks for, as far
 * as configuration data say so (metaConfig.md, "Configuration server blocks" and "Partial configurations"). `chosen` is
 * the configuration's name that was given. Diagnostics: `cli/bad-configuration-id`, `cli/other-configuration-id`,
 * `cli/several-documents`, `cli/unfit-document-name`.
 */
export function pullNames(
  nodes: readonly NodeInput[],
  chosen: string | undefined,
): { readonly names: ReadonlyMap<string, PlacedName>; readonly problems: readonly Diagnostic[] } {
  const names = new Map<string, PlacedName>();
  const problems: Diagnostic[] = [];
  for (const { node, configurationId } of nodes) {
    const asked = node.lcm === undefined ? undefined : askedBy(node.lcm);
    const name = nameOf(configurationId, asked, chosen, problems);
    if (name !== undefined) names.set(node.name, name);
  }
  return { names, problems };
}

function nameOf(
  own: PlacedName | undefined,
  asked: Asked | undefined,
  chosen: string | undefined,
  problems: Diagnostic[],
): PlacedName | undefined {
  if (asked !== undefined && own !== undefined) checkOwn(own, asked, problems);
  const id = asked?.id ?? own;
  if (id !== undefined && !isConfigurationId(id.text)) {
    problems.push(badConfigurationId(id.place, { text: id.text }));
    return undefined;
  }
  const [first, ...others] = asked?.names ?? [];
  if (first === undefined) return id;
  const name = [first, ...others].find(({ text }) => foldedName(text) === foldedName(chosen ?? first.text));
  if (others.length > 0 && (chosen === undefined || name === undefined)) {
    problems.push(severalDocuments(first.place, { asked: [first, ...others].map(({ text }) => text) }));
    return undefined;
  }
  const { text, place } = name ?? first;
  const problem = fileNameProblem(text);
  if (problem !== undefined) problems.push(unfitDocumentName(place, { name: text, problem }));
  return { text: asked?.arePartial === true && id !== undefined ? `${text}.${id.text}` : text, place };
}

/** What an LCM asks a pull server for. */
interface Asked {
  readonly id: PlacedName | undefined;
  /** Of configurations, or of partial ones: with a ConfigurationID, that stands behind each. */
  readonly names: readonly PlacedName[];
  readonly arePartial: boolean;
  /** It registers with a key, and asks by names alone. */
  readonly isRegistered: boolean;
}

function askedBy({ settings, parts }: LcmSettings): Asked {
  const [id] = textsOf(settings, "ConfigurationID");
  const of = (keyword: string) => parts.filter((part) => part.keyword === keyword);
  const partial = of("PartialConfiguration")
    .filter((part) => textsOf(part, "RefreshMode")[0]?.text.toLowerCase() !== "push")
    .map(({ name }) => placed(name));
  // Without a key the machine does not register, and its names count for nothing.
  const registered = of("ConfigurationRepositoryWeb").filter((part) => propertyOf(part, "RegistrationKey"));
  const named = registered.flatMap((part) => textsOf(part, "ConfigurationNames"));
  const names = partial.length > 0 ? partial : named;
  return {
    ...{ id, names: uniqueNames(names), arePartial: partial.length > 0 },
    isRegistered: registered.length > 0,
  };
}

function uniqueNames(names: readonly PlacedName[]): readonly PlacedName[] {
  return [...new Map(names.map((name) => [foldedName(name.text), name])).values()];
}

/** The entry may say again what the LCM asks for, and nothing else. */
function checkOwn(own: PlacedName, { id, names, isRegistered }: Asked, problems: Diagnostic[]): void {
  const [first, ...others] = id !== undefined ? [id] : isRegistered ? names : [];
  if (first === undefined) return;
  const asked = [first, ...others].map(({ text }) => text);
  if (asked.some((text) => text.toLowerCase() === own.text.toLowerCase())) return;
  const related = [{ message: "That is said here.", origin: first.place }];
  problems.push(otherConfigurationId(own.place, { text: own.text, asked }, { related }));
}

function propertyOf({ properties }: LcmPart, name: string): DeclaredProperty | undefined {
  return properties.find((property) => property.name.toLowerCase() === name.toLowerCase());
}

/** The texts of a property, one or a list. */
function textsOf(part: LcmPart | undefined, name: string): readonly PlacedName[] {
  const value = part && propertyOf(part, name)?.value;
  const items = value?.kind === "array" ? value.items : value === undefined ? [] : [value];
  return items.flatMap((item) => (item.kind === "string" ? placed(item) : []));
}

function placed({ text, origin }: DeclaredString): PlacedName {
  return { text, place: origin };
}
